"""Whose a number is: the unit named before it, else the one its article is about; a proposal, never a decision."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice, takewhile

from etl.sections import HEAD, Section, sentence

_OPENING = re.compile(r"[\s,;:。!?“(—|#>-]$")
_NUMBERED = re.compile(r"(?:^|[\s。;])(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[、.．]\s*$")  # 一、市水务局:
_BEFORE_SUBJECT = re.compile(r"(?:今年|去年|目前|截至目前|当前|据了解|同时|此外|近年来|近日|[日月年底初来])$")
_OBJECT = re.compile(
    r"(?:向|为|对|在|从|到|与|和|及|由|被|给|深入|指导|推动|赴|以|让|组织|配合|协调|引领|带动|督促|制定|印发|召开|举办|服务)$"
)
_ENDING = (
    "委员会|法院|检察院|海关|分局|局|监委|组织部|宣传部|工委|管理部|中心|办税服务厅|政务服务处|窗口|大厅|档案馆|图书馆|博物馆|工作站|集团|公司|街道|社区|党总支|党委|"
    "医疗队|党校|大学|学院|医院|新区|城区|[㐀-鿿]区|[㐀-鿿]县"
)
_NAMED = re.compile(
    rf"(?m)(?:^|(?<=[\s,;:。!?“(—|#>-]))(?![各该本我全某这那两一])([㐀-鿿]{{1,12}}?(?:{_ENDING}))(?![㐀-鿿]?[级内外域别])"
)
_LETTER = "(?![各级全的在为对和与向是将以从到有及把要等年月日])[㐀-鿿]"  # no small word, which ends a name
_NO_NAME = "(?![㐀-鿿]?[级内外域别面])"
_LONGER = re.compile(
    rf"(?:{_LETTER}){{1,6}}?(?:委员会|法院|检察院|海关|局|监委|工委|医疗队|分院){_NO_NAME}"
)  # 天津 of 天津海事局
_OFFICE = re.compile(rf"(?:(?:{_LETTER}){{2,3}})?[市省区县](?:{_LETTER}){{0,9}}?(?:{_ENDING}){_NO_NAME}")
_CREDIT = re.compile(rf"\(([㐀-鿿]{{2,24}}(?:{_ENDING}))(?<![织传]部)(?<!党委)(?:机关)?(?:党委|党组|党办)?\s*供稿\)")
_SIGNED = re.compile(r"(?:机关)?(?:党委|党组|党办)?\s*供稿\)")
_OFTEN = 3  # times that a name opens a clause before it may be what an article is about
NEW = "not in units.yaml: "


@dataclass(frozen=True)
class Mention:
    """A name of a unit in the text."""

    start: int
    end: int
    unit: str
    name: str


@dataclass(frozen=True)
class Proposal:
    """What is proposed, how sure that is (0 to 1), and the words that say so."""

    value: str | None
    confidence: float
    because: str


def mentions(text: str, units: Mapping[str, str]) -> list[Mention]:
    """Every name of a known unit in a plain text; the longest where names share characters, and none that goes on."""
    if not units:
        return []
    pattern = re.compile("|".join(re.escape(name) for name in sorted(units, key=len, reverse=True)))
    return [
        Mention(found.start(), found.end(), units[found[0]], found[0])
        for found in pattern.finditer(text)
        if not _LONGER.match(text, found.end())
    ]


def about(text: str, section: Section, named: list[Mention], parents: Mapping[str, str | None]) -> Proposal:
    """The unit that an article is about: who signs it, else a body that opens its clauses, else the one most named.

    A body that is in no registry is told as evidence; the proposal is then None.
    """
    inside = [mention for mention in named if section.start <= mention.start < section.end]
    signing = next((mention for mention in inside if _signs(text, mention)), None)
    if signing:
        return Proposal(signing.unit, 0.6, f"credit: {signing.name}")
    credit = _CREDIT.search(text, section.start, section.end)
    if credit:
        return Proposal(None, 0.6, NEW + credit[1])
    subject = _subject(text, section)
    if subject and not any(_same(subject, mention.name) for mention in inside):
        return Proposal(None, 0.5, NEW + subject)
    scores: Counter[str] = Counter()
    for mention in inside:
        tenths = 10 + 20 * is_subject(text, mention) + 20 * (mention.start < section.start + HEAD)
        scores[mention.unit] += tenths if parents.get(mention.unit) else tenths // 3  # what is above all is in all
    if not scores:
        return Proposal(None, 0.0, "")
    unit, score = scores.most_common(1)[0]
    name = next(mention.name for mention in inside if mention.unit == unit)
    return Proposal(unit, round(0.3 + 0.4 * score / scores.total(), 2), f"article: {name}")


def whose(text: str, position: int, named: list[Mention], article: Proposal) -> Proposal:
    """The unit of the number at `position`: the last before it that its sentence begins with, else its article's.

    Where the sentence opens with an office that no registry has, that is told as evidence, with None.
    """
    start, _ = sentence(text, position)
    first = bisect_left(named, start, key=lambda mention: mention.start)
    before = takewhile(lambda mention: mention.end <= position, islice(named, first, None))
    subjects = [mention for mention in before if is_subject(text, mention)]
    if subjects:
        return Proposal(subjects[-1].unit, 0.8, f"sentence: {subjects[-1].name}")
    unknown = _OFFICE.match(text, start)
    if unknown and unknown.end() <= position and not _same(unknown[0], article.because.rpartition(": ")[2]):
        return Proposal(None, 0.5, NEW + unknown[0])
    return article


def is_subject(text: str, mention: Mention) -> bool:
    """Whether a name opens a clause and no word before makes it an object."""
    before = text[max(0, mention.start - 8) : mention.start]
    if _OBJECT.search(before):
        return False
    return not before.strip() or any(form.search(before) for form in (_OPENING, _BEFORE_SUBJECT, _NUMBERED))


def _signs(text: str, mention: Mention) -> bool:
    """Whether the article is credited to this very unit: (天津海关 供稿)."""
    return text[mention.start - 1 : mention.start] == "(" and bool(_SIGNED.match(text, mention.end))


def _same(name: str, known: str) -> bool:
    """Whether a name is a known one, a part of it, or it with a word such as 窗口 behind."""
    return name in known or (name.startswith(known) and len(name) <= len(known) + 2)


def _subject(text: str, section: Section) -> str | None:
    """The name of a body, known or not, that opens most clauses of an article."""
    names = Counter(found[1] for found in _NAMED.finditer(text, section.start, section.end))
    name, times = names.most_common(1)[0] if names else ("", 0)
    return name if times >= _OFTEN else None
