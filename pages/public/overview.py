"""Overview: what is in here, what the latest issue brought, who reported in which year."""

import pandas as pd
import streamlit as st

from pages.parts import coverage, frame, numbers
from pages.parts.choice import names
from pages.parts.frame import Row, Visit, cell, records
from pages.parts.news import News, Restatement, news
from pages.parts.text import listed

# What a cell counts, it leads to: a choice made elsewhere would narrow it.
AFRESH: dict[str, object] = dict.fromkeys(("unit", "only", "year", "theme", "indicator", "status"))
NAMED = 5  # units or restatements told before "and n more"


def show(visit: Visit) -> None:
    """The whole release at a glance, whatever was chosen elsewhere."""
    st.title(visit.say("overview.title"))
    rows = visit.tables["figures"]
    if rows.empty:
        frame.finding(visit.say("overview.empty"))
        return
    frame.finding(_finding(visit, rows))
    left, right = st.columns([3, 2], gap="large")
    with left:
        _latest(visit)
    with right:
        _issues(visit, rows)
    _themes(visit, rows)
    _units(visit, rows)


def _finding(visit: Visit, rows: pd.DataFrame) -> str:
    """How much there is; background is told apart, and counts for nothing else."""
    own = coverage.charted(rows)
    values = {"issues": visit.count("issue", rows["issue"].nunique()), "figures": _told(visit, rows)}
    if own.empty:
        return visit.say("overview.finding-background", **values)
    themes = own["theme"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    return visit.say(
        "overview.finding",
        **values,
        units=visit.count("unit", own["unit"].nunique()),
        years=years_of(visit, own),
        theme=visit.name("themes", themes.index[0]),
        n=visit.count("figure", int(themes.iloc[0])),
    )


def _told(visit: Visit, rows: pd.DataFrame) -> str:
    """A number of figures, background told apart: 263 figures (and 50 as background)."""
    own = len(coverage.charted(rows))
    background = len(rows) - own
    if not background:
        return visit.count("figure", own)
    quoted = visit.count("background", background)
    return visit.say("overview.told", figures=visit.count("figure", own), background=quoted) if own else quoted


def years_of(visit: Visit, figures: pd.DataFrame) -> str:
    """The years that figures tell of: 2025, 2012–2025, or that none is stated."""
    days = pd.concat([figures["period_start"], figures["period_end"]]).dropna()
    if days.empty:
        return visit.say("overview.no-year")
    first, last = days.min()[:4], days.max()[:4]
    return first if first == last else f"{first}–{last}"


def _latest(visit: Visit) -> None:
    """The latest issue in sentences, its largest figures, and what it revised."""
    st.subheader(visit.say("overview.latest"))
    found = news(visit.tables)
    frame.remark(_brought(visit, found))
    if not found.largest.empty:
        frame.remark(visit.say("overview.largest"))
    with st.container(gap=None):
        for row in records(found.largest):
            frame.go(visit, "sources", line(visit, row), figure=row["figure"])
    if found.restated:
        _restated(visit, found.restated)


def _brought(visit: Visit, found: News) -> str:
    """This issue brought 34 figures from 9 units; and who is new among them."""
    title = visit.name("issues", found.issue)
    if found.figures.empty:
        return visit.say("overview.latest-nothing", title=title)
    units = visit.count("unit", found.figures["unit"].nunique())
    sentence = visit.say(
        "overview.latest-issue", title=title, figures=visit.count("figure", len(found.figures)), units=units
    )
    if not found.new_units:
        return sentence
    named = listed(visit.lang, [visit.name("units", unit) for unit in found.new_units[:NAMED]])
    if len(found.new_units) > NAMED:
        named = visit.say("overview.and-more", named=named, n=visit.count("unit", len(found.new_units) - NAMED))
    return sentence + visit.say("overview.new-units", named=named)


def line(visit: Visit, row: Row) -> str:
    """One figure in one line: how much, of what, by whom."""
    what = cell(row, f"detail_{visit.lang}") or visit.name("indicators", row["indicator"])
    return visit.say("overview.line", quantity=_quantity(visit, row), what=what, unit=visit.name("units", row["unit"]))


def _quantity(visit: Visit, row: Row) -> str:
    return numbers.figure_shown(row, visit.tables["measures"], visit.lang)


def _restated(visit: Visit, restated: tuple[Restatement, ...]) -> None:
    """Each figure that the latest issue gives another value: from what to what."""
    frame.remark(visit.say("overview.restated"))
    with st.container(gap=None):
        for told in restated[:NAMED]:
            later, earlier = (visit.row("figures", figure) for figure in (told.later, told.earlier))
            label = visit.say("overview.restatement", line=line(visit, later), before=_quantity(visit, earlier))
            frame.go(visit, "sources", label, figure=told.later)


def _issues(visit: Visit, rows: pd.DataFrame) -> None:
    st.subheader(visit.say("overview.issues"))
    with st.container(gap=None):
        for issue, title in names("issue", visit.tables, visit.lang).items():
            dated = cell(visit.row("issues", issue), "published") or visit.say("overview.undated")
            told = _told(visit, rows[rows["issue"] == issue])
            frame.go(
                visit, "sources", visit.say("overview.issue", published=dated, title=title, figures=told), issue=issue
            )


def _themes(visit: Visit, rows: pd.DataFrame) -> None:
    """How many figures each theme has, year by year."""
    st.subheader(visit.say("overview.themes"))

    def address(theme: str, year: int | None) -> str:
        return frame.address(visit, "figures", **AFRESH | {"theme": theme, "year": year})

    _map(visit, coverage.by_theme(rows, visit.tables, visit.lang, address), "themes-caption")


def _units(visit: Visit, rows: pd.DataFrame) -> None:
    """How many figures each unit has, year by year, and what is not in the map."""
    st.subheader(visit.say("overview.coverage"))

    def address(unit: str, year: int | None) -> str:
        return frame.address(visit, "figures", **AFRESH | {"unit": unit, "only": 1, "year": year})

    _map(visit, coverage.by_unit(rows, visit.tables, visit.lang, address), "coverage-caption")
    st.html(coverage.legend(visit.lang, visit.dark))
    units, own = visit.tables["units"], coverage.charted(rows)
    if without := len(units) - own["unit"].nunique():
        frame.remark(visit.say("overview.unlisted", units=visit.count("unit", without)))
    if background := len(rows) - len(own):
        told = visit.count("background", background)
        frame.go(visit, "figures", visit.say("overview.background", figures=told), **AFRESH | {"status": "background"})
    frame.source_line(visit, own)


def _map(visit: Visit, shown: coverage.Map, caption: str) -> None:
    if shown.counts:
        st.html(coverage.as_html(shown, visit.say(f"overview.{caption}"), visit.dark))
