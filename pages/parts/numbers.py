"""Numbers and periods as readers of each language read them, with the qualifier that print gave them."""

import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pandas as pd

from etl.tables import Row, cell, pairs
from pages.parts.kept import kept
from pages.parts.text import Language, say

Value = float | tuple[float, float]

MARKS = {"=": "exact", ">": "more", ">=": "at-least", "<": "less", "<=": "at-most", "~": "about"}
BETWEEN = ("range", "vague")
STRICT = (">", "<")  # the bound itself is not among what the figure may be
RANK = "rank"  # the measure of a place in an order: the smaller the better, and never a length
PER_CENT = ("%", "％", "百分之")
MYRIADS = ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
SINGULAR = (
    ("people", "person"),
    ("ies", "y"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("sses", "ss"),
    ("xes", "x"),
    ("ss", "ss"),
    ("s", ""),
)
MOST_DECIMALS = 4
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


def number(value: float, lang: Language) -> str:
    """A bare number to its last digit: 3.2万 in Chinese, 32,000 in English."""
    exact = Decimal(str(value))
    fraction = Fraction(value).limit_denominator(100)
    endless = len(exact.normalize().as_tuple().digits) > 12
    if endless and fraction.denominator > 1 and math.isclose(fraction, value, rel_tol=1e-12):
        return str(fraction)
    return _grouped(exact) if lang == "en" else _in_myriads(exact)


def digits(value: float, lang: Language) -> str:
    """A bare number with every digit, to be held against print: 32000 in Chinese, 32,000 in English."""
    grouped = number(value, "en")
    return grouped if lang == "en" else grouped.replace(",", "")


def _in_myriads(exact: Decimal) -> str:
    for size, name in MYRIADS:
        scaled = (exact / size).normalize()
        if abs(exact) >= size and -int(scaled.as_tuple().exponent) <= MOST_DECIMALS:
            return f"{scaled:f}{name}"
    return f"{exact.normalize():f}"


def _grouped(exact: Decimal) -> str:
    return f"{exact.normalize():,f}"


def shown(value: Value, lang: Language, comparator: str = "=", measure_name: str = "") -> str:
    """A quantity for charts and tables: ＞3.2万件, over 32,000 items; a pair is the ends of a range or vague one."""
    name = _attached(measure_name, lang)
    if isinstance(value, tuple):
        lower, upper = (number(end, lang) for end in ends_shown(value, lang, comparator))
        word = say(lang, f"numbers.several.{value[0]:.0f}") if comparator == "vague" else ""
        word = word if name else word.removesuffix(" of")
        key = "numbers.mark.vague" if comparator == "vague" else "numbers.mark.between"
        return say(lang, key, lower=lower, upper=upper, measure=name, word=word)
    text = number(value, lang) + name
    return text if comparator == "=" else say(lang, f"numbers.mark.{MARKS[comparator]}", number=text)


def ends_shown(value: tuple[float, float], lang: Language, comparator: str) -> tuple[float, float]:
    """The ends of a range; those of a vague number are no more exact than 万 in Chinese: 1000万–9999万."""
    coarse = comparator == "vague" and lang == "zh" and value[0] >= 10000
    return (value[0], value[1] // 10000 * 10000) if coarse else value


def _attached(measure_name: str, lang: Language) -> str:
    return f" {measure_name}" if measure_name and measure_name != "%" and lang == "en" else measure_name


def as_printed(row: Row) -> str:
    """The printed form of a figure, with a qualifier that stands apart from it: 至少…5個工作日."""
    qualifier = cell(row, "qualifier")
    return f"{qualifier}…{row['printed']}" if qualifier else str(row["printed"])


def figure_shown(row: Row, measures: pd.DataFrame, lang: Language) -> str:
    """One figure's quantity with its mark and measure word: ＞3.2万件, over 32,000 items."""
    if row["measure"] == RANK and not isinstance(_value(row), tuple):
        place = say(lang, "numbers.rank", n=number(row["value"], lang))
        mark = MARKS[row["comparator"]]
        return place if mark == "exact" else say(lang, f"numbers.mark.{mark}", number=place)
    return shown(_value(row), lang, row["comparator"], measure_word(row, measures, lang))


def reading(
    row: Row, measures: pd.DataFrame, lang: Language, written: Callable[[float, Language], str] = number
) -> str:
    """What the printed form was read as, in words: 超过 3.2万件, more than 32,000 items; `written` writes a number."""
    if row["measure"] == RANK:
        return figure_shown(row, measures, lang)
    name = _attached(measure_word(row, measures, lang), lang)
    value, between = _value(row), "numbers.words.between"
    if isinstance(value, tuple):
        ends = ends_shown(value, lang, row["comparator"]) if written is number else value
        lower, upper = (written(end, lang) for end in ends)
        return say(lang, between, lower=lower, upper=upper, measure=name)
    text = written(value, lang) + name
    return say(lang, f"numbers.words.{MARKS[row['comparator']]}", number=text)


def measure_word(row: Row, measures: pd.DataFrame, lang: Language) -> str:
    """The measure as printed in Chinese, by its name in English; % in both."""
    if row["measure_word"] in PER_CENT:
        return "%"
    if lang == "zh":
        return str(row["measure_word"])
    name = _english(measures)[row["measure"]]
    return singular(name) if row["comparator"] not in BETWEEN and row["value"] == 1 else name


@kept(most=1)
def _english(measures: pd.DataFrame) -> dict[str, str]:
    return pairs(measures, "measure", "name_en")


def singular(name: str) -> str:
    """An English measure's name, which the tables hold in the plural, for one of it."""
    for ending, one in SINGULAR:
        if name.endswith(ending):
            return name.removesuffix(ending) + one
    return name


def _value(row: Row) -> Value:
    return (row["lower"], row["upper"]) if row["comparator"] in BETWEEN else row["value"]


def axis_ticks(low: float, high: float, lang: Language, log: bool = False) -> tuple[list[float], list[str]]:
    """Places and texts of at most six ticks from `low` to `high`; a log axis needs 0 < low."""
    ticks = _powers(low, high) if log else _steps(low, high)
    return ticks, [number(tick, lang) for tick in ticks]


def _steps(low: float, high: float) -> list[float]:
    width = Decimal(str(high)) - Decimal(str(low))
    if width <= 0:
        return [float(low)]
    power = Decimal(10) ** math.floor(math.log10(width / 5))
    step = next(power * step for step in STEPS if width / (power * step) <= 5)
    first, last = math.ceil(Decimal(str(low)) / step), math.floor(Decimal(str(high)) / step)
    return [float(n * step) for n in range(first, last + 1)]


def _powers(low: float, high: float) -> list[float]:
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    factors = (1, 2, 5) if last - first <= 2 else (1,)
    ticks = [float(Decimal(10) ** power * factor) for power in range(first, last + 1) for factor in factors]
    inside = [tick for tick in ticks if low <= tick <= high] or [ticks[0]]
    return inside[:: math.ceil(len(inside) / 6)]


def period_shown(row: Row, lang: Language) -> str:
    """The time a figure tells of, as exactly as it was given: 2023年1–10月, Jan–Oct 2023."""
    text = str(row["period"])
    if text == "unstated":
        return say(lang, "numbers.period.unstated")
    if text.startswith("as-of "):
        return say(lang, "numbers.period.as-of", date=_date(text.removeprefix("as-of "), lang, "months"))
    start, _, end = text.partition("/")
    return _span(start, end, lang) if end else _date(start, lang, "months")


def _span(start: str, end: str, lang: Language) -> str:
    first, last = start.split("-"), end.split("-")
    if len(first) == len(last) and first[:-1] == last[:-1]:
        key = ("years", "months", "days")[len(first) - 1]
        return say(lang, f"numbers.period.{key}", **_named(first, lang, "short-months"), **_ends(first, last, lang))
    ends = {name: _date(text, lang, "short-months") for name, text in (("start", start), ("end", end))}
    return say(lang, "numbers.period.span", **ends)


def _ends(first: list[str], last: list[str], lang: Language) -> dict[str, str]:
    """The part in which two dates of one precision differ."""
    part = ("year", "month", "day")[len(first) - 1]
    return {name: _named(date, lang, "short-months")[part] for name, date in (("start", first), ("end", last))}


def _date(text: str, lang: Language, months: str) -> str:
    """A year, month or day; `months` names the list of month names to use."""
    parts = text.split("-")
    key = ("year", "month", "day")[len(parts) - 1]
    return say(lang, f"numbers.period.{key}", **_named(parts, lang, months))


def _named(parts: list[str], lang: Language, months: str) -> dict[str, str]:
    named = dict(zip(("year", "month", "day"), parts, strict=False))
    if "month" in named:
        named["month"] = say(lang, f"numbers.{months}").split()[int(named["month"]) - 1]
    if "day" in named:
        named["day"] = named["day"].lstrip("0")
    return named
