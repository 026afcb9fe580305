"""Overview: what is in here, what the latest issue brought, who reported in which year."""

from dataclasses import dataclass, replace
from html import escape

import pandas as pd
import streamlit as st

from etl.query import NOT_BACKGROUND, Choice
from etl.tables import Tables, pairs
from pages.parts import choice, frame, pickers, released
from pages.parts.charting import coverage
from pages.parts.choice import AFRESH, names
from pages.parts.kept import kept
from pages.parts.once import once
from pages.parts.passports import revised
from pages.parts.taking import pictures
from pages.parts.telling import news
from pages.parts.telling.holdings import holdings, issue_links
from pages.parts.telling.news import Link
from pages.parts.text import Language, linked
from pages.parts.visit import Visit

# What a cell counts, it leads to: a choice made elsewhere would narrow it.
COUNTED = AFRESH | {"status": NOT_BACKGROUND}  # by the maps and by what the latest issue brought


@dataclass(frozen=True)
class Content:
    """All that the page says of a release, in one language and on one ground."""

    finding: str
    brought: str
    largest: tuple[Link, ...]
    restated: tuple[Link, ...]
    figures: Link  # to the issue "" where there are none
    issues: tuple[Link, ...]
    indicators: str
    themes: str
    units: str
    unlisted: str
    background: str


def show(visit: Visit) -> None:
    """The whole release at a glance, whatever was chosen elsewhere."""
    st.title(visit.say("overview.title"))
    if visit.tables["figures"].empty:
        frame.finding(visit.say("overview.empty"))
        return
    frame.finding(_content(visit.tables, visit.lang, visit.dark, visit=visit).finding)
    frame.remark(visit.say("overview.about"))
    _search(visit)
    once(visit, _whole)


def _whole(visit: Visit) -> None:
    """All below the search."""
    content = _content(visit.tables, visit.lang, visit.dark, visit=visit)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _latest(visit, content)
    with right:
        frame.heading(visit.say("overview.issues"))
        _links(visit, content.issues, "issue")
        if not visit.preview:
            _published(visit)
    frame.heading(visit.say("overview.indicators"))
    st.html(content.indicators)
    frame.heading(visit.say("overview.themes"))
    st.html(content.themes + _picture(visit, "theme"))
    frame.heading(visit.say("overview.coverage"))
    st.html(content.units + _picture(visit, "unit"))
    if content.unlisted:
        frame.remark(content.unlisted)
    if content.background:
        frame.go(visit, "figures", content.background, **AFRESH | {"status": "background"})
    frame.source_line(visit, coverage.charted(visit.tables["figures"]))


def _search(visit: Visit) -> None:
    """What is looked for is found among all figures, on their page."""
    with st.container(width=480):
        text = pickers.search(visit, "overview.search")
    if text:
        st.switch_page(
            visit.pages["figures"], query_params=choice.link(visit.said, **AFRESH, text=text, lang=visit.lang)
        )


def _picture(visit: Visit, by: str) -> str:
    """The map as a picture to take away, as HTML."""
    title = visit.say("overview.themes-caption" if by == "theme" else "overview.coverage-caption")
    return pictures.buttons(pictures.map_address(Choice(), by, visit.lang), title, visit.lang)


def _latest(visit: Visit, content: Content) -> None:
    """The latest issue in sentences, its largest figures, and what it tells otherwise than before."""
    frame.heading(visit.say("overview.latest"))
    frame.remark(content.brought)
    label, issue = content.figures
    if issue:
        frame.go(visit, "figures", label, **COUNTED | {"issue": issue})
    for told in ("largest", "restated"):
        if links := getattr(content, told):
            frame.remark(visit.say(f"overview.{told}"))
            _links(visit, links, "figure")


def _published(visit: Visit) -> None:
    """The latest publication, what it changed, and the way to all of them."""
    frame.heading(visit.say("overview.published"))
    log = released.history()
    if changed := revised.by(visit, log, 0):
        values = {"day": log[0].at[:10], "reason": log[0].reason, "tally": changed.tally}
        frame.remark(visit.say("overview.publication", **values))
        _links(visit, changed.lines, "figure")
        for line in changed.beside:
            frame.remark(line)
    else:
        frame.remark(visit.say("overview.first-publication", day=visit.released.publication.at[:10]))
    changelog = linked(visit.say("overview.changelog"), f"{frame.address(visit, 'method')}#changelog")
    st.html(f'<p class="go">{changelog}</p>')


def _links(visit: Visit, links: tuple[Link, ...], parameter: str) -> None:
    with st.container(gap=None):
        for label, key in links:
            frame.go(visit, "sources", label, **{parameter: key})


@kept(most=4)
def _content(tables: Tables, lang: Language, dark: bool, *, visit: Visit) -> Content:
    rows = tables["figures"]
    own, found = coverage.charted(rows), news.news(tables)
    background = visit.count("background", len(rows) - len(own))
    without = len(tables["units"]) - own["unit"].nunique()
    return Content(
        finding=holdings(tables, lang),
        brought=news.brought(found, tables, lang),
        largest=news.largest_links(found, tables, lang),
        restated=news.restated_links(found, tables, lang),
        figures=(
            visit.say("overview.latest-figures", figures=visit.count("figure", len(found.figures))),
            "" if found.figures.empty else found.issue,
        ),
        issues=issue_links(tables, lang),
        indicators=_indicators(visit, rows),
        themes=_themes(visit, rows),
        units=_units(visit, rows),
        unlisted=visit.say("overview.unlisted", units=visit.count("unit", without)) if without else "",
        background=visit.say("overview.background", figures=background) if len(rows) > len(own) else "",
    )


def _indicators(visit: Visit, rows: pd.DataFrame) -> str:
    """All that is counted, theme by theme: each indicator with its number of figures, leading to its page."""
    counts, named = rows["indicator"].value_counts(), names("indicator", visit.tables, visit.lang)
    theme_of = pairs(visit.tables["indicators"], "indicator", "theme")

    def told(indicator: str) -> str:
        address = frame.address(visit, "indicator", **AFRESH | {"indicator": indicator})
        return f"<span>{linked(named[indicator], address)} <span>{counts[indicator]}</span></span>"

    lines = []
    for theme, title in names("theme", visit.tables, visit.lang).items():
        if own := [indicator for indicator in named if theme_of[indicator] == theme and indicator in counts]:
            lines.append(f"<dt>{escape(title)}</dt><dd>{''.join(map(told, own))}</dd>")
    return f'<dl class="index">{"".join(lines)}</dl>'


def _themes(visit: Visit, rows: pd.DataFrame) -> str:
    """How many figures each theme has, year by year."""

    def address(theme: str, year: int | None) -> str:
        return frame.address(visit, "figures", **COUNTED | {"theme": theme or None, "year": year})

    shown = coverage.by_theme(rows, visit.tables, visit.lang, address)
    return coverage.as_html(shown, visit.say("overview.themes-caption"), visit.dark)


def _units(visit: Visit, rows: pd.DataFrame) -> str:
    """How many figures each unit has, year by year."""

    def address(unit: str, year: int | None) -> str:
        return frame.address(visit, "figures", **COUNTED | {"unit": unit, "only": 1, "year": year})

    def profile(unit: str) -> str:
        return frame.address(visit, "unit", **AFRESH | {"unit": unit})

    shown = coverage.by_unit(rows, visit.tables, visit.lang, address)
    shown = replace(shown, name_address=profile)
    caption = visit.say("overview.coverage-caption")
    return coverage.as_html(shown, caption, visit.dark) + coverage.legend(shown, visit.dark)
