"""What a curated figure says in numbers, and in which measure."""

from dataclasses import dataclass
from decimal import Decimal

from etl.curated import Curated, CuratedFigure
from etl.problems import Problem
from etl.quantity import Comparator


@dataclass(frozen=True)
class Reading:
    """Numbers in the measure's own ones; an open bound, and the value of a range, is None."""

    comparator: Comparator
    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    measure_word: str


def reading(figure: CuratedFigure) -> Reading | None:
    """From `printed`, or where that cannot be read from what the curator wrote out; None where there is neither."""
    record, quantity = figure.record, figure.quantity
    if quantity is not None:
        return Reading(quantity.comparator, quantity.value, quantity.lower, quantity.upper, quantity.measure_word)
    value, lower, upper = record.value, record.lower, record.upper
    if value is not None:
        return Reading("=", value, value, value, "")
    if lower is not None and upper is not None:
        return Reading("range", None, lower, upper, "")
    if lower is not None:
        return Reading(">=", lower, lower, None, "")
    return Reading("<=", upper, None, upper, "") if upper is not None else None


def measure_of(curated: Curated, figure: CuratedFigure) -> str | Problem | None:
    """The measure the figure names, else the one its indicator allows whose words hold the printed one.

    None where that cannot be told because the indicator or the printed form is unknown, which is a problem of its own.
    """
    indicator = curated.indicators.records.get(figure.record.indicator)
    read = reading(figure)
    if indicator is None or read is None:
        return None
    allowed, named = indicator.measures, figure.record.measure
    if named is not None:
        if named in allowed or named not in curated.measures.known:
            return named
        expected, place = f"a measure of {figure.record.indicator}: {', '.join(allowed)}", figure.node.place("measure")
        return Problem(place, "bad-measure", expected, named)
    measures = curated.measures.records
    fitting = [id for id in allowed if id in measures and read.measure_word in measures[id].words]
    return fitting[0] if len(fitting) == 1 else _no_measure(figure, allowed, read.measure_word, fitting)


def _no_measure(figure: CuratedFigure, allowed: list[str], word: str, fitting: list[str]) -> Problem:
    expected = f"a measure word of {figure.record.indicator} ({', '.join(allowed)})"
    found = f"{word or 'none'}, which may be {' or '.join(fitting)}" if fitting else word or "none"
    way_out = "name it: measure: ..." if fitting else "look at the indicator again, or add the word in measures.yaml"
    return Problem(figure.node.place("printed"), "bad-measure", expected, found, way_out)
