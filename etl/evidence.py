"""Figures and their archived text: proof that each is printed where it says, and the ledger of every numeral."""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from etl.curating.curated import Curated
from etl.printed.characters import squeezed
from etl.problems import NOWHERE, DataRejected, Place, Problem, errors
from etl.tables import Tables, records
from etl.watch import Watch, unwatched

NUMERAL = re.compile(  # a comma joins thousands of its own width only: 第1，150个 is two numerals
    "[0-9０-９]+(?:,[0-9]{3}(?![0-9])|，[０-９]{3}(?![０-９]))*(?:[.．][0-9０-９]+)*"
)
CONTEXT = 12  # characters shown on either side of a numeral that nobody claims
MOST_LINES = 9  # that are told of a claim that stands elsewhere
REACH = 6  # lines that a quantity split over a page break may run on

Stretch = tuple[int, int]  # of a page: its characters from the first up to the second
Where = TypeVar("Where", int, tuple[int, int])


@dataclass(frozen=True)
class Claim:
    """What the data says is printed on a line: a figure, or a numeral that is none."""

    id: str
    line: int
    printed: str
    qualifier: str | None = None
    place: Place = NOWHERE


@dataclass(frozen=True)
class Span:
    """Characters of one line of the text, from `start` up to `end`, counted from 0."""

    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Unaccounted:
    """A numeral of the text that is neither a figure nor a not-figure; the column counts from 1."""

    line: int
    column: int
    numeral: str
    context: str


@dataclass(frozen=True)
class Ledger:
    """The account of one text: its numerals, where every claim stands, which stand nowhere, what nobody claims.

    `within` says how many numerals each claim that stands somewhere holds: a date several, 十余家 none. These and the
    unaccounted ones come to `numerals`.
    """

    numerals: int
    spans: Mapping[str, tuple[Span, ...]]
    missing: tuple[Claim, ...]
    unaccounted: tuple[Unaccounted, ...]
    within: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Account:
    """The ledger of an issue, and how many figures and not-figures the data has of it."""

    issue: str
    figures: int
    not_figures: int
    ledger: Ledger


def prove(curated: Curated, texts: Path, watch: Watch = unwatched) -> tuple[list[Account], list[Problem]]:
    """Hold every issue against its archived text in the folder `texts`.

    Raises DataRejected where the data cannot be read whole: what is not read would be missing without a word.
    """
    if errors(curated.problems):
        raise DataRejected(sorted(curated.problems))
    accounts, problems = [], []
    for issue, filed in watch(curated.issues.items()):
        text = archived(texts, filed.record.text, filed.record.sha256, filed.root.place("text"))
        if isinstance(text, Problem):
            problems.append(text)
            continue
        ledger = account(text, claims(curated, issue))
        figures = sum(figure.issue == issue for figure in curated.figures)
        not_figures = sum(numeral.issue == issue for numeral in curated.not_figures)
        accounts.append(Account(issue, figures, not_figures, ledger))
        problems += [_not_printed(claim, text) for claim in ledger.missing]
    return accounts, sorted(problems)


def _not_printed(claim: Claim, text: str) -> Problem:
    printed = claim.printed if claim.qualifier is None else f"{claim.qualifier} and {claim.printed}"
    expected = f"{printed} on line {claim.line} of the text, as often as it is listed"
    lines = [str(number) for number, line in enumerate(text.split("\n"), start=1) if claim.printed in line]
    found = f"{claim.printed} on line {', '.join(lines[:MOST_LINES])}" if lines else "it nowhere"
    return Problem(claim.place, "not-printed", expected, found, "copy it to the letter; look at the line number")


def account(text: str, claims: Iterable[Claim]) -> Ledger:
    """Every claim is given characters of its own, never half a numeral; blanks and line breaks do not count.

    Longer claims choose first, so that the 5 of `5个` does not take the one of `5个工作日`; equal ones in their order.
    """
    page = Page(text)
    starts = [start for start, _ in page.numerals]
    taken: list[Stretch] = []
    spans, within, missing = {}, {}, []
    for claim in sorted(claims, key=lambda claim: (claim.line, -len(claim.printed))):
        spots = page.printed(claim.line, claim.printed)
        spot = next((spot for spot in spots if not any(overlap(spot, other) for other in taken)), None)
        if spot is None or not page.holds(claim.line, claim.qualifier or ""):
            missing.append(claim)
        else:
            taken.append(spot)
            spans[claim.id] = page.spans(*spot)
            within[claim.id] = bisect_left(starts, spot[1]) - bisect_left(starts, spot[0])
    alone = [one for one in page.numerals if not any(spot[0] <= one[0] and one[1] <= spot[1] for spot in taken)]
    nobody = [page.unaccounted(*numeral) for numeral in alone]
    return Ledger(len(page.numerals), spans, tuple(missing), tuple(nobody), within)


