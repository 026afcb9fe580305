"""A printed quantity of Chinese official prose -> its numbers, its comparator and its measure word.

The grammar, over text folded character by character to half-width and simplified (so that offsets stay true);
blanks and line breaks may stand between any two parts, never inside a run of digits or a word:

    quantity  = { before } form [ measure ] [ "半" ] [ after ]
    form      = rank | vague | pair | share | range | amount       the first that fits
    rank      = "第" numeral                                       第一名, 第2位
    vague     = [ "好" ] ( "几" | "数" ) [ scale ] | tens ( "几" | "数" ) [ scale ] | "成百上千" | "成千上万"
    pair      = [ tens ] digit next-digit [ scale ]                七八个, 三五年, 十七八岁, 三四百人
    share     = whole "分之" numeral | integer "/" integer | "一半" | "半数"
    range     = numeral [ measure ] dash numeral                   the same measure again after the second
    amount    = [ "-" ] numeral [ inside [ scale ] | "个" ( "半" | inside ) ] | "半"
    numeral   = digits with "," and "." [ scale ] | Chinese numeral            etl/printed/numerals.py
    scale     = "百" | "千" | [ "百" | "千" ] ( "万" | "亿" | "万亿" )
    before    = 超 | 近 | 约 | 至少 | 不超过 | 共 | ...             BEFORE
    inside    = 余 | 多 | 来
    after     = 以上 | 以下 | 左右 | 内 | 多 | ...                  AFTER
    measure   = sign | 1 to 8 letters [ "(" letters ")" | "/" letters ]

Where print leaves a choice: 几个 and 数个 are 2..9, 几十 10..99, 数千 1000..9999, 十几 11..19; 来 is about; 八成 is
8 in the measure 成; 百分之八十 is 80 %; 一个半月 is 1.5 个月; a share such as 2/3 is rounded to 28 digits; the 万 of
3至5万元 counts for both. Left unread, since two readings are possible: 近3年 (nearly, or the last), 2023年 and 5月
(dates), 三万五 (colloquial).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from etl.printed.characters import HALF_WIDTH, SIMPLIFIED
from etl.printed.forms import MEASURE, Form, read_form
from etl.printed.numerals import GAP, MOST_DIGITS, SCALE
from etl.problems import NOWHERE, Place, Problem

Comparator = Literal["=", ">", ">=", "<", "<=", "~", "range", "vague"]
LONGEST = 60  # characters; the longest real printed quantity has 15

BEFORE: dict[str, Comparator] = {
    **dict.fromkeys(("共", "共计", "总计", "合计", "累计", "计", "达", "达到", "已达", "高达", "多达", "仅"), "="),
    **dict.fromkeys(("超", "超过", "超出", "逾", "突破", "多于", "高于", "大于", ">"), ">"),
    **dict.fromkeys(("至少", "最少", "最低", "不少于", "不低于", "不小于", "不下", "满", "上", "≥"), ">="),
    **dict.fromkeys(("近", "将近", "接近", "不足", "不到", "未满", "不满", "低于", "少于", "小于", "<"), "<"),
    **dict.fromkeys(("不超过", "不超", "不多于", "不高于", "不大于", "至多", "最多", "最高", "最长", "≤"), "<="),
    **dict.fromkeys(("约", "大约", "大概", "约为"), "~"),
}
INSIDE: dict[str, Comparator] = {"": "=", "余": ">", "多": ">", "来": "~"}
AFTER: dict[str, Comparator] = {
    **dict.fromkeys(("", "之多", "不等"), "="),
    **dict.fromkeys(("多", "余", "有余"), ">"),
    **dict.fromkeys(("以上", "及以上"), ">="),
    **dict.fromkeys(("以下", "及以下", "以内", "之内", "内"), "<="),
    **dict.fromkeys(("左右", "上下"), "~"),
}
_SPANS_OF_TIME = ("年", "个月", "月", "周", "天", "日")
_DATES = {"年": (1000, 2999), "月": (1, 12), "月份": (1, 12)}

_FOLD = HALF_WIDTH | SIMPLIFIED | str.maketrans("馀〇○〜∼−", "余零零~~-")


def _any(words: dict[str, Comparator]) -> str:
    return "|".join(sorted(filter(None, words), key=len, reverse=True))


_BEFORE_WORD = re.compile(rf"(?!上(?!{SCALE}))(?P<word>{_any(BEFORE)})了?{GAP}")
_TAIL = re.compile(rf"(?:{GAP}(?P<measure>{MEASURE}))?(?:{GAP}(?P<half>半))?(?:{GAP}(?P<after>{_any(AFTER)}))?")


@dataclass(frozen=True)
class Quantity:
    """What `printed` says, in its own measure; an open bound is None; offsets count in the text it was read from.

    measure_word is folded (個 -> 个, ％ -> %) so that one list of words serves every print; of a rank it is 第…名.
    The number runs from its first digit to its last 万: 3.2万 of 3.2万余件, 700多万 of 700多万亩, 20至30 of 20至30户.
    """

    printed: str
    comparator: Comparator
    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    measure_word: str
    number_start: int
    number_end: int
    measure_start: int
    measure_end: int


@dataclass(frozen=True)
class _Parts:
    """A quantity taken apart, folded."""

    words: tuple[str, ...]
    form: Form
    number: str
    tail: re.Match[str]
    qualifiers: frozenset[Comparator]  # without "="

    @property
    def word(self) -> str:
        return self.form.word.format(self.tail["measure"] or "")


def fold(text: str) -> str:
    """The text in half-width and simplified characters, each in its place, as the grammar reads it."""
    return text.translate(_FOLD)


def read(printed: str, place: Place = NOWHERE) -> Quantity | Problem:
    """The quantity that the whole of `printed` says; or a Problem saying how far it was understood."""
    if len(printed) > LONGEST:
        return _unread(place, f"at most {LONGEST} characters", f"{len(printed)} characters")
    found = match(printed, 0, place)
    if isinstance(found, Problem):
        return found
    end = len(found.printed)
    if not printed[end:].strip():
        return found
    understood = f"`{found.printed}` understood at 1-{end}, `{printed[end:]}` not"
    return _unread(place.shifted(end), "one quantity and nothing else", understood)


def match(text: str, position: int = 0, place: Place = NOWHERE) -> Quantity | Problem:
    """The quantity that starts at `position`, up to where its `printed` ends; `place` is that of text[0]."""
    folded = fold(text)
    words, start = _before(folded, position)
    form = read_form(folded, start)
    if form is None:
        understood = f"`{text[position:start]}` understood at {position + 1}-{start}, " if words else ""
        rest = f"`{text[start : start + LONGEST]}` not" if text[start:] else "then nothing"
        return _unread(place.shifted(start), "a number", understood + rest)
    tail = _TAIL.match(folded, form.end)
    assert tail is not None  # each of its parts is optional
    qualifiers = {*(BEFORE[word] for word in words), INSIDE[form.inside], AFTER[tail["after"] or ""]} - {"="}
    parts = _Parts(words, form, folded[slice(*form.number)], tail, frozenset(qualifiers))
    printed = text[position : tail.end()]
    for expected in _faults(parts):
        return _unread(place.shifted(start), expected, f"`{printed}`")
    measure_span = form.measure or (tail.span("measure") if tail["measure"] else (form.end, form.end))
    return Quantity(printed, *_reading(parts), parts.word, *form.number, *measure_span)


def _before(folded: str, position: int) -> tuple[tuple[str, ...], int]:
    """The words before a number, and where it starts."""
    words: list[str] = []
    while folded[position : position + 1].isspace():
        position += 1
    while word := _BEFORE_WORD.match(folded, position):
        words.append(word["word"])
        position = word.end()
    return tuple(words), position


def _comparator(qualifiers: frozenset[Comparator]) -> Comparator | None:
    """What qualifiers say together; None where they contradict each other (近100多)."""
    if len(qualifiers) < 2:
        return next(iter(qualifiers), "=")
    if qualifiers == {">", ">="}:
        return ">"
    return "<" if qualifiers == {"<", "<="} else None


def _faults(parts: _Parts) -> Iterator[str]:
    """What would have been expected, where all was understood and still does not make one certain quantity."""
    form = parts.form
    bare = form.kind == "=" and not form.word.startswith("第")
    if form.lower is None or form.upper is None:
        yield f"numerals that fit together, of at most {MOST_DIGITS} digits"
    if _comparator(parts.qualifiers) is None:
        yield "one qualifier, or two that agree"
    if parts.qualifiers and not bare:
        yield "no qualifier with a range, a rank or a vague number"
    if parts.tail["half"] and not (bare and parts.tail["measure"]):
        yield "半 only after a number and its measure word"
    if parts.tail["measure"] and form.measure:
        yield "no measure word after 百分之"
    if "近" in parts.words and parts.word in _SPANS_OF_TIME:
        yield "将近 for nearly, since 近 may mean the last"
    if _is_date(parts):
        yield "a quantity, not a date"


def _is_date(parts: _Parts) -> bool:
    """2023年, 二〇二三年, 2012-2021年, 5月."""
    form = parts.form
    least, most = _DATES.get(parts.word, (1, 0))
    bare = not parts.qualifiers and form.kind != "vague" and not set("百千万亿") & set(parts.number)
    return bare and least <= (form.lower or 0) and (form.upper or 0) <= most


def _reading(parts: _Parts) -> tuple[Comparator, Decimal | None, Decimal | None, Decimal | None]:
    """Comparator, value, lower, upper of parts without faults."""
    lower, upper = _plain(parts.form.lower), _plain(parts.form.upper)
    if parts.form.kind != "=" or lower is None:
        return parts.form.kind, None, lower, upper
    comparator = _comparator(parts.qualifiers) or "="
    value = lower + Decimal("0.5") if parts.tail["half"] else lower
    lower = value if comparator in ("=", ">", ">=") else None
    upper = value if comparator in ("=", "<", "<=") else None
    return comparator, value, lower, upper


def _plain(number: Decimal | None) -> Decimal | None:
    """3.2万 as 32000, not 32000.0."""
    return number if number is None or number != int(number) else Decimal(int(number))


def _unread(place: Place, expected: str, found: str) -> Problem:
    way_out = "copy the number with its qualifier and measure word only, or give value, lower or upper by hand"
    return Problem(place, "unreadable-quantity", expected, found.replace("\n", "⏎"), way_out)
