"""The published tables, each declared once: types, keys, SQL, exports and the data dictionary follow from here."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

ColumnType = Literal["text", "integer", "number", "yes-no"]
Tables = Mapping[str, pd.DataFrame]
Row = Mapping[str, Any]  # of a table, by column: a missing cell is NaN or NA

# Pandas' `str`, kept as Python's own: a page takes few rows of many columns, which Arrow is slow at.
TEXT = pd.StringDtype("python", na_value=math.nan)
DTYPES: Mapping[ColumnType, Any] = {"text": TEXT, "integer": "Int64", "number": "float64", "yes-no": "bool"}


@dataclass(frozen=True)
class Column:
    """One column: its name, type, meaning, and whether every row must fill it."""

    name: str
    about: str
    type: ColumnType = "text"
    required: bool = True
    refers_to: str = ""


@dataclass(frozen=True)
class Table:
    """One published table; `key` names the columns that tell its rows apart."""

    name: str
    about: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def column_names(self) -> list[str]:
        """The names of its columns, in order."""
        return [column.name for column in self.columns]


def optional(name: str, about: str, type: ColumnType = "text", refers_to: str = "") -> Column:
    """A column that a row may leave empty."""
    return Column(name, about, type, required=False, refers_to=refers_to)


FIGURES = Table(
    "figures",
    "One row a reported quantity, as printed and as read.",
    ("figure",),
    (
        Column("figure", "Issue, line and place on that line: <issue>/<line>/<nth>."),
        Column("issue", "The issue it is printed in.", refers_to="issues"),
        Column("article", "The article it is printed in.", refers_to="articles"),
        Column("line", "Line of the archived text.", "integer"),
        optional("page", "Printed page or pages, where the text gives them."),
        Column("printed", "The quantity to the letter, with its qualifier and measure word."),
        optional("qualifier", "A qualifier that print sets apart from the number: 至少 in 至少全脱产一周5个工作日."),
        Column("comparator", "How sure the number is: =, >, >=, <, <=, ~, range or vague."),
        optional("value", "The number read, in the measure, with 万 and 亿 multiplied out.", "number"),
        optional("lower", "The least it can be.", "number"),
        optional("upper", "The most it can be.", "number"),
        Column("measure", "What one of it is.", refers_to="measures"),
        Column("measure_word", "The measure word as printed."),
        Column("unit", "The body that reports it or is reported on.", refers_to="units"),
        Column("indicator", "What is counted.", refers_to="indicators"),
        Column("theme", "The theme of its indicator.", refers_to="themes"),
        optional("detail_zh", "What exactly is counted, in Chinese."),
        optional("detail_en", "What exactly is counted, in English."),
        Column("period", "The time it tells of: 2025, 2023-01/2023-10, as-of 2021-06-16, or unstated."),
        optional("period_start", "First day of the period, ISO 8601."),
        optional("period_end", "Last day of the period, ISO 8601."),
        Column("period_kind", "year, span, as-of or unstated."),
        optional("year", "The calendar year it is charted under, where there is exactly one.", "integer"),
        Column("status", "reported, target, rule or background."),
        optional("part_of", "The figure it is a part of.", refers_to="figures"),
        optional("note_zh", "A remark by the curators, in Chinese."),
        optional("note_en", "A remark by the curators, in English."),
    ),
)

NOT_FIGURES = Table(
    "not_figures",
    "One row a numeral of the text that reports nothing, and why: the other half of the ledger.",
    ("issue", "line", "nth"),
    (
        Column("issue", "The issue it is printed in.", refers_to="issues"),
        optional("article", "The article it is printed in.", refers_to="articles"),
        Column("line", "Line of the archived text.", "integer"),
        Column("nth", "Its place among the not-figures of that line, from 1.", "integer"),
        Column("printed", "The numeral to the letter."),
        Column("why", "Why it is not a figure: date, ordinal, name, list-number, page, phone, bibliographic, ..."),
    ),
)

CHECKS = Table(
    "checks",
    "One row an arithmetic relation that an article implies, and whether its print holds to it.",
    ("check",),
    (
        Column("check", "Article and place in its list: <article>/<nth>."),
        Column("article", "The article that implies it.", refers_to="articles"),
        Column("kind", "total, rate, average or less."),
        Column("result", "The figure that the others should give.", refers_to="figures"),
        Column("operands", "The other figures, in order, one space between them."),
        optional("computed_lower", "The least the operands allow.", "number"),
        optional("computed_upper", "The most the operands allow.", "number"),
        optional("over", "What an average divides its total by.", "number"),
        Column("holds", "Whether the printed result agrees.", "yes-no"),
    ),
)

ISSUES = Table(
    "issues",
    "One row a published document.",
    ("issue",),
    (
        Column("issue", "Its id: the name of its folder."),
        Column("title", "Title as printed."),
        optional("kind", "What was published, where that is known: newspaper, magazine, web-page, report or other."),
        optional("publisher", "Who published it, where the text says so."),
        optional("published", "When, as exactly as the text gives it: 2023-11-15, 2023-11 or 2023."),
        Column("text", "File name of the archived text it was read from."),
        Column("sha256", "Fingerprint of that text."),
        optional("number", "Number of the issue as printed."),
        optional("issn", "ISSN, where given."),
        optional("note_zh", "A remark by the curators, in Chinese."),
        optional("note_en", "A remark by the curators, in English."),
        Column(
            "position",
            "Order in time, from 1: by publication, else by the last day it tells of; those of neither stand first.",
            "integer",
        ),
    ),
)

ARTICLES = Table(
    "articles",
    "One row a piece inside an issue.",
    ("article",),
    (
        Column("article", "Issue and file name: <issue>/<name>."),
        Column("issue", "The issue it stands in.", refers_to="issues"),
        Column("title", "Title as printed."),
        optional("authors", "Authors as printed, 、 between them."),
        optional("pages", "Printed pages, where the text gives them."),
        Column("line_start", "Its first line in the archived text.", "integer"),
        Column("line_end", "Its last line in the archived text.", "integer"),
        optional("unit", "The body it tells of, where it is one.", refers_to="units"),
    ),
)

READINGS = Table(
    "readings",
    "One row a second reading of an issue, blind, before differences were settled by the text.",
    ("issue", "read"),
    (
        Column("issue", "The issue that was read.", refers_to="issues"),
        Column("read", "The day it was read."),
        Column("figures", "Figures that the second reader listed.", "integer"),
        Column("agreed", "Figures that both list alike in number, unit, period and status.", "integer"),
        Column("value", "Figures of both that differ in their number.", "integer"),
        Column("unit", "Figures of both that differ in their unit.", "integer"),
        Column("period", "Figures of both that differ in their period.", "integer"),
        Column("status", "Figures of both that differ in their status.", "integer"),
        Column("only_first", "Figures that only the first reader lists.", "integer"),
        Column("only_second", "Figures that only the second reader lists.", "integer"),
        Column("changed", "Figures that settling the differences changed, added or took out.", "integer"),
    ),
)

UNITS = Table(
    "units",
    "One row a body that reports or is reported on.",
    ("unit",),
    (
        Column("unit", "Its id."),
        Column("name_zh", "Name in Chinese."),
        Column("name_en", "Name in English."),
        Column("kind", "What kind of body: city, agency, court, district, ..."),
        optional("parent", "The body it belongs to.", refers_to="units"),
        optional("aliases", "Other names in print, | between them."),
        Column("position", "Its place in the registry, from 1.", "integer"),
    ),
)

INDICATORS = Table(
    "indicators",
    "One row a thing that is counted, at the level where bodies can be set side by side.",
    ("indicator",),
    (
        Column("indicator", "Its id."),
        Column("name_zh", "Name in Chinese."),
        Column("name_en", "Name in English."),
        Column("theme", "Its theme.", refers_to="themes"),
        Column("about_zh", "What counts and what does not, in Chinese."),
        Column("about_en", "What counts and what does not, in English."),
        Column("measures", "Measures a figure may have, one space between them."),
        Column("kind", "flow, stock, rate or rank."),
        optional("adds_over", "What it may be summed over: unit, year, both or nothing."),
        Column("better", "higher, lower or neutral."),
        Column("position", "Its place in the registry, from 1.", "integer"),
    ),
)

MEASURES = Table(
    "measures",
    "One row a measure: what one of it is.",
    ("measure",),
    (
        Column("measure", "Its id."),
        Column("name_zh", "Name in Chinese."),
        Column("name_en", "Name in English, in the plural."),
        Column("words", "Printed measure words, | between them."),
    ),
)

THEMES = Table(
    "themes",
    "One row a group of indicators.",
    ("theme",),
    (
        Column("theme", "Its id."),
        Column("name_zh", "Name in Chinese."),
        Column("name_en", "Name in English."),
        Column("position", "Its place in the registry, from 1.", "integer"),
    ),
)

DECLARED = (FIGURES, NOT_FIGURES, CHECKS, ISSUES, ARTICLES, READINGS, UNITS, INDICATORS, MEASURES, THEMES)
TABLES: Mapping[str, Table] = {table.name: table for table in DECLARED}


def frame(table: Table, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as the table's DataFrame: its columns in order, its types, sorted as given.

    Raises ValueError where a row has other columns, an empty required one, or a key twice: the build is wrong then,
    not the data.
    """
    rows = list(rows)
    for row in rows:
        if set(row) != set(table.column_names):
            raise ValueError(f"{table.name}: columns differ by {sorted(set(row) ^ set(table.column_names))}")
    columns = {column.name: _series(column, [row[column.name] for row in rows]) for column in table.columns}
    made = pd.DataFrame(columns)
    _must_be_whole(table, made)
    return made


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows one by one, by column; what is missing stays NaN or NA."""
    columns = {str(name): rows[name].tolist() for name in rows}  # lists are walked many times faster than columns
    return _rows(columns)


def plain_records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The same as plain values: what is missing is None."""
    columns = {
        str(name): [None if gap else value for value, gap in zip(rows[name].tolist(), rows[name].isna(), strict=True)]
        for name in rows
    }
    return _rows(columns)


def pairs(rows: pd.DataFrame, key: str, value: str) -> dict[str, Any]:
    """One column of a table by another; what is missing stays NaN or NA."""
    return dict(zip(rows[key].tolist(), rows[value].tolist(), strict=True))


def cell(row: Row, column: str) -> str:
    """The text of a cell, "" where it is empty."""
    return "" if pd.isna(row[column]) else str(row[column])


def _rows(columns: Mapping[str, list[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _series(column: Column, values: list[Any]) -> "pd.Series[Any]":
    made: pd.Series[Any] = pd.Series(values, dtype=DTYPES[column.type])
    return made


def _must_be_whole(table: Table, made: pd.DataFrame) -> None:
    for column in table.columns:
        if column.required and made[column.name].isna().any():
            raise ValueError(f"{table.name}.{column.name}: a row leaves it empty")
    if made.duplicated(list(table.key)).any():
        twice = made.loc[made.duplicated(list(table.key)), list(table.key)].iloc[0].tolist()
        raise ValueError(f"{table.name}: two rows have the key {twice}")
