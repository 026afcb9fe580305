"""What some tables change against the release in force, what of that is in doubt, and what is said of it."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import sqlalchemy as sql

from etl.curating import checks
from etl.drafting import entering, kept_readings
from etl.drafting.second import Reading
from etl.problems import Problem
from etl.refreshing import doubts
from etl.refreshing.doubts import Doubt
from etl.releasing import diff, releases, stored
from etl.releasing.explanations import Explanation
from etl.releasing.releases import Publication
from etl.releasing.revisions import to_explain
from etl.tables import Tables


@dataclass(frozen=True)
class Review:
    """What some tables change against the release in force, and what of that is in doubt.

    `changes` are those of figures, `entries` those of what stands around them (see `diff`).
    """

    tables: Tables
    base: Publication | None
    changes: pd.DataFrame
    entries: pd.DataFrame
    doubts: tuple[Doubt, ...]

    @property
    def to_explain(self) -> pd.DataFrame:
        """What was published and changes or goes (see `revisions`)."""
        return to_explain(self.changes, self.entries)


def review(engine: sql.Engine, tables: Tables, problems: Sequence[Problem], data: Path) -> Review:
    """Compare what a draft makes of the data, its tables and its problems, with what is in force.

    A release in force that cannot be read, since it is damaged or has the columns of another version, compares like
    none: what is published next replaces it.
    """
    base = releases.current(engine)
    before = readable(engine, base)
    held = before or {name: table.head(0) for name, table in tables.items()}
    changes, entries = diff.diff(held, tables), diff.entries(held, tables)
    old = _problems(tuple(files_of(engine, base).items()), data.resolve().name) if before and base else ()
    gone = _gone(engine, set(changes.loc[changes["change"] == "added", "figure"])) if before else {}
    return Review(tables, base, changes, entries, tuple(doubts.doubts(before, tables, old, problems, gone)))


def unread(engine: sql.Engine, draft: str, reviewed: Review) -> Review:
    """The review with one doubt more for each second reading of the draft, by its id, that has not ended."""
    waiting = [one for one in kept_readings.listed(engine, draft) if not one.reading.ended]
    more = tuple(_reading(one.id, one.reading) for one in waiting)
    return replace(reviewed, doubts=(*more, *reviewed.doubts))


def _reading(id: str, reading: Reading) -> Doubt:
    read, every = str(len(reading.answers)), str(len(reading.blanks))
    return Doubt(f"reading:{id}", "reading", "", reading.reader, read, every)


def explanations(kinds: Mapping[str, str], reasons: Mapping[str, str], reviewed: Review) -> list[Explanation]:
    """What is said of the changes and doubts of a review, to be kept with its publication."""
    said = [
        Explanation(id, "revision" if kinds[id] == "revision" else "correction", reasons[id].strip())
        for id in reviewed.to_explain["subject"].drop_duplicates()
    ]
    doubted = [one.id for one in reviewed.doubts if one.kind != "vanished"]
    return said + [Explanation(id, "doubt", reasons[id].strip()) for id in doubted]


def files_of(engine: sql.Engine, publication: Publication | None) -> dict[str, bytes]:
    """The files of a release; none, so that every file counts as edited, where what is kept of them is damaged."""
    try:
        return releases.sources(engine, publication.release) if publication else {}
    except releases.ReleaseDamaged:
        return {}


def readable(engine: sql.Engine, publication: Publication | None) -> Tables | None:
    """The tables of a release; None where they are damaged or of another version."""
    try:
        return releases.load(engine, publication.release) if publication else None
    except (releases.ReleaseDamaged, releases.OlderRelease, releases.NewerRelease):
        return None


def _gone(engine: sql.Engine, ids: Collection[str]) -> dict[str, dict[str, Any]]:
    """Of these figures those that an earlier release had, as the latest of them has it."""
    found: dict[str, dict[str, Any]] = {}
    for release in dict.fromkeys(one.release for one in releases.history(engine)):
        with suppress(releases.ReleaseDamaged, releases.UnknownRelease):
            found = stored.figures(engine, release, ids) | found
    return found


@lru_cache(maxsize=2)
def _problems(files: tuple[tuple[str, bytes], ...], name: str) -> tuple[Problem, ...]:
    """What the checks say of files that are published."""
    return tuple(checks.check(entering.loaded_from(dict(files), name)))
