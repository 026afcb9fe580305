"""A draft held against its own text: every entry stands where it says, and no numeral is left over."""

from collections.abc import Iterator

from etl.drafting.drafts import Draft, Entry
from etl.drafting.spots import Spot
from etl.evidence import CONTEXT, NUMERAL, Unaccounted
from etl.printed.characters import squeezed
from etl.problems import Place, Problem


def proof(draft: Draft) -> Iterator[tuple[Problem, Spot]]:
    """Decided entries that the text does not say, and numerals that no entry holds."""
    lines = draft.text.split("\n")
    for nth, entry in enumerate(draft.entries):
        if entry.state == "undecided":
            continue
        place, there = Place(draft.name, entry.line, entry.start + 1), printed_at(lines, entry)
        if there != squeezed(entry.printed):
            expected, way_out = f"{there or 'print'} at these characters of line {entry.line}", "copy it to the letter"
            yield Problem(place, "not-printed", expected, entry.printed, way_out), Spot("entry", nth, "printed")
        elif squeezed(entry.qualifier) not in squeezed(lines[entry.line - 1]):
            expected = f"{entry.qualifier} on line {entry.line} of the text"
            yield Problem(place, "not-printed", expected, "it not there"), Spot("entry", nth, "qualifier")
    for one in left_over(draft):
        place, found = Place(draft.name, one.line, one.column), f"{one.numeral} left over"
        way_out = "mark it: a figure, or why not"
        yield Problem(place, "unaccounted", "every numeral", found, way_out), Spot("text", one.line)


def left_over(draft: Draft) -> list[Unaccounted]:
    """The numerals of the text that no entry holds whole."""
    spans: dict[int, list[tuple[int, float]]] = {}
    for entry in draft.entries:
        for line in range(entry.line, entry.end_line + 1):
            start = entry.start if line == entry.line else 0
            spans.setdefault(line, []).append((start, entry.end if line == entry.end_line else float("inf")))
    return [
        Unaccounted(
            number,
            found.start() + 1,
            found[0],
            line[max(0, found.start() - CONTEXT) : found.end() + CONTEXT].strip(),
        )
        for number, line in enumerate(draft.text.split("\n"), start=1)
        for found in NUMERAL.finditer(line)
        if not any(start <= found.start() and found.end() <= end for start, end in spans.get(number, ()))
    ]


def printed_at(lines: list[str], entry: Entry) -> str:
    """What stands at the characters of an entry, without blanks; "" where its line is none of the text."""
    there = lines[entry.line - 1 : entry.end_line] if entry.line > 0 else []
    if not there:
        return ""
    last = there[-1][: max(0, entry.end)]
    return squeezed("".join([*there[:-1], last])[max(0, entry.start) :])
