"""Figures as a file to take away: CSV that opens right in a spreadsheet and reads back the same."""

import csv
import io
from collections.abc import Mapping
from typing import Any

import pandas as pd

from etl.tables import FIGURES, Tables

BOM = b"\xef\xbb\xbf"

# In words, because a spreadsheet takes a cell "=" for a broken formula.
COMPARATORS: Mapping[str, str] = {
    "=": "exact",
    ">": "more-than",
    ">=": "at-least",
    "<": "less-than",
    "<=": "at-most",
    "~": "about",
    "range": "range",
    "vague": "vague",
}
NAMED = {"unit": "units", "indicator": "indicators", "measure": "measures", "theme": "themes"}
COLUMNS: tuple[str, ...] = (
    *(
        name
        for column in FIGURES.column_names
        for name in ([column, f"{column}_zh", f"{column}_en"] if column in NAMED else [column])
    ),
    "issue_title",
    "release",
)
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
INVISIBLE = " \u00a0\u3000\ufeff\u200b"


def figures_csv(tables: Tables, rows: pd.DataFrame, release_id: str, bom: bool = True) -> bytes:
    """The rows as UTF-8 CSV: the columns of `figures`, names beside ids, the issue's title and the release (COLUMNS).

    Empty cells are what is not known; `value`, `lower` and `upper` are in the measure's own ones, `comparator` in the
    words of COMPARATORS. Text that a spreadsheet could take for a formula starts with an apostrophe (see `inert`).
    """
    named = _named(tables, rows)
    named["comparator"] = named["comparator"].map(COMPARATORS)
    named["release"] = release_id
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in named[list(COLUMNS)].itertuples(index=False):
        writer.writerow([_cell(value) for value in row])
    return (BOM if bom else b"") + out.getvalue().encode("utf-8")


def inert(text: str) -> str:
    """Text that no spreadsheet runs: an apostrophe goes before a formula sign, and before an apostrophe."""
    runs = text.startswith(("'", *FORMULA)) or text.lstrip(INVISIBLE).startswith(FORMULA)
    return f"'{text}" if runs else text


def _named(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    named = rows.copy()
    for column, table in NAMED.items():
        names = tables[table].set_index(column)
        for lang in ("zh", "en"):
            named[f"{column}_{lang}"] = named[column].map(names[f"name_{lang}"])
    named["issue_title"] = named["issue"].map(tables["issues"].set_index("issue")["title"])
    return named


def _cell(value: Any) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, str):
        return inert(value)
    return str(int(value)) if value == int(value) else repr(float(value))
