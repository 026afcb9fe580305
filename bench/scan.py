"""How well a scan reads a document that it has not learned from: leave one out of the curated issues, scan it, compare.

    python -m bench.scan [--texts DIR] [--data DIR] [--write]

Two ways. Registries whole: units, indicators and measures as they stand, nothing learned from the document's figures.
Strict: units and indicators that no other issue needs are taken out, too; what then cannot be proposed counts as wrong
under "of all" and is left out under "of known". The rules of detection were written by people who had seen these
documents; only what is learned is held out. `bench/seen` holds invented texts that rules were mended for since, and
`bench/fresh` invented texts that no rule knows.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import invented
from bench.invented import Gold
from etl import evidence
from etl.curating import arithmetic
from etl.curating import curated as curated_data
from etl.curating.curated import Curated
from etl.curating.folders import data_folder, texts_folder
from etl.curating.records import CHECKS
from etl.printed.quantity import Quantity
from etl.scanning import grounds
from etl.scanning.lessons import Lessons, learn
from etl.scanning.related import Related, related
from etl.scanning.scan import Scanned, scan
from etl.scanning.sections import plain
from etl.scanning.whose import Proposal

PUBLISHED = (
    Path(__file__).parent.parent / "pages" / "parts" / "telling" / "benchmark.json"
)  # what the Method page shows
WAYS = ("whole", "strict")
SURE = (0, 50, 75)  # where the ranges begin, in per cent, by which stated confidence is held against what was right


def main() -> None:
    """Print all tables, and write what they come to for the Method page where asked to."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=data_folder())
    parser.add_argument("--texts", type=Path, default=None)
    parser.add_argument("--write", action="store_true", help=f"write {PUBLISHED.name} for the Method page")
    arguments = parser.parse_args()
    curated, texts = curated_data.load(arguments.data), arguments.texts or texts_folder(arguments.data)
    result = {f"{what} {way}": counts for what, way, counts in _every(curated, texts)}
    for name, counts in result.items():
        print(f"\n{name}\n" + "\n".join(table(counts)))
    if arguments.write:
        said = {"date": f"{datetime.now(UTC):%Y-%m-%d}"} | summary(curated, texts)
        PUBLISHED.write_text(written(said), encoding="utf-8")


def _every(curated: Curated, texts: Path) -> Iterator[tuple[str, str, dict[str, Counter[str]]]]:
    for way in WAYS:
        yield "curated", way, measure(curated, texts, way == "strict")
    for name in invented.SETS:
        for way in WAYS:
            yield name, way, measure_invented(curated, texts, name, way == "strict")


def summary(curated: Curated, texts: Path) -> dict[str, Any]:
    """What is published: of each set of texts how many there are, and right and of how many, both ways."""
    made: dict[str, Any] = {}
    for what, way, counts in _every(curated, texts):
        every = counts["all"]
        made.setdefault(what, {"documents": len(counts) - 1, "figures": every["arabic"] + every["chinese"]})
        made[what][way] = {name: [every[right], every[of]] for name, (right, of) in RATES.items()}
        made[what][way]["left-over"] = every["left_over"]
    return made


def written(said: dict[str, Any]) -> str:
    """JSON with a line a rate."""
    return re.sub(r"\[\s+(\d+),\s+(\d+)\s+\]", r"[\1, \2]", json.dumps(said, indent=1)) + "\n"


def measure(curated: Curated, texts: Path, strict: bool) -> dict[str, Counter[str]]:
    """Counts per issue, and of all of them together."""
    counts: dict[str, Counter[str]] = {}
    for issue, filed in curated.issues.items():
        text = evidence.archived(texts, filed.record.text, filed.record.sha256)
        assert isinstance(text, str), text
        lessons = learn(curated, texts, without=issue, strict=strict)
        found = scan(text, lessons)
        counts[issue] = held(list(gold(curated, issue, text)), found, lessons)
        counts[issue] += related_rightly(curated, issue, text, related(text, found))
    counts["all"] = sum(counts.values(), Counter())
    return counts


def measure_invented(curated: Curated, texts: Path, name: str, strict: bool) -> dict[str, Counter[str]]:
    """The same of a set of invented texts: all that is curated is learned, none of it is theirs."""
    lessons = invented.taught(learn(curated, texts), name, registered=not strict)
    counts = {
        title: held(marked, scan(text, lessons), lessons) for title, (text, marked) in invented.texts(name).items()
    }
    counts["all"] = sum(counts.values(), Counter())
    return counts


