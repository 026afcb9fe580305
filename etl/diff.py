"""Two releases -> what was added, removed and changed among their figures, and in what stands around these."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from etl.tables import ARTICLES, FIGURES, INDICATORS, ISSUES, MEASURES, THEMES, UNITS, Table, Tables

Entries = Mapping[str, Mapping[str, Any]]  # rows by id
Change = tuple[str, str, str, str | None, str | None]  # the cells of COLUMNS

COLUMNS = ["change", "figure", "column", "before", "after"]
CHANGES = ("added", "removed", "changed")
AROUND = (ISSUES, ARTICLES, UNITS, INDICATORS, MEASURES, THEMES)
UNSEEN = ("position", "text", "sha256", "line_start", "line_end")  # columns of those that readers are not shown


def diff(before: Tables, after: Tables) -> pd.DataFrame:
    """One row a changed column of a figure, and one, of its printed form, for a figure added or removed.

    Columns are `change`, `figure`, `column`, `before`, `after`, all text: numbers are written exactly, missing stays
    missing. Figures are the same where their ids are; rows go by figure as printed, then by column as declared.
    """
    old, new = (_by_id(tables["figures"], tables["figures"]["figure"]) for tables in (before, after))
    return _frame(sorted(_compared(old, new, "printed", FIGURES.column_names[1:]), key=_as_printed))


def entries(before: Tables, after: Tables) -> pd.DataFrame:
    """Likewise the issues, articles, units, indicators, measures and themes, as readers see them.

    Instead of `figure` there is `entry`, such as units/hexi-district; one that comes or goes is told by its name.
    """
    changes = [change for table in AROUND for change in _around(table, before, after)]
    return _frame(changes).rename(columns={"figure": "entry"})


def summary(changes: pd.DataFrame) -> Mapping[str, int]:
    """How many figures were added, removed and changed."""
    figures = changes.groupby("change")["figure"].nunique()
    return {change: int(figures.get(change, 0)) for change in CHANGES}


def _around(table: Table, before: Tables, after: Tables) -> Iterator[Change]:
    (key,), (name, *_) = table.key, [column for column in table.column_names if column in ("name_zh", "title")]
    held = (tables[table.name] for tables in (before, after))
    old, new = (_by_id(entries, f"{table.name}/" + entries[key]) for entries in held)
    return _compared(old, new, name, [one for one in table.column_names if one not in (key, *UNSEEN)])


def _by_id(table: pd.DataFrame, ids: "pd.Series[str]") -> Entries:
    """The rows as plain values, missing None: for one by one, a table of pandas is slow."""
    columns = (
        [None if gap else value for value, gap in zip(table[name].tolist(), table[name].isna(), strict=True)]
        for name in table.columns
    )
    rows = zip(*columns, strict=True)
    return {id: dict(zip(table.columns, row, strict=True)) for id, row in zip(ids.tolist(), rows, strict=True)}


def _compared(old: Entries, new: Entries, name: str, columns: Sequence[str]) -> Iterator[Change]:
    """What was added and removed, by its `name`, and each of the columns that changed."""
    for id in sorted(new.keys() - old.keys()):
        yield "added", id, name, None, _text(new[id][name])
    for id in sorted(old.keys() - new.keys()):
        yield "removed", id, name, _text(old[id][name]), None
    kept = [id for id in old if id in new]
    for column in columns:
        for id in kept:
            if old[id][column] != new[id][column]:
                yield "changed", id, column, _text(old[id][column]), _text(new[id][column])


def _frame(changes: Iterable[Change]) -> pd.DataFrame:
    return pd.DataFrame(list(changes), columns=COLUMNS, dtype="str")


def _as_printed(change: Change) -> str:
    """Line 9 comes before line 10."""
    return re.sub(r"\d+", lambda digits: digits[0].zfill(9), change[1])


def _text(value: object) -> str | None:
    """Text as it is, numbers to the last digit."""
    return value if value is None or isinstance(value, str) else repr(value)
