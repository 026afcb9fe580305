"""How figures stand to one another: places and a median, only where they are alike enough to be compared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Literal

import pandas as pd

from etl.query import differ
from etl.tables import Tables, pairs

WhyNoStanding = Literal[
    "too-few",
    "several-indicators",
    "several-measures",
    "several-statuses",
    "different-things",
    "several-periods",
    "ranks",
    "unstated-period",
    "bounds",
    "several-of-a-unit",
    "nested-units",
]
FEWEST = 2
ALIKE: Mapping[WhyNoStanding, list[str]] = {
    "several-indicators": ["indicator"],
    "several-measures": ["measure"],
    "several-statuses": ["status"],
    "different-things": ["detail_zh", "detail_en"],
    "several-periods": ["period"],
}


@dataclass(frozen=True)
class Standing:
    """The place of each figure by its id, the largest value first and equal ones sharing it; the middle value."""

    places: Mapping[str, int]
    median: float


@dataclass(frozen=True)
class NoStanding:
    """Why figures are not compared."""

    reason: WhyNoStanding


def standing(rows: pd.DataFrame, tables: Tables) -> Standing | NoStanding:
    """Where units stand to one another, or why they do not: each must tell exactly the same, of the same time."""
    if reason := _unlike(rows, tables):
        return NoStanding(reason)
    places = rows["value"].rank(method="min", ascending=False).astype(int)
    middle = float(median(Decimal(str(value)) for value in rows["value"]))
    return Standing(dict(zip(rows["figure"], places.tolist(), strict=True)), middle)


def _unlike(rows: pd.DataFrame, tables: Tables) -> WhyNoStanding | None:
    """The first thing that stands in the way of a comparison."""
    return next((reason for reason, stands in _in_the_way(rows, tables) if stands), None)


def _in_the_way(rows: pd.DataFrame, tables: Tables) -> Iterator[tuple[WhyNoStanding, bool]]:
    """What may stand in the way, each with whether it does, looked into one after the other."""
    yield "too-few", len(rows) < FEWEST
    for reason, columns in ALIKE.items():
        yield reason, differ(rows, *columns)
    yield "ranks", bool((rows["measure"] == "rank").any())
    yield "unstated-period", bool((rows["period_kind"] == "unstated").any())
    yield "bounds", bool((rows["comparator"] != "=").any())
    yield "several-of-a-unit", bool(rows["unit"].duplicated().any())
    yield "nested-units", _nested(set(rows["unit"]), tables)


def _nested(units: set[str], tables: Tables) -> bool:
    """Whether one of some units belongs to another of them."""
    parents = pairs(tables["units"][["unit", "parent"]].fillna(""), "unit", "parent")
    for unit in units:
        above = parents[unit]
        while above and above not in units:
            above = parents[above]
        if above:
            return True
    return False
