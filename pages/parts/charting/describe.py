"""What a chart shows, in words and as a table: for those who do not see it, and for those who check it."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from etl.tables import Tables, records
from pages.parts import numbers
from pages.parts.choice import by_key
from pages.parts.kept import kept
from pages.parts.text import Language, counted, listed, pages, say

Record = dict[str, Any]

BOUNDS = (">", ">=", "<", "<=", "~", "range", "vague")
CITED = 2


def in_words(rows: pd.DataFrame, tables: Tables, lang: Language) -> list[Record]:
    """Figures as records, with what readers see of them.

    That is: unit_name, indicator_name, note, said, shown, as_printed, time, state, title, place; `largest` is where
    its bar ends, and `year` a plain number or None. `rows` are figures of the tables: what is said of one is kept.
    """
    told, figures = _told(tables, lang), rows["figure"].tolist()
    if not all(figure in told for figure in figures):
        told.update(zip(figures, _in_words(rows, tables, lang), strict=True))
    return [dict(told[figure]) for figure in figures]


@kept(most=2)
def _told(tables: Tables, lang: Language) -> dict[str, Record]:
    """What `in_words` has said so far, by figure."""
    return {}


def _in_words(rows: pd.DataFrame, tables: Tables, lang: Language) -> Iterator[Record]:
    units, indicators = (by_key(tables, table, f"name_{lang}") for table in ("units", "indicators"))
    titles = by_key(tables, "issues", "title")
    for record in records(rows):
        yield record | {
            "note": _first(record, f"note_{lang}") or "",
            "said": _first(record, f"detail_{lang}", "detail_zh", "detail_en") or "",
            "largest": _first(record, "upper", "value", "lower"),
            "unit_name": units[record["unit"]],
            "indicator_name": indicators[record["indicator"]],
            "shown": numbers.figure_shown(record, tables["measures"], lang),
            "as_printed": _as_printed(record),
            "time": numbers.period_shown(record, lang),
            "state": say(lang, f"status.{record['status']}"),
            "title": titles[record["issue"]],
            "place": _place(record, lang),
            "year": None if pd.isna(record["year"]) else int(record["year"]),
        }


def _first(record: Record, *columns: str) -> Any:
    """The first of some cells that is not empty."""
    return next((record[column] for column in columns if not pd.isna(record[column])), None)


def _as_printed(record: Record) -> str:
    """The printed form, with the qualifier that print sets apart from it."""
    return str(record["printed"]) if pd.isna(record["qualifier"]) else f"{record['qualifier']}…{record['printed']}"


def _place(record: Record, lang: Language) -> str:
    if pd.isna(record["page"]):
        return say(lang, "charts.line", line=record["line"])
    return say(lang, "charts.pages-line", pages=pages(lang, record["page"]), line=record["line"])


def sources(records: list[Record], lang: Language) -> str:
    """The issues that figures rest on: the first two by name, the rest by number."""
    titles = list(dict.fromkeys(record["title"] for record in records))
    cited = listed(lang, (say(lang, "charts.title", title=title) for title in titles[:CITED]))
    more = say(lang, "charts.more", n=len(titles) - CITED) if len(titles) > CITED else ""
    return say(lang, "charts.source", titles=cited + more)


def describe_bars(rows: pd.DataFrame, tables: Tables, lang: Language) -> str:
    """The bars in sentences: how many, the largest and least, how many are bounds, which years are missing."""
    if rows.empty:
        return say(lang, "charts.nothing")
    records = sorted(in_words(rows, tables, lang), key=lambda record: -record["largest"])
    parts = [
        say(
            lang,
            "charts.alt.bars",
            figures=counted(lang, "figure", len(records)),
            units=counted(lang, "unit", len({record["unit"] for record in records})),
        )
    ]
    parts.append(say(lang, "charts.alt.largest", figure=_one(records[0], lang)))
    if len(records) > 1:
        parts.append(say(lang, "charts.alt.least", figure=_one(records[-1], lang)))
    if bounds := sum(record["comparator"] in BOUNDS for record in records):
        parts.append(say(lang, "charts.alt.bounds", figures=counted(lang, "figure", bounds)))
    parts += _years({record["year"] for record in records}, lang)
    return say(lang, "charts.alt.join").join(parts)


def _one(record: Record, lang: Language) -> str:
    key = "charts.alt.figure-of" if record["said"] else "charts.alt.figure"
    return say(lang, key, unit=record["unit_name"], detail=record["said"], shown=record["shown"], time=record["time"])


def _years(years: set[int | None], lang: Language) -> list[str]:
    """The years told of, and the gaps between them."""
    known = sorted(year for year in years if year is not None)
    if not known:
        return [say(lang, "charts.alt.no-year")]
    span = say(lang, "charts.alt.years", years=runs(known))
    missing = sorted(set(range(known[0], known[-1])) - set(known))
    return [span, say(lang, "charts.alt.gaps", years=runs(missing))] if missing else [span]


def runs(years: list[int]) -> str:
    """Sorted years, those in a row joined: 2012, 2015–2017."""
    found: list[list[int]] = []
    for year in years:
        if found and found[-1][-1] == year - 1:
            found[-1].append(year)
        else:
            found.append([year])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in found)


def table_twin(told: list[Record], lang: Language) -> dict[str, list[str]]:
    """What is told of the figures of a chart (see `in_words`) as the columns of a table, in the order given."""
    fields = {
        "table.unit": "unit_name",
        "table.indicator": "indicator_name",
        "table.detail": "said",
        "table.quantity": "shown",
        "table.printed": "as_printed",
        "table.period": "time",
        "table.status": "state",
        "field.issue": "title",
        "charts.place": "place",
        "field.note": "note",
    }
    return {say(lang, name): [record[field] for record in told] for name, field in fields.items()}
