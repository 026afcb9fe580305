"""What changes from one release to another, as readers see it."""

import pandas as pd

from etl.releasing import diff, revisions
from etl.tables import Tables, cell, pairs, records
from pages.parts import frame, numbers, tables_shown
from pages.parts.passports import around
from pages.parts.visit import Visit

MOST = 300  # rows of a table


def finding(visit: Visit, changes: pd.DataFrame, entries: pd.DataFrame) -> None:
    """How many figures come, change and go, in a sentence; and how many entries of what stands around them."""
    frame.finding(said(visit, changes, entries))


def said(visit: Visit, changes: pd.DataFrame, entries: pd.DataFrame) -> str:
    """How many figures come, change and go; and how many entries of what stands around them."""
    figures = diff.summary(pd.concat([revisions.seen(changes), changes[changes["change"] != "changed"]]))
    beside = diff.summary(entries.rename(columns={"entry": "figure"}))
    told = visit.say(f"curation.differences.{'said' if any(figures.values()) else 'none'}", **figures)
    return told + (visit.say("curation.differences.around", **beside) if any(beside.values()) else "")


def change(visit: Visit, rows: pd.DataFrame) -> None:
    """A figure or entry that changes or goes: before and after of each column."""
    subject = str(rows["subject"].iloc[0])
    frame.heading(around.named(visit, subject), level=3)
    if (rows["change"] == "removed").any():
        frame.remark(visit.say("revised.gone"))
        return
    columns = {
        visit.say("curation.differences.column"): [around.column(visit, name) for name in rows["column"]],
        visit.say("curation.differences.before"): _shown(visit, rows, "before"),
        visit.say("curation.differences.after"): _shown(visit, rows, "after"),
    }
    tables_shown.plain(columns, subject)


def _shown(visit: Visit, rows: pd.DataFrame, side: str) -> list[str]:
    none = visit.say("revised.nothing")
    return [around.value(visit, *cell) or none for cell in zip(rows["column"], rows[side], strict=True)]


def added(visit: Visit, changes: pd.DataFrame, after: Tables) -> None:
    """The figures that come: how many by unit and year, then each."""
    new = changes.loc[changes["change"] == "added", "figure"]
    if new.empty:
        return
    rows = after["figures"][after["figures"]["figure"].isin(new)]
    frame.heading(visit.say("curation.differences.added"))
    names = pairs(after["units"], "unit", f"name_{visit.lang}")
    years = rows["year"].astype("string").fillna(visit.say("charts.no-year"))
    counts = pd.crosstab(rows["unit"].map(names), years)
    unit = visit.say("curation.field.unit")
    counted = {unit: counts.index.tolist()} | {str(year): counts[year].tolist() for year in counts}
    tables_shown.plain(counted, visit.say("curation.differences.counts"), right=list(counted)[1:])
    _each(visit, rows.head(MOST), after, names)


def _each(visit: Visit, rows: pd.DataFrame, after: Tables, units: dict[str, str]) -> None:
    lang = visit.lang
    indicators = pairs(after["indicators"], "indicator", f"name_{lang}")
    figures = records(rows)
    columns = {
        "printed": [row["printed"] for row in figures],
        "quantity": [numbers.figure_shown(row, after["measures"], lang) for row in figures],
        "unit": [units[row["unit"]] for row in figures],
        "indicator": [indicators[row["indicator"]] for row in figures],
        "detail": [cell(row, f"detail_{lang}") for row in figures],
        "period": [numbers.period_shown(row, lang) for row in figures],
        "status": [visit.say(f"status.{row['status']}") for row in figures],
    }
    table = {visit.say(f"table.{name}"): cells for name, cells in columns.items()}
    tables_shown.plain(table, visit.say("curation.differences.added"), right=[visit.say("table.quantity")])
