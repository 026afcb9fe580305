"""Figures of a draft held against the words around them: what the text says there and an entry does not."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from etl.curating.curated import Curated, CuratedFigure
from etl.drafting.drafts import Draft, Entry, article_of
from etl.drafting.spots import Spot
from etl.printed.quantity import AFTER, BEFORE, fold
from etl.problems import Problem
from etl.scanning.candidates import qualifier
from etl.scanning.sections import plain, sentence
from etl.scanning.whose import Mention, is_subject, mentions

_WORDS = sorted({word for word, sign in BEFORE.items() if sign != "=" and word not in "上满"}, key=len, reverse=True)
_AHEAD = re.compile(rf"(?<![节预签契违圆充附最])(?:{'|'.join(_WORDS)})了?\s*$")
_TAILS = sorted({word for word, sign in AFTER.items() if sign != "=" and word not in "内多"}, key=len, reverse=True)
_BEHIND = re.compile(rf"\s*(?:{'|'.join(_TAILS)}|多(?![次种项个样元地年]))")
_NUMBER_ENDS = re.compile(r"[0-9百千万亿]$")
_GOES_ON = re.compile(r"\s*(?:[0-9百千万亿]|\.[0-9])")
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_SAID = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?:年|[-—至/])")
UNNAMED = ("collective", "other")  # kinds of units whose names are often our own


@dataclass(frozen=True)
class _Text:
    """A text in plain and in folded characters, the units it names, and the year it was published in, where known."""

    plain: str
    folded: str
    named: list[Mention]
    issued: int | None


@dataclass(frozen=True)
class _Placed:
    """A figure with its entry and where that stands in the text, the article it stands in included."""

    figure: CuratedFigure
    entry: Entry
    start: int
    end: int
    article: tuple[int, int]


Slip = tuple[str, str, str, str, str]  # field, rule, expected, found, way out


def reread(draft: Draft, loaded: Curated, entries: Mapping[str, int]) -> Iterator[tuple[Problem, Spot]]:
    """Warnings of figures by the number of their entry: each says what the text has that the entry has not.

    `entries` are the numbers of entries by the id of their figure; figures that are not among them are passed over.
    """
    simple = plain(draft.text)
    issued = int(draft.published[:4]) if re.match("[0-9]{4}", draft.published) else None
    page = _Text(simple, fold(draft.text), mentions(simple, _names(loaded)), issued)
    starts = [0, *(found.end() for found in re.finditer("\n", draft.text)), len(draft.text) + 1]
    for figure in loaded.figures:
        nth = entries.get(figure.id)
        placed = _placed(draft, figure, draft.entries[nth], starts) if nth is not None else None
        if nth is None or placed is None:
            continue
        for field, rule, expected, found, way_out in (
            *_limits(page, placed),
            *_years(page, placed),
            *_whose(loaded, page, placed),
            *_twice(loaded, placed),
        ):
            place = figure.node.place(field)
            yield Problem(place, rule, expected, found, way_out, "warning"), Spot("entry", nth, field)


def _placed(draft: Draft, figure: CuratedFigure, entry: Entry, starts: list[int]) -> _Placed | None:
    """Where a figure stands; None where its draft says a line that the text has not."""
    piece = article_of(draft, entry.line)
    if piece is None or not 0 < entry.line <= entry.end_line < len(starts):
        return None
    first, last = max(1, piece.first), min(piece.last, len(starts) - 1)
    start, end = starts[entry.line - 1] + entry.start, starts[entry.end_line - 1] + entry.end
    return _Placed(figure, entry, start, end, (starts[first - 1], starts[last]))


def _limits(page: _Text, placed: _Placed) -> Iterator[Slip]:
    """What belongs to the number and stands outside of its characters."""
    ahead = _AHEAD.search(page.folded, max(0, placed.start - 5), placed.start)
    behind = _BEHIND.match(page.folded, placed.end)
    first = ahead.start() + len(ahead[0]) - len(ahead[0].lstrip()) if ahead else placed.start
    said = page.plain[first : behind.end() if behind else placed.end]
    apart = qualifier(page.plain, placed.start)
    way_out = "take it into the printed form or the qualifier, or say why it does not belong to it"
    if apart not in (None, plain(placed.entry.qualifier)):
        yield "printed", "qualifier-left-out", f"{apart}…{said}", placed.entry.printed, way_out
    elif behind or (ahead and not placed.entry.qualifier):
        yield "printed", "qualifier-left-out", said, placed.entry.printed, way_out
    goes_on = _GOES_ON.match(page.folded, placed.end)
    if goes_on and _NUMBER_ENDS.search(page.folded[placed.start : placed.end]):
        expected = page.plain[placed.start : goes_on.end()]
        yield "printed", "number-cut-short", expected, placed.entry.printed, "take the whole number"


def _twice(loaded: Curated, placed: _Placed) -> Iterator[Slip]:
    """A number of the same unit, indicator and period that an earlier line says already, in whatever words."""
    figure = placed.figure
    others = (one for one in loaded.figures if one.issue == figure.issue and one.line < figure.line)
    if figure.record.status == "reported" and (before := next((one for one in others if _alike(one, figure)), None)):
        expected, found = "a number that no line before says", f"{figure.record.printed} ({before.line})"
        yield (
            "detail",
            "said-twice",
            expected,
            found,
            "if it is a second mention, it is repeated; else say what differs",
        )


def _alike(one: CuratedFigure, other: CuratedFigure) -> bool:
    said = {(each.unit, each.record.indicator, each.record.status, each.period) for each in (one, other)}
    read, again = one.quantity, other.quantity
    if len(said) > 1 or read is None or again is None or read.measure_word != again.measure_word:
        return False
    return all(getattr(read, bound) == getattr(again, bound) for bound in ("comparator", "value", "lower", "upper"))


def _years(page: _Text, placed: _Placed) -> Iterator[Slip]:
    """A period that the sentence, or the whole article, says otherwise."""
    period = placed.figure.period
    if period is None or period.end is None:
        return
    first, last = (period.start or period.end).year, period.end.year
    said = sorted({int(year) for year in _SAID.findall(page.plain, *sentence(page.plain, placed.start))})
    if said and not any(first <= year <= last for year in said):
        yield "period", "other-year", ", ".join(map(str, said)), period.text, "look at its sentence again"
    named = {int(year) for year in _YEAR.findall(page.plain, *placed.article)}
    near = {page.issued, page.issued - 1} if page.issued else {first}
    if not {first, last} & (named | near):
        expected = "a year that the article names, or that of publication or the one before"
        yield "period", "unnamed-year", expected, period.text, "look at the article again"


def _whose(loaded: Curated, page: _Text, placed: _Placed) -> Iterator[Slip]:
    """A unit that nothing in the article names, or of which the sentence does not tell."""
    id = placed.figure.unit or ""
    unit = loaded.units.records.get(id)
    if unit is None:
        return
    before = _between(page, sentence(page.plain, placed.start)[0], placed.start)
    subjects = [one for one in before if is_subject(page.plain, one)]
    if subjects and not any(one.unit in _upwards(loaded, id) for one in subjects):
        yield "unit", "other-unit", subjects[-1].name, unit.name.zh, "look at its sentence again"
    elif unit.kind not in UNNAMED and not any(one.unit == id for one in _between(page, *placed.article)):
        yield "unit", "unnamed-unit", "a unit that the article names", unit.name.zh, "look at the article again"


def _between(page: _Text, start: int, end: int) -> list[Mention]:
    """The names of units that stand whole between two places."""
    first = bisect_left(page.named, start, key=lambda one: one.start)
    return page.named[first : bisect_right(page.named, end, key=lambda one: one.end)]


def _upwards(loaded: Curated, unit: str) -> list[str]:
    """A unit and all it belongs to."""
    found = [unit]
    while (record := loaded.units.records.get(found[-1])) and record.parent and record.parent not in found:
        found.append(record.parent)
    return found


def _names(loaded: Curated) -> dict[str, str]:
    """Units by name, also by the plain characters of it."""
    names = {name: id for id, unit in loaded.units.records.items() for name in (unit.name.zh, *unit.aliases)}
    return {**{plain(name): id for name, id in names.items()}, **names}
