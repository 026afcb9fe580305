"""Figures: every figure, narrowed down as the reader likes, to read, to follow to its source, to take away."""

from collections.abc import Mapping
from typing import Literal

import pandas as pd
import streamlit as st

from etl.exporting.selection import STATUSES
from etl.exporting.words import whole
from etl.query import Choice
from etl.tables import Row, Tables, records
from pages.parts import choice, frame, pickers, tables_shown
from pages.parts.charting.labels import width
from pages.parts.choice import COLUMNS, names
from pages.parts.kept import kept
from pages.parts.taking import downloads
from pages.parts.text import Language, listed
from pages.parts.visit import Visit

# Not Streamlit's "plain": it shows 50000 as 50000.00000000001.
FORMATS: Mapping[Language, Literal["%g", "localized"]] = {"zh": "%g", "en": "localized"}
WHOLE = ("unit", "indicator")  # columns whose names are not to be cut: Streamlit measures the first rows only
WIDEST = 60  # of those, in halves of a Han character
HALF, AROUND = 7, 18  # pixels of such a half, and around the text of a cell


def show(visit: Visit) -> None:
    """Filters, how many they leave, the grid, the file."""
    st.title(visit.say("figures.title"))
    if visit.tables["figures"].empty:
        frame.finding(visit.say("overview.empty"))
        return
    _filters(visit)
    rows = choice.rows(visit.tables, visit.choice)
    if rows.empty:
        frame.nothing(visit)
        return
    frame.finding(_finding(visit, rows))
    if unlike := _unlike(visit, rows):
        frame.remark(unlike)
    above = st.container(key="marked")
    marked = _grid(visit, rows)
    with above:
        if marked is None:
            frame.remark(visit.say("figures.choose"))
        else:
            frame.go(
                visit, "sources", visit.say("figures.passport", printed=marked["printed"]), figure=marked["figure"]
            )
    downloads.buttons(visit, rows)
    frame.source_line(visit, rows)
    downloads.machines(visit)


def _filters(visit: Visit) -> None:
    """What only this page asks: a search, the issue, the columns of the grid."""
    search, issue, column = st.columns([3, 3, 2])
    with search:
        pickers.words(visit, "text")
    with issue:
        pickers.one(visit, "issue", names("issue", visit.tables, visit.lang))
    with column:
        pickers.many(visit, "column", names("column", visit.tables, visit.lang))


def _finding(visit: Visit, rows: pd.DataFrame) -> str:
    every = len(visit.tables["figures"])
    return visit.say(
        "figures.every" if len(rows) == every else "figures.some",
        figures=visit.count("figure", len(rows)),
        every=whole(every, visit.lang),
        units=visit.count("unit", rows["unit"].nunique()),
        issues=visit.count("issue", rows["issue"].nunique()),
    )


def _unlike(visit: Visit, rows: pd.DataFrame) -> str:
    """How many of the rows are no results: background, targets, rules."""
    found = rows["status"].value_counts()
    told = [
        visit.say("figures.status", status=visit.say(f"status.{status}"), n=found[status])
        for status in STATUSES[1:]
        if status in found
    ]
    return visit.say("figures.unlike", statuses=listed(visit.lang, told)) if told else ""


def _grid(visit: Visit, rows: pd.DataFrame) -> Row | None:
    """All rows; the one that the reader marked, if any."""
    shown, widths = _shown(visit.tables, visit.choice.canonical(), visit.lang, visit=visit, rows=rows)
    wanted = visit.said.values.get("column", COLUMNS)
    grid = st.dataframe(
        shown,
        column_order=[visit.say(f"table.{name}") for name in wanted],
        key="figures",
        hide_index=True,
        height=min(560, 38 + 35 * len(shown)),
        on_select="rerun",
        selection_mode="single-row",
        placeholder="",
        # A value is a bare number, to be sorted by; English ones are read with separators.
        column_config={
            visit.say("table.value"): st.column_config.NumberColumn(format=FORMATS[visit.lang]),
            **{name: st.column_config.Column(width=pixels) for name, pixels in widths.items()},
        },
        alt=visit.say("figures.alt", figures=visit.count("figure", len(rows))),
    )
    positions = [position for position in grid.selection.rows if position < len(rows)]
    return records(rows)[positions[0]] if positions else None


@kept(most=16)
def _shown(
    tables: Tables, chosen: Choice, lang: Language, *, visit: Visit, rows: pd.DataFrame
) -> tuple[pd.DataFrame, dict[str, int]]:
    """The rows as readers see them, and how many pixels some columns take; made once for every choice."""
    shown = tables_shown.figures(visit, rows)
    labels = [visit.say(f"table.{name}") for name in WHOLE]
    return shown, {name: AROUND + HALF * min(max(map(width, shown[name].unique())), WIDEST) for name in labels}
