"""A release as a data package: every table as CSV, described so that any reader of Data Package v2 can check it."""

import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from etl.exporting.export import COMPARATORS, json_bytes, public_url, table_csv
from etl.exporting.selection import STATUSES
from etl.releasing.explanations import Explanation
from etl.releasing.releases import Publication
from etl.tables import TABLES, Column, Table, Tables

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TYPES = {"text": "string", "integer": "integer", "number": "number", "yes-no": "boolean"}
ENUMS: Mapping[tuple[str, str], Sequence[str]] = {
    ("figures", "comparator"): tuple(COMPARATORS.values()),
    ("figures", "status"): STATUSES,
    ("figures", "period_kind"): ("year", "span", "as-of", "unstated"),
}
BARE = {("figures", "measure_word")}  # required, but "" where print gives a bare number
MISSING = [{"value": "", "label": "not stated in print, or not applicable"}]
LICENCE = {"name": "MIT", "title": "MIT License", "path": "https://opensource.org/license/mit"}
MOST_COUNTED = 20  # publications of the log, the latest, whose changes are counted
EPOCH = (1980, 1, 1, 0, 0, 0)  # the date of every file in a zip, so that the same content is the same bytes
README = """# Shiji · 实绩看板

Figures that public bodies report in print, each with its issue, page and line. Release `{release}`, published {day}:
{figures} figures of {issues} issues, as the tables in `data/`.

## How to cite

> Shiji, release {release}, published {day}. {link}

Cite a single figure by its id in `data/figures.csv` and the release.

## How to read it

- `datapackage.json` (Frictionless Data Package v2) gives every column its type and meaning, the keys of every table and
  how tables refer to each other. `frictionless validate datapackage.json` checks all of it.
- Files are UTF-8 without a byte order mark. An empty cell is what print does not state, or what does not apply: neither
  zero nor "did nothing".
- `value`, `lower` and `upper` are in the measure's own ones; `comparator` says how sure the number is. A figure that is
  "more than 1000" has a lower bound and no upper one. Never add figures without looking at it.
- Text that a spreadsheet would take for a formula begins with an apostrophe; take one apostrophe off at the beginning
  of a text to have it to the letter.

## Licence

{licence}. The figures themselves are facts, taken from the issues listed in `data/issues.csv`.
"""

CountChanges = Callable[[str, str], Mapping[str, int] | None]  # how many figures; None where a release cannot be read


def package(
    tables: Tables,
    history: Sequence[Publication],
    release: str,
    changes: CountChanges,
    explained: Sequence[Explanation] = (),
) -> bytes:
    """A zip of all tables of a release; `history` is the log of publications, the latest first.

    It tells of the log up to the first publication of that release: the same release gives the same bytes for ever.
    """
    log = until(history, release)
    files = {f"data/{name}.csv": table_csv(_in_words(name, tables[name])) for name in TABLES}
    descriptor = _descriptor(tables, files, release, log[0].at)
    texts = {
        "README.md": _readme(tables, release, day(history, release)),
        "CHANGELOG.md": _changelog(log, changes, explained),
    }
    return zipped({"datapackage.json": json_bytes(descriptor)} | files | texts)


def until(history: Sequence[Publication], release: str) -> list[Publication]:
    """The log up to the first publication of a release, that one first."""
    first = min(one.sequence for one in history if one.release == release)
    return [one for one in history if one.sequence <= first]


def day(history: Sequence[Publication], release: str) -> str:
    """The day a release was first published, ISO 8601."""
    return until(history, release)[0].at[:10]


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files as a zip, by path; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, content)
    return out.getvalue()


def _in_words(name: str, table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(comparator=table["comparator"].map(COMPARATORS)) if name == "figures" else table


def _descriptor(tables: Tables, files: Mapping[str, bytes], release: str, at: str) -> dict[str, Any]:
    return {
        "$schema": PROFILE,
        "name": "shiji",
        "id": f"{public_url()}/api/releases/{release}/package.zip",
        "title": "Shiji: figures that public bodies report in print",
        "description": "Figures as printed and as read, one row each in data/figures.csv, with issue, page and line.",
        "homepage": public_url(),
        "version": release,
        "created": datetime.fromisoformat(at).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "licenses": [LICENCE],
        "sources": [{"title": title} for title in tables["issues"].sort_values("position")["title"]],
        "resources": [_resource(table, files[f"data/{table.name}.csv"]) for table in TABLES.values()],
    }


def _resource(table: Table, content: bytes) -> dict[str, Any]:
    keys = [_foreign_key(table, column) for column in table.columns if column.refers_to]
    return {
        "name": table.name,
        "path": f"data/{table.name}.csv",
        "type": "table",
        "title": table.name,
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [_field(table, column) for column in table.columns],
            "missingValues": MISSING,
            "primaryKey": list(table.key),
        }
        | ({"foreignKeys": keys} if keys else {}),
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required and (table.name, column.name) not in BARE:
        constraints["required"] = True
    if values := ENUMS.get((table.name, column.name)):
        constraints["enum"] = list(values)
    field = {"name": column.name, "type": TYPES[column.type], "description": column.about}
    return field | ({"constraints": constraints} if constraints else {})


def _foreign_key(table: Table, column: Column) -> dict[str, Any]:
    other = "" if column.refers_to == table.name else column.refers_to
    return {"fields": [column.name], "reference": {"resource": other, "fields": list(TABLES[column.refers_to].key)}}


def _readme(tables: Tables, release: str, first: str) -> bytes:
    counts = {name: f"{len(tables[name]):,}" for name in ("figures", "issues")}
    link = f"{public_url()}/api/releases/{release}/package.zip"
    return README.format(release=release, day=first, link=link, licence=LICENCE["title"], **counts).encode("utf-8")


def _changelog(log: Sequence[Publication], changes: CountChanges, explained: Sequence[Explanation]) -> bytes:
    """Every publication, the latest first: when, which release, why, how many figures it changed, and why which.

    Who published it is for the maintainers' own log.
    """
    said = {"publish": "published", "rollback": "in force again"}
    entries = []
    for n, (one, before) in enumerate(zip(log, [*log[1:], None], strict=True)):
        counts = changes(before.release, one.release) if before and n < MOST_COUNTED else None
        told = f"Figures: {', '.join(f'{count} {change}' for change, count in counts.items())}.\n" if counts else ""
        whys = [why for why in explained if why.sequence == one.sequence and why.kind != "doubt"]
        told += "".join(["\n", *(f"- `{why.subject}`, {why.kind}: {why.why}\n" for why in whys)]) if whys else ""
        entries.append("\n".join([f"## {one.at[:10]} · {one.release} {said[one.kind]}", "", one.reason, told]))
    return "\n".join(["# Releases\n", *entries]).encode("utf-8")
