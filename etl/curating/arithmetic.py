"""The relations that an article implies between its figures, worked out on bounds."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from etl.curating.amounts import amount
from etl.curating.curated import Curated, CuratedCheck, CuratedFigure
from etl.curating.records import Average, Check, Less, Rate, Total
from etl.printed.characters import HALF_WIDTH, SIMPLIFIED
from etl.printed.numerals import whole
from etl.printed.quantity import Quantity

LAST_DIGITS = re.compile(
    r"-?(?:[0-9]+[百千万亿]+)*(?P<digits>[0-9,]+)(?:\.(?P<decimals>[0-9]+))?\s*(?P<scale>[百千万亿]*)"
)


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
    names = _names(record)
    keyed = {figure.record.key: figure for figure in curated.figures if figure.article == check.article}
    figures = [keyed[name] for name in names if name in keyed]
    intervals = [interval(figure, isinstance(record, Average) and figure is figures[0]) for figure in figures]
    known = [spread for spread in intervals if spread is not None]
    if len(known) < len(names):
        return None
    return Outcome(figures[0], tuple(figures[1:]), known[0], _computed(record, known[1:]))


def _names(record: Check) -> list[str]:
    """The keys of its figures, the printed result first."""
    match record:
        case Total():
            return [record.total, *record.parts]
        case Rate():
            return [record.rate, record.part, record.whole]
        case Average():
            return [record.average, record.total]
        case Less():
            return [record.less, record.than]


def _computed(record: Check, operands: list[Interval]) -> Interval:
    match record:
        case Total():
            return _sum(operands)
        case Rate():
            return _percentage(*operands)
        case Average():
            lower, upper = operands[0].lower, operands[0].upper
            return Interval(lower and lower / record.over, upper and upper / record.over)
        case Less():
            return Interval(None, operands[0].upper)


def interval(figure: CuratedFigure, quotient: bool = False) -> Interval | None:
    """What the figure can be: half a unit of its last digit to either side where print rounds, as it does a quotient.

    A number that print calls about so much is taken as rounded at its last digit that is not 0.
    """
    read = amount(figure)
    if read is None:
        return None
    if read.comparator not in ("=", "~") or read.value is None or figure.quantity is None:
        return Interval(read.lower, read.upper)
    half = _half_unit(figure.quantity, quotient)
    return Interval(read.value - half, read.value + half)


def _half_unit(quantity: Quantity, quotient: bool) -> Decimal:
    """Half of what the last printed digit is worth where print rounds: decimals, 万 and 亿, per cent; else nothing."""
    number = quantity.printed[quantity.number_start : quantity.number_end]
    last = LAST_DIGITS.fullmatch(number.translate(HALF_WIDTH).translate(SIMPLIFIED))
    about = quantity.comparator == "~"
    if last is None:
        return Decimal(0)
    if not (quotient or about or last["decimals"] or last["scale"] or quantity.measure_word in ("%", "‰")):
        return Decimal(0)
    zeros = len(last["digits"]) - len(last["digits"].rstrip("0")) if about and not last["decimals"] else 0
    return Decimal(whole(last["scale"] or "一")).scaleb(zeros - len(last["decimals"] or "")) / 2


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
