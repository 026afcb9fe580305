"""Arabic and Chinese numerals: the pattern of one, and its value; texts are folded (half-width, simplified) first."""

import re
from decimal import Decimal

from etl.printed.characters import squeezed

GAP = r"\s*+"  # printed pages put spaces, and even a page break, between a number and its 万 or its measure word
MOST_DIGITS = 15  # what a float64 column, a spreadsheet and a browser all keep exactly

DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
UNITS = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}  # greatest first: the order `whole` splits in

_D = "[一二三四五六七八九]"
_Q = "[一二两三四五六七八九]"
_HUNDRED = "百(?!分)"  # not of 百分点, 百分之
_THOUSAND = "千(?![克米瓦卡帕伏赫焦])"  # not of 千克, 千米, 千瓦

# Strict: 三万五 and 一百五 are colloquial shorthand, and are left unread rather than taken for 30005 and 105.
_TENS = f"{_D}?十{_D}?"
_HUNDREDS = f"{_Q}{_HUNDRED}(?:零{_D}|{_D}十{_D}?)?"
_THOUSANDS = f"{_Q}{_THOUSAND}(?:零{_D}十{_D}?|零{_D}|{_HUNDREDS})?"
_SECTION = f"(?:{_THOUSANDS}|{_HUNDREDS}|{_TENS}|{_Q})"
_REST = f"(?:零(?:{_HUNDREDS}|{_TENS}|{_D})|{_THOUSANDS})"
_WAN = f"{_SECTION}万{_REST}?"
_YI = f"{_SECTION}(?:万亿|亿)(?:零?{_WAN}|{_REST})?"
_DIGIT_BY_DIGIT = f"{_D}[零一二三四五六七八九]*零[零一二三四五六七八九]*"

SCALE = f"(?:[百千]?(?:万亿|亿|万)|{_THOUSAND}|{_HUNDRED})"
TENS = f"(?:{_D}?十)"

_DECIMAL = f"(?:{_SECTION}|零)点[零一二三四五六七八九]+{SCALE}?"
CHINESE = f"(?>{_DECIMAL}|{_DIGIT_BY_DIGIT}|{_YI}|{_WAN}|{_SECTION}|{SCALE}|零)"

INTEGER = "(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|0|[1-9][0-9]*)"
ARABIC = rf"(?>{INTEGER}(?:\.[0-9]+)?(?:{GAP}{SCALE}(?:{INTEGER}{GAP}{SCALE})*)?)"

NUMERAL = f"(?:{ARABIC}|{CHINESE})"

_ARABIC_PART = re.compile(rf"([0-9.]+)({SCALE})?")
_TRAILING_SCALE = re.compile(rf"{SCALE}$")


def value(numeral: str) -> Decimal | None:
    """What a numeral says; None when its parts do not fit together (3万5亿) or it has more digits than can be kept."""
    text = squeezed(numeral.replace(",", ""))
    if sum(character in "0123456789" for character in text) > MOST_DIGITS:
        return None
    if text[0] in "0123456789":
        return _arabic(text)
    head, point, tail = text.partition("点")
    if not point:
        return Decimal(_digit_by_digit(text) if re.fullmatch(_DIGIT_BY_DIGIT, text) else whole(text))
    scale = trailing_scale(tail)
    digits = _digit_by_digit(tail.removesuffix(scale))
    return Decimal(f"{whole(head)}.{digits}") * whole(scale or "一") if len(digits) <= MOST_DIGITS else None


def _arabic(text: str) -> Decimal | None:
    """3.2, 3.2万, 3亿2000万: every further part must be whole and fit below the scale before it."""
    total, room = Decimal(0), None
    for mantissa, scale in _ARABIC_PART.findall(text):
        size = whole(scale or "一")
        part = Decimal(mantissa) * size
        if room is not None and (part >= room or "." in text):
            return None
        total, room = total + part, size
    return total


def _digit_by_digit(text: str) -> str:
    return "".join(str(DIGITS[character]) for character in text)


def whole(text: str) -> int:
    """A Chinese whole number or bare scale: 两千三百 -> 2300, 百 -> 100, 万亿 -> 10**12."""
    for unit, size in UNITS.items():
        head, found, rest = text.rpartition(unit)
        if found:
            return (whole(head) if head else 1) * size + whole(rest)
    return DIGITS.get(text.lstrip("零"), 0)


def trailing_scale(numeral: str) -> str:
    """The 万, 亿, 百万, ... a numeral ends in, or ""."""
    found = _TRAILING_SCALE.search(numeral)
    return found.group() if found else ""
