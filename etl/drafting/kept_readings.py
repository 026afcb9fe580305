"""Second readings kept in the database beside their drafts, saved over only by who has seen the last save."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sql
from pydantic import TypeAdapter, ValidationError

from etl.drafting.second import Reading
from etl.releasing.database import ReleaseError, found, writing
from etl.releasing.tables_sql import BLIND_READINGS

_READING = TypeAdapter(Reading)


@dataclass(frozen=True)
class KeptReading:
    """A reading as it was last saved; `draft` is the id of its draft, `version` counts saves from 1."""

    id: str
    draft: str
    version: int
    saved_at: str
    reading: Reading


class ReadingDamaged(ReleaseError):
    """What is kept is not a reading that this version of the software can read."""

    def __init__(self, id: str, cause: object) -> None:
        super().__init__(f"second reading {id} cannot be read: {cause}; ask for another one")


def start(engine: sql.Engine, draft: str, reading: Reading) -> KeptReading:
    """Keep a new reading of a draft, under an id of its own."""
    kept = KeptReading(secrets.token_hex(6), draft, 1, _now(), reading)
    row = {"id": kept.id, "draft": draft, "version": 1, "saved_at": kept.saved_at, "state": _written(reading)}
    with writing(engine) as connection:
        connection.execute(BLIND_READINGS.insert(), row)
    return kept


def save(engine: sql.Engine, id: str, reading: Reading, version: int) -> KeptReading | None:
    """Keep the reading as it is now, made from `version` of it; None where somebody has saved since."""
    own = sql.and_(BLIND_READINGS.c.id == id, BLIND_READINGS.c.version == version)
    changed = BLIND_READINGS.update().where(own).values(version=version + 1, saved_at=_now(), state=_written(reading))
    with writing(engine) as connection:
        row = connection.execute(changed.returning(BLIND_READINGS)).first()
        return _kept(row) if row else None


def load(engine: sql.Engine, id: str) -> KeptReading | None:
    """The reading of that id, None where there is none; raises ReadingDamaged."""
    return next(
        (_kept(row) for row in found(engine, sql.select(BLIND_READINGS).where(BLIND_READINGS.c.id == id))), None
    )


def listed(engine: sql.Engine, draft: str | None = None) -> list[KeptReading]:
    """All readings, or those of one draft, the last saved first; raises ReadingDamaged."""
    query = sql.select(BLIND_READINGS).order_by(BLIND_READINGS.c.saved_at.desc(), BLIND_READINGS.c.id)
    return [
        _kept(row) for row in found(engine, query if draft is None else query.where(BLIND_READINGS.c.draft == draft))
    ]


def drop(engine: sql.Engine, id: str) -> None:
    """Give a reading up for good."""
    with writing(engine) as connection:
        connection.execute(BLIND_READINGS.delete().where(BLIND_READINGS.c.id == id))


def _kept(row: sql.Row[Any]) -> KeptReading:
    try:
        return KeptReading(row.id, row.draft, row.version, row.saved_at, _READING.validate_json(row.state))
    except ValidationError as error:
        raise ReadingDamaged(row.id, error) from error


def _written(reading: Reading) -> str:
    return _READING.dump_json(reading).decode()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
