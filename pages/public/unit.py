"""Unit: one body, what it reported, what belongs to it, and how it stands beside others of its kind."""

from html import escape

import pandas as pd
import streamlit as st

from etl.query import NOT_BACKGROUND, Choice, descendants
from pages.parts import frame, numbers, pickers, tables_shown
from pages.parts.charting import coverage
from pages.parts.choice import AFRESH, VERSION, by_key, names
from pages.parts.grouped import Group, grouped
from pages.parts.once import once
from pages.parts.taking import pictures
from pages.parts.telling import profile
from pages.parts.telling.brief import Origin, brief
from pages.parts.telling.profile import Beside
from pages.parts.text import linked
from pages.parts.visit import Visit


def show(visit: Visit) -> None:
    """The unit that the address names first, else the tree of all."""
    if not visit.choice.units:
        once(visit, _tree)
        return
    unit, *others = visit.choice.units
    with st.container(width=480):
        pickers.one(visit, "unit", names("unit", visit.tables, visit.lang), given=unit)
    once(visit, _about, unit, others)
    if not profile.own(visit.tables, unit).empty:
        _brief(visit, unit)
    once(visit, _profile, unit)


def _about(visit: Visit, unit: str, others: list[str]) -> None:
    """Who it is, and how much is on record of it."""
    frame.heading(visit.name("units", unit), level=1)
    _related(visit, unit, others)
    frame.finding(profile.finding(visit.tables, visit.lang, unit))


def _profile(visit: Visit, unit: str) -> None:
    """What it reported, when, through whom, beside whom, and where it is printed."""
    rows = profile.own(visit.tables, unit)
    _figures(visit, rows)
    _years(visit, unit)
    _bodies(visit, unit)
    _beside(visit, unit, rows)
    _issues(visit, rows)


def _tree(visit: Visit) -> None:
    """Every unit under the one it belongs to, with how many figures it and its bodies have."""
    st.title(visit.say("unit.title"))
    if visit.tables["figures"].empty:
        frame.finding(visit.say("overview.empty"))
        return
    frame.finding(visit.say("unit.tree", units=visit.count("unit", len(visit.tables["units"]))))
    children, counts = profile.tree(visit.tables), profile.totals(visit.tables)
    named = by_key(visit.tables, "units", f"name_{visit.lang}")

    def branch(above: str) -> str:
        items = [f"<li>{twig(unit)}{branch(unit)}</li>" for unit in children.get(above, ())]
        return f"<ul>{''.join(items)}</ul>" if items else ""

    def twig(unit: str) -> str:
        n = numbers.number(counts[unit], visit.lang)
        return _to(visit, unit, visit.say("unit.with", name=named[unit], n=n))

    st.html(f'<nav class="tree" aria-label="{escape(visit.say("unit.title"))}">{branch("")}</nav>')


def _related(visit: Visit, unit: str, others: list[str]) -> None:
    """Its kind, and links to what it belongs to and to the other units chosen."""
    parts = [escape(visit.say(f"unit.one.{visit.row('units', unit)['kind']}"))]
    for key, related in (("above", profile.above(visit.tables, unit)), ("also", others)):
        if related:
            named = visit.say("frame.under" if key == "above" else "frame.comma").join(
                _to(visit, one) for one in related
            )
            parts.append(f"{escape(visit.say(f'unit.{key}'))} {named}")
    st.html(f'<p class="remark">{" · ".join(parts)}</p>')


def _to(visit: Visit, unit: str, name: str = "") -> str:
    """A link to a unit's page, as HTML."""
    return linked(name or visit.name("units", unit), frame.address(visit, "unit", **AFRESH | {"unit": unit}))


def _brief(visit: Visit, unit: str) -> None:
    """The one-page brief as a file, made when it is asked for."""
    if visit.preview:
        return
    address = frame.address(visit, "unit", **AFRESH | {"unit": unit, VERSION: visit.release})
    base = (st.context.url or "").partition("?")[0].rpartition("/")[0]
    origin = Origin(visit.release, visit.released.publication.at[:10], f"{base}/{address}")
    st.download_button(
        visit.say("brief.download"),
        data=lambda: brief(visit.tables, visit.lang, unit, origin).encode(),
        file_name=f"shiji_brief_{unit}_{visit.lang}_{visit.release}.html",
        mime="text/html",
        on_click="ignore",
        key="brief",
    )


