"""What a chart shows, in words and as a table: for those who do not see it, and for those who check it."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from etl.tables import Row, Tables, records
from pages.parts import numbers
from pages.parts.choice import by_key
from pages.parts.kept import kept
from pages.parts.text import Language, counted, listed, pages, say

BOUNDS = (">", ">=", "<", "<=", "~", "range", "vague")
CITED = 2


def in_words(rows: pd.DataFrame, tables: Tables, lang: Language) -> list[Row]:
    """Figures as rows, with what readers see of them; shared, not to be changed.

    That is: unit_name, indicator_name, note, said, shown, as_printed, time, state, title, cited, place; `largest` is
    where its bar ends, and `year` a plain number or None. `rows` are figures of the tables: what is said is kept.
    """
    told, figures = _told(tables, lang), rows["figure"].tolist()
    if not all(figure in told for figure in figures):
        told.update(zip(figures, _in_words(rows, tables, lang), strict=True))
    return [told[figure] for figure in figures]


@kept(most=2)
def _told(tables: Tables, lang: Language) -> dict[str, Row]:
    """What `in_words` has said so far, by figure."""
    return {}


def _in_words(rows: pd.DataFrame, tables: Tables, lang: Language) -> Iterator[Row]:
    units, indicators = (by_key(tables, table, f"name_{lang}") for table in ("units", "indicators"))
    titles, dated = by_key(tables, "issues", "title"), cited(tables, lang)
    for row in records(rows):
        yield row | {
            "note": _first(row, f"note_{lang}") or "",
            "said": _first(row, f"detail_{lang}", "detail_zh", "detail_en") or "",
            "largest": _first(row, "upper", "value", "lower"),
            "unit_name": units[row["unit"]],
            "indicator_name": indicators[row["indicator"]],
            "shown": numbers.figure_shown(row, tables["measures"], lang),
            "as_printed": numbers.as_printed(row),
            "time": numbers.period_shown(row, lang),
            "state": say(lang, f"status.{row['status']}"),
            "title": titles[row["issue"]],
            "cited": dated[row["issue"]],
            "place": _place(row, lang),
            "year": None if pd.isna(row["year"]) else int(row["year"]),
        }


def _first(row: Row, *columns: str) -> Any:
    """The first of some cells that is not empty."""
    return next((row[column] for column in columns if not pd.isna(row[column])), None)


def _place(row: Row, lang: Language) -> str:
    if pd.isna(row["page"]):
        return say(lang, "charts.line", line=row["line"])
    return say(lang, "charts.pages-line", pages=pages(lang, row["page"]), line=row["line"])


@kept(most=2)
def cited(tables: Tables, lang: Language) -> dict[str, str]:
    """Each issue by its title and, where that is known, the date of print."""
    known = by_key(tables, "issues", "published")
    return {
        issue: say(lang, "charts.title", title=title)
        if pd.isna(known[issue])
        else say(lang, "charts.dated", title=title, date=numbers.period_shown({"period": known[issue]}, lang))
        for issue, title in by_key(tables, "issues", "title").items()
    }


def sources(told: Sequence[Row], lang: Language) -> str:
    """The issues that figures rest on, each as it is `cited`: the first two by name, the rest by number."""
    every = list(dict.fromkeys(row["cited"] for row in told))
    more = say(lang, "charts.more", n=len(every) - CITED) if len(every) > CITED else ""
    return say(lang, "charts.source", titles=listed(lang, every[:CITED]) + more)


def describe_bars(rows: pd.DataFrame, tables: Tables, lang: Language) -> str:
    """The bars in sentences: how many, the largest and least, how many are bounds, which years are missing."""
    if rows.empty:
        return say(lang, "charts.nothing")
    told = sorted(in_words(rows, tables, lang), key=lambda row: -row["largest"])
    parts = [
        say(
            lang,
            "charts.alt.bars",
            figures=counted(lang, "figure", len(told)),
            units=counted(lang, "unit", len({row["unit"] for row in told})),
        )
    ]
    parts.append(say(lang, "charts.alt.largest", figure=_one(told[0], lang)))
    if len(told) > 1:
        parts.append(say(lang, "charts.alt.least", figure=_one(told[-1], lang)))
    if bounds := sum(row["comparator"] in BOUNDS for row in told):
        parts.append(say(lang, "charts.alt.bounds", figures=counted(lang, "figure", bounds)))
    parts += _years({row["year"] for row in told}, lang)
    return say(lang, "charts.alt.join").join(parts)


def _one(row: Row, lang: Language) -> str:
    key = "charts.alt.figure-of" if row["said"] else "charts.alt.figure"
    return say(lang, key, unit=row["unit_name"], detail=row["said"], shown=row["shown"], time=row["time"])


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


def table_twin(told: Sequence[Row], lang: Language) -> dict[str, list[str]]:
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
    return {say(lang, name): [row[field] for row in told] for name, field in fields.items()}
