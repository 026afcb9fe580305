"""One unit's profile: what it reported, what belongs to it, and who of its kind reported the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl import standing
from etl.exporting.selection import STATUSES
from etl.tables import Row, Tables, cell, pairs
from pages.parts import numbers
from pages.parts.choice import by_key
from pages.parts.kept import kept
from pages.parts.text import Language, counted, say

RATES = ("rate", "rank")
THING = ["indicator", "measure"]  # what figures must share to stand beside one another


@dataclass(frozen=True)
class Beside:
    """Reported figures of one indicator in one measure by units of a kind, the unit's own first.

    `place` is the unit's among them, the largest first; None where one of them is a bound, counts something else, tells
    of another time, or is of a unit within another.
    """

    indicator: str
    measure: str
    rows: pd.DataFrame
    place: int | None


def above(tables: Tables, unit: str) -> list[str]:
    """The units it belongs to, the widest first."""
    return _above(by_key(tables, "units", "parent"), unit)


def _above(parents: Mapping[str, Any], unit: str) -> list[str]:
    line = [unit]
    while isinstance(parent := parents[line[0]], str) and parent not in line:
        line.insert(0, parent)
    return line[:-1]


@kept(most=1)
def tree(tables: Tables) -> dict[str, list[str]]:
    """The units that belong to each unit directly, in registry order; under "" those that belong to none."""
    children: dict[str, list[str]] = {}
    for unit, parent in pairs(tables["units"].sort_values("position"), "unit", "parent").items():
        children.setdefault("" if pd.isna(parent) else parent, []).append(unit)
    return children


@kept(most=1)
def totals(tables: Tables) -> dict[str, int]:
    """How many figures each unit and what belongs to it have."""
    counts = tables["figures"]["unit"].value_counts().to_dict()
    parents = by_key(tables, "units", "parent")
    found: dict[str, int] = dict.fromkeys(parents, 0)
    for unit in found:
        for one in (unit, *_above(parents, unit)):
            found[one] += int(counts.get(unit, 0))
    return found


def bodies(tables: Tables, unit: str) -> dict[str, int]:
    """The units that belong to it directly, each with how many figures it and what belongs to it have."""
    counts = totals(tables)
    return {body: counts[body] for body in tree(tables).get(unit, ())}


@kept(most=64)
def own(tables: Tables, unit: str) -> pd.DataFrame:
    """Its figures by theme, the reported ones of a theme first, then by indicator, the latest year first."""
    figures = tables["figures"]
    rows = figures[figures["unit"] == unit]
    order = pd.DataFrame(
        {
            "theme": rows["theme"].map(by_key(tables, "themes", "position")),
            "status": rows["status"].map({status: n for n, status in enumerate(STATUSES)}),
            "indicator": rows["indicator"].map(by_key(tables, "indicators", "position")),
            "year": -rows["year"].astype("float64").fillna(0),
        }
    )
    return rows.loc[order.sort_values(list(order.columns), kind="stable").index]


def rates(tables: Tables, rows: pd.DataFrame) -> "pd.Series[bool]":
    """Which figures are reported rates, averages or ranks."""
    kinds = rows["indicator"].map(by_key(tables, "indicators", "kind"))
    return kinds.isin(RATES) & (rows["status"] == "reported")


def beside(tables: Tables, unit: str) -> list[Beside]:
    """What another unit of its kind reports in the same indicator and measure, in the order of its own figures.

    Of each unit the largest comes first, its own above all, so that where only a few are shown they are among them.
    """
    units = tables["units"].sort_values("position")
    kind = pairs(units, "unit", "kind")[unit]
    alike = units.loc[units["kind"] == kind, "unit"].tolist()
    figures, mine = tables["figures"], own(tables, unit)
    reported = figures["status"] == "reported"
    others = figures[reported & figures["unit"].isin(alike) & (figures["unit"] != unit)]
    others = others.sort_values("unit", key=lambda names: names.map(alike.index), kind="stable")
    by_thing = dict(list(others.groupby(THING)))
    found = []
    for (indicator, measure), first in mine[mine["status"] == "reported"].groupby(THING, sort=False):
        if (indicator, measure) in by_thing:
            rows = pd.concat([first, by_thing[indicator, measure]])
            order = pd.DataFrame({"unit": pd.factorize(rows["unit"])[0], "smaller": -size(rows)}, index=rows.index)
            rows = rows.loc[order.sort_values(["unit", "smaller"], kind="stable").index]
            found.append(Beside(str(indicator), str(measure), rows, _place(tables, rows, unit)))
    return found


def size(rows: pd.DataFrame) -> "pd.Series[float]":
    """What figures are ordered by: the upper bound, else the value, else the lower; of ranks the first is most."""
    ends = rows["upper"].fillna(rows["value"]).fillna(rows["lower"]).astype("float64")
    return ends.where(rows["measure"] != numbers.RANK, -ends)


def _place(tables: Tables, rows: pd.DataFrame, unit: str) -> int | None:
    """The unit's place by value, equal ones sharing it; None where the figures do not compare."""
    found = standing.standing(rows, tables)
    if isinstance(found, standing.NoStanding):
        return None
    return found.places[rows.loc[rows["unit"] == unit, "figure"].iloc[0]]


