"""Numbers of a draft marked by hand: one that the scan missed, other limits of one, one taken out; what each says."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from etl.drafting.drafts import Draft, Entry
from etl.evidence import NUMERAL
from etl.printed import quantity
from etl.printed.quantity import Quantity
from etl.problems import Place, Problem

REACH = 6  # lines that a number cut by page breaks may run on
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
    around = [spread for spread in free if _overlap(spread, _spread(entry))]
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
    for spread in _printed(draft.text.split("\n"), line, "".join(printed.split())):
        if not any(_overlap(spread, other) for other in taken):
            yield spread


def _printed(lines: list[str], line: int, printed: str) -> Iterator[Spread]:
    """Every place where the characters begin on a line without splitting a numeral."""
    origin = [
        (number, offset)
        for number, text in enumerate(lines[line - 1 : line - 1 + REACH], start=line)
        for offset, character in enumerate(text)
        if not character.isspace()
    ]
    squeezed = "".join(lines[number - 1][offset] for number, offset in origin)
    begin = squeezed.find(printed) if printed and line > 0 else -1
    while begin >= 0 and origin[begin][0] == line:
        last = origin[begin + len(printed) - 1]
        spread = (origin[begin], (last[0], last[1] + 1))
        if not _splits(lines, spread):
            yield spread
        begin = squeezed.find(printed, begin + 1)


def _splits(lines: list[str], spread: Spread) -> bool:
    """Whether a numeral lies only partly in it."""
    (first, _), (last, _) = spread
    numerals = [
        ((number, found.start()), (number, found.end()))
        for number in range(first, last + 1)
        for found in NUMERAL.finditer(lines[number - 1])
    ]
    return any(_overlap(spread, one) and not (spread[0] <= one[0] and one[1] <= spread[1]) for one in numerals)


def _spread(entry: Entry) -> Spread:
    return (entry.line, entry.start), (entry.end_line, entry.end)


def _overlap(one: Spread, other: Spread) -> bool:
    return one[0] < other[1] and other[0] < one[1]
