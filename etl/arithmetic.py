"""The relations that an article implies between its figures, worked out on bounds."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from etl.characters import HALF_WIDTH, SIMPLIFIED
from etl.curated import Curated, CuratedCheck, CuratedFigure
from etl.numerals import whole
from etl.readings import reading
from etl.records import Total

LAST_DIGITS = re.compile(r"-?(?:[0-9]+[百千万亿]+)*[0-9,]+(?:\.(?P<decimals>[0-9]+))?\s*(?P<scale>[百千万亿]*)")


@dataclass(frozen=True)
class Interval:
    """All numbers from `lower` to `upper`; None leaves that side open."""

    lower: Decimal | None
    upper: Decimal | None

    def __str__(self) -> str:
        if self.lower == self.upper and self.lower is not None:
            return _shown(self.lower)
        lower = "" if self.lower is None else _shown(self.lower)
        upper = "" if self.upper is None else _shown(self.upper)
        return f"{lower}..{upper}"

    def meets(self, other: "Interval") -> bool:
        """Whether some number lies in both."""
        return _not_above(self.lower, other.upper) and _not_above(other.lower, self.upper)


@dataclass(frozen=True)
class Outcome:
    """What a check comes to: the printed result, what its operands give, and whether the two agree."""

    result: CuratedFigure
    operands: tuple[CuratedFigure, ...]
    printed: Interval
    computed: Interval

    @property
    def holds(self) -> bool:
        """89.9 % stands for 89.85 to 89.95, 90 % for 89.5 to 90.5, 3.2万 for 31,500 to 32,500; a count for itself."""
        return self.printed.meets(self.computed)


def outcome(curated: Curated, check: CuratedCheck) -> Outcome | None:
    """None where a figure it names is missing or unread, which is a problem of its own."""
    record = check.record
    names = [record.total, *record.parts] if isinstance(record, Total) else [record.rate, record.part, record.whole]
    keyed = {figure.record.key: figure for figure in curated.figures if figure.article == check.article}
    figures = [keyed[name] for name in names if name in keyed]
    intervals = [interval(figure) for figure in figures]
    known = [spread for spread in intervals if spread is not None]
    if len(known) < len(names):
        return None
    computed = _sum(known[1:]) if isinstance(record, Total) else _percentage(known[1], known[2])
    return Outcome(figures[0], tuple(figures[1:]), known[0], computed)


def interval(figure: CuratedFigure) -> Interval | None:
    """What the figure can be, half a unit of its last printed digit included where it is rounded."""
    read = reading(figure)
    if read is None:
        return None
    half = _half_unit(figure) if read.comparator == "=" else Decimal(0)
    lower = None if read.lower is None else read.lower - half
    upper = None if read.upper is None else read.upper + half
    return Interval(lower, upper)


def _half_unit(figure: CuratedFigure) -> Decimal:
    """Half of what the last printed digit is worth where print rounds: decimals, 万 and 亿, per cent; else nothing."""
    quantity = figure.quantity
    if quantity is None:
        return Decimal(0)
    number = quantity.printed[quantity.number_start : quantity.number_end]
    last = LAST_DIGITS.fullmatch(number.translate(HALF_WIDTH).translate(SIMPLIFIED))
    if last is None or not (last["decimals"] or last["scale"] or quantity.measure_word in ("%", "‰")):
        return Decimal(0)
    return Decimal(whole(last["scale"] or "一")).scaleb(-len(last["decimals"] or "")) / 2


def _sum(parts: Iterable[Interval]) -> Interval:
    parts = list(parts)
    lower = [part.lower for part in parts if part.lower is not None]
    upper = [part.upper for part in parts if part.upper is not None]
    return Interval(
        sum(lower, Decimal(0)) if len(lower) == len(parts) else None,
        sum(upper, Decimal(0)) if len(upper) == len(parts) else None,
    )


def _percentage(part: Interval, whole: Interval) -> Interval:
    least = None if whole.lower is None or whole.lower <= 0 else whole.lower
    most = None if whole.upper is None or whole.upper <= 0 else whole.upper
    lower = None if part.lower is None or most is None else 100 * part.lower / most
    upper = None if part.upper is None or least is None else 100 * part.upper / least
    return Interval(lower, upper)


def _not_above(lower: Decimal | None, upper: Decimal | None) -> bool:
    return lower is None or upper is None or lower <= upper


def _shown(number: Decimal) -> str:
    rounded = round(number, 4).normalize()
    return f"{rounded:f}"
