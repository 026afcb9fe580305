"""How well a scan reads a document that it has not learned from: leave one out of the curated issues, scan it, compare.

    python -m bench.scan [--texts DIR] [--data DIR] [--json FILE]

Two ways. Registries whole: units, indicators and measures as they stand, nothing learned from the document's figures.
Strict: units and indicators that no other issue needs are taken out, too; what then cannot be proposed counts as wrong
under "of all" and is left out under "of known". The rules of detection were written by people who had seen these
documents; only what is learned is held out.
"""

import argparse
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from etl import curated as curated_data
from etl import evidence
from etl.curated import Curated, CuratedFigure
from etl.lessons import Lessons, learn
from etl.quantity import Quantity
from etl.records import Unit
from etl.scan import Scanned, scan
from etl.sections import plain
from etl.whose import NEW, Proposal

Offsets = tuple[int, int]


def main() -> None:
    """Print both tables, and write them as JSON where asked to."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--texts", type=Path, default=Path(os.environ.get("TEXTS_DIR") or "data/texts"))
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    curated = curated_data.load(arguments.data)
    result = {way: measure(curated, arguments.texts, way == "strict") for way in ("whole", "strict")}
    for way, counts in result.items():
        print(f"\n{'registries whole' if way == 'whole' else 'strict'}\n" + "\n".join(table(counts)))
    if arguments.json:
        rates = {way: {issue: rate(counts) for issue, counts in issues.items()} for way, issues in result.items()}
        arguments.json.write_text(json.dumps(rates, indent=2) + "\n", encoding="utf-8")


def measure(curated: Curated, texts: Path, strict: bool) -> dict[str, Counter[str]]:
    """Counts per issue, and of all of them together."""
    counts: dict[str, Counter[str]] = {}
    for issue, filed in curated.issues.items():
        text = evidence.archived(texts, filed.record.text, filed.record.sha256)
        assert isinstance(text, str), text
        lessons = learn(curated, texts, without=issue, strict=strict)
        counts[issue] = held(curated, issue, text, scan(text, lessons), lessons)
    counts["all"] = sum(counts.values(), Counter())
    return counts


def held(curated: Curated, issue: str, text: str, found: list[Scanned], lessons: Lessons) -> Counter[str]:
    """What the scan of one issue got right, figure by figure."""
    figures = [one for one in found if one.candidate.kind == "figure"]
    counts: Counter[str] = Counter(
        candidates=len(figures), left_over=sum(f.candidate.kind == "left_over" for f in found)
    )
    taken: set[int] = set()
    for figure, (start, end) in spans(curated, issue, text):
        numerals = "arabic" if re.search("[0-9０-９]", figure.record.printed) else "chinese"
        counts[numerals] += 1
        hits = (one for one in figures if one.candidate.start < end and start < one.candidate.end)
        hit = next((one for one in hits if one.candidate.start not in taken), None)
        if hit is None:
            continue
        taken.add(hit.candidate.start)
        counts += Counter(dict.fromkeys(["detected", f"{numerals} detected", *right(curated, figure, hit, lessons)], 1))
    return counts


def spans(curated: Curated, issue: str, text: str) -> Iterator[tuple[CuratedFigure, Offsets]]:
    """Every curated figure of an issue with the characters of the text that it takes."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    stand = evidence.account(text, evidence.claims(curated, issue)).spans
    for figure in curated.figures:
        if figure.issue == issue and figure.id in stand:
            first, last = stand[figure.id][0], stand[figure.id][-1]
            yield figure, (starts[first.line - 1] + first.start, starts[last.line - 1] + last.end)


def right(curated: Curated, figure: CuratedFigure, hit: Scanned, lessons: Lessons) -> list[str]:
    """What a scan got right of a figure it detected, and what it could have known."""
    proposed = [proposal.value for proposal in hit.indicators]
    period = figure.period.text if figure.period else None
    verdicts = {
        "reading": _said(figure.quantity) == _said(hit.quantity),
        "unit known": figure.unit in lessons.units.values(),
        "unit": hit.unit is not None and hit.unit.value == figure.unit,
        "unit new": figure.unit not in lessons.units.values(),
        "unit new, named": hit.unit is not None and _names(hit.unit, curated.units.records[figure.unit or ""]),
        "unit new, to the letter": hit.unit is not None and _spells(hit.unit, curated.units.records[figure.unit or ""]),
        "indicator known": figure.record.indicator in lessons.allowed,
        "indicator first": figure.record.indicator in proposed[:1],
        "indicator in three": figure.record.indicator in proposed,
        "period": hit.period is not None and hit.period.value == period,
        "status": hit.status is not None and hit.status.value == figure.record.status,
    }
    return [name for name, holds in verdicts.items() if holds]


def _names(proposal: Proposal, unit: Unit) -> bool:
    """Whether a proposal says that a new unit is needed, by a name that is one of the unit's or a part of one."""
    name = proposal.because.removeprefix(NEW) if proposal.because.startswith(NEW) else None
    return name is not None and any(name in known or known in name for known in (unit.name.zh, *unit.aliases))


def _spells(proposal: Proposal, unit: Unit) -> bool:
    """Whether the name that a proposal says is one that the unit is printed under, to the letter."""
    name = proposal.because.removeprefix(NEW) if proposal.because.startswith(NEW) else None
    return name in map(plain, (unit.name.zh, *unit.aliases))


def _said(read: Quantity | None) -> tuple[object, ...] | None:
    return (read.comparator, read.value, read.lower, read.upper, read.measure_word) if read else None


RATES = {
    "recall, Arabic numerals": ("arabic detected", "arabic"),
    "recall, Chinese numerals": ("chinese detected", "chinese"),
    "precision": ("detected", "candidates"),
    "reading, of detected": ("reading", "detected"),
    "unit, of all": ("unit", "detected"),
    "unit, of known": ("unit", "unit known"),
    "new unit named, of new": ("unit new, named", "unit new"),
    "new unit to the letter, of new": ("unit new, to the letter", "unit new"),
    "indicator first, of all": ("indicator first", "detected"),
    "indicator in three, of all": ("indicator in three", "detected"),
    "indicator first, of known": ("indicator first", "indicator known"),
    "indicator in three, of known": ("indicator in three", "indicator known"),
    "period": ("period", "detected"),
    "status": ("status", "detected"),
}


def rate(counts: Counter[str]) -> dict[str, dict[str, float | int | None]]:
    """Right, of how many, and the share of it; none of none has no share."""
    return {
        name: {
            "right": counts[right],
            "of": counts[of],
            "share": round(counts[right] / counts[of], 4) if counts[of] else None,
        }
        for name, (right, of) in RATES.items()
    }


def table(issues: dict[str, Counter[str]]) -> Iterator[str]:
    """A line a rate, a column an issue."""
    yield " " * 30 + "".join(f"{issue[:16]:>18}" for issue in issues)
    for name, (right, of) in RATES.items():
        cells = (
            f"{counts[right]}/{counts[of]} {100 * counts[right] / (counts[of] or 1):.1f}%" for counts in issues.values()
        )
        yield f"{name:<30}" + "".join(f"{cell:>18}" for cell in cells)
    yield f"{'left over':<30}" + "".join(f"{counts['left_over']:>18}" for counts in issues.values())


if __name__ == "__main__":
    main()
