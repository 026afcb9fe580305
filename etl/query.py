"""Rows for a reader's choice, and sums only where figures really add."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Literal

import numpy as np
import pandas as pd

from etl import search
from etl.curating.records import Dimension
from etl.tables import Tables, pairs

NOT_BACKGROUND = "not-background"  # as the status of a choice: every other one

Positions = np.ndarray[tuple[int], np.dtype[np.intp]]
WhyNoSum = Literal[
    "nothing",
    "several-indicators",
    "several-measures",
    "several-statuses",
    "different-things",
    "several-units",
    "several-periods",
    "not-over-unit",
    "not-over-year",
    "nested-units",
    "part-and-whole",
    "unstated-period",
    "overlapping-periods",
    "bounds-conflict",
]


@dataclass(frozen=True)
class Choice:
    """What the reader chose; an empty tuple, None or "" leaves that side open.

    `only` leaves out what belongs to the units chosen.
    """

    units: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    theme: str | None = None
    indicator: str | None = None
    measure: str | None = None
    issue: str | None = None
    status: str | None = None
    text: str = ""
    only: bool = False

    def canonical(self) -> "Choice":
        """The one form of all choices that select the same rows: use it as a cache key."""
        words = " ".join(sorted(set(search.fold(self.text).split())))
        return replace(self, units=tuple(sorted(set(self.units))), years=tuple(sorted(set(self.years))), text=words)


@dataclass(frozen=True)
class Sum:
    """A sum in the measure's own ones; `value` is None for a range, `figures` are the ids that it adds."""

    value: float | None
    lower: float | None
    upper: float | None
    comparator: str
    measure: str
    figures: tuple[str, ...]


@dataclass(frozen=True)
class NoSum:
    """Why there is no sum; `figures` are the ids that stand in its way."""

    reason: WhyNoSum
    figures: tuple[str, ...] = ()


def rows(tables: Tables, choice: Choice) -> pd.DataFrame:
    """The figures that a choice selects, newest issue first, then in printed order; the columns of `figures`.

    A chosen unit brings all that belongs to it, unless `only`. A figure without a single year is left out once years
    are chosen.
    """
    figures = tables["figures"]
    keep = np.ones(len(figures), dtype=bool)
    if choice.units:
        wanted = [{unit} if choice.only else descendants(tables, unit) for unit in choice.units]
        keep &= figures["unit"].isin(set().union(*wanted)).to_numpy()
    if choice.years:
        keep &= figures["year"].isin(choice.years).to_numpy(dtype=bool)
    for column in ("theme", "indicator", "measure", "issue"):
        if (value := getattr(choice, column)) is not None:
            keep &= (figures[column] == value).to_numpy()
    if choice.status == NOT_BACKGROUND:
        keep &= (figures["status"] != "background").to_numpy()
    elif choice.status is not None:
        keep &= (figures["status"] == choice.status).to_numpy()
    positions = np.flatnonzero(keep)
    if choice.text:
        positions = positions[search.found(tables, figures.iloc[positions], choice.text)]
    return figures.iloc[_in_order(tables, figures, positions)].reset_index(drop=True)


def descendants(tables: Tables, unit: str) -> set[str]:
    """The unit itself and every unit that belongs to it, however deep."""
    units = tables["units"]
    found, fresh = {unit}, {unit}
    while fresh:
        fresh = set(units.loc[units["parent"].isin(fresh), "unit"]) - found
        found |= fresh
    return found


def _in_order(tables: Tables, figures: pd.DataFrame, positions: Positions) -> Positions:
    """The places of figures, newest issue first, then by line and place on it."""
    newest_first = dict(zip(tables["issues"]["issue"], -tables["issues"]["position"], strict=True))
    names, ids, lines = (figures[column].to_numpy()[positions] for column in ("issue", "figure", "line"))
    issue = np.array([newest_first[name] for name in names], dtype=int)
    nth = np.array([name.rpartition("/")[2] for name in ids], dtype=int)
    order = np.lexsort((nth, lines.astype(int), issue))
    return positions[order]


def spread(rows: pd.DataFrame) -> set[Dimension]:
    """The dimensions in which figures differ: what a total of them would run over."""
    found: set[Dimension] = set()
    if differ(rows, "unit"):
        found.add("unit")
    if differ(rows, "period"):
        found.add("year")
    return found


def differ(rows: pd.DataFrame, *columns: str) -> bool:
    """Whether rows differ in one of some columns of text; nothing is like nothing."""
    return any(len(set(rows[column].fillna("").tolist())) > 1 for column in columns)


def total(rows: pd.DataFrame, tables: Tables, over: Collection[Dimension]) -> Sum | NoSum:
    """The sum of figures over the dimensions asked for, or why they do not add.

    A total with a bound in it is a bound: any true values within the printed bounds satisfy it.
    """
    for refusal in (_alike, _allowed, _apart):
        if refused := refusal(rows, tables, over):
            return refused
    return _sum(rows)


