"""When a number holds, and whether it is a report, an aim, a rule or background; proposals, never decisions."""

import re
from dataclasses import dataclass, replace

from etl.printed import period
from etl.printed.characters import squeezed
from etl.printed.period import Period
from etl.problems import Problem
from etl.scanning import grounds
from etl.scanning.sections import HEAD, Section, paragraph_start, sentence
from etl.scanning.whose import Proposal

_Y = "(?P<y>(?:19|20)[0-9]{2})年"
_M, _D = "(?P<m>1[0-2]|0?[1-9])月(?:份|初|底|末)?", "(?P<d>3[01]|[12][0-9]|0?[1-9])日"
_TO = "(?:至|到|-|—)"
_YEARS = "(?P<years>[0-9]{1,2}|[两一二三四五六七八九十])年"
_NUMBER = {"两": 2, **{digit: n for n, digit in enumerate("一二三四五六七八九十", start=1)}}

# What print says (blanks left out), and the period it means: y, m, d are printed, `published` and `this` (its year)
# come from the issue; {y} is `this` where no year is printed. The first that fits at a place wins.
_RULES = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (rf"{_Y}(?:{_M})?{_TO}(?P<y2>(?:19|20)[0-9]{{2}})年(?:(?P<m2>1[0-2]|0?[1-9])月)?", "{y}{m}/{y2}{m2}"),
        (rf"(?:{_Y}|今年)?(?P<m>1[0-2]|0?[1-9])月?{_TO}(?P<m2>1[0-2]|0?[1-9])月", "{y}{m}/{y}{m2}"),
        (rf"(?:截至|截止|截止到)(?:目前)?(?:{_Y})?{_M}(?:{_D})?", "as-of {y}{m}{d}"),
        (rf"(?:截至|截止|截止到|到){_Y}[底末]?", "as-of {y}"),
        (rf"(?:自|从)?{_Y}(?:{_M})?(?:以来|至今|起)", "{y}{m}/{published}"),
        (rf"(?:{_Y}|今年)?前三季度", "{y}-01/{y}-09"),
        (rf"(?:{_Y}|今年)?上半年", "{y}-01/{y}-06"),
        (rf"(?:{_Y}|今年)?下半年", "{y}-07/{y}-12"),
        (rf"(?:{_Y}|今年)?第?[一1]季度", "{y}-01/{y}-03"),
        (rf"(?:{_Y}|今年)?第?[二2]季度", "{y}-04/{y}-06"),
        (rf"(?:{_Y}|今年)?第?[三3]季度", "{y}-07/{y}-09"),
        (rf"(?:{_Y}|今年)?第?[四4]季度", "{y}-10/{y}-12"),
        (r"过去一年|去年|上一年", "{last}"),
        (rf"(?:近|过去|最近){_YEARS}(?:来|间)?|{_YEARS.replace('years', 'ago')}来", "{since}/{published}"),
        (r"今年以来|年初以来|今年(?![0-9年前上春夏秋冬底末])", "{this}-01/{published}"),
        (r"截至目前|截至|截止目前|目前|当前", "as-of {published}"),
        (r"党的十八大以来", "2012-11/{published}"),
        (r"党的十九大以来", "2017-10/{published}"),
        (rf"{_Y}(?:度)?(?:{_M}(?:{_D})?)?", "{y}{m}{d}"),
        (rf"今年{_M}(?:{_D})?", "{y}{m}{d}"),
    )
)
_ANY = re.compile("|".join(re.sub(r"\?P<\w+>", "?:", rule.pattern) for rule, _ in _RULES))  # where one may fit
_PUBLISHED = re.compile(
    r"(?P<y>20[0-9]{2})(?:年|-)(?:第?(?P<m>1[0-2]|0?[1-9])(?:月|期|-)(?:(?P<d>3[01]|[12][0-9]|0?[1-9])日?)?)"
)
_ISSUED = re.compile(r"(?:发稿|发布|发表|刊发|發布|發表)(?:时间|日期|時間)\s*[:：]\s*" + _PUBLISHED.pattern)
_DASHES = re.compile(r"[–—~]+")
_AS_OF = re.compile(r"(?:as[ -]?of|截[至止]到?)[\s:]*", re.IGNORECASE)
_UNSTATED = ("unstated", "notstated", "periodnotstated", "未注明", "时间未注明", "不详", "未说明")  # blanks left out
_GOES_ON = re.compile(r"持续|继续|不断|接续|现有|至今|如今|此后|以来|常态")  # what is still done, or was since
_BEGUN = re.compile(rf"(?:启动|提出|成立|建立|设立|创建|实施|推出|推行|起步).*(?:{_GOES_ON.pattern})")  # then, and now
FIRST_LINES = 1500  # characters in which a text says when it was published


def published(text: str) -> str | None:
    """When a plain text says, near its beginning, that it was published: 2023-11-15 or 2023-11.

    What is called so goes before another date: a page that took the text over has one of its own.
    """
    head = text[:FIRST_LINES]
    found = _ISSUED.search(head) or _PUBLISHED.search(head)
    return _form("{y}{m}{d}", found, None) if found else None


@dataclass(frozen=True)
class _Said:
    """A period that print says, and the words for it."""

    start: int
    words: str
    period: str


