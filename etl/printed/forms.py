"""The forms a number takes in Chinese official prose: rank, vague, pair, share, range, amount; the first that fits."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Literal

from etl.printed.numerals import CHINESE, GAP, INTEGER, NUMERAL, SCALE, TENS, trailing_scale, value, whole

FormKind = Literal["=", "range", "vague"]
EXACTLY = Context(prec=28)  # of a share: 2/3 has no end

_LETTER = r"(?:(?![零一二三四五六七八九十百千万亿两几半余多来以之第不至到内近约超逾有]|左右|上下|及以)[㐀-鿿A-Za-z²³])"
MEASURE = rf"(?>[%‰℃㎡]|个?百分点|千[克米瓦卡帕伏赫焦]时?|{_LETTER}{{1,8}}(?:\({_LETTER}{{1,4}}\)|/{_LETTER}{{1,4}})?)"


@dataclass(frozen=True)
class Form:
    """What a form says before the words around it count; both bounds are None where its numerals make no sense."""

    kind: FormKind
    lower: Decimal | None
    upper: Decimal | None
    number: tuple[int, int]
    end: int
    inside: str = ""  # 余, 多 or 来
    word: str = "{}"  # how the form writes the measure word
    measure: tuple[int, int] | None = None  # the measure word where the form has it already: 百分之


def read_form(folded: str, position: int) -> Form | None:
    """The form that starts at `position`."""
    for pattern, reading in _FORMS:
        if found := pattern.match(folded, position):
            return reading(found)
    return None


def _rank(found: re.Match[str]) -> Form:
    rank = value(found["rank"])
    rank = rank if rank and rank == rank.to_integral_value() else None
    return Form("=", rank, rank, found.span("rank"), found.end(), word="第…{}")


def _vague(found: re.Match[str]) -> Form:
    """数千 is 1000..9999; 几 and 数 alone are 2..9, since one is not several."""
    size = Decimal(whole(found["scale"] or "一"))
    return Form("vague", max(size, Decimal(2)), 10 * size - 1, found.span(), found.end())


def _several(found: re.Match[str]) -> Form:
    """十几 is 11..19, 二十几万 is 210,000..299,999."""
    tens, size = whole(found["tens"]), whole(found["scale"] or "一")
    return Form("vague", Decimal((tens + 1) * size), Decimal((tens + 10) * size - 1), found.span(), found.end())


def _crowd(found: re.Match[str]) -> Form:
    lower, upper = (100, 9999) if found.group() == "成百上千" else (1000, 99999)
    return Form("vague", Decimal(lower), Decimal(upper), found.span(), found.end())


def _pair(found: re.Match[str]) -> Form:
    tens, size = whole(found["tens"] or ""), whole(found["scale"] or "一")
    lower, upper = (Decimal((tens + whole(digit)) * size) for digit in found["pair"])
    return Form("range", lower, upper, found.span(), found.end())


def _of_hundred(found: re.Match[str]) -> Form:
    part = value(found["part"])
    sign = {"百": "%", "千": "‰"}[found["of"]]
    return Form("=", part, part, found.span("part"), found.end(), word=sign, measure=found.span("sign"))


def _share(found: re.Match[str]) -> Form:
    """三分之二, 2/3, 一半: below one, so that a date or a score is not taken for a share."""
    part, total = value(found["part"] or found["over"]), value(found["total"] or found["under"])
    share = EXACTLY.divide(part, total) if part and total and part < total else None
    return Form("=", share, share, found.span(), found.end())


def _half(found: re.Match[str]) -> Form:
    return Form("=", Decimal("0.5"), Decimal("0.5"), found.span(), found.end())


def _range(found: re.Match[str]) -> Form:
    """The 万 of 3至5万元 and 一百至五百万元 counts for both; that of 5000至1万元 and 3元至5万元 does not."""
    low, lower, upper = found["low"], value(found["low"]), value(found["high"])
    own = "百千万" if "万" in low else "百千" if trailing_scale(low) else ""
    scale = trailing_scale(found["high"]).lstrip(own)
    if lower and upper and scale and not found["unit"] and lower < upper / whole(scale):
        lower *= whole(scale)
    fits = lower is not None and upper is not None and lower < upper
    return Form("range", lower if fits else None, upper, (found.start("low"), found.end("high")), found.end())


def _amount(found: re.Match[str]) -> Form:
    number = value(found["number"])
    if number is not None:
        number = number * whole(found["scale"] or "一") + (Decimal("0.5") if found["among"] == "半" else 0)
        number = -number if found["minus"] else number
    number_end = found.end("scale" if found["scale"] else "number")
    inside = (found["inside"] or found["among"] or "").replace("半", "")
    word = "个{}" if found["among"] else "{}"
    return Form("=", number, number, (found.start(), number_end), found.end(), inside, word)


_DASH = "(?:[-~–至到]|—{1,2})"
_RANGE = (
    rf"(?P<low>{NUMERAL})(?:{GAP}(?P<unit>{MEASURE}))?{GAP}{_DASH}{GAP}(?P<high>{NUMERAL})"
    rf"(?(unit)(?={GAP}(?P=unit)))"
)
_AMOUNT = (
    rf"(?P<minus>-(?=[0-9.]++{GAP}[%‰℃]))?(?P<number>{NUMERAL})"
    rf"(?:{GAP}个(?P<among>[半多余来])(?=月|小时|星期|世纪|学时|课时)|{GAP}(?P<inside>[余多来])(?:{GAP}(?P<scale>{SCALE}))?)?"
)
_ANY_SCALE = f"(?P<scale>十?{SCALE}|十)"
_NEXT = "一二|一两|两三|二三|三四|三五|四五|五六|六七|七八|八九"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Form]], ...] = (
    (re.compile(rf"第{GAP}(?P<rank>{NUMERAL})"), _rank),
    (re.compile(r"成百上千|成千上万"), _crowd),
    (re.compile(rf"(?:好?几|数)(?:{_ANY_SCALE}|(?={GAP}{MEASURE}))"), _vague),
    (re.compile(rf"(?P<tens>{TENS})[几数](?P<scale>{SCALE})?"), _several),
    (re.compile(rf"(?P<tens>{TENS})?(?P<pair>{_NEXT}){_ANY_SCALE}?"), _pair),
    (re.compile(rf"(?P<sign>(?P<of>[百千])分之){GAP}(?P<part>{NUMERAL})"), _of_hundred),
    (re.compile(rf"(?P<total>{CHINESE})分之(?P<part>{CHINESE})|(?P<over>{INTEGER})/(?P<under>{INTEGER})"), _share),
    (re.compile(rf"一半|半数|半(?={GAP}{MEASURE})"), _half),
    (re.compile(_RANGE), _range),
    (re.compile(_AMOUNT), _amount),
)
