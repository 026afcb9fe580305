"""A second reading, made blind from the text, beside the curated figures: where the two differ."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation
from pathlib import Path
from typing import Literal

from etl.curating.amounts import amount
from etl.curating.curated import Curated, CuratedFigure
from etl.printed.characters import squeezed

Finding = Literal["agreed", "differing", "only here", "only there"]
COLUMNS = ("text", "line", "printed", "value", "lower", "upper", "unit", "period", "status")
FINDINGS: tuple[Finding, ...] = ("agreed", "differing", "only here", "only there")


@dataclass(frozen=True)
class Read:
    """One figure of a second reading, as its row of the CSV file says."""

    text: str
    line: int
    printed: str
    value: str
    lower: str
    upper: str
    unit: str
    period: str
    status: str


@dataclass(frozen=True)
class Compared:
    """A figure of either reading. `differs` names what the two do not agree on, here first, there second."""

    finding: Finding
    text: str
    line: int
    printed: str
    differs: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\t".join([self.finding, f"{self.text}:{self.line}", self.printed, "; ".join(self.differs)])


def second_reading(file: Path) -> list[Read]:
    """The rows of a CSV file with at least the COLUMNS; raises ValueError naming file and line of a bad row."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
        if missing:
            raise ValueError(f"{file}:1: expected the columns {', '.join(COLUMNS)}, found none called {missing[0]}")
        return [_read(row, f"{file}:{rows.line_num}") for row in rows]


def _read(row: dict[str, str], place: str) -> Read:
    if not (row["line"] or "").isdecimal():
        raise ValueError(f"{place}: expected a line number, found {row['line']}")
    cells = {column: (row[column] or "").strip() for column in COLUMNS}
    return Read(**{**cells, "line": int(row["line"])})  # type: ignore[arg-type]


def compare(curated: Curated, there: Iterable[Read]) -> list[Compared]:
    """Both readings, figure by figure in the order of print; only texts that the second reading is about."""
    rows: dict[tuple[str, int], list[Read]] = defaultdict(list)
    for read in there:
        rows[read.text, read.line].append(read)
    figures: dict[tuple[str, int], list[CuratedFigure]] = defaultdict(list)
    for figure in curated.figures:
        figures[curated.issues[figure.issue].record.text, figure.line].append(figure)
    texts = {text for text, _ in rows}
    places = sorted(place for place in {*rows, *figures} if place[0] in texts)
    return [found for place in places for found in _line(place, figures[place], rows[place])]


def tally(compared: Iterable[Compared]) -> dict[Finding, int]:
    """How many figures came to each finding."""
    findings = [one.finding for one in compared]
    return {finding: findings.count(finding) for finding in FINDINGS}


def _line(place: tuple[str, int], figures: Sequence[CuratedFigure], rows: Sequence[Read]) -> list[Compared]:
    """The figures of one line: those of the same print are paired first, then those of the same number."""
    here, there, found = list(figures), list(rows), []
    for same in (_same_print, _same_number):
        for figure in list(here):
            twin = next((row for row in there if same(figure, row)), None)
            if twin is not None:
                here.remove(figure)
                there.remove(twin)
                differs = tuple(_differences(figure, twin))
                found.append(Compared("differing" if differs else "agreed", *place, figure.record.printed, differs))
    found += [Compared("only here", *place, figure.record.printed) for figure in here]
    return found + [Compared("only there", *place, row.printed) for row in there]


def _same_print(figure: CuratedFigure, row: Read) -> bool:
    return squeezed(figure.record.printed) == squeezed(row.printed)


def _same_number(figure: CuratedFigure, row: Read) -> bool:
    numbers = {_plain(row.value), _plain(row.lower), _plain(row.upper)} - {""}
    return not numbers.isdisjoint(_numbers(figure))


def _differences(figure: CuratedFigure, row: Read) -> list[str]:
    period = figure.period.text if figure.period else ""
    numbers = _numbers(figure), (_plain(row.value), _plain(row.lower), _plain(row.upper))
    sides = {
        "value": ("/".join(numbers[0]), "/".join(numbers[1])),
        "unit": (figure.unit or "", row.unit),
        "period": (period, row.period),
        "status": (figure.record.status, row.status),
    }
    return [f"{name} {here} | {there}" for name, (here, there) in sides.items() if here != there]


def _numbers(figure: CuratedFigure) -> tuple[str, str, str]:
    read = amount(figure)
    if read is None:
        return "", "", ""
    return _written(read.value), _written(read.lower), _written(read.upper)


def _plain(text: str) -> str:
    try:
        return _written(Decimal(text)) if text else ""
    except InvalidOperation:
        return text


def _written(number: Decimal | None) -> str:
    """To six digits: 2/3 has no last one."""
    return "" if number is None else f"{Context(prec=6).plus(number).normalize():f}"
