"""What stands around the figures, as readers see it change: names, articles, relations, numerals that are none."""

from collections.abc import Mapping

import pandas as pd

from etl.printed import period
from etl.printed.period import Period
from etl.releasing import diff
from etl.tables import records
from pages.parts import numbers
from pages.parts.choice import by_key
from pages.parts.numbers import as_printed
from pages.parts.passports import checked
from pages.parts.text import listed, words
from pages.parts.visit import Visit

TABLES = {table.name for table in diff.AROUND}
# Columns that name entries of a table, some of them several.
NAMED: Mapping[str, str] = {
    "unit": "units",
    "parent": "units",
    "indicator": "indicators",
    "theme": "themes",
    "measure": "measures",
    "measures": "measures",
    "operands": "figures",
}
LISTS = ("aliases", "words")
NUMBERS = ("value", "lower", "upper", "over")
CLOSED = {"kind": ("unit.one", "curation.kind", "issue-kind"), "better": ("curation.better",)}
CLOSED |= {"status": ("status",), "why": ("why",)}


def named(visit: Visit, subject: str) -> str:
    """A figure by what it says, whose and of what it is, an entry by its name; by its id what is not in the release."""
    apart = visit.say("frame.apart")
    table, _, id = subject.partition("/")
    if table in TABLES:
        return apart.join([visit.say(f"revised.of.{table}"), _called(visit, table, subject) or id])
    if subject not in by_key(visit.tables, "figures", "printed"):
        return subject
    row = visit.row("figures", subject)
    whose = [visit.name("units", row["unit"]), visit.name("indicators", row["indicator"])]
    return apart.join([as_printed(row), *whose, subject])


def _called(visit: Visit, table: str, subject: str) -> str:
    """An entry by its title or name, a reading by its issue, a relation in words, a numeral by its print; else ""."""
    if table == "readings":
        table, subject = "issues", subject.replace("readings/", "issues/", 1)
    rows = visit.tables[table]
    known = dict(zip(diff.names(table, rows), records(rows), strict=True))
    if (row := known.get(subject)) is None:
        return ""
    if table == "checks":
        return checked.told(visit, row)
    return str(next(row[name] for name in ("title", f"name_{visit.lang}", "printed") if name in row))


def column(visit: Visit, name: str) -> str:
    """What a column is called."""
    group, _, own = name.rpartition(".")
    return visit.say(f"method.{group}.column.{own}" if group else f"field.{name}")


def value(visit: Visit, column: str, cell: str) -> str:
    """A cell of a difference, which is text, as readers know it in the release of the visit; "" for none."""
    if pd.isna(cell):
        return ""
    if column in NUMBERS:
        return numbers.number(float(cell), visit.lang)
    if column == "period" and isinstance(period.read(cell), Period):
        return numbers.period_shown({"period": cell}, visit.lang)
    if column in LISTS:
        return listed(visit.lang, cell.split("|"))
    if table := NAMED.get(column):
        names = by_key(visit.tables, table, "printed" if table == "figures" else f"name_{visit.lang}")
        return listed(visit.lang, (names.get(one, one) for one in cell.split()))
    closed = (f"{group}.{cell}" for group in CLOSED.get(column, ()))
    return next((visit.say(key) for key in closed if key in words(visit.lang)), cell)