def gold(curated: Curated, issue: str, text: str) -> Iterator[Gold]:
    """Every curated figure of an issue with the characters of the text that it takes."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    stand = evidence.account(text, evidence.claims(curated, issue)).spans
    for figure in curated.figures:
        if figure.issue != issue or figure.id not in stand:
            continue
        first, last = stand[figure.id][0], stand[figure.id][-1]
        unit, record = curated.units.records[figure.unit or ""], figure.record
        yield Gold(
            starts[first.line - 1] + first.start,
            starts[last.line - 1] + last.end,
            record.printed,
            figure.quantity,
            figure.unit or "",
            (unit.name.zh, *unit.aliases),
            record.indicator,
            figure.period.text if figure.period else "",
            record.status,
        )


def held(figures: list[Gold], found: list[Scanned], lessons: Lessons) -> Counter[str]:
    """What the scan of one text got right, figure by figure."""
    candidates = [one for one in found if one.candidate.kind == "figure"]
    counts: Counter[str] = Counter(
        candidates=len(candidates), left_over=sum(one.candidate.kind == "left_over" for one in found)
    )
    taken: set[int] = set()
    for figure in figures:
        numerals = "arabic" if re.search("[0-9０-９]", figure.printed) else "chinese"
        counts[numerals] += 1
        hits = (one for one in candidates if one.candidate.start < figure.end and figure.start < one.candidate.end)
        hit = next((one for one in hits if one.candidate.start not in taken), None)
        if hit is None:
            continue
        taken.add(hit.candidate.start)
        counts += Counter(dict.fromkeys(["detected", f"{numerals} detected", *right(figure, hit, lessons)], 1))
    return counts


def related_rightly(curated: Curated, issue: str, text: str, proposed: Iterable[Related]) -> Counter[str]:
    """How many relations between figures of an issue are recorded, how many are proposed, and how many are both."""
    stand = evidence.account(text, evidence.claims(curated, issue)).spans
    ids = {(spans[0].line, spans[0].start): id for id, spans in stand.items()}
    keyed = {(one.article, one.record.key): one.id for one in curated.figures if one.issue == issue and one.record.key}
    known = {
        ("part", one.id, frozenset([keyed[one.article, one.record.part_of]]))
        for one in curated.figures
        if one.issue == issue and one.record.part_of
    }
    for check in curated.checks:
        outcome = arithmetic.outcome(curated, check)
        kind = next(kind for kind, record in CHECKS.items() if isinstance(check.record, record))
        if outcome and outcome.result.issue == issue:
            known.add((kind, outcome.result.id, frozenset(operand.id for operand in outcome.operands)))
    said = {(one.kind, *_named(ids, one.places)) for one in proposed}
    return Counter({"relations": len(known), "relations proposed": len(said), "relations right": len(known & said)})


def _named(ids: Mapping[tuple[int, int], str], places: tuple[tuple[int, int], ...]) -> tuple[str, frozenset[str]]:
    """The figure that a relation results in, and those that it is made of; "" for what is no figure."""
    first, *rest = (ids.get(place, "") for place in places)
    return first, frozenset(rest)


def right(figure: Gold, hit: Scanned, lessons: Lessons) -> list[str]:
    """What a scan got right of a figure it detected, and what it could have known."""
    proposed = [proposal.value for proposal in hit.indicators]
    new, said = figure.unit not in lessons.units.values(), _body(hit.unit)
    names = [plain(name) for name in figure.names]
    unit = hit.unit is not None and hit.unit.value == figure.unit
    verdicts = {
        "reading": _read(figure.quantity) == _read(hit.quantity),
        "unit known": not new,
        "unit": unit,
        "unit new": new,
        "unit new, named": new and any(said in name or name in said for name in names if said),
        "unit new, to the letter": new and said in names,
        "unit or its name": unit or (new and said in names),
        "indicator known": figure.indicator in lessons.allowed,
        "indicator first": figure.indicator in proposed[:1],
        "indicator in three": figure.indicator in proposed,
        "period": hit.period is not None and hit.period.value == figure.period,
        "status": hit.status is not None and hit.status.value == figure.status,
    }
    verdicts |= _sure("unit", hit.unit, verdicts["unit or its name"])
    verdicts |= _sure("indicator", hit.indicators[0] if hit.indicators else None, verdicts["indicator first"])
    return [name for name, holds in verdicts.items() if holds]


def _sure(what: str, proposal: Proposal | None, right: bool) -> dict[str, bool]:
    """In which range the confidence of a proposal is, and whether it was right there."""
    if proposal is None:
        return {}
    low = max(low for low in SURE if 100 * proposal.confidence >= low)
    return {f"{what} sure {low}": True, f"{what} sure {low} right": right}


def _body(proposal: Proposal | None) -> str:
    """The name of the body that a proposal says is in no registry; "" where it says none."""
    kind, words = grounds.read(proposal.because) if proposal else ("", "")
    return words if kind == "new" else ""


def _read(read: Quantity | None) -> tuple[object, ...] | None:
    return (read.comparator, read.value, read.lower, read.upper, read.measure_word) if read else None


# What is counted, out of what; the Method page says the names in words.
RATES = {
    "recall-arabic": ("arabic detected", "arabic"),
    "recall-chinese": ("chinese detected", "chinese"),
    "precision": ("detected", "candidates"),
    "reading": ("reading", "detected"),
    "unit-possible": ("unit known", "detected"),
    "unit": ("unit", "detected"),
    "unit-known": ("unit", "unit known"),
    "unit-new": ("unit new, to the letter", "unit new"),
    "unit-new-part": ("unit new, named", "unit new"),
    "unit-or-name": ("unit or its name", "detected"),
    "indicator-possible": ("indicator known", "detected"),
    "indicator-first": ("indicator first", "detected"),
    "indicator-three": ("indicator in three", "detected"),
    "indicator-first-known": ("indicator first", "indicator known"),
    "indicator-three-known": ("indicator in three", "indicator known"),
    "period": ("period", "detected"),
    "status": ("status", "detected"),
    "relations-precision": ("relations right", "relations proposed"),
    "relations-recall": ("relations right", "relations"),
}
RATES |= {
    f"{what}-sure-{low}": (f"{what} sure {low} right", f"{what} sure {low}")
    for what in ("unit", "indicator")
    for low in SURE
}


def table(texts: dict[str, Counter[str]]) -> Iterator[str]:
    """A line a rate, a column a text."""
    yield " " * 22 + "".join(f"{text[:16]:>18}" for text in texts)
    for name, (right, of) in RATES.items():
        cells = (f"{counts[right]}/{counts[of]} {_share(counts[right], counts[of])}" for counts in texts.values())
        yield f"{name:<22}" + "".join(f"{cell:>18}" for cell in cells)
    yield f"{'left-over':<22}" + "".join(f"{counts['left_over']:>18}" for counts in texts.values())


def _share(right: int, of: int) -> str:
    """None of none has no share."""
    return f"{100 * right / of:.1f}%" if of else ""


if __name__ == "__main__":
    main()
