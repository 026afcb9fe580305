"""Whose a number is: the unit named before it, else the one its article is about; a proposal, never a decision."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from etl.scanning import bodies, grounds
from etl.scanning.sections import HEAD, Section, sentence

_OPENING = re.compile(r"[\s,;:。!?“(—|#>-]$")
_NUMBERED = re.compile(r"(?:^|[\s。;])(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[、.．]\s*$")  # 一、市水务局:
_BEFORE_SUBJECT = re.compile(r"(?:今年|去年|目前|截至目前|当前|据了解|同时|此外|近年来|近日|[日月年底初来])$")
_OBJECT = re.compile(
    r"(?:向|为|对|在|从|到|与|和|及|由|被|给|深入|指导|推动|赴|以|让|组织|配合|协调|引领|带动|督促|制定|印发|召开|举办|服务)$"
)
_CREDIT = re.compile(r"\(([㐀-鿿 ]{2,24}?)(?:机关)?(?:党委|党组|党办)?\s*供稿\)")
_FOR = re.compile(
    r"(?<=[市区县])[市区县]?委(?:[㐀-鿿]{2,4}部|办公[室厅]|[㐀-鿿]{2}办|党校)$"
)  # who writes for a district
_SIGNED = re.compile(r"(?:机关)?(?:党委|党组|党办)?\s*供稿\)")
BACK = 2000  # characters within which 街道 or 该局 means the one that was named
CREDITED = 40  # what a credit counts beside mentions
REGISTERED = 2  # times that a mention of a body counts which a registry has: others may be none
OFFICE = "办事处"  # of a 街道: the same body
BELOW = ("街道", "镇", "乡", "社区", "村")  # what is said with the district it lies in

_Key = tuple[str | None, str]


@dataclass(frozen=True)
class Mention:
    """A name of a body in the text, and its unit where a registry has it."""

    start: int
    end: int
    unit: str | None
    name: str


@dataclass(frozen=True)
class Proposal:
    """What is proposed, how sure that is (0 to 1), and the words that say so."""

    value: str | None
    confidence: float
    because: str


def mentions(text: str, units: Mapping[str, str]) -> list[Mention]:
    """Every name of a known unit in a plain text, the longest where names share characters.

    Of unknown bodies those that open a clause, or go on where a known name ends.
    """
    known = list(_known(text, units))
    taken = {place for one in known for place in range(one.start, one.end)}
    unknown = [one for one in _unknown(text) if one.start not in taken]
    return list(_resolved(sorted([*known, *unknown], key=lambda one: one.start)))


def _known(text: str, units: Mapping[str, str]) -> Iterator[Mention]:
    if not units:
        return
    pattern = re.compile("|".join(re.escape(name) for name in sorted(units, key=len, reverse=True)))
    for found in pattern.finditer(text):
        end = bodies.longer(text, found.start(), found.end())
        name = text[found.start() : end]
        yield Mention(found.start(), end, _called(name, found[0], units), name)


def _called(name: str, first: str, units: Mapping[str, str]) -> str | None:
    """The unit of a whole name that begins with a known one: 小白楼街道 of 和平区小白楼街道办事处."""
    whole = name.removesuffix(OFFICE)
    below = whole.removeprefix(first)
    names = (name, whole, *([below] if below.endswith(BELOW) else []))
    return next((units[one] for one in names if one in units), None)


def _unknown(text: str) -> Iterator[Mention]:
    """Names that open a clause; an inner organ is its body, where print speaks of that, too."""
    spans = list(bodies.opening(text))
    times = Counter(text[start:end] for start, end in spans)
    for start, end in spans:
        name = text[start:end]
        outer = bodies.outer(name)
        yield Mention(start, end, None, outer if 2 * times[outer] >= times[name] else name)


def _resolved(named: list[Mention]) -> Iterator[Mention]:
    """Where only the end of a name is said (街道, 该局, 区纪委), the body that was last named by all of it."""
    last: list[Mention] = []
    for one in named:
        kind = () if one.unit else bodies.kind(one.name)
        if not kind:
            last.append(one)
            yield one
            continue
        meant = next((other for other in reversed(last) if other.name.endswith(kind)), None)
        if meant and one.start - meant.end <= BACK:
            yield replace(one, unit=meant.unit, name=meant.name)


def about(text: str, section: Section, named: list[Mention], parents: Mapping[str, str | None]) -> Proposal:
    """The unit that an article is about: who signs it or issues it, else the body that it most speaks of.

    A body that is in no registry is told as evidence; the proposal is then None.
    """
    inside = [mention for mention in named if section.start <= mention.start < section.end]
    credit = _CREDIT.search(text, section.start, section.end)
    name = credit[1].replace(" ", "") if credit else ""
    if credit and not _FOR.search(name):
        signing = next((mention.unit for mention in inside if mention.unit and _signs(text, mention)), None)
        return Proposal(signing, 0.7, grounds.written("credit", name)) if signing else _new(name)
    issuing = next((mention for mention in inside[:1] if mention.unit and _issues(text, section, mention)), None)
    if issuing:
        return Proposal(issuing.unit, 0.7, grounds.written("article", issuing.name))
    scores = _scores(text, section, inside, parents)
    names = {_key(mention): mention.name for mention in reversed(inside)}
    district = next((key for key, called in names.items() if called == _FOR.sub("", name)), None)
    if district:
        scores[district] += CREDITED
    if not scores:
        return Proposal(None, 0.0, "")
    key, score = scores.most_common(1)[0]
    if key[0] is None:
        return _new(names[key])
    return Proposal(key[0], round(0.2 + 0.7 * score / scores.total(), 2), grounds.written("article", names[key]))


def _new(name: str) -> Proposal:
    return Proposal(None, 0.5, grounds.written("new", name))


def _scores(text: str, section: Section, inside: list[Mention], parents: Mapping[str, str | None]) -> Counter[_Key]:
    """How much an article speaks of each body: more where it opens a clause, and at the head of the article."""
    scores: Counter[_Key] = Counter()
    for mention in inside:
        tenths = 10 + 20 * is_subject(text, mention) + 20 * (mention.start < section.start + HEAD)
        above = mention.unit and not parents.get(mention.unit)  # what is above all is in all
        registered = REGISTERED if mention.unit else 1
        scores[_key(mention)] += tenths // 3 if above else tenths * registered
    return scores


def _key(mention: Mention) -> _Key:
    """What makes two mentions the same body: its unit, else its name."""
    return mention.unit, "" if mention.unit else mention.name


def whose(text: str, position: int, named: list[Mention], article: Proposal) -> Proposal:
    """The unit of the number at `position`: the last before it that its sentence begins with, else its article's.

    Bodies of the registry go before others; where one that no registry has is left, it is told as evidence, with None.
    """
    start, _ = sentence(text, position)
    first = bisect_left(named, start, key=lambda mention: mention.start)
    before = takewhile(lambda mention: mention.end <= position, islice(named, first, None))
    subjects = [mention for mention in before if is_subject(text, mention)]
    if not subjects:
        return article
    last = ([subject for subject in subjects if subject.unit] or subjects)[-1]
    return Proposal(last.unit, 0.8, grounds.written("sentence", last.name)) if last.unit else _new(last.name)


def is_subject(text: str, mention: Mention) -> bool:
    """Whether a name opens a clause and no word before makes it an object."""
    before = text[max(0, mention.start - 8) : mention.start]
    if _OBJECT.search(before):
        return False
    return not before.strip() or any(form.search(before) for form in (_OPENING, _BEFORE_SUBJECT, _NUMBERED))


def _signs(text: str, mention: Mention) -> bool:
    """Whether the article is credited to this very unit: (天津海关 供稿)."""
    return text[mention.start - 1 : mention.start] == "(" and bool(_SIGNED.match(text, mention.end))


def _issues(text: str, section: Section, mention: Mention) -> bool:
    """Whether the title says that this body issues what follows: 市水务局关于加强巡查的通知."""
    return not text[section.start : mention.start].strip("# \n") and text.startswith("关于", mention.end)
