"""A second reading of a draft, made blind: what a reader is asked, what they answer, and where the two differ."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Literal

from etl.drafting import marking
from etl.drafting.drafts import Draft, Entry, article_of, decide
from etl.printed import period, quantity
from etl.printed.period import Period
from etl.printed.quantity import Quantity
from etl.problems import Place, Problem

BREAK = timedelta(hours=1)  # before whoever asked may read a second time themselves
Asked = Literal["value", "unit", "period"]
Field = Literal[Asked, "figure"]
FIELDS: tuple[Asked, ...] = ("value", "unit", "period")


@dataclass(frozen=True)
class Blank:
    """Where a figure stands, and nothing of what it was read as; characters count from 0, `end` not included.

    `own` is one that the second reader marked, for a figure that the draft does not have.
    """

    line: int
    start: int
    end_line: int
    end: int
    own: bool = False

    @property
    def id(self) -> str:
        """Its name within a reading."""
        return f"{self.line}/{self.start}"


@dataclass(frozen=True)
class Answer:
    """What a reader says of a blank: the number as printed or in plain digits, the id of its unit, its period."""

    value: str = ""
    unit: str = ""
    period: str = ""


@dataclass(frozen=True)
class Reading:
    """A second reading on its way. Times are ISO 8601; no `reader` yet is "", and so is no end.

    `again` tells that the reader is who asked. `first` is what the draft said of each blank when the reading ended,
    by id of the blank; `kept` are the differences of which the owner has said that the first reading stands.
    """

    owner: str
    asked: str
    blanks: tuple[Blank, ...]
    reader: str = ""
    again: bool = False
    answers: Mapping[str, Answer] = field(default_factory=dict)
    ended: str = ""
    first: Mapping[str, Answer] = field(default_factory=dict)
    kept: tuple[str, ...] = ()


@dataclass(frozen=True)
class Difference:
    """One field of entry `nth` of the draft (from 0) that the two do not agree on; its id lapses with what they say.

    Field "figure": only the second reader saw a figure there, `second` is its value. `first` then says why the draft
    takes it for none; `nth` is None where it has no entry there.
    """

    id: str
    blank: Blank
    nth: int | None
    field: Field
    first: str
    second: str


def ask(draft: Draft, owner: str, at: datetime) -> Reading:
    """A reading of the figures that are decided now."""
    figures = [entry for entry in draft.entries if entry.state == "figure"]
    blanks = tuple(Blank(one.line, one.start, one.end_line, one.end) for one in figures)
    return Reading(owner, at.isoformat(timespec="seconds"), blanks)


def take(reading: Reading, reader: str, at: datetime) -> Reading | Problem:
    """The reading taken on by somebody; a Problem where another has it, or its owner has had no break yet."""
    if reading.reader not in ("", reader):
        return Problem(Place("reading"), "reading-taken", "a reading that nobody has", reading.reader)
    again = reader == reading.owner
    if again and not reading.reader and at - datetime.fromisoformat(reading.asked) < BREAK:
        way_out = "ask somebody else, or come back later"
        return Problem(Place("reading"), "no-break", "an hour since it was asked for", "less", way_out)
    return replace(reading, reader=reader, again=again)


def answer(reading: Reading, blank: str, said: Answer) -> Reading:
    """The reading with one answer, or none any more where all of it is empty."""
    answers = {id: one for id, one in reading.answers.items() if id != blank}
    if said != Answer():
        answers[blank] = Answer(said.value.strip(), said.unit, said.period.strip())
    return replace(reading, answers=answers)


def blind(draft: Draft, reading: Reading) -> Draft:
    """The text and the new units of the draft, with an entry for every blank: a figure where it is answered."""
    answered = {id for id, said in reading.answers.items() if said.value}
    entries = tuple(
        Entry(one.line, one.start, one.end_line, one.end, "", "figure" if one.id in answered else "undecided", "figure")
        for one in reading.blanks
    )
    return Draft(draft.issue, draft.text, draft.name, units=draft.units, entries=entries)


def add(reading: Reading, draft: Draft, line: int, start: int, words: str) -> Reading | Problem:
    """The reading with a blank of its reader's own, where they see a figure; a Problem as for `marking.mark`."""
    marked = marking.mark(blind(draft, reading), line, words, start)
    if isinstance(marked, Problem):
        return marked
    new = next(one for one in marked.entries if one.printed)
    blank = Blank(new.line, new.start, new.end_line, new.end, own=True)
    return replace(reading, blanks=tuple(sorted([*reading.blanks, blank], key=lambda one: (one.line, one.start))))


def take_out(reading: Reading, blank: Blank) -> Reading:
    """The reading without a blank of its reader's own, and what they said of it."""
    return replace(answer(reading, blank.id, Answer()), blanks=tuple(one for one in reading.blanks if one != blank))


def end(reading: Reading, draft: Draft, at: datetime) -> Reading:
    """The reading as it is, to be held against the draft; blanks without an answer count as not seen."""
    first = {id: _said(draft, draft.entries[nth]) for id, nth in _entries(draft, reading.blanks).items()}
    return replace(reading, ended=at.isoformat(timespec="seconds"), first=first)


def differences(draft: Draft, reading: Reading) -> list[Difference]:
    """Where the draft now and an ended reading do not agree, but for those of which the first reading stands."""
    return [one for one in _all(draft, reading) if one.id not in reading.kept] if reading.ended else []


