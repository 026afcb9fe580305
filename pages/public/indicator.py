"""Indicator: one thing that is counted, unit beside unit, and what it adds up to or why it does not."""

from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from etl.tables import Row, cell, records
from pages.parts import choice, frame, numbers, pickers, tables_shown
from pages.parts.charting import charts, drawn
from pages.parts.choice import names
from pages.parts.once import once
from pages.parts.taking import downloads, pictures
from pages.parts.telling.reported import reported
from pages.parts.telling.together import together
from pages.parts.text import linked, listed
from pages.parts.visit import Visit

FAR = 10  # times the least, the largest: from there on a log scale is offered
MOST_UNITS = 12  # named one by one


def show(visit: Visit) -> None:
    """Read, look, take away."""
    if visit.tables["figures"].empty:
        st.title(visit.say("indicator.title"))
        frame.finding(visit.say("overview.empty"))
        return
    rows = _rows(visit)
    if rows.empty:
        frame.heading(visit.name("indicators", visit.indicator), level=1)
        frame.nothing(visit)
        return
    once(visit, _about)
    if visit.said.one("log") or _far_apart(_told(visit)):
        pickers.switch(visit, "log")
    once(visit, _shown)
    downloads.buttons(visit, rows)
    once(visit, _end)


def _rows(visit: Visit) -> pd.DataFrame:
    """The figures that the page shows."""
    rows = choice.rows(visit.tables, replace(visit.choice, indicator=visit.indicator))
    measure = visit.said.one("measure")
    return rows if measure is None else rows[rows["measure"] == measure]


def _told(visit: Visit) -> list[Row]:
    """The same one by one, with what readers see of them."""
    return charts.in_words(_rows(visit), visit.tables, visit.lang)


def _about(visit: Visit) -> None:
    """What is counted, who reported how much of it, and whose figures these are."""
    told, about = _told(visit), visit.row("indicators", visit.indicator)
    name, meaning = about[f"name_{visit.lang}"], escape(about[f"about_{visit.lang}"])
    frame.opening(name, reported(told, visit.tables, visit.lang), meaning, _whose(visit, told))


def _shown(visit: Visit) -> None:
    """The pictures, and the table of what they show."""
    rows = _rows(visit)
    _pictures(visit, rows)
    title = visit.say("indicator.table", figures=visit.count("figure", len(rows)))
    frame.heading(title)
    _table(visit, rows, title)


def _end(visit: Visit) -> None:
    """Where it is printed, and the way to the figures."""
    frame.source_line(visit, _rows(visit))
    frame.go(visit, "figures", visit.say("indicator.figures"), indicator=visit.indicator)


def _far_apart(told: list[Row]) -> bool:
    """Whether the figures of a measure lie so far apart that a log scale shows what a linear one does not."""
    values: dict[str, list[float]] = {}
    for row in told:
        if row["value"] > 0:
            values.setdefault(row["measure"], []).append(row["value"])
    return any(max(own) / min(own) >= FAR for own in values.values())


def _whose(visit: Visit, told: list[Row]) -> str:
    """The units by kind, each leading to its page; of many units only how many of each kind. HTML."""
    names = {row["unit"]: row["unit_name"] for row in told}
    units = [visit.row("units", unit) for unit in names]
    kinds: dict[str, list[str]] = {}
    for row in sorted(units, key=lambda row: row["position"]):
        kinds.setdefault(row["kind"], []).append(row["unit"])
    parts = []
    for kind, own in kinds.items():
        named = [linked(names[unit], frame.address(visit, "unit", unit=unit)) for unit in own]
        said = listed(visit.lang, named) if len(units) <= MOST_UNITS else escape(visit.count("unit", len(own)))
        parts.append(visit.say("indicator.of-kind", kind=escape(visit.say(f"charts.kind.{kind}")), units=said))
    return visit.say("frame.apart").join(parts)


def _pictures(visit: Visit, rows: pd.DataFrame) -> None:
    """Pictures and total of each measure: what is measured differently never shares an axis."""
    measures = _measures(visit, rows)
    for measure, name in measures.items():
        own = replace(visit.choice, indicator=visit.indicator, measure=measure).canonical()
        if len(measures) > 1:
            frame.heading(_heading(visit, measure, name))
        if measure == numbers.RANK:
            _ranks(visit, choice.rows(visit.tables, own))
            continue
        drawn.show(drawn.View(own, visit.lang, visit.dark, visit.said.one("log") is not None), visit.tables, _to_take)
        if said := together(visit.tables, own, visit.lang):
            frame.remark(said)


def _measures(visit: Visit, rows: pd.DataFrame) -> dict[str, str]:
    """The measures of figures, with their names, in the order of their pictures."""
    told = set(rows["measure"])
    return {key: name for key, name in names("measure", visit.tables, visit.lang).items() if key in told}


def _heading(visit: Visit, measure: str, name: str) -> str:
    if measure == numbers.RANK:
        return visit.say("indicator.ranks")
    bare = name.strip("（）()")  # a measure without a word of its own: (as a fraction)
    return visit.say("indicator.measure", measure=name) if bare == name else bare[0].upper() + bare[1:]


def _to_take(view: drawn.View, picture: drawn.Picture) -> str:
    """The buttons that give a picture, as HTML."""
    address = pictures.chart_address(view.choice, picture.form, view.log, view.lang)
    return pictures.buttons(address, picture.alt, view.lang)


def _ranks(visit: Visit, rows: pd.DataFrame) -> None:
    """Places in words, the first first: no bar is as long as a rank is good."""
    with st.container(gap=None):
        for row in records(rows.sort_values("value", kind="stable")):
            said = cell(row, f"detail_{visit.lang}")
            label = visit.say(
                "indicator.rank",
                unit=visit.name("units", row["unit"]),
                rank=numbers.figure_shown(row, visit.tables["measures"], visit.lang),
                what=listed(visit.lang, [text for text in (said, numbers.period_shown(row, visit.lang)) if text]),
            )
            frame.go(visit, "sources", label, figure=row["figure"])


def _table(visit: Visit, rows: pd.DataFrame, title: str) -> None:
    """The figures of the pictures in their order, each with its way to the source."""
    told = _told(visit)
    alike = [[row for row in told if row["measure"] == measure] for measure in _measures(visit, rows)]
    ordered = [row for own in alike for row in _in_order(visit, own)]
    twin = charts.table_twin(ordered, visit.lang)
    passports = [frame.address(visit, "sources", figure=row["figure"]) for row in ordered]
    quantity = visit.say("table.quantity")
    del twin[visit.say("table.indicator")]
    tables_shown.plain(twin, title, right=[quantity], links={quantity: passports})


def _in_order(visit: Visit, told: list[Row]) -> list[Row]:
    """The figures of a measure as the page shows them above: by their bars, or the first of a ranking first."""
    if all(row["measure"] == numbers.RANK for row in told):
        return sorted(told, key=lambda row: row["value"])
    return [one.row for one in charts.arranged(told, visit.lang)]
