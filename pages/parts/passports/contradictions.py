"""Where print contradicts itself, or two bodies say what cannot both be; told in the words of print."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from etl.tables import Row, Tables, records
from pages.parts import numbers
from pages.parts.choice import by_key, rows_by_key
from pages.parts.kept import kept
from pages.parts.text import Language, listed, say

RANKING = ["indicator", "detail_zh", "measure", "value"]


@dataclass(frozen=True)
class Contradiction:
    """What is wrong, the figures that say it, and for a check its row of `checks`."""

    kind: Literal["check", "rank"]
    figures: tuple[str, ...]
    check: Row | None = None


@kept(most=1)
def contradictions(tables: Tables) -> list[Contradiction]:
    """Checks that print does not hold to, then ranks that several units claim; in the order of the tables."""
    return _checks(tables["checks"]) + _ranks(tables["figures"])


def _checks(checks: pd.DataFrame) -> list[Contradiction]:
    failing = records(checks[~checks["holds"]])
    return [Contradiction("check", (row["result"], *row["operands"].split()), row) for row in failing]


def _ranks(figures: pd.DataFrame) -> list[Contradiction]:
    """One rank in one ranking belongs to one unit; a body's figure said again of it is no contradiction."""
    ranks = figures[figures["measure"] == "rank"]
    shared = [own for _, own in ranks.groupby(RANKING, sort=False) if own["unit"].nunique() > 1]
    return [Contradiction("rank", tuple(own["figure"])) for own in shared]


def told(one: Contradiction, tables: Tables, lang: Language) -> str:
    """What is wrong, in a sentence: what the other figures come to, or who claims the same rank."""
    first, *others = (rows_by_key(tables, "figures")[figure] for figure in one.figures)
    if one.check is None:
        named = by_key(tables, "units", f"name_{lang}")
        units = dict.fromkeys(named[row["unit"]] for row in (first, *others))
        return say(lang, "method.contradictions.shared", units=listed(lang, units), printed=first["printed"])
    word = numbers.measure_word(first, tables["measures"], lang)
    ends = [one.check[f"computed_{end}"] for end in ("lower", "upper")]
    computed = dict.fromkeys(numbers.shown(round(end, 2), lang, "=", word) for end in ends if not pd.isna(end))
    return say(
        lang,
        "method.contradictions.relation",
        printed=first["printed"],
        operands=listed(lang, [row["printed"] for row in others]),
        computed="–".join(computed),
    )
