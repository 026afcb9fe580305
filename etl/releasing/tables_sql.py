"""The SQL tables: releases and their log, drafts, and the tables in force as plain SQL of the same names."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sql

from etl.releasing.content import Columns
from etl.tables import TABLES, ColumnType, Table

METADATA = sql.MetaData()
RELEASES = sql.Table(
    "releases",
    METADATA,
    sql.Column("id", sql.Text, primary_key=True),
    sql.Column("digest", sql.Text, nullable=False),
    sql.Column("schema", sql.Integer, nullable=False),
    sql.Column("content", sql.LargeBinary, nullable=False),
    sql.Column("made_at", sql.Text, nullable=False),
)
SOURCES = sql.Table(
    "release_sources",
    METADATA,
    sql.Column("release", sql.ForeignKey(RELEASES.c.id), primary_key=True),
    sql.Column("path", sql.Text, primary_key=True),
    sql.Column("sha256", sql.Text, nullable=False),
    sql.Column("content", sql.LargeBinary, nullable=False),
)
PUBLICATIONS = sql.Table(
    "publications",
    METADATA,
    sql.Column("sequence", sql.Integer, primary_key=True, autoincrement=False),
    sql.Column("release", sql.ForeignKey(RELEASES.c.id), nullable=False),
    sql.Column("kind", sql.Text, nullable=False),
    sql.Column("by", sql.Text, nullable=False),
    sql.Column("reason", sql.Text, nullable=False),
    sql.Column("at", sql.Text, nullable=False),
)
EXPLANATIONS = sql.Table(
    "explanations",
    METADATA,
    sql.Column("sequence", sql.ForeignKey(PUBLICATIONS.c.sequence), primary_key=True),
    sql.Column("subject", sql.Text, primary_key=True),
    sql.Column("kind", sql.Text, nullable=False),
    sql.Column("why", sql.Text, nullable=False),
)
DRAFTS = sql.Table(
    "drafts",
    METADATA,
    sql.Column("id", sql.Text, primary_key=True),
    sql.Column("curator", sql.Text, nullable=False),
    sql.Column("issue", sql.Text, nullable=False),
    sql.Column("version", sql.Integer, nullable=False),
    sql.Column("saved_at", sql.Text, nullable=False),
    sql.Column("submitted", sql.Text, nullable=False),
    sql.Column("state", sql.Text, nullable=False),
)
BLIND_READINGS = sql.Table(
    "blind_readings",
    METADATA,
    sql.Column("id", sql.Text, primary_key=True),
    sql.Column("draft", sql.Text, nullable=False),
    sql.Column("version", sql.Integer, nullable=False),
    sql.Column("saved_at", sql.Text, nullable=False),
    sql.Column("state", sql.Text, nullable=False),
)

TYPES: Mapping[ColumnType, sql.types.TypeEngine[Any]] = {
    "text": sql.Text(),
    "integer": sql.BigInteger(),
    "number": sql.Double(),
    "yes-no": sql.Boolean(),
}


def _declared(table: Table) -> sql.Table:
    return sql.Table(
        table.name,
        sql.MetaData(),
        *(sql.Column(column.name, TYPES[column.type], nullable=not column.required) for column in table.columns),
        sql.PrimaryKeyConstraint(*table.key),
    )


PLAIN: Mapping[str, sql.Table] = {name: _declared(table) for name, table in TABLES.items()}


def rewrite(connection: sql.Connection, columns: Columns) -> None:
    """Make the plain tables hold exactly these, inside the caller's transaction.

    Rows are deleted and inserted, so that readers in a transaction keep their view; a table is made anew only where
    its columns have changed.
    """
    standing = sql.inspect(connection)
    for name, plain in PLAIN.items():
        found = [column["name"] for column in standing.get_columns(name)] if standing.has_table(name) else []
        if found != plain.columns.keys():
            plain.drop(connection, checkfirst=True)
            plain.create(connection)
        else:
            connection.execute(plain.delete())
        values = columns[name].values()
        rows = [dict(zip(columns[name], row, strict=True)) for row in zip(*values, strict=True)]
        if rows:
            connection.execute(plain.insert(), rows)
