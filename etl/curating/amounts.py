"""What a curated figure says in numbers, and in which measure."""

from dataclasses import dataclass
from decimal import Decimal

from etl.curating.curated import Curated, CuratedFigure
from etl.printed.quantity import Comparator
from etl.problems import Problem


@dataclass(frozen=True)
class Amount:
    """Numbers in the measure's own ones; an open bound, and the value of a range, is None."""

    comparator: Comparator
    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    measure_word: str


def amount(figure: CuratedFigure) -> Amount | None:
    """From `printed`, or where that cannot be read from what the curator wrote out; None where there is neither."""
    record, quantity = figure.record, figure.quantity
    if quantity is not None:
        return Amount(quantity.comparator, quantity.value, quantity.lower, quantity.upper, quantity.measure_word)
    value, lower, upper = record.value, record.lower, record.upper
    if value is not None:
        return Amount("=", value, value, value, "")
    if lower is not None and upper is not None:
        return Amount("range", None, lower, upper, "")
    if lower is not None:
        return Amount(">=", lower, lower, None, "")
    return Amount("<=", upper, None, upper, "") if upper is not None else None


def measure_of(curated: Curated, figure: CuratedFigure) -> str | Problem | None:
    """The measure of its indicator that has the printed word; where several have it, or none is printed, the named one.

    None where that cannot be told because the indicator, a measure or the printed form is unknown or out of shape,
    which is a problem of its own.
    """
    indicator, measures = curated.indicators.records.get(figure.record.indicator), curated.measures.records
    read, named = amount(figure), figure.record.measure
    if indicator is None or read is None or not {*indicator.measures, named} - {None} <= measures.keys():
        return None
    word = read.measure_word
    fitting = [id for id in indicator.measures if not word or word in measures[id].words]
    if named in fitting or (named is None and word and len(fitting) == 1):
        return named or fitting[0]
    return _no_measure(figure, indicator.measures, word, fitting)


def _no_measure(figure: CuratedFigure, allowed: list[str], word: str, fitting: list[str]) -> Problem:
    named, shown = figure.record.measure, word or "no measure word"
    expected = f"a measure of {figure.record.indicator} ({', '.join(allowed)})"
    way_out = "look at the indicator again, or add the word in measures.yaml"
    return Problem(
        figure.node.place("measure" if named else "printed"),
        "bad-measure",
        expected,
        f"{named} for {shown}" if named else shown,
        f"write measure: {' or '.join(fitting)}" if fitting else way_out,
    )
