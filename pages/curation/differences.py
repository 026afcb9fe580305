"""What changes from one release to another, as readers see it."""

import pandas as pd
import streamlit as st

from etl import diff, period, revisions
from etl.period import Period
from etl.tables import Tables
from pages.parts import frame, numbers, tables_shown
from pages.parts.choice import pairs
from pages.parts.citations import as_printed
from pages.parts.frame import Visit, cell, records

MOST = 300  # rows of a table


def finding(visit: Visit, changes: pd.DataFrame) -> None:
    """How many figures come, change and go, in a sentence."""
    frame.finding(said(visit, changes))


def said(visit: Visit, changes: pd.DataFrame) -> str:
    """How many figures come, change and go."""
    counts = diff.summary(pd.concat([revisions.seen(changes), changes[changes["change"] != "changed"]]))
    if not any(counts.values()):
        return visit.say("curation.differences.none")
    return visit.say("curation.differences.said", **counts)


def explained(changes: pd.DataFrame) -> pd.DataFrame:
    """Of a difference, what readers saw before and is to be explained: figures that change or go."""
    shown = revisions.seen(changes)
    return shown[shown["change"] != "added"]


def change(visit: Visit, rows: pd.DataFrame) -> None:
    """One figure that changes or goes: before and after of each column."""
    figure = str(rows["figure"].iloc[0])
    frame.heading(_named(visit, figure), level=3)
    if (rows["change"] == "removed").any():
        frame.remark(visit.say("curation.differences.gone", printed=rows["before"].iloc[0]))
        return
    columns = {
        visit.say("curation.differences.column"): [_column(visit, name) for name in rows["column"]],
        visit.say("curation.differences.before"): _shown(visit, rows, "before"),
        visit.say("curation.differences.after"): _shown(visit, rows, "after"),
    }
    tables_shown.plain(pd.DataFrame(columns), figure)


def _named(visit: Visit, figure: str) -> str:
    """A figure by what it says, whose and of what it is; by its id where it is not in force."""
    found = records(visit.tables["figures"].query("figure == @figure"))
    if not found:
        return figure
    whose = [visit.name("units", found[0]["unit"]), visit.name("indicators", found[0]["indicator"])]
    return visit.say("frame.apart").join([as_printed(found[0]), *whose, figure])


def _shown(visit: Visit, rows: pd.DataFrame, side: str) -> list[str]:
    return [_value(visit, *cell) for cell in zip(rows["column"], rows[side].fillna(""), strict=True)]


def _value(visit: Visit, column: str, value: str) -> str:
    """A value as readers see it; one that has no other name as it is."""
    if column == "status" and value:
        return visit.say(f"status.{value}")
    if column == "period" and isinstance(period.read(value), Period):
        return numbers.period_shown({"period": value}, visit.lang)
    if column in ("unit", "indicator", "measure"):
        names = pairs(visit.tables[f"{column}s"], column, f"name_{visit.lang}")
        return names.get(value, value)
    return value


def _column(visit: Visit, name: str) -> str:
    return visit.say(f"curation.column.{name.replace('_', '-')}")


def added(visit: Visit, changes: pd.DataFrame, after: Tables) -> None:
    """The figures that come: how many by unit and year, then each."""
    new = changes.loc[changes["change"] == "added", "figure"]
    if new.empty:
        return
    rows = after["figures"][after["figures"]["figure"].isin(new)]
    frame.heading(visit.say("curation.differences.added"))
    names = dict(zip(after["units"]["unit"], after["units"][f"name_{visit.lang}"], strict=True))
    years = rows["year"].astype("string").fillna(visit.say("overview.no-year"))
    counts = pd.crosstab(rows["unit"].map(names), years)
    unit = visit.say("curation.field.unit")
    counted = counts.reset_index(names=unit).rename_axis(columns=None)
    tables_shown.plain(counted, visit.say("curation.differences.counts"), right=list(counts.columns))
    _each(visit, rows.head(MOST), after, names)


def _each(visit: Visit, rows: pd.DataFrame, after: Tables, units: dict[str, str]) -> None:
    lang = visit.lang
    indicators = dict(zip(after["indicators"]["indicator"], after["indicators"][f"name_{lang}"], strict=True))
    figures = records(rows)
    columns = {
        "printed": [row["printed"] for row in figures],
        "quantity": [numbers.figure_shown(row, after["measures"], lang) for row in figures],
        "unit": [units[row["unit"]] for row in figures],
        "indicator": [indicators[row["indicator"]] for row in figures],
        "detail": [cell(row, f"detail_{lang}") for row in figures],
        "period": [numbers.period_shown(row, lang) for row in figures],
    }
    table = pd.DataFrame({visit.say(f"table.{name}"): cells for name, cells in columns.items()})
    st.dataframe(table, hide_index=True, alt=visit.say("curation.differences.added"))