def finding(tables: Tables, lang: Language, unit: str) -> str:
    """How much is on record of a unit, from where and on what; or that it is its bodies that are."""
    name, rows = named(tables, lang, "units", unit), own(tables, unit)
    if rows.empty:
        below = sum(bodies(tables, unit).values())
        return say(lang, "unit.none-own" if below else "unit.none", unit=name, figures=counted(lang, "figure", below))
    themes = rows["theme"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    sentence = say(
        lang,
        "unit.finding" if len(themes) > 1 else "unit.finding-one-theme",
        unit=name,
        figures=counted(lang, "figure", len(rows)),
        issues=counted(lang, "issue", rows["issue"].nunique()),
        years=years(lang, rows),
        theme=named(tables, lang, "themes", themes.index[0]),
        n=counted(lang, "figure", int(themes.iloc[0])),
    )
    background = int((rows["status"] == "background").sum())
    return sentence + (say(lang, "unit.background", n=counted(lang, "background", background)) if background else "")


def years(lang: Language, rows: pd.DataFrame) -> str:
    """The years that figures tell of, 2025 or 2012–2025, and of how many none is stated."""
    days = pd.concat([rows["period_start"], rows["period_end"]]).dropna()
    if days.empty:
        return say(lang, "overview.no-year")
    first, last = days.min()[:4], days.max()[:4]
    told = say(lang, "overview.years", years=first if first == last else f"{first}–{last}")
    unstated = int((rows["period_kind"] == "unstated").sum())
    return told + (say(lang, "overview.unstated", n=counted(lang, "figure", unstated)) if unstated else "")


def named(tables: Tables, lang: Language, table: str, key: str) -> str:
    """The name of a unit, indicator, measure or theme."""
    return str(by_key(tables, table, f"name_{lang}")[key])


def what(tables: Tables, lang: Language, row: Row) -> str:
    """What a figure counts: its indicator, the detail where that says more, and the status where it is not reported."""
    indicator, detail = named(tables, lang, "indicators", row["indicator"]), cell(row, f"detail_{lang}")
    said = say(lang, "unit.what", indicator=indicator, detail=detail) if detail else indicator
    if row["status"] == "reported":
        return said
    return say(lang, "unit.not-reported", what=said, status=say(lang, f"status.{row['status']}"))


def in_short(tables: Tables, lang: Language, row: Row) -> str:
    """What a figure counts, in a word or two: its detail, or else its indicator."""
    return cell(row, f"detail_{lang}") or named(tables, lang, "indicators", row["indicator"])


def whose(tables: Tables, lang: Language, row: Row) -> str:
    """Whose figure it is, and of what exactly."""
    unit, detail = named(tables, lang, "units", row["unit"]), cell(row, f"detail_{lang}")
    return say(lang, "unit.whose", unit=unit, what=detail) if detail else unit


def stands(lang: Language, one: Beside) -> str:
    """The unit's place among those of its kind, or why there is none."""
    if one.place is None:
        return say(lang, "unit.side-by-side")
    return say(lang, "unit.stands", place=one.place, n=numbers.number(len(one.rows), lang))
