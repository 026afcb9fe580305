"""Figures: every figure, narrowed down as the reader likes, to read, to follow to its source, to take away."""

from collections.abc import Mapping
from typing import Literal
from urllib.parse import quote

import pandas as pd
import pyarrow as pa
import streamlit as st

from etl.exporting.selection import STATUSES
from etl.exporting.words import whole
from etl.query import Choice
from etl.tables import Row, Tables, records
from pages.parts import choice, frame, numbers, pickers, tables_shown
from pages.parts.charting.labels import width
from pages.parts.choice import COLUMNS, names
from pages.parts.kept import kept
from pages.parts.once import once
from pages.parts.tables_shown import MOST_ROWS
from pages.parts.taking import downloads
from pages.parts.text import Language, listed
from pages.parts.visit import Visit

# Not Streamlit's "plain": it shows 50000 as 50000.00000000001.
FORMATS: Mapping[Language, Literal["%g", "localized"]] = {"zh": "%g", "en": "localized"}
REPEATED = (
    "unit",
    "indicator",
    "period",
    "status",
    "measure",
    "place",
)  # columns of few texts: each is sent once
MAYBE_EMPTY = ("detail", "value")
TO_SORT_BY = ("value", "measure")  # columns of the grid that say less than the quantity does
WHOLE = ("unit", "indicator")  # columns whose names are not to be cut: Streamlit measures the first rows only
WIDEST = 60  # of those, in halves of a Han character
HALF, AROUND = 7, 18  # pixels of such a half, and around the text of a cell


def show(visit: Visit) -> None:
    """Filters, how many they leave, all of these in a table, the file."""
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
    if len(rows) <= MOST_ROWS:
        once(visit, _table)
    else:
        with st.container(key="wide-screen"):
            _many(visit, rows)
        with st.container(key="narrow-screen"):
            once(visit, _first)
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


def _first(visit: Visit) -> None:
    """As many of a long list as a phone is for, where a grid cannot be read."""
    frame.remark(visit.say("figures.first", n=MOST_ROWS))
    _table(visit)


def _table(visit: Visit) -> None:
    """The figures, at most MOST_ROWS, as a table that wraps; the first column of no gaps leads to their sources."""
    rows = choice.rows(visit.tables, visit.choice).head(MOST_ROWS)
    shown = tables_shown.figures(visit, rows)
    value = visit.say("table.value")
    shown[value] = ["" if pd.isna(n) else numbers.digits(n, visit.lang) for n in shown[value]]
    wanted = visit.said.values.get("column") or [name for name in COLUMNS if name not in TO_SORT_BY]
    columns = {name: shown[name].tolist() for name in (visit.say(f"table.{column}") for column in wanted)}
    links = [frame.address(visit, "sources", figure=figure) for figure in rows["figure"]]
    alt = visit.say("figures.alt", figures=visit.count("figure", len(rows)))
    told = next((name for name in wanted if name not in MAYBE_EMPTY), wanted[0])
    tables_shown.plain(columns, alt, right=[value], links={visit.say(f"table.{told}"): links})


def _many(visit: Visit, rows: pd.DataFrame) -> None:
    """A grid to sort and search, and above it the way to the source of the row that is marked."""
    above = st.container(key="marked")
    marked = _grid(visit, rows)
    with above:
        if marked is None:
            frame.remark(visit.say("figures.choose"))
        else:
            frame.go(
                visit, "sources", visit.say("figures.passport", printed=marked["printed"]), figure=marked["figure"]
            )


def _grid(visit: Visit, rows: pd.DataFrame) -> Row | None:
    """All rows; the one that the reader marked, if any."""
    shown, widths = _shown(visit.tables, visit.choice.canonical(), visit.lang, visit=visit, rows=rows)
    wanted, way = visit.said.values.get("column", COLUMNS), visit.say("figures.source")
    grid = st.dataframe(
        shown,
        column_order=[way, *(visit.say(f"table.{name}") for name in wanted)],
        key="figures",
        hide_index=True,
        height=560,
        on_select="rerun",
        selection_mode="single-row",
        placeholder="",
        # A value is a bare number, to be sorted by; English ones are read with separators.
        column_config={
            way: st.column_config.LinkColumn(display_text=visit.say("figures.open"), width=70),
            visit.say("table.value"): st.column_config.NumberColumn(format=FORMATS[visit.lang]),
            **{name: st.column_config.TextColumn(width=pixels) for name, pixels in widths.items()},
        },
        alt=visit.say("figures.alt", figures=visit.count("figure", len(rows))),
    )
    positions = [position for position in grid.selection.rows if position < len(rows)]
    return records(rows.iloc[positions[:1]])[0] if positions else None


@kept(most=16)
def _shown(
    tables: Tables, chosen: Choice, lang: Language, *, visit: Visit, rows: pd.DataFrame
) -> tuple[pa.Table, dict[str, int | None]]:
    """The rows as they are sent, and how many pixels columns of text take, None being as it comes; once a choice."""
    shown = tables_shown.figures(visit, rows)
    widths: dict[str, int | None] = dict.fromkeys(visit.say(f"table.{name}") for name in REPEATED)
    for name in (visit.say(f"table.{name}") for name in WHOLE):
        widths[name] = AROUND + HALF * min(max(map(width, shown[name].unique())), WIDEST)
    # They open in a window of their own, so they need not carry what is chosen in this one.
    afresh = frame.address(visit, "sources", **choice.AFRESH)
    shown[visit.say("figures.source")] = [f"{afresh}&figure={quote(figure)}" for figure in rows["figure"]]
    made = pa.Table.from_pandas(shown, preserve_index=False)
    for name in (visit.say(f"table.{name}") for name in REPEATED):
        made = made.set_column(made.column_names.index(name), name, made[name].dictionary_encode())
    return made, widths
