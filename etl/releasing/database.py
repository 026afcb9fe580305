"""The database that releases live in: opened, read and written safely, SQLite or PostgreSQL.

SQLite keeps its rollback journal rather than a write-ahead log: the database stays one file to copy, works on network
drives and from a read-only folder. Writers take turns; a reader waits for the moment of a commit and no longer.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sql

from etl.releasing.tables_sql import METADATA

WAIT = 10  # seconds a reader or writer waits for another before it gives up
TURN = 20_251_122  # the name of the writers' lock in PostgreSQL: any number nobody else uses


class ReleaseError(Exception):
    """A release cannot be had or made; the sentence says what to do."""


class DatabaseUnusable(ReleaseError):
    """The database cannot be opened, read or written."""

    def __init__(self, address: str, cause: object) -> None:
        super().__init__(
            f"the database {address} cannot be used: {cause}; check the address (DATABASE_URL), its permissions and "
            "the free space, or put a backup in its place"
        )


def address() -> str:
    """Where the releases are: DATABASE_URL, or a SQLite file under var/ of the working folder."""
    return os.environ.get("DATABASE_URL") or "sqlite:///var/shiji.db"


def connect(url: str) -> sql.Engine:
    """An engine for a database URL; nothing is opened or made yet."""
    try:
        if sql.make_url(url).get_backend_name() != "sqlite":
            return sql.create_engine(url, pool_pre_ping=True)
        # No pool: a file that was replaced by its backup is seen at once, and opening one takes no time.
        engine = sql.create_engine(url, poolclass=sql.NullPool, connect_args={"timeout": WAIT})
    except (sql.exc.ArgumentError, ImportError) as error:
        raise DatabaseUnusable("address", error) from error
    sql.event.listen(engine, "connect", _set_up_sqlite)
    sql.event.listen(engine, "begin", _begin_sqlite)
    return engine


def found(engine: sql.Engine, query: sql.Select[Any]) -> Sequence[sql.Row[Any]]:
    """The rows of a query, none where nothing of the kind was ever written."""
    file = _file(engine)
    if file and not file.exists():
        return []
    with _explained(engine), engine.connect() as connection:
        try:
            return connection.execute(query).all()
        except sql.exc.DBAPIError:
            connection.rollback()
            if _stand(connection, query):
                raise
            return []


def _stand(connection: sql.Connection, query: sql.Select[Any]) -> bool:
    """Whether the tables that a query asks are there."""
    inspector = sql.inspect(connection)
    asked = [table for table in query.get_final_froms() if isinstance(table, sql.Table)]
    return all(inspector.has_table(table.name) for table in asked)


@contextmanager
def writing(engine: sql.Engine) -> Iterator[sql.Connection]:
    """A transaction of the one writer at a time; the first ever makes the folder and the tables."""
    with _explained(engine):
        if file := _file(engine):
            file.parent.mkdir(parents=True, exist_ok=True)
        with engine.execution_options(writes=True).begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(sql.select(sql.func.pg_advisory_xact_lock(TURN)))
            METADATA.create_all(connection)
            yield connection


@contextmanager
def _explained(engine: sql.Engine) -> Iterator[None]:
    try:
        yield
    except (sql.exc.SQLAlchemyError, OSError) as error:
        raise DatabaseUnusable(str(engine.url), getattr(error, "orig", error)) from error


def _file(engine: sql.Engine) -> Path | None:
    """The SQLite file, None for what is no file by its plain name."""
    name = engine.url.database if engine.dialect.name == "sqlite" else None
    return Path(name) if name and not name.startswith((":", "file:")) else None


def _set_up_sqlite(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: _begin_sqlite does
    connection.execute("PRAGMA synchronous = FULL")  # a commit is on the disk before it is said to be done
    connection.execute("PRAGMA cache_spill = OFF")  # a long write shuts readers out at its commit only


def _begin_sqlite(connection: sql.Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
