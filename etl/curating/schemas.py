"""JSON Schemas of the curated YAML, generated from the records, for editors to complete and check by."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from etl.curating.records import Article, Id, Indicator, Issue, Measure, SecondReading, Theme, Unit

SHAPES: Mapping[str, Any] = {
    "units": dict[Id, Unit],
    "indicators": dict[Id, Indicator],
    "measures": dict[Id, Measure],
    "themes": dict[Id, Theme],
    "readings": dict[Id, SecondReading],
    "issue": Issue,
    "article": Article,
}


def texts() -> dict[str, str]:
    """The text of every schema file, by file name."""
    return {f"{name}.json": _text(TypeAdapter(shape).json_schema()) for name, shape in SHAPES.items()}


def _text(schema: dict[str, Any]) -> str:
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    closed = {"additionalProperties": False}  # pydantic says this of records only, not of what is named by ids
    return json.dumps(dialect | closed | schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def write(folder: Path) -> list[str]:
    """Write all schema files into the folder; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts().items():
        (folder / name).write_text(text, encoding="utf-8")
    return [str(folder / name) for name in texts()]
