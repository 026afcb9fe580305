"""Candidates of texts as lines: a table for people, JSON, CSV and YAML for programs."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from etl.scanning.scan import COLUMNS, Scanned, record

ScanFormat = Literal["text", "json", "csv", "yaml"]
FORMATS = ("text", "json", "csv", "yaml")


def lines(found: Mapping[str, list[Scanned]], format: ScanFormat) -> Iterator[str]:
    """One candidate after the other, text by text in printed order; each says its text.

    `text`, for people, ends in a tally; nothing is left out of the others.
    """
    records = [{"text": name, **record(one)} for name, scanned in found.items() for one in scanned]
    match format:
        case "json":
            yield json.dumps(records, ensure_ascii=False, indent=1)
        case "yaml":
            yield from (line for one in records for line in _yaml(one))
        case "csv":
            yield from _csv(records)
        case _:
            yield from (_told(one) for one in records)
            yield tally(found.values())


def tally(found: Iterable[list[Scanned]]) -> str:
    """How many candidates of each kind."""
    kinds = Counter(one.candidate.kind for scanned in found for one in scanned)
    return f"{kinds['figure']} figures, {kinds['not_figure']} not figures, {kinds['left_over']} left over"


def _told(one: dict[str, object]) -> str:
    """A candidate in one line, its column counted from 1."""
    place = f"{one['text']}:{one['line']}:{int(str(one['start'])) + 1}"
    printed = " ".join(str(one["printed"]).split())
    if one["kind"] != "figure":
        return f"{place}\t{one['kind']}\t{printed}\t{one['why'] or ''}"
    said = (one[name] or "?" for name in ("unit", "indicator", "period", "status"))
    return "\t".join([place, "figure", printed, *map(str, said), f"{one['confidence']:.2f}"])


def _csv(records: list[dict[str, object]]) -> list[str]:
    """RFC 4180; lists and evidence in one cell."""
    out = io.StringIO()
    writer = csv.DictWriter(out, ("text", *COLUMNS), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in one.items()} for one in records)
    return out.getvalue().splitlines()


def _cell(value: object) -> object:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {because}" for name, because in value.items())
    return " ".join(map(str, value)) if isinstance(value, list) else value


def _yaml(one: dict[str, object]) -> Iterator[str]:
    """A list entry in block style; JSON scalars, lists and mappings are YAML."""
    for nth, (name, value) in enumerate(one.items()):
        yield f"{'  ' if nth else '- '}{name}: {json.dumps(value, ensure_ascii=False)}"
