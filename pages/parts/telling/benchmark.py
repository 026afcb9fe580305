"""How well a scan of a new text reads, as `python -m bench.scan --write` last measured it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pages.parts.text import Language, say, words

MEASURED: Mapping[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
COLUMNS = ("curated-whole", "curated-strict", "seen-whole", "fresh-whole", "fresh-strict")


def table(lang: Language) -> dict[str, list[str]]:
    """A row a rate that has a name, a column a set of texts and way of measuring; in words."""
    named = [rate for rate in MEASURED["curated"]["whole"] if f"method.scan.row.{rate}" in words(lang)]
    columns = {say(lang, "method.scan.rate"): [say(lang, f"method.scan.row.{rate}") for rate in named]}
    for column in COLUMNS:
        texts, way = column.split("-")
        columns[say(lang, f"method.scan.{column}")] = [_share(*MEASURED[texts][way][rate]) for rate in named]
    return columns


def _share(right: int, of: int) -> str:
    """A share, and of how many; none of none has no share."""
    return f"{100 * right / of:.1f}% ({right}/{of})" if of else "–"
