"""Releases: immutable states of all tables, named by their content; publishing and rolling back put one in force."""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal

import sqlalchemy as sql

from etl.releasing import content, stored
from etl.releasing import explanations as explaining
from etl.releasing.database import DatabaseUnusable, ReleaseError, address, connect, found, writing
from etl.releasing.explanations import Explanation, explanations
from etl.releasing.stored import SCHEMA, NewerRelease, OlderRelease, ReleaseDamaged, UnknownRelease, sources
from etl.releasing.tables_sql import PUBLICATIONS, RELEASES, rewrite
from etl.tables import Tables

__all__ = [
    "SCHEMA",
    "BaseMoved",
    "DatabaseUnusable",
    "Explanation",
    "NewerRelease",
    "OlderRelease",
    "Publication",
    "ReleaseDamaged",
    "ReleaseError",
    "UnknownRelease",
    "address",
    "connect",
    "current",
    "enter",
    "explanations",
    "history",
    "load",
    "load_sound",
    "publish",
    "ready",
    "ready_again",
    "rollback",
    "sources",
    "verify",
]

LATEST_FIRST = sql.select(PUBLICATIONS).order_by(PUBLICATIONS.c.sequence.desc())
LONGEST_LINE = 500

PublicationKind = Literal["publish", "rollback"]


@dataclass(frozen=True)
class Publication:
    """One entry of the append-only log; the highest `sequence` is in force. `at` is UTC, ISO 8601.

    `changed` is False where publishing or rolling back found that release in force already.
    """

    sequence: int
    release: str
    kind: PublicationKind
    by: str
    reason: str
    at: str
    changed: bool = field(default=True, compare=False)


@dataclass(frozen=True)
class Ready:
    """All that a publication takes, worked out before the writer's turn; of a release stored already no `sources`."""

    entry: Publication
    columns: content.Columns
    text: bytes = b""
    sources: Mapping[str, bytes] | None = None


class BaseMoved(ReleaseError):
    """Another release was put in force since the one that was compared with."""

    def __init__(self, base: str, now: Publication | None) -> None:
        self.now = now
        super().__init__(
            f"the release in force is {now.release if now else 'none'}, no longer {base or 'none'}; nothing was "
            "published: look at what changed, then do it again"
        )


def publish(engine: sql.Engine, tables: Tables, sources: Mapping[str, bytes], by: str, reason: str) -> Publication:
    """Make a release of the tables, keep the files it was built from, and put it in force: all or nothing.

    Content equal to that in force makes no publication. Raises ValueError for an unfit `by` or `reason`.
    """
    made = ready(tables, sources, by, reason)
    with writing(engine) as connection:
        return enter(connection, made)


def rollback(engine: sql.Engine, release: str, by: str, reason: str) -> Publication:
    """Put an earlier release in force again; raises what `load` raises, and ValueError for `by` or `reason`."""
    made = ready_again(engine, release, by, reason)
    with writing(engine) as connection:
        return enter(connection, made)


def ready(tables: Tables, sources: Mapping[str, bytes], by: str, reason: str) -> Ready:
    """A publication of these tables to enter; raises ValueError for an unfit `by` or `reason`."""
    columns = content.columns(tables)
    text = content.written(columns)
    release = stored.name(hashlib.sha256(text).hexdigest())
    return Ready(_entry(release, "publish", by, reason), columns, text, sources)


def ready_again(engine: sql.Engine, release: str, by: str, reason: str) -> Ready:
    """An earlier release to enter again; raises what `load` raises, and ValueError for `by` or `reason`."""
    entry = _entry(release, "rollback", by, reason)
    return Ready(entry, stored.columns(engine, release))


def enter(
    connection: sql.Connection, made: Ready, base: str | None = None, explained: Iterable[Explanation] = ()
) -> Publication:
    """Put in force what is ready, inside the transaction of the one writer (see `database`).

    `base` is the release that must still be in force, "" for none; else BaseMoved is raised. The files given become
    those of the release, `explained` is kept with the publication, where one is made.
    """
    latest = next((Publication(*row) for row in connection.execute(LATEST_FIRST.limit(1))), None)
    if base is not None and base != (latest.release if latest else ""):
        raise BaseMoved(base, latest)
    if made.sources is not None:
        stored.store(connection, made.entry.release, made.text, made.entry.at)
        stored.keep(connection, made.entry.release, made.sources)
    publication = _put_in_force(connection, made, latest)
    if publication.changed:
        explaining.keep(connection, publication.sequence, explained)
    return publication


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
    return content.frames(stored.columns(engine, release))


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


def verify(engine: sql.Engine) -> list[str]:
    """Ids of the releases of which content or files are not what was published, the oldest first.

    Raises DatabaseUnusable.
    """
    ids = found(engine, sql.select(RELEASES.c.id).order_by(RELEASES.c.made_at, RELEASES.c.id))
    return [release for (release,) in ids if not stored.sound(engine, release)]


def _entry(release: str, kind: PublicationKind, by: str, reason: str) -> Publication:
    """What the log will say of it, but for its number; shown in tables and messages, so it must be fit to show."""
    for name, text in {"by": by, "reason": reason}.items():
        hidden = any(unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for sign in text)
        if not text.strip() or hidden or len(text) > LONGEST_LINE:
            raise ValueError(f"{name} must be one line of 1 to {LONGEST_LINE} visible characters, found {text[:80]!r}")
    return Publication(0, release, kind, by, reason, _now())


def _put_in_force(connection: sql.Connection, made: Ready, latest: Publication | None) -> Publication:
    if latest and latest.release == made.entry.release:
        return replace(latest, changed=False)
    publication = replace(made.entry, sequence=latest.sequence + 1 if latest else 1)
    row = asdict(publication)
    del row["changed"]
    connection.execute(PUBLICATIONS.insert(), row)
    rewrite(connection, made.columns)
    return publication


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