def _said(text: str, start: int, end: int, issued: str | None) -> list[_Said]:
    """Every period said between two places of a plain text, in printed order."""
    said: list[_Said] = []
    joined, origin = _squeezed(text, start, end)
    at = 0
    while place := _ANY.search(joined, at):
        at = place.start()
        if _continues(joined, at):
            at += 1
            continue
        fits = ((rule.match(joined, at), form) for rule, form in _RULES)
        found, form = next((found, form) for found, form in fits if found)
        read = _form(form, found, issued)
        compared = joined[at - 1 : at] in ("比", "较") or joined.startswith(("同期", "相比"), found.end())
        if read and not compared:
            said.append(_Said(origin[at], found[0], read))
        at = found.end()
    return said


def _squeezed(text: str, start: int, end: int) -> tuple[str, list[int]]:
    """The text without blanks, and where each character stood."""
    origin = [n for n in range(start, min(end, len(text))) if not text[n].isspace()]
    return "".join(text[n] for n in origin), origin


def _continues(text: str, at: int) -> bool:
    return at > 0 and text[at].isdigit() and text[at - 1].isdigit()


def _form(form: str, found: re.Match[str], issued: str | None) -> str | None:
    """The period of a rule; None where it needs a date of publication and there is none, or makes no sense."""
    groups = found.groupdict()
    this = issued[:4] if issued else None
    months = {name: f"-{groups[name]:0>2}" if groups.get(name) else "" for name in ("m", "m2", "d")}
    fields = {**groups, **months, "y": groups.get("y") or this, "this": this, "published": issued}
    if issued:
        years = groups.get("years") or groups.get("ago") or "0"
        back = _NUMBER.get(years) or int(years)
        fields |= {"last": str(int(issued[:4]) - 1), "since": f"{int(issued[:4]) - back}{issued[4:7]}"}
    if any(f"{{{name}}}" in form and fields.get(name) is None for name in ("y", "this", "published", "last", "since")):
        return None
    written = form.format(**fields)
    return written if isinstance(period.read(written), Period) else None


def default(text: str, section: Section, issued: str | None) -> Proposal:
    """The period an article begins with (2025年，…), else none."""
    headed = _said(text, section.start, min(section.end, section.start + len(section.title) + 4), issued)
    title = [said for said in headed if said.period.rpartition(" ")[2] not in (issued, (issued or "")[:7])]  # masthead
    head = list(re.finditer(r"[^\n]{40,}", text[section.start : min(section.end, section.start + 3 * HEAD)]))
    opening = [
        said
        for line in head[:3]
        for said in _said(text, section.start + line.start(), section.start + line.start() + 14, issued)
        if ("as-of" not in said.period and said.words.startswith(("今年", "去年", "过去", "近", "党的")))
        or len(said.period) == 4
    ]
    chosen = (title + opening)[:1]
    if not chosen:
        return Proposal("unstated", 0.7, "")
    return Proposal(chosen[0].period, 0.7, grounds.written("article", chosen[0].words))


def when(text: str, position: int, article: Proposal, issued: str | None) -> Proposal:
    """The period of the number at `position`: the last one its sentence says before it, else its paragraph's first.

    What was begun then and still goes on, or what a paragraph turns to that goes on, is of the article's period.
    """
    start, _ = sentence(text, position)
    said = _said(text, start, position, issued)
    if said and not _BEGUN.search(text, said[-1].start, position):
        return Proposal(said[-1].period, 0.8, grounds.written("sentence", said[-1].words))
    opening = paragraph_start(text, position)
    earlier = [] if said else _said(text, opening, min(start, opening + 60), issued)
    if earlier and not _GOES_ON.search(text, earlier[0].start + len(earlier[0].words), position):
        return Proposal(earlier[0].period, 0.3, grounds.written("paragraph", earlier[0].words))
    return replace(article, confidence=min(article.confidence, 0.4)) if said or earlier else article


_TARGET = re.compile(
    r"力争|目标|计划(?=[^,、。;》”]*$)(?!生育)|拟(?=[建定])|到20[0-9]{2}年(?:底|末)?,|年底前|将(?:形成|建成|达|实现|打造|新增)"
)
_RULE = re.compile(
    r"不少于|不低于|不得|至少|应当?(?!急|用|对)|必须|每[人名届](?!次)|承诺|规定|任期|一般提前|最高(?!人民)|不超过|时限|责任清单"
)
_NATIONAL = re.compile(r"全国(?!首)|我国|全球|世界|全党")


def status(text: str, start: int, national: bool) -> Proposal:
    """What a number is said as: a target, a rule, background, else a report."""
    first, _ = sentence(text, start)
    before = text[max(first, start - 40) : start]
    for value, pattern, sure in (("target", _TARGET, 0.6), ("rule", _RULE, 0.6)):
        found = pattern.search(re.split("[;]", before)[-1])
        if found:
            return Proposal(value, sure, found[0])
    if national:
        return Proposal("background", 0.7, grounds.written("unit"))
    found = _NATIONAL.search(before[-20:])
    return Proposal("background", 0.5, found[0]) if found else Proposal("reported", 0.7, "")


def typed(words: str) -> Period | Problem:
    """The period that a person means who types it: as the curated data writes it, as print does, or that there is none.

    What says no year is a Problem, like all that is unclear: nothing around it is looked at.
    """
    plain = _DASHES.sub("-", period.half_width(words).strip())
    said = squeezed(plain)
    if said.lower() in _UNSTATED:
        return period.read(period.UNSTATED)
    fits = ((rule.fullmatch(said), form) for rule, form in _RULES)
    formed = next(filter(None, (_form(form, found, None) for found, form in fits if found)), "")
    dated = _AS_OF.sub(period.AS_OF, plain, count=1)
    return period.read(formed or period.loose(dated) or dated)
