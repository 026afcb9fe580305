"""A place for releases in tests, two sets of tables to publish, and ways to compare what stands with what should."""

from pathlib import Path

import sqlalchemy as sql
from pandas.testing import assert_frame_equal

from etl.releasing import releases
from etl.releasing.tables_sql import PLAIN
from etl.tables import TABLES, Tables
from tests.etl.made import tables

ONE = tables(figures=[{"value": 1.0, "year": None, "note_zh": "“引号”'x'\";--"}], checks=[{}], not_figures=[{}])
TWO = tables(figures=[{"value": 2.0}, {"unit": "south", "comparator": ">", "value": 40.0}])


def at(file: Path) -> sql.Engine:
    return releases.connect(f"sqlite:///{file}")


def publish(engine: sql.Engine, made: Tables, reason: str = "new figures") -> releases.Publication:
    return releases.publish(engine, made, {"data/units.yaml": "单位: 1\n".encode()}, "李", reason)


def released(made: Tables) -> Tables:
    """The same tables as a release gives them back: rows by key."""
    return {name: made[name].sort_values(list(table.key), ignore_index=True) for name, table in TABLES.items()}


def assert_same(found: Tables, made: Tables) -> None:
    for name, expected in released(made).items():
        assert_frame_equal(found[name], expected, obj=name)


Rows = dict[str, list[tuple[object, ...]]]


def plain(engine: sql.Engine) -> Rows:
    """What the plain SQL tables hold, rows by key."""
    with engine.connect() as connection:
        return {
            name: [tuple(row) for row in connection.execute(sql.select(table).order_by(*table.primary_key))]
            for name, table in PLAIN.items()
        }


def rows(made: Tables) -> Rows:
    """What they should hold."""
    return {
        name: [tuple(row) for row in table.astype(object).where(table.notna(), None).to_numpy().tolist()]
        for name, table in released(made).items()
    }


def flipped(content: bytes, position: int) -> bytes:
    return content[:position] + bytes([content[position] ^ 0x10]) + content[position + 1 :]
