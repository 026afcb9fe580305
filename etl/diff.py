"""Two releases -> what was added, removed and changed among their figures, and in what stands around these."""

from collections.abc import Mapping

import pandas as pd

from etl.tables import ARTICLES, FIGURES, INDICATORS, ISSUES, MEASURES, THEMES, UNITS, Table, Tables

COLUMNS = ["change", "figure", "column", "before", "after"]
CHANGES = ("added", "removed", "changed")
AROUND = (ISSUES, ARTICLES, UNITS, INDICATORS, MEASURES, THEMES)
UNSEEN = ("position", "text", "sha256", "line_start", "line_end")  # columns of those that readers are not shown


def diff(before: Tables, after: Tables) -> pd.DataFrame:
    """One row a changed column of a figure, and one, of its printed form, for a figure added or removed.

    Columns are `change`, `figure`, `column`, `before`, `after`, all text: numbers are written exactly, missing stays
    missing. Figures are the same where their ids are; rows go by figure as printed, then by column as declared.
    """
    old, new = (tables["figures"].set_index("figure") for tables in (before, after))
    parts = _compared(old, new, "printed", FIGURES.column_names[1:])
    return pd.concat(parts).sort_values("figure", kind="stable", key=_as_printed, ignore_index=True)


def entries(before: Tables, after: Tables) -> pd.DataFrame:
    """Likewise the issues, articles, units, indicators, measures and themes, as readers see them.

    Instead of `figure` there is `entry`, such as units/hexi-district; one that comes or goes is told by its name.
    """
    parts = [part for table in AROUND for part in _around(table, before, after)]
    return pd.concat(parts, ignore_index=True).rename(columns={"figure": "entry"})


def _around(table: Table, before: Tables, after: Tables) -> list[pd.DataFrame]:
    (key,), (name, *_) = table.key, [column for column in table.column_names if column in ("name_zh", "title")]
    old, new = (tables[table.name].set_index(f"{table.name}/" + tables[table.name][key]) for tables in (before, after))
    return _compared(old, new, name, [one for one in table.column_names if one not in (key, *UNSEEN)])


def _compared(old: pd.DataFrame, new: pd.DataFrame, name: str, columns: list[str]) -> list[pd.DataFrame]:
    """The rows of what was added and removed, by its `name`, and of each of the columns that changed."""
    kept = old.index.intersection(new.index)
    was, now = old.loc[kept], new.loc[kept]
    return [
        _rows("added", name, old, new, new.index.difference(old.index)),
        _rows("removed", name, old, new, old.index.difference(new.index)),
        *(_changed(column, was, now) for column in columns),
    ]


def summary(changes: pd.DataFrame) -> Mapping[str, int]:
    """How many figures were added, removed and changed."""
    figures = changes.groupby("change")["figure"].nunique()
    return {change: int(figures.get(change, 0)) for change in CHANGES}


def _changed(column: str, old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    same = (old[column] == new[column]).fillna(False) | (old[column].isna() & new[column].isna())
    return _rows("changed", column, old, new, old.index[~same.astype(bool)])


def _rows(change: str, column: str, old: pd.DataFrame, new: pd.DataFrame, figures: pd.Index) -> pd.DataFrame:
    rows = {
        "change": change,
        "figure": figures,
        "column": column,
        "before": old[column].reindex(figures).map(_text, na_action="ignore").to_numpy(),
        "after": new[column].reindex(figures).map(_text, na_action="ignore").to_numpy(),
    }
    return pd.DataFrame(rows, columns=COLUMNS).astype("str")


def _as_printed(figures: "pd.Series[str]") -> "pd.Series[str]":
    """Line 9 comes before line 10."""
    return figures.str.replace(r"\d+", lambda digits: digits[0].zfill(9), regex=True)


def _text(value: object) -> str:
    """Text as it is, numbers to the last digit."""
    return value if isinstance(value, str) else repr(value)
