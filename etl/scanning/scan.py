"""A new text -> its candidates: every number with its characters, what it says, and what each may be; for a person."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from etl.printed import quantity
from etl.printed.quantity import Quantity
from etl.scanning import what, when, whose
from etl.scanning.candidates import Candidate, find, qualifier
from etl.scanning.lessons import Lessons
from etl.scanning.sections import Section, plain, sections
from etl.scanning.whose import Proposal
from etl.watch import Watch, unwatched

COLUMNS = (
    *("line", "start", "end", "end_line", "printed", "qualifier", "value", "lower", "upper", "comparator"),
    *("measure_word", "kind", "why", "unit", "indicator", "indicators", "measure", "detail", "period", "status"),
    *("confidence", "evidence"),
)


@dataclass(frozen=True)
class Scanned:
    """A candidate with its place, its qualifier and proposals.

    `start` and `end` count characters (code points) of `line` and `end_line` from 0, `end` not included; lines count
    from 1 and end in a line feed alone. So the text from `start` up to `end` is `printed`, to the letter. The first of
    `indicators` is the likeliest. A number that is no figure, or left over, has no proposals.
    """

    candidate: Candidate
    line: int
    start: int
    end_line: int
    end: int
    section: Section
    qualifier: str | None = None
    unit: Proposal | None = None
    indicators: tuple[Proposal, ...] = ()
    measure: Proposal | None = None
    detail: Proposal | None = None
    period: Proposal | None = None
    status: Proposal | None = None

    @property
    def quantity(self) -> Quantity | None:
        """What is printed, its qualifier put back in front."""
        if self.qualifier:
            whole = quantity.read(self.qualifier + self.candidate.printed)
            if isinstance(whole, Quantity):
                return whole
        return self.candidate.quantity


def scan(text: str, lessons: Lessons, published: str | None = None, watch: Watch = unwatched) -> list[Scanned]:
    """Every candidate of a text in printed order; `published` (2023-11-15, 2023-11) where the text does not say it."""
    simple = plain(text)
    issued = published or when.published(simple)
    articles = sections(simple)
    named = whose.mentions(simple, lessons.units)
    about = {article: whose.about(simple, article, named, lessons.parents) for article in articles}
    during = {article: when.default(simple, article, issued) for article in articles}

    def proposed(one: Scanned) -> Scanned:
        start, end, read = one.candidate.start, one.candidate.end, one.candidate.quantity
        if one.candidate.kind != "figure" or read is None:
            return one
        unit = whose.whose(simple, start, named, about[one.section])
        status = when.status(simple, start, unit.value in lessons.background)
        indicators = what.what(simple, (start, end), read.measure_word, str(status.value), lessons)
        likeliest = str(indicators[0].value) if indicators else ""
        return replace(
            one,
            qualifier=qualifier(simple, start),
            unit=unit,
            indicators=tuple(indicators),
            measure=what.measure(simple, end, read.measure_word, likeliest, lessons),
            detail=what.detail(simple, start, end, likeliest, lessons),
            period=when.when(simple, start, during[one.section], issued),
            status=status,
        )

    return [proposed(one) for one in watch(list(_placed(text, find(text, lessons.measures), articles)))]


def _placed(text: str, candidates: list[Candidate], articles: list[Section]) -> Iterator[Scanned]:
    """Candidates with their lines, offsets and articles."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    openings = [article.start for article in articles]
    for one in candidates:
        line, end_line = bisect(starts, one.start), bisect(starts, one.end - 1)
        article = articles[max(0, bisect(openings, one.start) - 1)]
        yield Scanned(one, line, one.start - starts[line - 1], end_line, one.end - starts[end_line - 1], article)


def by_article(found: Sequence[Scanned]) -> Iterator[tuple[Section | None, list[Scanned]]]:
    """The candidates of each article in printed order, those of no article under None.

    Where numbers report nothing there is no article but menus, contents or a footer; unless they do so everywhere.
    """
    report = {one.section for one in found if one.candidate.kind != "not_figure"}
    for section, group in groupby(found, key=lambda one: one.section):
        yield (section if section in report or not report else None), list(group)


def record(one: Scanned) -> dict[str, object]:
    """A candidate as plain values, in the order of COLUMNS; numbers are text, as exact as printed."""
    read, proposed = one.quantity, {"unit": one.unit, "period": one.period, "status": one.status}
    proposed |= {"measure": one.measure, "detail": one.detail}
    first = one.indicators[0] if one.indicators else None
    bounds = (read.value, read.lower, read.upper) if read else (None, None, None)
    values = [None if bound is None else f"{bound:f}" for bound in bounds]
    said = {name: proposal.because for name, proposal in {**proposed, "indicator": first}.items() if proposal}
    row = (
        *(one.line, one.start, one.end, one.end_line, one.candidate.printed, one.qualifier, *values),
        *((read.comparator, read.measure_word) if read else (None, None)),
        *(one.candidate.kind, one.candidate.why, one.unit.value if one.unit else None, first.value if first else None),
        [proposal.value for proposal in one.indicators],
        *(proposal.value if proposal else None for proposal in (one.measure, one.detail, one.period, one.status)),
        *(confidence(one), {name: because for name, because in said.items() if because}),
    )
    return dict(zip(COLUMNS, row, strict=True))


def confidence(one: Scanned) -> float:
    """How sure all of a candidate is: of a figure no surer than its least sure proposal."""
    proposals = [one.unit, *one.indicators[:1], one.period, one.status]
    return min([one.candidate.confidence, *(proposal.confidence for proposal in proposals if proposal)])
