"""Releases as the database keeps them: their canonical text and the files they were published from, each proved."""

import hashlib
import json
import re
import zlib
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import sqlalchemy as sql

from etl.problems import did_you_mean
from etl.releasing import content
from etl.releasing.database import ReleaseError, found
from etl.releasing.tables_sql import RELEASES, SOURCES

SCHEMA = 2  # raise it with every change of the declared columns
LETTERS = 12  # of the name of a release
NUMERIC = re.compile(r"\d+(e\d+)?")  # what spreadsheets and pandas take for a number: 01e299999999 is infinity to them


class UnknownRelease(ReleaseError):
    """No release of that id was ever made."""

    def __init__(self, release: str, known: Iterable[str]) -> None:
        super().__init__(
            f"no release {release!r}; {did_you_mean(release, known) or 'the history lists those there are'}"
        )


class ReleaseDamaged(ReleaseError):
    """What is stored is not what was published."""

    def __init__(self, release: str) -> None:
        self.release = release
        super().__init__(
            f"release {release} is damaged: its content does not match its name; put a backup of the database in its "
            "place, or roll back to another release"
        )


class NewerRelease(ReleaseError):
    """It was made by a later version of this software."""

    def __init__(self, release: str) -> None:
        super().__init__(f"release {release} needs a newer version of the dashboard")


class OlderRelease(ReleaseError):
    """It was made when the tables had other columns."""

    def __init__(self, release: str) -> None:
        super().__init__(f"release {release} has the columns of an older version; publish the data again")


def name(digest: str) -> str:
    """What a release is called: of the SHA-256 of its text the first twelve letters that nobody takes for a number."""
    parts = (digest[start : start + LETTERS] for start in range(len(digest) - LETTERS + 1))
    return next((part for part in parts if not NUMERIC.fullmatch(part)), digest[:LETTERS])


def sound(engine: sql.Engine, release: str) -> bool:
    """Whether the text and the files of a release are what was published; raises DatabaseUnusable."""
    try:
        _text(engine, release)
        sources(engine, release)
    except (UnknownRelease, ReleaseDamaged):
        return False
    return True


def sources(engine: sql.Engine, release: str) -> dict[str, bytes]:
    """The files a release was last published from, path -> bytes; raises UnknownRelease, ReleaseDamaged."""
    _row(engine, release)
    rows = found(engine, sql.select(SOURCES).where(SOURCES.c.release == release).order_by(SOURCES.c.path))
    return {row.path: _unpacked(release, row.content, row.sha256) for row in rows}


def store(connection: sql.Connection, release: str, text: bytes, at: str) -> None:
    """Keep the canonical text of a release, inside the caller's transaction; `at` is when, ISO 8601."""
    if not connection.execute(sql.select(RELEASES.c.id).where(RELEASES.c.id == release)).first():
        digest, packed = hashlib.sha256(text).hexdigest(), zlib.compress(text)
        row = {"id": release, "digest": digest, "schema": SCHEMA, "content": packed, "made_at": at}
        connection.execute(RELEASES.insert(), row)


def keep(connection: sql.Connection, release: str, sources: Mapping[str, bytes]) -> None:
    """The files that a release was last published from; those it has already are not written again."""
    rows = [
        {"release": release, "path": path, "sha256": hashlib.sha256(file).hexdigest(), "content": zlib.compress(file)}
        for path, file in sorted(sources.items())
    ]
    own = SOURCES.c.release == release
    kept = connection.execute(sql.select(SOURCES.c.path, SOURCES.c.sha256).where(own)).all()
    if {(row["path"], row["sha256"]) for row in rows} != {tuple(row) for row in kept}:
        connection.execute(SOURCES.delete().where(own))
        if rows:
            connection.execute(SOURCES.insert(), rows)


def _row(engine: sql.Engine, release: str) -> sql.Row[tuple[str, str, int, bytes]]:
    columns = RELEASES.c["id", "digest", "schema", "content"]
    for row in found(engine, sql.select(*columns).where(RELEASES.c.id == release)):
        return row
    raise UnknownRelease(release, [known for (known,) in found(engine, sql.select(RELEASES.c.id))])


def columns(engine: sql.Engine, release: str) -> content.Columns:
    """All tables of a release as columns; raises UnknownRelease, ReleaseDamaged, NewerRelease or OlderRelease."""
    schema, text = _text(engine, release)
    if schema > SCHEMA:
        raise NewerRelease(release)
    read = content.read(text)
    if read is None:
        raise OlderRelease(release)
    return read


def figures(engine: sql.Engine, release: str, ids: Collection[str]) -> dict[str, dict[str, Any]]:
    """Of these figures those a release has, by id: column -> value, whatever columns it had.

    Raises UnknownRelease, ReleaseDamaged.
    """
    _, text = _text(engine, release)
    if not any(f'"{id}"'.encode() in text for id in ids):
        return {}
    held = json.loads(text)["figures"]
    rows = (dict(zip(held, row, strict=True)) for row in zip(*held.values(), strict=True))
    return {row["figure"]: row for row in rows if row["figure"] in ids}


def _text(engine: sql.Engine, release: str) -> tuple[int, bytes]:
    _, digest, schema, packed = _row(engine, release)
    text = _unpacked(release, packed, digest)
    # The first twelve whatever they are: so were all releases called once.
    if release not in (name(digest), digest[:LETTERS]) or not isinstance(schema, int):
        raise ReleaseDamaged(release)
    return schema, text


def _unpacked(release: str, packed: bytes, digest: str) -> bytes:
    try:
        unpacked = zlib.decompress(packed)
    except (zlib.error, TypeError) as error:
        raise ReleaseDamaged(release) from error
    if hashlib.sha256(unpacked).hexdigest() != digest:
        raise ReleaseDamaged(release)
    return unpacked
