"""Where print contradicts itself, or two bodies say what cannot both be."""

from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from etl.tables import Tables, records
from pages.parts.kept import kept

RANKING = ["indicator", "detail_zh", "measure", "value"]


@dataclass(frozen=True)
class Contradiction:
    """What is wrong, the figures that say it, and for a check its row of `checks`."""

    kind: Literal["check", "rank"]
    figures: tuple[str, ...]
    check: dict[str, Any] | None = None


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
