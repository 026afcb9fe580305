"""The arithmetic that an article implies, in words: what its figures give, what print says, whether the two agree."""

import math
from collections.abc import Mapping, Sequence

from etl.tables import Row, records
from pages.parts import numbers
from pages.parts.choice import by_key
from pages.parts.visit import Visit

SIGNS = {"total": " + ", "rate": " ÷ "}


def checks_of(visit: Visit, figure: str) -> list[Row]:
    """The checks that a figure takes part in."""
    return [row for row in records(visit.tables["checks"]) if figure in (row["result"], *row["operands"].split())]


def told(visit: Visit, check: Row) -> str:
    """591件 ÷ 657件 = 89.95%, print says 89.9%: does not hold."""
    printed = by_key(visit.tables, "figures", "printed")
    relation = visit.say(
        f"passport.check.{check['kind']}",
        operands=SIGNS.get(check["kind"], ", ").join(printed[one] for one in check["operands"].split()),
        over="" if math.isnan(check["over"]) else numbers.number(check["over"], visit.lang),
        computed=_computed(visit, check),
        result=printed[check["result"]],
    )
    return visit.say("passport.holds" if check["holds"] else "passport.fails", relation=relation)


def _computed(visit: Visit, check: Row) -> str:
    """What the operands give, rounded for reading: a number, or the bounds that they leave."""
    sign = "%" if check["kind"] == "rate" else ""
    known = {
        name: numbers.number(round(check[f"computed_{name}"], 2), visit.lang) + sign
        for name in ("lower", "upper")
        if not math.isnan(check[f"computed_{name}"])
    }
    if len(set(known.values())) == 1 and len(known) == 2:
        return known["lower"]
    return bounds(visit, known, [visit.row("figures", one) for one in check["operands"].split()])


def bounds(visit: Visit, known: Mapping[str, str], figures: Sequence[Row]) -> str:
    """The ends that figures leave; one end alone is left out itself where a figure leaves out its own: over 40 is >."""
    strict = len(known) == 1 and any(one["comparator"] in numbers.STRICT for one in figures)
    key = "-".join(["bounds", *known, *["strict"] * strict]) if known else "no-bounds"
    return visit.say(f"passport.{key}", **known)
