"""What was reported of an indicator, in a sentence: by how many, how much, and whose is the largest."""

from collections.abc import Sequence

import pandas as pd

from etl.tables import Row, Tables
from pages.parts.choice import by_key
from pages.parts.text import Language, counted, listed, listed_at_most, say

NAMED = 3  # units that share the largest figure
GROUPS = {"figure": ("reported",), "intended": ("target", "rule"), "background": ("background",)}


def reported(told: Sequence[Row], tables: Tables, lang: Language) -> str:
    """Who reported how much, and the largest, where large is a matter of comparing like with like.

    `told` are one or more figures of one indicator, as `charts.in_words` gives them.
    """
    values = {"name": told[0]["indicator_name"], "told": _counted(told, lang)}
    own = [row for row in told if row["status"] != "background"]
    if not own:
        return say(lang, "indicator.finding-background", **values) + say(lang, "indicator.end")
    units = counted(lang, "unit", len({row["unit"] for row in own}))
    alike = [row for row in own if row["status"] == "reported" and not pd.isna(row["value"])]
    is_rank = by_key(tables, "indicators", "kind")[told[0]["indicator"]] == "rank"
    compare = len(alike) > 1 and len({row["measure"] for row in alike}) == 1 and not is_rank
    largest = _largest(alike, lang) if compare else ""
    return say(lang, "indicator.finding", **values, units=units) + largest + say(lang, "indicator.end")


def _counted(told: Sequence[Row], lang: Language) -> str:
    """How many figures were reported, are aimed at, or only quoted: 8 figures, 2 targets or rules."""
    found = {noun: sum(row["status"] in statuses for row in told) for noun, statuses in GROUPS.items()}
    return listed(lang, [counted(lang, noun, n) for noun, n in found.items() if n])


def _largest(alike: Sequence[Row], lang: Language) -> str:
    """The largest figure, and whose it is: all of those who share it, unless that is everybody."""
    top = max(alike, key=lambda row: row["value"])
    shared = [row for row in alike if (row["value"], row["comparator"]) == (top["value"], top["comparator"])]
    if len(shared) == len(alike):
        return ""
    if len(shared) == 1:
        of = say(lang, "frame.apart").join(filter(None, (top["unit_name"], top["said"])))
        return say(lang, "indicator.largest", quantity=top["shown"], unit=of, period=top["time"])
    units = listed_at_most(lang, NAMED, "unit", {row["unit"]: row["unit_name"] for row in shared}.values())
    return say(
        lang, "indicator.shared", quantity=top["shown"], units=units, figures=counted(lang, "figure", len(shared))
    )
