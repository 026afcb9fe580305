"""A draft: an issue on its way in, or one taken up again; every number with what is proposed and what was decided."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pydantic import TypeAdapter

from etl.scanning.related import Related, related
from etl.scanning.scan import Scanned, by_article, confidence
from etl.scanning.sections import Section
from etl.scanning.whose import Proposal

State = Literal["undecided", "figure", "not_figure"]
ChangeKind = Literal["revision", "correction"]
LOW = 0.5  # confidence below which a proposal is looked at twice, and an indicator is asked for
HEAD = ("title", "kind", "publisher", "published", "number", "issn")  # what is said of the whole document


@dataclass(frozen=True)
class Entry:
    """One number of the text. While it is undecided its fields hold what is proposed, afterwards what was decided.

    `start` and `end` count characters of `line` and `end_line` from 0, `end` not included. Empty text means unsaid;
    an unsaid unit or period is the article's. Of `indicators` the first is the likeliest; it is proposed as `indicator`
    where that is sure by itself, since most others are wrong. `was` is what the data holds of it, where the issue was
    taken up again: the id of a figure (issue/line/nth) or of a numeral that is none (issue/line/not-nth).
    """

    line: int
    start: int
    end_line: int
    end: int
    printed: str
    state: State = "undecided"
    proposed: Literal["figure", "not_figure", "left_over"] = "left_over"
    why: str = ""
    qualifier: str = ""
    unit: str = ""
    indicator: str = ""
    measure: str = ""
    period: str = ""
    status: str = "reported"
    detail_zh: str = ""
    detail_en: str = ""
    note_zh: str = ""
    note_en: str = ""
    key: str = ""
    part_of: str = ""
    value: str = ""
    lower: str = ""
    upper: str = ""
    confidence: float = 0.0
    indicators: tuple[str, ...] = ()
    because: Mapping[str, str] = field(default_factory=dict)
    was: str = ""


@dataclass(frozen=True)
class Piece:
    """One article: its id, which names its file, its lines, and what it says for its figures that say nothing else.

    `checks` are the relations between its figures by their `key`, as in YAML: {"total": "all", "parts": ["a", "b"]}.
    `was` is the id that the data has it under, where the issue was taken up again. `before` are the units and
    periods that it said before, by `unit` and `period`.
    """

    id: str
    title: str
    first: int
    last: int
    unit: str = ""
    period: str = ""
    pages: str = ""
    authors: tuple[str, ...] = ()
    checks: tuple[Mapping[str, Any], ...] = ()
    was: str = ""
    before: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """An issue with its text, its articles and entries in printed order, and what is new in the registries.

    `base` is the release it was begun from, "" for none. `opened` tells an issue that the data holds already.
    `units`, `indicators`, `measures` are registry entries, new or worded anew, as YAML trees by id; `replaced` are
    those that the data had of them, by registry and id (units/court). `kinds` says of each published thing that changes
    whether that is a revision or a correction, `reasons` why, and why a doubt (see `doubts`) is none; both by id.
    `reading` is what a second reading came to (see `second`). `related` are relations that the text implies, until
    somebody takes them over or puts them aside (see `relating`).
    """

    issue: str
    text: str
    name: str
    base: str = ""
    opened: bool = False
    title: str = ""
    kind: str = ""
    publisher: str = ""
    published: str = ""
    number: str = ""
    issn: str = ""
    note_zh: str = ""
    note_en: str = ""
    articles: tuple[Piece, ...] = ()
    entries: tuple[Entry, ...] = ()
    units: Mapping[str, Any] = field(default_factory=dict)
    indicators: Mapping[str, Any] = field(default_factory=dict)
    measures: Mapping[str, Any] = field(default_factory=dict)
    replaced: Mapping[str, Any] = field(default_factory=dict)
    kinds: Mapping[str, ChangeKind] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    reading: Mapping[str, str] = field(default_factory=dict)
    related: tuple[Related, ...] = ()


@dataclass(frozen=True)
class Progress:
    """How many numbers there are, how many are decided, and how many of the others nothing is proposed for."""

    entries: int
    decided: int
    left_over: int


_DRAFT = TypeAdapter(Draft)


def begin(issue: str, text: str, name: str, found: Sequence[Scanned], **fields: Any) -> Draft:
    """A draft from a scan of `text`, which will be archived under `name`; nothing in it is decided."""
    articles = [(section, group) for section, group in by_article(found) if section]
    pieces = tuple(_piece(text, f"article-{nth:02}", *article) for nth, article in enumerate(articles, start=1))
    implied = tuple(related(text, found))
    return Draft(issue, text, name, articles=pieces, entries=tuple(map(_entry, found)), related=implied, **fields)


def decide(draft: Draft, nth: int, state: State, **fields: Any) -> Draft:
    """The draft with its entry `nth` (from 0) decided, or undecided again, and these fields of it changed."""
    entries = list(draft.entries)
    entries[nth] = replace(entries[nth], state=state, **fields)
    return replace(draft, entries=tuple(entries))


def progress(draft: Draft) -> Progress:
    """How far a draft is."""
    waiting = [entry for entry in draft.entries if entry.state == "undecided"]
    left_over = sum(entry.proposed == "left_over" for entry in waiting)
    return Progress(len(draft.entries), len(draft.entries) - len(waiting), left_over)


def article_of(draft: Draft, line: int) -> Piece | None:
    """The article that a line belongs to."""
    return next((piece for piece in draft.articles if piece.first <= line <= piece.last), None)


def commonest(values: Iterable[str]) -> str:
    """The value that most have, the first of those that equally many have; "" where there is none."""
    return next((value for value, _ in Counter(values).most_common(1)), "")


def written(draft: Draft) -> str:
    """The draft as JSON."""
    return _DRAFT.dump_json(draft).decode()


def read(text: str) -> Draft:
    """The draft that was written; ValueError where it is none."""
    return _DRAFT.validate_json(text, strict=False)


def _piece(text: str, id: str, section: Section, found: list[Scanned]) -> Piece:
    """An article whose unit and period are those that most of its figures have; no unit where most have none.

    A body that no registry has leaves its figures without one: they are not those of another that is named beside it.
    """
    figures = [_entry(one) for one in found if one.candidate.kind == "figure"]
    first = text.count("\n", 0, section.start) + 1
    last = first + text[section.start : section.end].rstrip("\n").count("\n")
    unit, period = commonest(one.unit for one in figures), commonest(one.period for one in figures)
    return Piece(id, section.title, first, last, unit, period or "unstated")


def _entry(one: Scanned) -> Entry:
    first = one.indicators[0] if one.indicators else None
    proposals = {"unit": one.unit, "indicator": first, "period": one.period, "status": one.status}
    proposals["measure"] = one.measure
    return Entry(
        line=one.line,
        start=one.start,
        end_line=one.end_line,
        end=one.end,
        printed=" ".join(one.candidate.printed.split()),
        proposed=one.candidate.kind,
        why=one.candidate.why or "",
        qualifier=one.qualifier or "",
        unit=_value(one.unit),
        indicator=_value(first) if first and first.confidence >= LOW else "",
        measure=_value(one.measure),
        period=_value(one.period),
        status=_value(one.status) or "reported",
        confidence=confidence(one),
        indicators=tuple(str(proposal.value) for proposal in one.indicators),
        because={name: said.because for name, said in proposals.items() if said and said.because},
    )


def _value(proposal: Proposal | None) -> str:
    return proposal.value or "" if proposal else ""
