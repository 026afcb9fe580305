"""The tables as one canonical text: the same content gives the same bytes, whatever order its rows came in."""

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from etl.tables import DTYPES, TABLES, Table, Tables

Columns = Mapping[str, Mapping[str, list[Any]]]


def columns(tables: Tables) -> Columns:
    """Table by table and column by column the plain Python values: rows by key, missing None.

    Raises ValueError where the tables are not the declared ones: the build is wrong then, not the data.
    """
    if set(tables) != set(TABLES):
        raise ValueError(f"tables differ from the declared ones by {sorted(set(tables) ^ set(TABLES))}")
    return {name: _values(table, tables[name]) for name, table in TABLES.items()}


def frames(columns: Columns) -> Tables:
    """The tables again, rows by key."""
    return {
        name: pd.DataFrame({c.name: pd.Series(columns[name][c.name], dtype=DTYPES[c.type]) for c in table.columns})
        for name, table in TABLES.items()
    }


def written(columns: Columns) -> bytes:
    """UTF-8 JSON: columns as declared, floats by repr, missing null; ValueError where a number is infinite."""
    return json.dumps(columns, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def read(text: bytes) -> Columns | None:
    """The columns of a canonical text; None where it holds other ones than are declared now."""
    columns: Columns = json.loads(text)
    found = {name: list(table) for name, table in columns.items()}
    return columns if found == {name: table.column_names for name, table in TABLES.items()} else None


def _values(table: Table, frame: pd.DataFrame) -> dict[str, list[Any]]:
    found = [(str(name), str(dtype)) for name, dtype in frame.dtypes.items()]
    if found != [(column.name, str(DTYPES[column.type])) for column in table.columns]:
        raise ValueError(f"{table.name}: columns or types are not the declared ones, found {found}")
    ordered = frame.sort_values(list(table.key))
    return {name: _plain(ordered[name]) for name in table.column_names}


def _plain(column: "pd.Series[Any]") -> list[Any]:
    missing = column.isna().tolist()
    return [None if gap else value for value, gap in zip(column.tolist(), missing, strict=True)]
