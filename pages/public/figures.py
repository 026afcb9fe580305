"""Figures: every figure, narrowed down as the reader likes, to read, to follow to its source, to take away."""

import pandas as pd
import streamlit as st

from etl import query
from pages.parts import downloads, frame, pickers, tables_shown
from pages.parts.choice import names
from pages.parts.frame import Row, Visit, records


def show(visit: Visit) -> None:
    """Filters, how many they leave, the grid, the file."""
    st.title(visit.say("figures.title"))
    _filters(visit)
    rows = query.rows(visit.tables, visit.choice)
    if rows.empty:
        frame.nothing(visit)
        return
    frame.finding(_finding(visit, rows))
    above = st.container(key="marked")
    marked = _grid(visit, rows)
    with above:
        if marked is None:
            frame.remark(visit.say("figures.choose"))
        else:
            frame.go(
                visit, "sources", visit.say("figures.passport", printed=marked["printed"]), figure=marked["figure"]
            )
    downloads.csv(visit, rows)
    frame.source_line(visit, rows)


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
        every=f"{every:,}" if visit.lang == "en" else every,
        units=visit.count("unit", rows["unit"].nunique()),
        issues=visit.count("issue", rows["issue"].nunique()),
    )


def _grid(visit: Visit, rows: pd.DataFrame) -> Row | None:
    """All rows; the one that the reader marked, if any."""
    shown = tables_shown.figures(visit, rows)
    grid = st.dataframe(
        shown,
        key="figures",
        hide_index=True,
        height=min(560, 38 + 35 * len(shown)),
        on_select="rerun",
        selection_mode="single-row",
        placeholder="",
        alt=visit.say("figures.alt", figures=visit.count("figure", len(rows))),
    )
    positions = [position for position in grid.selection.rows if position < len(rows)]
    return records(rows)[positions[0]] if positions else None
