"""Drafts kept in the database as they are worked on: whoever saves over a version not seen is told, nothing is lost."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sql
from pydantic import ValidationError

from etl.drafting import drafts
from etl.drafting.drafts import Draft
from etl.releasing.database import ReleaseError, found, writing
from etl.releasing.tables_sql import BLIND_READINGS, DRAFTS


@dataclass(frozen=True)
class ListedDraft:
    """What a list of drafts says of one. `version` counts its saves from 1; `saved_at` is UTC, ISO 8601.

    `submitted` is the digest of what its curator asks another to approve, "" for nothing; the next save takes it back.
    """

    id: str
    curator: str
    issue: str
    version: int
    saved_at: str
    submitted: str


@dataclass(frozen=True)
class KeptDraft(ListedDraft):
    """A draft as it was last saved."""

    draft: Draft


@dataclass(frozen=True)
class Conflict:
    """Nothing was saved: another tab or person has saved since. `now` is what stands, None where it was dropped."""

    now: ListedDraft | None


class DraftDamaged(ReleaseError):
    """What is kept is not a draft that this version of the software can read."""

    def __init__(self, id: str, cause: object) -> None:
        super().__init__(f"draft {id} cannot be read: {cause}; drop it, or open it with the version that saved it")


LISTED = DRAFTS.c["id", "curator", "issue", "version", "saved_at", "submitted"]


def start(engine: sql.Engine, curator: str, draft: Draft) -> KeptDraft:
    """Keep a new draft, as version 1, under an id of its own."""
    kept = KeptDraft(secrets.token_hex(6), curator, draft.issue, 1, _now(), "", draft)
    with writing(engine) as connection:
        connection.execute(DRAFTS.insert(), _row(kept))
    return kept


def save(engine: sql.Engine, id: str, draft: Draft, version: int) -> KeptDraft | Conflict:
    """Keep the draft as it is now, made from `version` of it; a submission lapses."""
    return _changed(engine, id, version, issue=draft.issue, state=drafts.written(draft), submitted="")


def submit(engine: sql.Engine, id: str, version: int, digest: str, by: str) -> KeptDraft | Conflict:
    """Ask another to approve exactly what `digest` names (see `entering`); whoever asks answers for it from now on.

    So nobody approves what they asked for, whoever began the draft.
    """
    return _changed(engine, id, version, submitted=digest, curator=by)


def load(engine: sql.Engine, id: str) -> KeptDraft | None:
    """The draft of that id, None where there is none (any more); raises DraftDamaged."""
    return next((_kept(row) for row in found(engine, sql.select(DRAFTS).where(DRAFTS.c.id == id))), None)


def listed(engine: sql.Engine) -> list[ListedDraft]:
    """All drafts of all curators, the last saved first."""
    return [
        ListedDraft(*row) for row in found(engine, sql.select(*LISTED).order_by(DRAFTS.c.saved_at.desc(), DRAFTS.c.id))
    ]


def drop(engine: sql.Engine, id: str, version: int) -> Conflict | None:
    """Give the draft up for good, unless it was saved since `version`; dropping what is gone is no conflict."""
    with writing(engine) as connection:
        now = _listed(connection, id)
        if now and now.version != version:
            return Conflict(now)
        _forget(connection, id)
        return None


def take(connection: sql.Connection, kept: KeptDraft) -> Conflict | None:
    """Give the draft up inside the caller's transaction, unless it was saved or dropped since."""
    now = _listed(connection, kept.id)
    if now is None or now.version != kept.version:
        return Conflict(now)
    _forget(connection, kept.id)
    return None


def _forget(connection: sql.Connection, id: str) -> None:
    """The draft goes, and with it the second readings that it was given."""
    connection.execute(BLIND_READINGS.delete().where(BLIND_READINGS.c.draft == id))
    connection.execute(DRAFTS.delete().where(DRAFTS.c.id == id))


def _changed(engine: sql.Engine, id: str, version: int, **values: str) -> KeptDraft | Conflict:
    with writing(engine) as connection:
        now = _listed(connection, id)
        if now is None or now.version != version:
            return Conflict(now)
        changed = DRAFTS.update().where(DRAFTS.c.id == id).values(version=version + 1, saved_at=_now(), **values)
        return _kept(connection.execute(changed.returning(DRAFTS)).one())


def _listed(connection: sql.Connection, id: str) -> ListedDraft | None:
    row = connection.execute(sql.select(*LISTED).where(DRAFTS.c.id == id)).first()
    return ListedDraft(*row) if row else None


def _kept(row: sql.Row[Any]) -> KeptDraft:
    line = {column.name: row[n] for n, column in enumerate(LISTED)}
    try:
        return KeptDraft(**line, draft=drafts.read(row.state))
    except ValidationError as error:
        raise DraftDamaged(row.id, error) from error


def _row(kept: KeptDraft) -> dict[str, str | int]:
    line = {column.name: getattr(kept, column.name) for column in LISTED}
    return line | {"state": drafts.written(kept.draft)}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