def _ids(rows: pd.DataFrame) -> tuple[str, ...]:
    return tuple(rows["figure"])


def _alike(rows: pd.DataFrame, tables: Tables, over: Collection[Dimension]) -> NoSum | None:
    """Only figures of one kind add."""
    if rows.empty:
        return NoSum("nothing")
    several: dict[str, WhyNoSum] = {
        "indicator": "several-indicators",
        "measure": "several-measures",
        "status": "several-statuses",
    }
    for column, reason in several.items():
        if differ(rows, column):
            return NoSum(reason, _ids(rows))
    if differ(rows, "detail_zh", "detail_en"):
        return NoSum("different-things", _ids(rows))
    return None


def _allowed(rows: pd.DataFrame, tables: Tables, over: Collection[Dimension]) -> NoSum | None:
    """The indicator must add over what is asked for, and the figures may differ in nothing else."""
    indicators = tables["indicators"]
    over_what = pairs(indicators[["indicator", "adds_over"]].fillna(""), "indicator", "adds_over")
    adds_over = over_what[rows["indicator"].iloc[0]].split()
    forbidden: dict[Dimension, WhyNoSum] = {"unit": "not-over-unit", "year": "not-over-year"}
    unasked: dict[Dimension, WhyNoSum] = {"unit": "several-units", "year": "several-periods"}
    for dimension, reason in forbidden.items():
        if dimension in over and dimension not in adds_over:
            return NoSum(reason, _ids(rows))
    for dimension, reason in unasked.items():
        if dimension in spread(rows) and dimension not in over:
            return NoSum(reason, _ids(rows))
    if "year" in over and (rows["period_kind"] == "unstated").any():
        return NoSum("unstated-period", _ids(rows[rows["period_kind"] == "unstated"]))
    return None


def _apart(rows: pd.DataFrame, tables: Tables, over: Collection[Dimension]) -> NoSum | None:
    """Nothing may be counted twice."""
    parent = pairs(tables["units"][["unit", "parent"]].fillna(""), "unit", "parent")
    units = set(rows["unit"])
    for unit in sorted(units):
        above = parent[unit]
        while above and above not in units:
            above = parent[above]
        if above:
            return NoSum("nested-units", _ids(rows[rows["unit"].isin({unit, above})]))
    if part := _part_and_whole(rows, tables):
        return NoSum("part-and-whole", part)
    for _, own in rows.groupby("unit", sort=True):
        spans = sorted(
            zip(own["period_start"].fillna(""), own["period_end"].fillna("9999"), own["figure"], strict=True)
        )
        for (_, end, one), (start, _, other) in pairwise(spans):
            if start <= end:
                return NoSum("overlapping-periods", (one, other))
    return None


def _part_and_whole(rows: pd.DataFrame, tables: Tables) -> tuple[str, ...]:
    """The first figure of the rows with another of them that contains it, or nothing."""
    figures, checks = tables["figures"], tables["checks"]
    wholes: dict[str, set[str]] = {}
    for part, whole in figures.loc[figures["part_of"].notna(), ["figure", "part_of"]].itertuples(index=False):
        wholes.setdefault(part, set()).add(whole)
    for whole, parts in checks.loc[checks["kind"] == "total", ["result", "operands"]].itertuples(index=False):
        for part in parts.split():
            wholes.setdefault(part, set()).add(whole)
    chosen = set(rows["figure"])
    for figure in rows["figure"]:
        above: set[str] = set()
        fresh = wholes.get(figure, set())
        while fresh:
            above |= fresh
            fresh = set().union(*(wholes.get(whole, set()) for whole in fresh)) - above
        if inside := (above & chosen) - {figure}:
            return figure, min(inside)
    return ()


def _sum(rows: pd.DataFrame) -> Sum | NoSum:
    comparators = set(rows["comparator"])
    lower, upper = _exact_sum(rows["lower"]), _exact_sum(rows["upper"])
    value: float | None = None
    if len(rows) == 1:
        value, comparator = _exact_sum(rows["value"]), rows["comparator"].iloc[0]
    elif comparators == {"="}:
        value, comparator = lower, "="
    elif comparators in ({"=", "~"}, {"~"}):
        value, comparator = _exact_sum(rows["value"]), "~"
    elif lower is not None and upper is not None:
        comparator = "range"
    elif lower is not None:
        value, comparator = lower, ">" if ">" in comparators else ">="
    elif upper is not None:
        value, comparator = upper, "<" if "<" in comparators else "<="
    else:
        return NoSum("bounds-conflict", _ids(rows[rows["comparator"] != "="]))
    return Sum(value, lower, upper, comparator, rows["measure"].iloc[0], _ids(rows))


def _exact_sum(numbers: "pd.Series[float]") -> float | None:
    """The sum in decimals, so that 0.1 + 0.2 is 0.3; None where a number is missing."""
    if numbers.isna().any():
        return None
    return float(sum((Decimal(str(number)) for number in numbers), Decimal(0)))
