"""The quantities of a text that nobody has read yet, each with its characters, and every numeral left over."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from typing import Literal

from etl.curating.records import Why
from etl.evidence import NUMERAL
from etl.printed.quantity import BEFORE, Quantity, fold
from etl.printed.quantity import match as match_quantity
from etl.scanning.not_figures import Stop, stops
from etl.scanning.sections import headline

CandidateKind = Literal["figure", "not_figure", "left_over"]
WINDOW = 60  # characters that one quantity may take
NEAR = 1500  # characters within which the same words about the same number say the same thing

# Measure words of the language that no registry of ours needs to hold: they end where the next word begins.
_GENERAL = (
    "秒 分钟 个小时 周 个星期 学时 课时 节 度 ℃ % ‰ 个百分点 欧元 港元 米 千米 平方公里 立方米 升 克 千克 公斤 千瓦时 "
    "批 批次 家次 户次 车次 间 套 台 辆 架 艘 株 棵 只 头 支 层 级 组 对 本 张 片 页 成 席 标准箱 例 剂次 枚 幢 羽 幅"
)
GENERAL = frozenset(_GENERAL.split())


@dataclass(frozen=True)
class Candidate:
    """Characters of the text from `start` up to `end` (from 0), what they seem to be, and how sure that is (0 to 1)."""

    start: int
    end: int
    printed: str
    kind: CandidateKind
    why: Why | None
    quantity: Quantity | None
    confidence: float


@dataclass(frozen=True)
class _Text:
    """A text, the same folded, the measure words from the longest on, and where no figure is."""

    text: str
    folded: str
    words: tuple[str, ...]
    stops: Mapping[int, list[Stop]]  # by every character they hold, in the order of their rules


def find(text: str, words: Collection[str]) -> list[Candidate]:
    """Every Arabic numeral of the text exactly once, and what Chinese numerals report, in printed order.

    `words` are the known measure words: they say where the measure word ends and the next word begins.
    """
    folded = fold(text)
    known = sorted({*words, *GENERAL}, key=len, reverse=True)
    page = _Text(text, folded, tuple(known), _by_character(stops(folded)))
    found: list[Candidate] = []
    for numeral in NUMERAL.finditer(text):
        end = found[-1].end if found else 0
        if end <= numeral.start():
            found.append(_arabic(page, numeral.start(), numeral.end(), end))
        elif end < numeral.end():
            found[-1] = _whole(text, found[-1], numeral.end())
    found += _chinese(page, found)
    return _repeated(page, sorted(found, key=lambda candidate: candidate.start))


def _by_character(found: Iterable[Stop]) -> dict[int, list[Stop]]:
    stops: dict[int, list[Stop]] = defaultdict(list)
    for stop in found:
        for place in range(stop.start, stop.end):
            stops[place].append(stop)
    return stops


def _arabic(page: _Text, start: int, end: int, after: int) -> Candidate:
    """What the numeral at these characters is: no figure by a rule, a quantity, or left over."""
    stop = next((stop for stop in page.stops.get(start, ()) if end <= stop.end), None)
    if stop is not None:
        first, last = _inner(page, stop, start, end)
        first = max(first, after)
        return Candidate(first, last, page.text[first:last], "not_figure", stop.why, None, stop.confidence)
    begin = _before(page, start, after)
    quantity = _quantity(page, begin) or (_quantity(page, start) if begin < start else None)
    if quantity is None or not _says_something(quantity):
        alone = quantity if quantity and quantity.printed == page.text[start:end] else None
        return Candidate(start, end, page.text[start:end], "left_over", None, alone, 0.0)
    begin = begin if page.text.startswith(quantity.printed, begin) else start
    sure = 0.9 if quantity.measure_word in page.words or quantity.measure_word.startswith("第") else 0.6
    return Candidate(begin, begin + len(quantity.printed), quantity.printed, "figure", None, quantity, sure)


def _whole(text: str, one: Candidate, end: int) -> Candidate:
    """A candidate that ended within a numeral, with all of it; what then reads otherwise is left over."""
    printed = text[one.start : end]
    if one.kind == "not_figure":
        return replace(one, end=end, printed=printed)
    return Candidate(one.start, end, printed, "left_over", None, None, 0.0)


def _says_something(quantity: Quantity) -> bool:
    """A bare number says nothing; a share or a rank does."""
    return bool(quantity.measure_word) or bool(re.search("[/万亿萬億]", quantity.printed))


def _inner(page: _Text, stop: Stop, start: int, end: int) -> tuple[int, int]:
    """Of quoted words only the numeral with its measure word; of every other rule all that it holds."""
    if stop.why != "name" or page.folded[stop.start] not in "“‘\"'「《〈":
        return stop.start, stop.end
    quantity = _quantity(page, start)
    return start, min(stop.end, start + len(quantity.printed)) if quantity else end


_SIGNS = sorted((word for word, sign in BEFORE.items() if sign != "=" and word != "上"), key=len, reverse=True)
_QUALIFIED = re.compile(rf"(?:(?<![节预签契违圆充附最])(?:{'|'.join(_SIGNS)}|约为)了?|第)\s*$")
_APART = re.compile(r"(至少|最少|至多|最多|最高|不少于|不低于|不超过)[㐀-鿿]{1,4}$")


def _before(page: _Text, start: int, after: int) -> int:
    """Where the words begin that belong to the number at `start`: 超过, 近, 第, 上."""
    found = _QUALIFIED.search(page.folded, max(after, start - 5), start)
    if found is None and page.folded[max(after, start - 1) : start + 1] in ("上百", "上千", "上万", "上亿"):
        return start - 1
    return found.start() if found else start


def qualifier(text: str, start: int) -> str | None:
    """A qualifier that print sets apart from the number at `start`: 至少 of 至少联系1次."""
    found = _APART.search(text, max(0, start - 8), start)
    return found[1] if found else None


def _quantity(page: _Text, start: int) -> Quantity | None:
    """The quantity at `start`, its measure word no longer than one that is known, and known where a line breaks."""
    window = page.text[start : start + WINDOW]
    found = match_quantity(window, 0)
    if not isinstance(found, Quantity):
        return None
    if found.measure_start < found.number_start:  # 百分之
        return found
    measure = fold(window[found.measure_start : found.measure_end])
    following = fold(window[found.measure_end : found.measure_end + 1])
    word = next(
        (w for w in page.words if measure.startswith(w) and (measure + following)[len(w) : len(w) + 1] != "级"), ""
    )
    cut = found.measure_start + len(word)
    if not word and measure and "\n" in window[found.number_end : found.measure_start]:
        cut = window.index("\n", found.number_end)
    elif not word and not _LARGE.search(fold(window[: found.measure_start])):
        cut += min(1, len(measure))
    if measure == fold(window[found.measure_start : cut]):
        cut = len(found.printed)
    if _INWARD.match(window, len(found.printed) - 1) and cut >= len(found.printed):
        cut = len(found.printed) - 1
    if cut >= len(found.printed):
        return found
    shorter = match_quantity(window[:cut], 0)
    return shorter if isinstance(shorter, Quantity) else None


_LARGE = re.compile(r"[万亿][余多]?\s*$|半$|半数$")  # a number that may stand without a measure word
_INWARD = re.compile("内[涵容部控外设地在]")


_CHINESE = re.compile(r"[零一二两三四五六七八九十百千万亿半几数第]|好几|成百上千|成千上万")
_LISTED = re.compile(r"(?:名列|位列|位居|排名|排名为|列|获|获得|取得|保持|荣获)(?:了)?(?:全[市国区省])?$")
_TIMES = ("年", "周", "月", "日", "级", "层", "组", "对", "度", "节", "段")
_NO_TENTH = re.compile("[不就熟为长立果绩功员效型套本都]")  # 一成不变, 成熟, 成都
_ROUND = re.compile(r"^[百千万亿十]+$")


def _chinese(page: _Text, taken: list[Candidate]) -> Iterator[Candidate]:
    """Chinese numerals that report something, outside of what is taken already."""
    end, spans = 0, iter([*((one.start, one.end) for one in taken), (len(page.text) + 1, len(page.text) + 1)])
    span = next(spans)
    for numeral in _CHINESE.finditer(page.folded):
        start = numeral.start()
        while span[1] <= start:
            end = max(end, span[1])
            span = next(spans)
        if start < end or start >= span[0]:
            continue
        if start in page.stops:
            end = max(stop.end for stop in page.stops[start])
            continue
        begin = _before(page, start, end)
        quantity = _quantity(page, begin)
        if quantity is None or begin + len(quantity.printed) > span[0]:
            continue
        end = begin + len(quantity.printed)
        if _reports(page, quantity, begin) and not _stopped(page, begin, end):
            yield Candidate(begin, end, quantity.printed, "figure", None, quantity, 0.7)


def _stopped(page: _Text, start: int, end: int) -> bool:
    return any(place in page.stops for place in range(start, end))


def _reports(page: _Text, quantity: Quantity, start: int) -> bool:
    """Whether a quantity in Chinese numerals reports something: 一批 and 两个 do not, 数千项 and 百余场 do."""
    number = fold(quantity.printed[quantity.number_start : quantity.number_end])
    word, before = quantity.measure_word, page.folded[max(0, start - 6) : start]
    if word.startswith("第"):
        return word == "第…名" or bool(_LISTED.search(before))
    if word == "成":
        return not _NO_TENTH.match(page.folded, start + len(quantity.printed))
    if number == "半":
        return word in ("小时", "个小时", "个月", "天") and not before.endswith(tuple("大上下前后一多"))
    if "分之" in number:
        return True
    if number in ("一半", "半数") or word in ("%", "‰"):
        return word in ("%", "‰") or quantity.comparator != "="
    return word in page.words and _sizeable(quantity, number)


def _sizeable(quantity: Quantity, number: str) -> bool:
    """Whether the words of a number say how much, not just one, two or several."""
    match quantity.comparator:
        case "vague":
            return bool(set("百千万亿") & set(number))
        case "range":
            return bool(re.search("[至到—~-]", number))
        case "=":
            exact = (quantity.value or 0) > 10 and not _ROUND.match(number)
            return exact and quantity.measure_word not in _TIMES
        case _:
            return quantity.measure_word not in _TIMES


def _repeated(page: _Text, found: list[Candidate]) -> list[Candidate]:
    """Headlines that say what the text below says again, marked as such."""
    again = {one.start for nth, one in enumerate(found) if _is_repeated(page, one, islice(found, nth + 1, None))}
    return [
        replace(one, kind="not_figure", why="repeated", confidence=0.7) if one.start in again else one for one in found
    ]


def _is_repeated(page: _Text, one: Candidate, later: Iterable[Candidate]) -> bool:
    """Whether `one` stands in a headline and soon after in a sentence."""
    if one.kind != "figure" or not headline(page.text, one.start):
        return False
    near = takewhile(lambda other: other.start - one.start <= NEAR, later)
    return any(_said(one) == _said(other) and not headline(page.text, other.start) for other in near)


def _said(candidate: Candidate) -> tuple[object, ...]:
    quantity = candidate.quantity
    return (quantity.value or quantity.lower or quantity.upper, quantity.measure_word[:1]) if quantity else ()