def _figures(visit: Visit, rows: pd.DataFrame) -> None:
    """What it reported, theme by theme, then its rates, averages and ranks."""
    if rows.empty:
        return
    apart = profile.rates(visit.tables, rows)

    def whole(theme: str | None) -> str:
        return frame.address(visit, "figures", **AFRESH | {"unit": rows["unit"].iloc[0], "only": 1, "theme": theme})

    groups = [
        Group(escape(name), rows[(rows["theme"] == theme) & ~apart], whole(theme))
        for theme, name in names("theme", visit.tables, visit.lang).items()
    ]
    groups.append(Group(escape(visit.say("unit.rates")), rows[apart], whole(None)))
    st.html(grouped(visit, groups, visit.say("unit.own")))


def _years(visit: Visit, unit: str) -> None:
    """How many figures each year has, of the unit and of all that belongs to it."""
    figures = visit.tables["figures"]
    rows = figures[figures["unit"].isin(descendants(visit.tables, unit))]
    if coverage.charted(rows).empty:
        return

    def address(one: str, year: int | None) -> str:
        whole = AFRESH | {"unit": one, "only": 1, "year": year, "status": NOT_BACKGROUND}
        return frame.address(visit, "figures" if year else "unit", **whole if year else AFRESH | {"unit": one})

    caption = visit.say("unit.years-of", name=visit.name("units", unit))
    st.header(visit.say("unit.years"), anchor="years")
    shown = coverage.by_unit(rows, visit.tables, visit.lang, address)
    picture = pictures.buttons(pictures.map_address(Choice(units=(unit,)), "unit", visit.lang), caption, visit.lang)
    st.html(coverage.as_html(shown, caption, visit.dark) + coverage.legend(shown, visit.dark) + picture)
    frame.remark(visit.say("unit.years-note"))
    key = "unit.figures" if profile.bodies(visit.tables, unit) else "unit.figures-own"
    sentence = visit.say(key, figures=visit.count("figure", len(rows)))
    frame.go(visit, "figures", sentence, **AFRESH | {"unit": unit})


def _bodies(visit: Visit, unit: str) -> None:
    """What belongs to it directly, with how many figures each and its own bodies have."""
    counts = profile.bodies(visit.tables, unit)
    if not counts:
        return
    st.header(visit.say("unit.bodies"), anchor="bodies")
    kinds = [visit.say(f"unit.one.{visit.row('units', body)['kind']}") for body in counts]
    heads = [visit.say("table.unit"), visit.say("unit.kind"), visit.say("table.figures")]
    cells = [
        [visit.name("units", body) for body in counts],
        kinds,
        [numbers.number(n, visit.lang) for n in counts.values()],
    ]
    links = {heads[0]: [frame.address(visit, "unit", unit=body) for body in counts]}
    tables_shown.plain(dict(zip(heads, cells, strict=True)), visit.say("unit.bodies"), heads[2:], links)
    frame.remark(visit.say("unit.bodies-note"))


def _beside(visit: Visit, unit: str, rows: pd.DataFrame) -> None:
    """The same indicator from others of its kind: a place where figures compare, else side by side."""
    found = profile.beside(visit.tables, unit)
    if rows.empty or not found:
        return
    st.header(visit.say("unit.beside"), anchor="beside")
    groups = [Group(_compared(visit, one), one.rows, _everybody(visit, one)) for one in found]
    st.html(grouped(visit, groups, visit.say("unit.beside"), units=True))
    if any(one.place is None for one in found):
        frame.remark(visit.say("unit.side-by-side"))


def _compared(visit: Visit, one: Beside) -> str:
    """What is compared, which leads to its page, and the unit's place where there is one; as HTML."""
    named = {"indicator": visit.name("indicators", one.indicator), "measure": visit.name("measures", one.measure)}
    stands = "" if one.place is None else visit.say("frame.apart") + profile.stands(visit.lang, one)
    return linked(visit.say("unit.one-of", **named), _everybody(visit, one)) + escape(stands)


def _everybody(visit: Visit, one: Beside) -> str:
    """The address of the page with what everybody reported of an indicator."""
    return frame.address(visit, "indicator", **AFRESH | {"indicator": one.indicator})


def _issues(visit: Visit, rows: pd.DataFrame) -> None:
    """Where it is printed, the latest first."""
    counts = rows["issue"].value_counts()
    issues = [issue for issue in names("issue", visit.tables, visit.lang) if issue in counts]
    if not issues:
        return
    st.header(visit.say("unit.issues"), anchor="issues")
    with st.container(gap=None):
        for issue in issues:
            title, n = visit.name("issues", issue), visit.count("figure", int(counts[issue]))
            label = visit.say("unit.issue", title=title, figures=n)
            frame.go(visit, "sources", label, issue=issue)
