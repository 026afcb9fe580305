"""Numbers of a draft marked by hand: one that the scan missed, other limits of one, one taken out; what each says."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from etl.drafting.drafts import Draft, Entry
from etl.evidence import REACH, Page, overlap
from etl.printed import quantity
from etl.printed.quantity import Quantity
from etl.problems import Place, Problem

Spread = tuple[tuple[int, int], tuple[int, int]]  # line (from 1) and offset (from 0) where it begins, and where it ends


def mark(draft: Draft, line: int, printed: str, start: int | None = None, **fields: Any) -> Draft | Problem:
    """The draft with one more entry: `printed` on `line`, at `start` (from 0) or the first place that is free.

    A Problem where it is not printed there, would split a numeral, or stands in another entry. `fields` are the
    entry's; it is undecided unless they say more.
    """
    free = [spread for spread in _free(draft, line, printed, draft.entries) if start in (None, spread[0][1])]
    if not free:
        return _refused(draft, line, start or 0, printed)
    return _with(draft, draft.entries, _moved(Entry(line, 0, line, 0, "", **fields), printed, free[0]))


def reprint(draft: Draft, nth: int, printed: str) -> Draft | Problem:
    """The draft with other limits for its entry `nth` (from 0), around the ones it has; a Problem as for `mark`."""
    entry, others = draft.entries[nth], (*draft.entries[:nth], *draft.entries[nth + 1 :])
    lines = range(max(1, entry.line - 1), entry.end_line + 1)
    free = [spread for line in lines for spread in _free(draft, line, printed, others)]
    around = [spread for spread in free if overlap(spread, _spread(entry))]
    if not around:
        return _refused(draft, entry.line, entry.start, printed)
    return _with(draft, others, _moved(entry, printed, around[0]))


def unmark(draft: Draft, nth: int) -> Draft:
    """The draft without its entry `nth` (from 0); its numerals are left over then."""
    return replace(draft, entries=(*draft.entries[:nth], *draft.entries[nth + 1 :]))


def quantity_of(entry: Entry) -> Quantity | Problem:
    """What an entry says in numbers, read again from its qualifier and its printed form every time."""
    read = quantity.read(entry.printed)
    return quantity.read(entry.qualifier + entry.printed) if entry.qualifier and isinstance(read, Quantity) else read


def _with(draft: Draft, others: tuple[Entry, ...], entry: Entry) -> Draft:
    return replace(draft, entries=tuple(sorted([*others, entry], key=lambda one: (one.line, one.start))))


def _moved(entry: Entry, printed: str, spread: Spread) -> Entry:
    (line, start), (end_line, end) = spread
    written = " ".join(printed.split())
    return replace(entry, line=line, start=start, end_line=end_line, end=end, printed=written)


def _refused(draft: Draft, line: int, start: int, printed: str) -> Problem:
    expected = f"what line {line} of the text says, whole numerals, and no other entry's"
    return Problem(Place(draft.name, line, start + 1), "not-printed", expected, printed or "nothing", "mark it afresh")


def _free(draft: Draft, line: int, printed: str, others: tuple[Entry, ...]) -> Iterator[Spread]:
    """Where `printed` begins on a line, blanks and line breaks aside, in characters that no other entry has."""
    taken = [_spread(entry) for entry in others]
    page = Page(draft.text, range(line, line + REACH))
    for spot in page.printed(line, printed):
        spans = page.spans(*spot)
        spread = (spans[0].line, spans[0].start), (spans[-1].line, spans[-1].end)
        if not any(overlap(spread, other) for other in taken):
            yield spread


def _spread(entry: Entry) -> Spread:
    return (entry.line, entry.start), (entry.end_line, entry.end)
