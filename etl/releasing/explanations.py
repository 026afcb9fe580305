"""Why published figures change and why what looked like a slip is none, kept with the publication that says so."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Literal

import sqlalchemy as sql

from etl.releasing.database import found
from etl.releasing.tables_sql import EXPLANATIONS


@dataclass(frozen=True)
class Explanation:
    """`sequence` names the publication; `subject` is the id of a figure, or of a doubt (see `doubts`).

    A revision brings new information, a correction mends an error of ours.
    """

    subject: str
    kind: Literal["revision", "correction", "doubt"]
    why: str
    sequence: int = 0


def explanations(engine: sql.Engine) -> list[Explanation]:
    """All that was ever explained, the earliest publication first."""
    columns = EXPLANATIONS.c["subject", "kind", "why", "sequence"]
    rows = found(engine, sql.select(*columns).order_by(EXPLANATIONS.c.sequence, EXPLANATIONS.c.subject))
    return [Explanation(*row) for row in rows]


def keep(connection: sql.Connection, sequence: int, explained: Iterable[Explanation]) -> None:
    """Write them down for a publication, inside the caller's transaction."""
    rows = [asdict(replace(one, sequence=sequence)) for one in explained]
    if rows:
        connection.execute(EXPLANATIONS.insert(), rows)
