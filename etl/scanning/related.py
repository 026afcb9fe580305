"""Which numbers of a text belong together where its words say so plainly; proposals, never decisions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise, takewhile
from typing import Literal

from etl.scanning.scan import Scanned
from etl.scanning.sections import plain

RelationKind = Literal["total", "rate", "less", "part"]
PEOPLE = frozenset("人名位")
MOST, REACH = 12, 200  # numbers before and after one, and characters between two, within which they may belong together
_SENTENCE_END = re.compile("[。!?]")
_BLANK_LINE = re.compile(r"\n\s*\n")
_OF_WHICH = re.compile(r"[^。!?]*[。]?\s*其中[^。!?;]*")
_NEXT_PART = re.compile(r"[、,;](?!.*(?:比|较|增|减|共|累计|办结|完成))[^。!?]*")
_RATE = re.compile(r"(?:率|占比?|占[^,。;]{1,8}的)(?:达到?了?|为)?\s*$")
_FROM = re.compile(r"(?:由|从|原来|原先|原本|以往|过去)[^,。;:、0-9]{0,14}$")
_TO = re.compile(
    r"[^。;!?0-9]{0,20}(?:缩短|压缩|压减|减少|下降|降低|精简|优化|提高|提升|增加|增长|上升|扩大|变|减|降|增|升)(?:到|至|为|成)了?"
)


@dataclass(frozen=True)
class Related:
    """A relation as `etl.drafting.relating` knows it, the words that say so, and its numbers, the result first.

    Each number by its line (from 1) and its offset there (from 0).
    """

    kind: RelationKind
    places: tuple[tuple[int, int], ...]
    because: str


@dataclass(frozen=True)
class _Number:
    """A figure of the text: its place, its characters, its measure word, and how much it says, 余 and 近 aside."""

    place: tuple[int, int]
    start: int
    end: int
    word: str
    size: Decimal
    exact: Decimal | None


def related(text: str, found: Sequence[Scanned]) -> list[Related]:
    """Every relation between figures of one paragraph that words imply and numbers do not gainsay, each once."""
    numbers = [number for one in found if (number := _number(one))]
    return list({(one.kind, one.places): one for one in _implied(plain(text), numbers)}.values())


def _number(one: Scanned) -> _Number | None:
    """None of what is no figure."""
    said = one.quantity if one.candidate.kind == "figure" else None
    size = next((bound for bound in (said.value, said.lower, said.upper) if bound is not None), None) if said else None
    if said is None or size is None:
        return None
    exact = said.value if said.comparator == "=" else None
    return _Number((one.line, one.start), one.candidate.start, one.candidate.end, said.measure_word, size, exact)


def _implied(text: str, numbers: list[_Number]) -> Iterator[Related]:
    goes_on = [_goes_on(text, *pair) for pair in pairwise(numbers)]
    for at, one in enumerate(numbers):
        before = [other for other in numbers[max(0, at - MOST) : at] if _near(text, other, one)]
        more = len(list(takewhile(bool, goes_on[at : at + MOST - 1])))
        yield from _parts(text, before, numbers[at : at + 1 + more])
        yield from _rate(text, before, one)
        yield from _less(text, before[-1:], one)


def _near(text: str, one: _Number, other: _Number) -> bool:
    """Whether two numbers stand in one paragraph, not far apart."""
    return other.start - one.end <= REACH and not _BLANK_LINE.search(text, one.end, other.start)


def _parts(text: str, before: list[_Number], parts: list[_Number]) -> Iterator[Related]:
    """827 projects, 249 of them (其中) here, 223 there and 355 elsewhere: parts, and a total where they add up."""
    if not before or "其中" not in text[before[-1].end : parts[0].start]:
        return
    whole = next((one for one in reversed(before) if _alike(one, parts[0])), None)
    if whole is None or not _OF_WHICH.fullmatch(text, whole.end, parts[0].start):
        return
    together = sum(part.size for part in parts)
    if together > whole.size:
        parts = parts[:1] if parts[0].size <= whole.size else []
    elif len(parts) > 1 and together == whole.size:
        yield _found("total", "其中", whole, *parts)
    yield from (_found("part", "其中", part, whole) for part in parts)


def _goes_on(text: str, one: _Number, following: _Number) -> bool:
    """Whether a number is the next part of the whole that the one before is a part of."""
    alike = _alike(one, following) and _near(text, one, following)
    return alike and bool(_NEXT_PART.fullmatch(text, one.end, following.start))


def _rate(text: str, before: list[_Number], rate: _Number) -> Iterator[Related]:
    """657 cases, 591 closed, a rate of 89.9%: the part and the whole that give it, to the digit printed.

    That all are all says nothing, and any two numbers that are the same would say so.
    """
    said = _RATE.search(text, max(0, rate.start - 16), rate.start)
    if not said or rate.word != "%":
        return
    sentence = [one for one in before if not _SENTENCE_END.search(text, one.end, rate.start)]
    for whole, part in reversed(list(combinations(sentence, 2))):
        if _alike(whole, part) and _makes(part.exact, whole.exact, rate.exact):
            yield _found("rate", said[0], rate, part, whole)
            yield _found("part", said[0], part, whole)
            return


def _makes(part: Decimal | None, whole: Decimal | None, rate: Decimal | None) -> bool:
    """Whether a part of a whole is that many per cent, rounded or cut to the digits printed."""
    if part is None or not whole or rate is None or part == whole:
        return False
    step = Decimal(1).scaleb(min(0, int(rate.as_tuple().exponent)))
    return abs(100 * part / whole - rate) <= step


def _less(text: str, before: list[_Number], now: _Number) -> Iterator[Related]:
    """From 42 to 17, from 94.2% up to 99.1%: which of the two is the less."""
    for then in before:
        changed = _TO.fullmatch(text, then.end, now.start)
        said = _FROM.search(text, max(0, then.start - 20), then.start)
        if changed and said and _alike(then, now) and then.size != now.size:
            less, more = (now, then) if now.size < then.size else (then, now)
            yield _found("less", said[0], less, more)


def _found(kind: RelationKind, because: str, *numbers: _Number) -> Related:
    return Related(kind, tuple(one.place for one in numbers), because)


def _alike(one: _Number, other: _Number) -> bool:
    """Whether two numbers are measured alike, so that one can be a part of the other."""
    return one.word == other.word or {one.word, other.word} <= PEOPLE
