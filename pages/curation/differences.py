"""What changes from one release to another, as readers see it."""

import pandas as pd
import streamlit as st

from etl import diff, period, revisions
from etl.period import Period
from etl.tables import TABLES, Tables
from pages.parts import frame, numbers, tables_shown
from pages.parts.choice import pairs
from pages.parts.citations import as_printed
from pages.parts.frame import Visit, cell, records
from pages.parts.text import listed, words

MOST = 300  # rows of a table
AROUND = {table.name for table in diff.AROUND}
NAMED = {"unit": "units", "parent": "units", "indicator": "indicators", "theme": "themes"}
NAMED |= {"measure": "measures", "measures": "measures"}  # the latter are several
LISTS = ("aliases", "words")
CLOSED = {"kind": ("unit.one", "curation.kind", "issue-kind"), "better": ("curation.better",)}


def finding(visit: Visit, changes: pd.DataFrame, entries: pd.DataFrame) -> None:
    """How many figures come, change and go, in a sentence; and how many entries of what stands around them."""
    frame.finding(said(visit, changes, entries))


def said(visit: Visit, changes: pd.DataFrame, entries: pd.DataFrame) -> str:
    """How many figures come, change and go; and how many entries of what stands around them."""
    figures = diff.summary(pd.concat([revisions.seen(changes), changes[changes["change"] != "changed"]]))
    around = diff.summary(entries.rename(columns={"entry": "figure"}))
    told = visit.say(f"curation.differences.{'said' if any(figures.values()) else 'none'}", **figures)
    return told + (visit.say("curation.differences.around", **around) if any(around.values()) else "")


def change(visit: Visit, rows: pd.DataFrame) -> None:
    """A figure or entry that changes or goes: before and after of each column."""
    subject = str(rows["subject"].iloc[0])
    frame.heading(_named(visit, subject), level=3)
    if (rows["change"] == "removed").any():
        frame.remark(visit.say("curation.differences.gone", printed=rows["before"].iloc[0]))
        return
    columns = {
        visit.say("curation.differences.column"): [_column(visit, name) for name in rows["column"]],
        visit.say("curation.differences.before"): _shown(visit, rows, "before"),
        visit.say("curation.differences.after"): _shown(visit, rows, "after"),
    }
    tables_shown.plain(pd.DataFrame(columns), subject)


def _named(visit: Visit, subject: str) -> str:
    """A figure by what it says, whose and of what it is, an entry by its name; by its id what is not in force."""
    apart = visit.say("frame.apart")
    table, _, id = subject.partition("/")
    if table in AROUND:
        found = records(visit.tables[table][visit.tables[table][TABLES[table].key[0]] == id])
        name = [found[0]["title"] if "title" in found[0] else found[0][f"name_{visit.lang}"]] if found else []
        return apart.join([visit.say(f"curation.differences.of.{table}"), *name, id])
    found = records(visit.tables["figures"].query("figure == @subject"))
    if not found:
        return subject
    whose = [visit.name("units", found[0]["unit"]), visit.name("indicators", found[0]["indicator"])]
    return apart.join([as_printed(found[0]), *whose, subject])


def _shown(visit: Visit, rows: pd.DataFrame, side: str) -> list[str]:
    none = visit.say("revised.nothing")
    return [_value(visit, *cell) or none for cell in zip(rows["column"], rows[side].fillna(""), strict=True)]


def _value(visit: Visit, column: str, value: str) -> str:
    """A value as readers see it; one that has no other name as it is."""
    if column == "status" and value:
        return visit.say(f"status.{value}")
    if column == "period" and isinstance(period.read(value), Period):
        return numbers.period_shown({"period": value}, visit.lang)
    if column in NAMED:
        names = pairs(visit.tables[NAMED[column]], NAMED[column].removesuffix("s"), f"name_{visit.lang}")
        return listed(visit.lang, (names.get(one, one) for one in value.split()))
    if column in LISTS:
        return listed(visit.lang, value.split("|"))
    closed = (f"{group}.{value}" for group in CLOSED.get(column, ()))
    return next((visit.say(key) for key in closed if key in words(visit.lang)), value)


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