class Page:
    """Lines of a text without their blanks, each character with the line (from 1) and offset (from 0) it stood at.

    `numerals` are the runs of digits, with the points and commas inside them, each within its line.
    """

    def __init__(self, text: str, lines: range | None = None) -> None:
        self.lines = text.split("\n")
        every = range(1, len(self.lines) + 1)
        shown = [(number, self.lines[number - 1]) for number in lines or every if number in every]
        self.origin = [
            (number, offset) for number, line in shown for offset, sign in enumerate(line) if not sign.isspace()
        ]
        self.text = "".join(self.lines[number - 1][offset] for number, offset in self.origin)
        self.numerals = [
            (self.start(number, found.start()), self.start(number, found.end()))
            for number, line in shown
            for found in NUMERAL.finditer(line)
        ]
        self._inside = {place for start, end in self.numerals for place in range(start + 1, end)}

    def start(self, line: int, offset: int = 0) -> int:
        """Where this character, or the next that is not blank, stands here."""
        return bisect_left(self.origin, (line, offset))

    def printed(self, line: int, words: str) -> Iterator[Stretch]:
        """Where the words begin on a line, blanks and line breaks aside, without splitting a numeral."""
        words = squeezed(words)
        begin, last, reach = self.start(line), self.start(line + 1), self.start(line + REACH)
        while words and (begin := self.text.find(words, begin, reach)) != -1 and begin < last:
            spot = (begin, begin + len(words))
            if self._inside.isdisjoint(spot):
                yield spot
            begin += 1

    def holds(self, line: int, words: str) -> bool:
        """Whether a line says the words."""
        return words in self.text[self.start(line) : self.start(line + 1)]

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The characters as they stand in the text, one span a line."""
        lines: dict[int, list[int]] = {}
        for number, offset in self.origin[start:end]:
            lines.setdefault(number, []).append(offset)
        return tuple(Span(number, offsets[0], offsets[-1] + 1) for number, offsets in lines.items())

    def unaccounted(self, start: int, end: int) -> Unaccounted:
        """A numeral that nobody claims, with what stands around it."""
        number, offset = self.origin[start]
        line, stop = self.lines[number - 1], self.origin[end - 1][1] + 1
        return Unaccounted(
            number, offset + 1, line[offset:stop], line[max(0, offset - CONTEXT) : stop + CONTEXT].strip()
        )


def overlap(one: tuple[Where, Where], other: tuple[Where, Where]) -> bool:
    """Whether two stretches, each from its start up to its end, have a character in common."""
    return one[0] < other[1] and other[0] < one[1]


def archived(texts: Path, name: str, sha256: str, place: Place = NOWHERE) -> str | Problem:
    """The archived text of that name, if it is the very one that the figures were read from."""
    try:
        content = (texts / name).read_bytes()
    except OSError:
        way_out = "put it there, or name the folder by --texts or TEXTS_DIR"
        return Problem(place, "text-missing", f"the archived text {name}", f"none in {texts}", way_out)
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        return Problem(
            place, "text-changed", f"a text with sha256 {sha256}", found, "read the figures again from this text"
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        found, way_out = f"byte {error.start + 1} that is none", "save it as UTF-8 and write its new sha256"
        return Problem(place, "text-encoding", "a text in UTF-8", found, way_out)


def claims(curated: Curated, issue: str) -> list[Claim]:
    """What the curated data says is printed in an issue, with its places."""
    figures = [
        Claim(figure.id, figure.line, figure.record.printed, figure.record.qualifier, figure.node.place("printed"))
        for figure in curated.figures
        if figure.issue == issue
    ]
    numerals = [
        Claim(
            f"{issue}/{numeral.line}/not-{numeral.nth}",
            numeral.line,
            numeral.record.printed,
            None,
            numeral.node.place("printed"),
        )
        for numeral in curated.not_figures
        if numeral.issue == issue
    ]
    return figures + numerals


def published_claims(tables: Tables, issue: str) -> list[Claim]:
    """The same from the published tables, which know no places."""
    rows = {name: records(tables[name][tables[name]["issue"] == issue]) for name in ("figures", "not_figures")}
    figures = [
        Claim(
            row["figure"], row["line"], row["printed"], row["qualifier"] if isinstance(row["qualifier"], str) else None
        )
        for row in rows["figures"]
    ]
    return figures + [
        Claim(f"{issue}/{row['line']}/not-{row['nth']}", row["line"], row["printed"]) for row in rows["not_figures"]
    ]
