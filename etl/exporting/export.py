"""Figures as a file to take away: CSV that opens right in a spreadsheet and reads back the same."""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as arrow

from etl.tables import FIGURES, Tables, pairs, plain_records

BOM = b"\xef\xbb\xbf"
HERE = "http://127.0.0.1:8501"  # where the dashboard is served unless PUBLIC_URL says otherwise

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
    "link",
    "release",
)
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
MARKED = ("'", *FORMULA)  # what an apostrophe goes before
SPECIAL = re.compile(r'[,"\r\n]')
PLAIN = re.compile("[-0-9A-Za-z/]*")  # of ids: what an address need not write otherwise
INVISIBLE = " \u00a0\u3000\ufeff\u200b"
CHANGED = f"^['{INVISIBLE}{re.escape(''.join(FORMULA))}]|{SPECIAL.pattern}"  # what may have to be written otherwise
BATCH = 5_000  # rows written at a stretch


def figures_csv(tables: Tables, rows: pd.DataFrame, release_id: str, bom: bool = True) -> bytes:
    """The rows as UTF-8 CSV: the columns of `figures`, names beside ids, the issue's title, link, release (COLUMNS).

    Empty cells are what is not known; `value`, `lower` and `upper` are in the measure's own ones, `comparator` in the
    words of COMPARATORS. Text that a spreadsheet could take for a formula starts with an apostrophe (see `inert`).
    """
    return (BOM if bom else b"") + table_csv(named(tables, rows, release_id))


def figures_json(tables: Tables, rows: pd.DataFrame, release_id: str) -> list[dict[str, Any]]:
    """The rows as plain objects with the columns and words of the CSV; what is not known is None, text is as it is."""
    return plain_records(named(tables, rows, release_id))


def table_csv(table: pd.DataFrame) -> bytes:
    """A table as UTF-8 CSV without BOM, its header first; text that a spreadsheet could run is inert."""
    head = ",".join(map(_quoted, table.columns)) + "\r\n"
    return b"".join([head.encode("utf-8"), *_batches(table)])


def _batches(table: pd.DataFrame) -> Iterator[pa.Buffer]:
    """The rows in pieces, joined outside Python: meanwhile whoever else waits for the processor has a turn."""
    columns = [_cells(table[name]) for name in table.columns]
    columns[-1] = arrow.binary_join_element_wise(columns[-1], "\r\n", "")
    for start in range(0, len(table), BATCH):
        rows = arrow.binary_join_element_wise(*(cells.slice(start, BATCH) for cells in columns), ",")
        yield arrow.binary_join(pa.ListArray.from_arrays([0, len(rows)], rows), "")[0].as_buffer()


def json_bytes(content: object) -> bytes:
    """JSON for people and machines: readable, Chinese as it is, keys in their order, no NaN."""
    return (json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode("utf-8")


def inert(text: str) -> str:
    """Text that no spreadsheet runs: an apostrophe goes before a formula sign, and before an apostrophe."""
    runs = text.startswith(MARKED) or text.lstrip(INVISIBLE).startswith(FORMULA)
    return f"'{text}" if runs else text


def public_url() -> str:
    """The address readers know the dashboard by: PUBLIC_URL, else this machine; no slash at its end."""
    return (os.environ.get("PUBLIC_URL") or HERE).rstrip("/")


def links(figures: Iterable[str]) -> list[str]:
    """For each figure the page where its source stands."""
    page, ids = f"{public_url()}/sources?figure=", list(figures)
    return [page + id for id in (ids if PLAIN.fullmatch("".join(ids)) else map(quote, ids))]


def named(tables: Tables, rows: pd.DataFrame, release_id: str) -> pd.DataFrame:
    """The rows with COLUMNS: names beside ids, comparators in words, and where each figure comes from."""
    made = {column: rows[column] for column in rows.columns}
    for column, table in NAMED.items():
        for lang in ("zh", "en"):
            made[f"{column}_{lang}"] = _looked_up(rows[column], tables[table], column, f"name_{lang}")
    made["comparator"] = rows["comparator"].map(COMPARATORS).astype("str")
    made["issue_title"] = _looked_up(rows["issue"], tables["issues"], "issue", "title")
    made["link"] = pd.Series(links(rows["figure"].tolist()), index=rows.index, dtype="str")
    made["release"] = pd.Series(release_id, index=rows.index, dtype="str")
    return pd.DataFrame({name: made[name] for name in COLUMNS})


def _looked_up(ids: "pd.Series[Any]", table: pd.DataFrame, key: str, value: str) -> "pd.Series[Any]":
    known = pairs(table, key, value)
    codes, values = pd.factorize(ids)
    return pd.Series(
        np.array([known[one] for one in values.tolist()], dtype=object)[codes], index=ids.index, dtype="str"
    )


def _cells(column: "pd.Series[Any]") -> pa.Array:
    """A column as CSV cells; each different value is written once, for large files repeat most of theirs."""
    coded = pa.array(column, from_pandas=True).dictionary_encode()
    values = coded.dictionary
    if column.dtype == "str" and not arrow.any(arrow.match_substring_regex(values, CHANGED)).as_py():
        told = values.cast(pa.string())
    else:
        told = pa.array(map(_cell, values.to_pylist()), pa.string())
    return told.take(coded.indices).fill_null("")


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return _quoted(inert(value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(int(value)) if value == int(value) else repr(float(value))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if SPECIAL.search(text) else text
