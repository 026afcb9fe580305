"""The tables as one canonical text: the same content gives the same bytes, whatever order its rows came in."""

import json
from typing import Any

import pandas as pd

from etl.tables import DTYPES, TABLES, Table, Tables


def written(tables: Tables) -> bytes:
    """UTF-8 JSON of every table: columns as declared, rows by key, floats by repr, missing null.

    Raises ValueError where the tables are not the declared ones: the build is wrong then, not the data.
    """
    if set(tables) != set(TABLES):
        raise ValueError(f"tables differ from the declared ones by {sorted(set(tables) ^ set(TABLES))}")
    columns = {name: cells(table, tables[name]) for name, table in TABLES.items()}
    return json.dumps(columns, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def read(content: bytes) -> Tables | None:
    """The tables of a canonical text, rows by key; None where it holds other columns than are declared now."""
    columns = json.loads(content)
    if {name: list(cells) for name, cells in columns.items()} != {name: t.column_names for name, t in TABLES.items()}:
        return None
    return {name: _frame(table, columns[name]) for name, table in TABLES.items()}


def cells(table: Table, frame: pd.DataFrame) -> dict[str, list[Any]]:
    """Column by column the plain Python values of a table, rows by key, missing None."""
    found = {str(column): str(dtype) for column, dtype in frame.dtypes.items()}
    if list(found.items()) != [(column.name, DTYPES[column.type]) for column in table.columns]:
        raise ValueError(f"{table.name}: columns or types are not the declared ones, found {found}")
    ordered = frame.sort_values(list(table.key)).astype(object)
    return {c.name: ordered[c.name].where(ordered[c.name].notna(), None).tolist() for c in table.columns}


def _frame(table: Table, columns: dict[str, list[Any]]) -> pd.DataFrame:
    return pd.DataFrame({c.name: pd.Series(columns[c.name], dtype=DTYPES[c.type]) for c in table.columns})
