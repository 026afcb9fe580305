"""Releases: immutable states of all tables, named by their content; publishing and rolling back put one in force."""

import hashlib
import unicodedata
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal

import sqlalchemy as sql

from etl import content
from etl.database import DatabaseUnusable, ReleaseError, address, connect, found, writing
from etl.problems import did_you_mean
from etl.tables import Tables
from etl.tables_sql import PUBLICATIONS, RELEASES, SOURCES, rewrite

__all__ = [
    "DatabaseUnusable",
    "NewerRelease",
    "OlderRelease",
    "Publication",
    "ReleaseDamaged",
    "ReleaseError",
    "UnknownRelease",
    "address",
    "connect",
    "current",
    "history",
    "load",
    "load_sound",
    "publish",
    "rollback",
    "sources",
    "verify",
]

SCHEMA = 1  # raise it with every change of the declared columns

LATEST_FIRST = sql.select(PUBLICATIONS).order_by(PUBLICATIONS.c.sequence.desc())
LONGEST_LINE = 500

Kind = Literal["publish", "rollback"]


@dataclass(frozen=True)
class Publication:
    """One entry of the append-only log; the highest `sequence` is in force. `at` is UTC, ISO 8601.

    `changed` is False where publishing or rolling back found that release in force already.
    """

    sequence: int
    release: str
    kind: Kind
    by: str
    reason: str
    at: str
    changed: bool = field(default=True, compare=False)


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


def publish(engine: sql.Engine, tables: Tables, sources: Mapping[str, bytes], by: str, reason: str) -> Publication:
    """Make a release of the tables, keep the files it was built from, and put it in force: all or nothing.

    Content equal to that in force changes nothing. Raises ValueError for an unfit `by` or `reason`.
    """
    columns = content.columns(tables)
    text = content.written(columns)
    digest = hashlib.sha256(text).hexdigest()
    release = digest[:12]
    entry = _entry(release, "publish", by, reason)
    with writing(engine) as connection:
        if not connection.execute(sql.select(RELEASES.c.id).where(RELEASES.c.id == release)).first():
            row = {"id": release, "digest": digest, "schema": SCHEMA, "content": zlib.compress(text), "made_at": _now()}
            connection.execute(RELEASES.insert(), row)
            _keep(connection, release, sources)
        return _put_in_force(connection, entry, columns)


def rollback(engine: sql.Engine, release: str, by: str, reason: str) -> Publication:
    """Put an earlier release in force again; raises what `load` raises, and ValueError for `by` or `reason`."""
    entry = _entry(release, "rollback", by, reason)
    columns = _columns(engine, release)
    with writing(engine) as connection:
        return _put_in_force(connection, entry, columns)


def current(engine: sql.Engine) -> Publication | None:
    """What is in force, or None where nothing was ever published; cheap, and makes no file."""
    return next((Publication(*row) for row in found(engine, LATEST_FIRST.limit(1))), None)


def history(engine: sql.Engine) -> list[Publication]:
    """All publications, the latest first."""
    return [Publication(*row) for row in found(engine, LATEST_FIRST)]


def load(engine: sql.Engine, release: str) -> Tables:
    """The tables of a release, rows by key, proved against its name.

    Raises UnknownRelease, ReleaseDamaged, NewerRelease or OlderRelease.
    """
    return content.frames(_columns(engine, release))


def load_sound(engine: sql.Engine) -> tuple[Publication, Tables, list[str]] | None:
    """The latest publication whose release is sound, its tables, and the ids of damaged ones passed over.

    None where nothing was ever published; raises ReleaseDamaged or DatabaseUnusable where no release is sound.
    """
    damaged: dict[str, ReleaseError] = {}
    for publication in history(engine):
        release = publication.release
        if release not in damaged:
            try:
                return publication, load(engine, release), list(damaged)
            except (ReleaseDamaged, DatabaseUnusable) as error:
                damaged[release] = error
            except UnknownRelease:
                damaged[release] = ReleaseDamaged(release)
    for wrong in damaged.values():
        raise wrong
    return None


def sources(engine: sql.Engine, release: str) -> dict[str, bytes]:
    """The files a release was first built from, path -> bytes; raises UnknownRelease, ReleaseDamaged."""
    _row(engine, release)
    rows = found(engine, sql.select(SOURCES).where(SOURCES.c.release == release).order_by(SOURCES.c.path))
    return {row.path: _unpacked(release, row.content, row.sha256) for row in rows}


def verify(engine: sql.Engine) -> list[str]:
    """Ids of the releases of which content or sources are not what was published, the oldest first."""
    damaged = []
    for (release,) in found(engine, sql.select(RELEASES.c.id).order_by(RELEASES.c.made_at, RELEASES.c.id)):
        try:
            _stored(engine, release)
            sources(engine, release)
        except ReleaseError:
            damaged.append(release)
    return damaged


def _row(engine: sql.Engine, release: str) -> sql.Row[tuple[str, str, int, bytes]]:
    columns = RELEASES.c["id", "digest", "schema", "content"]
    for row in found(engine, sql.select(*columns).where(RELEASES.c.id == release)):
        return row
    raise UnknownRelease(release, [known for (known,) in found(engine, sql.select(RELEASES.c.id))])


def _columns(engine: sql.Engine, release: str) -> content.Columns:
    schema, text = _stored(engine, release)
    if schema > SCHEMA:
        raise NewerRelease(release)
    columns = content.read(text)
    if columns is None:
        raise OlderRelease(release)
    return columns


def _stored(engine: sql.Engine, release: str) -> tuple[int, bytes]:
    _, digest, schema, packed = _row(engine, release)
    text = _unpacked(release, packed, digest)
    if not digest.startswith(release) or not isinstance(schema, int):
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


def _keep(connection: sql.Connection, release: str, sources: Mapping[str, bytes]) -> None:
    rows = [
        {"release": release, "path": path, "sha256": hashlib.sha256(file).hexdigest(), "content": zlib.compress(file)}
        for path, file in sorted(sources.items())
    ]
    if rows:
        connection.execute(SOURCES.insert(), rows)


def _entry(release: str, kind: Kind, by: str, reason: str) -> Publication:
    """What the log will say of it, but for its number; shown in tables and messages, so it must be fit to show."""
    for name, text in {"by": by, "reason": reason}.items():
        hidden = any(unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for sign in text)
        if not text.strip() or hidden or len(text) > LONGEST_LINE:
            raise ValueError(f"{name} must be one line of 1 to {LONGEST_LINE} visible characters, found {text[:80]!r}")
    return Publication(0, release, kind, by, reason, _now())


def _put_in_force(connection: sql.Connection, entry: Publication, columns: content.Columns) -> Publication:
    latest = connection.execute(LATEST_FIRST.limit(1)).first()
    if latest and latest.release == entry.release:
        return replace(Publication(*latest), changed=False)
    publication = replace(entry, sequence=latest.sequence + 1 if latest else 1)
    row = asdict(publication)
    del row["changed"]
    connection.execute(PUBLICATIONS.insert(), row)
    rewrite(connection, columns)
    return publication


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
