"""Which numbers of a text belong together where its words say so plainly; proposals, never decisions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise, takewhile
from typing import Literal

from etl.scan import Scanned
from etl.sections import plain

Kind = Literal["total", "rate", "less", "part"]
PEOPLE = frozenset("人名位")
MOST, REACH = 12, 200  # numbers before and after one, and characters between two, within which they may belong together
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
    """A relation as `etl.relating` knows it, the words that say so, and its numbers, the result first.

    Each number by its line (from 1) and its offset there (from 0).
    """

    kind: Kind
    places: tuple[tuple[int, int], ...]
    because: str


def related(text: str, found: Sequence[Scanned]) -> list[Related]:
    """Every relation between figures of one paragraph that words imply and numbers do not gainsay, each once."""
    return list({(one.kind, one.places): one for one in _implied(plain(text), found)}.values())


def _implied(text: str, found: Sequence[Scanned]) -> Iterator[Related]:
    figures = [one for one in found if one.candidate.kind == "figure" and _size(one) is not None]
    for at, one in enumerate(figures):
        before = [other for other in figures[max(0, at - MOST) : at] if _near(text, other, one)]
        yield from _parts(text, before, figures[at : at + MOST])
        yield from _rate(text, before, one)
        yield from _less(text, before[-1:], one)


def _near(text: str, one: Scanned, other: Scanned) -> bool:
    """Whether two numbers stand in one paragraph, not far apart."""
    apart = other.candidate.start - one.candidate.end
    return apart <= REACH and not _BLANK_LINE.search(_between(text, one, other))


def _parts(text: str, before: list[Scanned], after: list[Scanned]) -> Iterator[Related]:
    """827 projects, 249 of them (其中) here, 223 there and 355 elsewhere: parts, and a total where they add up."""
    if not before or "其中" not in _between(text, before[-1], after[0]):
        return
    whole = next((one for one in reversed(before) if _alike(one, after[0])), None)
    if whole is None or not _OF_WHICH.fullmatch(_between(text, whole, after[0])):
        return
    pairs = takewhile(lambda pair: _goes_on(text, *pair), pairwise(after))
    parts = [after[0], *(second for _, second in pairs)]
    sizes = [_size(part) or Decimal() for part in parts]
    if sum(sizes) > (_size(whole) or 0):
        parts = parts[:1] if sizes[0] <= (_size(whole) or 0) else []
    elif len(parts) > 1 and sum(sizes) == _size(whole):
        yield _found("total", "其中", whole, *parts)
    yield from (_found("part", "其中", part, whole) for part in parts)


def _goes_on(text: str, one: Scanned, following: Scanned) -> bool:
    alike = _alike(one, following) and _near(text, one, following)
    return alike and bool(_NEXT_PART.fullmatch(_between(text, one, following)))


def _rate(text: str, before: list[Scanned], rate: Scanned) -> Iterator[Related]:
    """657 cases, 591 closed, a rate of 89.9%: the part and the whole that give it, to the digit printed.

    That all are all says nothing, and any two numbers that are the same would say so.
    """
    said = _RATE.search(text, max(0, rate.candidate.start - 16), rate.candidate.start)
    if not said or _word(rate) != "%":
        return
    sentence = [one for one in before if not re.search("[。!?]", _between(text, one, rate))]
    for whole, part in reversed(list(combinations(sentence, 2))):
        if _alike(whole, part) and _makes(_exact(part), _exact(whole), _exact(rate)):
            yield _found("rate", said[0], rate, part, whole)
            yield _found("part", said[0], part, whole)
            return


def _makes(part: Decimal | None, whole: Decimal | None, rate: Decimal | None) -> bool:
    """Whether a part of a whole is that many per cent, rounded or cut to the digits printed."""
    if part is None or not whole or rate is None or part == whole:
        return False
    step = Decimal(1).scaleb(min(0, int(rate.as_tuple().exponent)))
    return abs(100 * part / whole - rate) <= step


def _less(text: str, before: list[Scanned], now: Scanned) -> Iterator[Related]:
    """From 42 to 17, from 94.2% up to 99.1%: which of the two is the less."""
    for then in before:
        sizes = _size(then) or Decimal(), _size(now) or Decimal()
        changed = _TO.fullmatch(_between(text, then, now))
        said = _FROM.search(text, max(0, then.candidate.start - 20), then.candidate.start)
        if changed and said and _alike(then, now) and sizes[0] != sizes[1]:
            less, more = (now, then) if sizes[1] < sizes[0] else (then, now)
            yield _found("less", said[0], less, more)


def _found(kind: Kind, because: str, *numbers: Scanned) -> Related:
    return Related(kind, tuple((one.line, one.start) for one in numbers), because)


def _between(text: str, one: Scanned, other: Scanned) -> str:
    return text[one.candidate.end : other.candidate.start]


def _word(one: Scanned) -> str:
    return one.quantity.measure_word if one.quantity else ""


def _alike(one: Scanned, other: Scanned) -> bool:
    """Whether two numbers are measured alike, so that one can be a part of the other."""
    return _word(one) == _word(other) or {_word(one), _word(other)} <= PEOPLE


def _size(one: Scanned) -> Decimal | None:
    """How much is printed, words like 余 and 近 aside."""
    said = one.quantity
    bounds = (said.value, said.lower, said.upper) if said else ()
    return next((bound for bound in bounds if bound is not None), None)


def _exact(one: Scanned) -> Decimal | None:
    return one.quantity.value if one.quantity and one.quantity.comparator == "=" else None
