"""Small valid tables for tests: say what matters, the rest is filled with plain defaults."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd

from etl.tables import TABLES, Tables, frame

Row = dict[str, Any]
Rows = Sequence[Mapping[str, Any]]

DEFAULTS: dict[str, Row] = {
    "figures": {"issue": "made-2025", "measure": "case", "measure_word": "件", "unit": "north"}
    | {"indicator": "cases-resolved", "theme": "justice", "detail_zh": "案件", "detail_en": "Cases"}
    | {"comparator": "=", "status": "reported", "value": 3.0},
    "not_figures": {"issue": "made-2025", "nth": 1, "printed": "2025", "why": "date"},
    "checks": {"kind": "total", "operands": "", "computed_lower": 3.0, "computed_upper": 3.0, "holds": True},
    "issues": {"publisher": "示例日报", "published": "2025-12-31", "sha256": "0" * 64},
    "articles": {"issue": "made-2025", "title": "一年实绩", "line_start": 1, "line_end": 99},
    "readings": {"read": "2026-01-01", "figures": 0, "agreed": 0, "value": 0, "unit": 0, "period": 0, "status": 0}
    | {"only_first": 0, "only_second": 0, "changed": 0},
    "units": {"kind": "agency"},
    "indicators": {"theme": "justice", "about_zh": "数的是什么", "about_en": "What counts", "measures": "case"}
    | {"kind": "flow", "adds_over": "unit year", "better": "higher"},
    "measures": {"words": "件"},
    "themes": {},
}
BOUNDS = {"=": ("value", "value"), ">": ("value", ""), ">=": ("value", ""), "<": ("", "value"), "<=": ("", "value")}


def tables(**given: Rows) -> Tables:
    """All tables: the given rows, and a plain row for whatever they refer to; `tables()` is all empty.

    A figure may be as short as {} or {"unit": "south", "year": 2023, "comparator": ">", "value": 40}: bounds follow
    from comparator and value, the period from `year` (None is unstated), the id from its place among the figures.
    """
    rows = {name: [_filled(name, n, row) for n, row in enumerate(given.get(name, ()), 1)] for name in TABLES}
    while missing := _missing(rows):
        for name, key in sorted(missing):
            rows[name].append(_filled(name, len(rows[name]) + 1, {TABLES[name].key[0]: key}))
    framed = {name: _framed(name, tuple(tuple(row.items()) for row in rows[name])) for name in TABLES}
    return {name: table.copy(deep=False) for name, table in framed.items()}


@lru_cache(1000)
def _framed(name: str, rows: tuple[tuple[Any, ...], ...]) -> pd.DataFrame:
    """Most tables that a test does not ask for are those of another: to make them all anew takes ten times as long."""
    return frame(TABLES[name], map(dict, rows))


def _missing(rows: Mapping[str, list[Row]]) -> set[tuple[str, str]]:
    wanted = {
        (column.refers_to, row[column.name])
        for name, table in TABLES.items()
        for column in table.columns
        for row in rows[name]
        if column.refers_to and row[column.name] is not None
    }
    return wanted - {(name, row[TABLES[name].key[0]]) for name in TABLES for row in rows[name]}


def _filled(name: str, n: int, given: Mapping[str, Any]) -> Row:
    """`n` is the row's place in its table, from 1; ids, lines and positions follow from it."""
    empty: Row = dict.fromkeys(TABLES[name].column_names)
    known = DEFAULTS[name] | dict(given)
    derived = _figure(n, known) if name == "figures" else _other(name, n, known)
    return empty | derived | known


def _figure(n: int, row: Mapping[str, Any]) -> Row:
    lower, upper = BOUNDS.get(row["comparator"], ("", ""))
    year = row.get("year", 2025)
    period = {"period": "unstated", "period_kind": "unstated"}
    if year is not None:
        period = {"period": str(year), "period_kind": "year"}
        period |= {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
    return period | {
        "figure": f"{row['issue']}/{row.get('line', n)}/1",
        "article": f"{row['issue']}/report",
        "line": n,
        "printed": f"{str(row['value']).removesuffix('.0')}{row['measure_word']}",
        "lower": row.get(lower),
        "upper": row.get(upper),
        "year": year,
    }


def _other(name: str, n: int, row: Mapping[str, Any]) -> Row:
    key = TABLES[name].key[0]
    word = str(row.get(key, f"{name}-{n}"))
    named = {"name_zh": f"{word}（中）", "name_en": word.replace("-", " ").capitalize(), "title": f"{word}期"}
    derived = named | {"text": f"{word}.txt", "line": n, "position": n, key: word}
    if name == "checks":
        derived |= {"article": "made-2025/report", "result": "made-2025/1/1"}
    return {column: value for column, value in derived.items() if column in TABLES[name].column_names}
