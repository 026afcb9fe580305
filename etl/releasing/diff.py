"""Two releases -> what was added, removed and changed among their figures, and in what stands around these."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pandas as pd

from etl.tables import (
    ARTICLES,
    CHECKS,
    FIGURES,
    INDICATORS,
    ISSUES,
    MEASURES,
    NOT_FIGURES,
    READINGS,
    TABLES,
    THEMES,
    UNITS,
    Row,
    Table,
    Tables,
    plain_records,
)

RowsById = Mapping[str, Row]
ChangeCells = tuple[str, str, str, str | None, str | None]  # the cells of COLUMNS

COLUMNS = ["change", "figure", "column", "before", "after"]
CHANGES = ("added", "removed", "changed")
AROUND = (ISSUES, ARTICLES, UNITS, INDICATORS, MEASURES, THEMES, CHECKS, NOT_FIGURES, READINGS)
UNSEEN = ("position", "text", "sha256")  # columns of those that readers are not shown
# Those told apart not by a name of their own but by what they say; with the columns that may change of them.
NAMELESS: Mapping[str, tuple[str, ...]] = {"checks": ("operands", "over"), "not_figures": ("why",)}


def diff(before: Tables, after: Tables) -> pd.DataFrame:
    """One row a changed column of a figure, and one, of its printed form, for a figure added or removed.

    Columns are `change`, `figure`, `column`, `before`, `after`, all text: numbers are written exactly, missing stays
    missing. Figures are the same where their ids are; rows go by figure as printed, then by column as declared.
    """
    old, new = (_by_id(tables["figures"], tables["figures"]["figure"]) for tables in (before, after))
    return _frame(sorted(_compared(old, new, "printed", FIGURES.column_names[1:]), key=_as_printed))


def entries(before: Tables, after: Tables) -> pd.DataFrame:
    """Likewise issues, articles, units, indicators, measures, themes, relations, numerals that are none, readings.

    They are compared as readers see them. Instead of `figure` there is `entry`, such as units/hexi-district (see
    `names`); one that comes or goes is told by its name, print or operands. A relation comes and goes with its issue
    without a word, and so do a numeral and a second reading, which come without one anyhow. Columns of readings are
    called `readings.value`.
    """
    changes = [change for table in AROUND for change in _around(table, before, after)]
    return _frame(changes).rename(columns={"figure": "entry"})


def summary(changes: pd.DataFrame) -> Mapping[str, int]:
    """How many figures were added, removed and changed."""
    figures = changes.groupby("change")["figure"].nunique()
    return {change: int(figures.get(change, 0)) for change in CHANGES}


def names(table: str, rows: pd.DataFrame) -> list[str]:
    """What the rows of a table are called in `entries`: by their id; by what they are about where they have none."""
    if table not in NAMELESS:
        return [f"{table}/{id}" for id in rows[TABLES[table].key[0]]]
    about = ["result", "kind"] if table == "checks" else ["issue", "line", "printed"]
    said = ["/".join(map(str, row)) for row in zip(*(rows[name] for name in about), strict=True)]
    counts: Counter[str] = Counter()
    for at, one in enumerate(said):
        counts[one] += 1
        said[at] = f"{table}/{one}" + (f"/{counts[one]}" if counts[one] > 1 else "")
    return said


def _around(table: Table, before: Tables, after: Tables) -> Iterator[ChangeCells]:
    held = [tables[table.name] for tables in (before, after)]
    old, new = (_by_id(rows, names(table.name, rows)) for rows in held)
    issues = set(after["issues"]["issue"])
    if table == READINGS:
        return _reread({id: row for id, row in old.items() if row["issue"] in issues}, new)
    if table.name not in NAMELESS:
        (name, *_) = [column for column in table.column_names if column in ("name_zh", "title")]
        return _compared(old, new, name, [one for one in table.column_names if one not in (*table.key, *UNSEEN)])
    old, new = _of_issues(old, issues), _of_issues(new, set(before["issues"]["issue"]))
    found = _compared(old, new, "operands" if table == CHECKS else "printed", NAMELESS[table.name])
    return (change for change in found if table == CHECKS or change[0] != "added")


def _of_issues(entries: RowsById, issues: set[str]) -> RowsById:
    """Relations or numerals of some issues; others come or go with theirs."""
    return {id: row for id, row in entries.items() if id.split("/")[1] in issues}


def _reread(old: RowsById, new: RowsById) -> Iterator[ChangeCells]:
    """Second readings on record that say something else, or are gone."""
    for change, id, column, before, after in _compared(old, new, READINGS.key[1], READINGS.column_names[1:]):
        if change != "added":
            yield change, id, f"{READINGS.name}.{column}", before, after


def _by_id(table: pd.DataFrame, ids: Iterable[str]) -> RowsById:
    return dict(zip(ids, plain_records(table), strict=True))


def _compared(old: RowsById, new: RowsById, name: str, columns: Sequence[str]) -> Iterator[ChangeCells]:
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


def _frame(changes: Iterable[ChangeCells]) -> pd.DataFrame:
    return pd.DataFrame(list(changes), columns=COLUMNS, dtype="str")


def _as_printed(change: ChangeCells) -> str:
    """Line 9 comes before line 10."""
    return re.sub(r"\d+", lambda digits: digits[0].zfill(9), change[1])


def _text(value: object) -> str | None:
    """Text as it is, numbers to the last digit."""
    return value if value is None or isinstance(value, str) else repr(value)
