"""The release in force: asked for at every run, loaded once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeVar

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

from etl.releasing import diff, releases
from etl.tables import TABLES, Tables, frame, pairs
from pages.parts.kept import stays

WhyNotReleased = Literal["none", "unusable", "damaged", "newer", "older"]
Read = TypeVar("Read")


@dataclass(frozen=True)
class Released:
    """What every page of one run shows; `damaged` are the later releases passed over because they are not sound."""

    publication: releases.Publication
    tables: Tables
    damaged: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotReleased:
    """Why there is nothing to show."""

    why: WhyNotReleased


# What curation stands on while nothing is published yet.
NOTHING = Released(
    releases.Publication(0, "", "publish", "", "", ""), {name: frame(table, []) for name, table in TABLES.items()}
)


def released() -> Released | NotReleased:
    """The release in force, else the last sound one, else why there is none."""
    url = releases.address()
    try:
        publication = releases.current(engine(url))
        if publication is None:
            return NotReleased("none")
        return _sound(url, publication)
    except releases.ReleaseDamaged:
        return NotReleased("damaged")
    except releases.NewerRelease:
        return NotReleased("newer")
    except releases.OlderRelease:
        return NotReleased("older")
    except releases.DatabaseUnusable:
        return NotReleased("unusable")


def history() -> list[releases.Publication]:
    """All publications, the latest first; raises DatabaseUnusable, as all that follow do."""
    return releases.history(engine(releases.address()))


def explanations() -> list[releases.Explanation]:
    """Why published figures changed."""
    return releases.explanations(engine(releases.address()))


def tables_of(release: str) -> Tables | None:
    """The tables of any release; None where there is none of that name, or it cannot be read."""
    return _unless_gone(lambda url: _tables(url, release))


def issues_of(release: str) -> dict[str, str]:
    """The titles of the issues of any release, by id; none where it cannot be read."""
    return _unless_gone(lambda url: _issues(url, release)) or {}


def between(before: str, after: str) -> pd.DataFrame | None:
    """What changed from one release to another (see `diff`); None where one of them cannot be read."""
    return _unless_gone(lambda url: _between(url, before, after))


def entries_between(before: str, after: str) -> pd.DataFrame | None:
    """What changed around the figures from one release to another; None where one of them cannot be read."""
    return _unless_gone(lambda url: _entries_between(url, before, after))


def _unless_gone(read: Callable[[str], Read]) -> Read | None:
    """None of a release that is damaged or of another version; a database in trouble may give it a moment later."""
    try:
        return read(releases.address())
    except releases.DatabaseUnusable:
        raise
    except releases.ReleaseError:
        return None


def _sound(url: str, publication: releases.Publication) -> Released | NotReleased:
    try:
        return Released(publication, _tables(url, publication.release))
    except (releases.ReleaseDamaged, releases.UnknownRelease):
        # Not cached: a mended database shows at the next run.
        sound = releases.load_sound(engine(url))
        return Released(sound[0], sound[1], tuple(sound[2])) if sound else NotReleased("none")


@st.cache_resource(show_spinner=False)
def engine(url: str) -> Engine:
    """The database at an address, connected to once."""
    return releases.connect(url)


@st.cache_resource(max_entries=256, show_spinner=False)
def _issues(url: str, release: str) -> dict[str, str]:
    issues = _tables(url, release)["issues"]
    return pairs(issues, "issue", "title")


@st.cache_resource(max_entries=256, show_spinner=False)
def _between(url: str, before: str, after: str) -> pd.DataFrame:
    return diff.diff(_tables(url, before), _tables(url, after))


@st.cache_resource(max_entries=256, show_spinner=False)
def _entries_between(url: str, before: str, after: str) -> pd.DataFrame:
    return diff.entries(_tables(url, before), _tables(url, after))


@st.cache_resource(max_entries=4, show_spinner=False)
def _tables(url: str, release: str) -> Tables:
    tables = releases.load(engine(url), release)
    stays()
    return tables
