"""What some tables change against the release in force, what of that is in doubt, and what is said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd
import sqlalchemy as sql

from etl import checks, doubts, entering, releases
from etl.diff import diff
from etl.doubts import Doubt
from etl.explanations import Explanation
from etl.problems import Problem
from etl.releases import Publication
from etl.revisions import seen
from etl.tables import Tables


@dataclass(frozen=True)
class Review:
    """What some tables change against the release in force, and what of that is in doubt."""

    tables: Tables
    base: Publication | None
    changes: pd.DataFrame
    doubts: tuple[Doubt, ...]


def review(engine: sql.Engine, tables: Tables, problems: Sequence[Problem], data: Path) -> Review:
    """Compare a proposal, its tables and its problems, with what is in force.

    A release in force that cannot be read, since it is damaged or has the columns of another version, compares like
    none: what is published next replaces it.
    """
    base = releases.current(engine)
    before = readable(engine, base)
    changes = diff(before or {**tables, "figures": tables["figures"].head(0)}, tables)
    old = _problems(tuple(files_of(engine, base).items()), data.resolve().name) if before and base else ()
    return Review(tables, base, changes, tuple(doubts.doubts(before, tables, old, problems)))


def explanations(kinds: Mapping[str, str], reasons: Mapping[str, str], reviewed: Review) -> list[Explanation]:
    """What is said of the changes and doubts of a review, to be kept with its publication."""
    shown = seen(reviewed.changes)
    changed = shown.loc[shown["change"] != "added", "figure"].drop_duplicates()
    said = [
        Explanation(figure, "revision" if kinds[figure] == "revision" else "correction", reasons[figure].strip())
        for figure in changed
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


@lru_cache(maxsize=2)
def _problems(files: tuple[tuple[str, bytes], ...], name: str) -> tuple[Problem, ...]:
    """What the checks say of files that are published."""
    return tuple(checks.check(entering.loaded_from(dict(files), name)))