def keep_first(reading: Reading, difference: Difference) -> Reading:
    """The reading with a difference settled by the text as the draft has it."""
    return replace(reading, kept=(*reading.kept, difference.id))


def adopt_second(draft: Draft, reading: Reading, difference: Difference) -> Draft | Problem | None:
    """The draft with the unit or period of the second reading, or with a number to decide where it saw a figure.

    None for a value, which only print can change; a Problem as for `marking.mark`.
    """
    nth, blank = difference.nth, difference.blank
    if difference.field in ("unit", "period") and nth is not None:
        return decide(draft, nth, "figure", **{difference.field: difference.second})
    if difference.field != "figure":
        return None
    said = reading.answers[blank.id]
    proposed = {"proposed": "figure", "unit": said.unit, "period": said.period}
    if nth is not None:
        return decide(draft, nth, "undecided", **proposed)
    return marking.mark(draft, blank.line, words(draft, blank), blank.start, **proposed)


def words(draft: Draft, blank: Blank) -> str:
    """What the text says at a blank."""
    lines = draft.text.split("\n")[blank.line - 1 : blank.end_line]
    lines[-1] = lines[-1][: blank.end]
    return "".join([lines[0][blank.start :], *lines[1:]])


def recorded(draft: Draft, reading: Reading) -> Draft:
    """The draft with what an ended reading came to, for `readings.yaml` (see `etl.curating.records.SecondReading`)."""
    pairs = [(said, reading.answers[id]) for id, said in reading.first.items() if id in reading.answers]
    differing = [{name for name in FIELDS if not _same(name, one, other)} for one, other in pairs]
    now = {id: _said(draft, draft.entries[nth]) for id, nth in _entries(draft, reading.blanks).items()}
    alone = [id for id, said in reading.answers.items() if said.value and id not in reading.first]
    counts = {
        "figures": len(pairs) + len(alone),
        "agreed": sum(not names for names in differing),
        "value": sum("value" in names for names in differing),
        "unit": sum("unit" in names for names in differing),
        "period": sum("period" in names for names in differing),
        "status": 0,
        "only_first": len(reading.first) - len(pairs),
        "only_second": len(alone),
        "changed": sum(now.get(id) != said for id, said in reading.first.items()) + sum(id in now for id in alone),
    }
    return replace(draft, reading={"read": reading.ended[:10], **{name: str(n) for name, n in counts.items()}})


def _all(draft: Draft, reading: Reading) -> Iterable[Difference]:
    figures = _entries(draft, reading.blanks)
    for blank in reading.blanks:
        theirs, nth = reading.answers.get(blank.id), figures.get(blank.id)
        if theirs is not None and nth is None:
            yield from _unseen(draft, blank, theirs)
        elif theirs is not None and nth is not None:
            ours = _said(draft, draft.entries[nth])
            for name in FIELDS:
                if not _same(name, ours, theirs):
                    yield _difference(blank, nth, name, getattr(ours, name), getattr(theirs, name))


def _unseen(draft: Draft, blank: Blank, said: Answer) -> Iterable[Difference]:
    """A figure that only the second reader saw, unless the draft has one there that waits for a decision."""
    nth = _at(draft, blank)
    entry = None if nth is None else draft.entries[nth]
    if said.value and (entry is None or entry.state != "undecided"):
        yield _difference(blank, nth, "figure", entry.why if entry else "", said.value)


def _difference(blank: Blank, nth: int | None, name: Field, first: str, second: str) -> Difference:
    return Difference(f"{blank.id} {name} {first} | {second}", blank, nth, name, first, second)


def _entries(draft: Draft, blanks: Iterable[Blank]) -> dict[str, int]:
    """The numbers of the figures that now stand where the blanks are, by id of the blank."""
    found = {blank.id: _at(draft, blank) for blank in blanks}
    return {id: nth for id, nth in found.items() if nth is not None and draft.entries[nth].state == "figure"}


def _at(draft: Draft, blank: Blank) -> int | None:
    """The number of the first entry that has characters of a blank."""
    begins, ends = (blank.line, blank.start), (blank.end_line, blank.end)
    after = bisect_right(draft.entries, begins, key=lambda one: (one.end_line, one.end))
    there = after < len(draft.entries) and (draft.entries[after].line, draft.entries[after].start) < ends
    return after if there else None


def _said(draft: Draft, entry: Entry) -> Answer:
    """What the draft says of a figure, with what its article says for it."""
    piece = article_of(draft, entry.line)
    unit, when = (piece.unit, piece.period) if piece else ("", "")
    by_hand = "..".join([entry.lower, entry.upper]) if entry.lower or entry.upper else entry.value
    return Answer(by_hand or entry.qualifier + entry.printed, entry.unit or unit, entry.period or when)


def _same(name: Field, one: Answer, other: Answer) -> bool:
    """Numbers with their bounds, units by id, days from first to last: however they are written."""
    return SAMENESS[name](getattr(one, name)) == SAMENESS[name](getattr(other, name))


def _number(text: str) -> object:
    read = quantity.read(text)
    if isinstance(read, Quantity):
        return read.value, read.lower, read.upper
    try:
        limits = [Decimal(part) if part else None for part in text.split("..")]
    except InvalidOperation:
        return text
    return (limits[0], *limits) if len(limits) == 1 else (None, *limits)


def _time(text: str) -> object:
    read = period.read(text)
    return (read.start, read.end) if isinstance(read, Period) else text


SAMENESS: Mapping[Field, Callable[[str], object]] = {"value": _number, "unit": str, "period": _time}
