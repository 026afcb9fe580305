"""Curated -> the published tables."""

from datetime import date

from etl.curating import checks
from etl.curating.amounts import amount, measure_of
from etl.curating.arithmetic import outcome
from etl.curating.curated import Curated, CuratedFigure
from etl.curating.records import Average, Bilingual
from etl.problems import DataRejected, errors
from etl.tables import (
    ARTICLES,
    CHECKS,
    FIGURES,
    INDICATORS,
    ISSUES,
    MEASURES,
    NOT_FIGURES,
    READINGS,
    THEMES,
    UNITS,
    Row,
    Table,
    Tables,
    frame,
)


def build(curated: Curated) -> Tables:
    """All tables; raises DataRejected with every problem where the data has an error."""
    problems = checks.check(curated)
    if errors(problems):
        raise DataRejected(problems)
    rows: list[tuple[Table, list[Row]]] = [
        (FIGURES, _figures(curated)),
        (NOT_FIGURES, _not_figures(curated)),
        (CHECKS, _checks(curated)),
        (ISSUES, _issues(curated)),
        (ARTICLES, _articles(curated)),
        (READINGS, _readings(curated)),
        (UNITS, _units(curated)),
        (INDICATORS, _indicators(curated)),
        (MEASURES, _measures(curated)),
        (THEMES, _themes(curated)),
    ]
    return {table.name: frame(table, made) for table, made in rows}


def _figures(curated: Curated) -> list[Row]:
    ids = {(figure.article, figure.record.key): figure.id for figure in curated.figures}
    return [_figure(curated, figure, ids) for figure in curated.figures]


def _figure(curated: Curated, figure: CuratedFigure, ids: dict[tuple[str, str | None], str]) -> Row:
    record, read, period = figure.record, amount(figure), figure.period
    assert read is not None, "checked: it reads"
    assert period is not None, "checked: it has a period"
    article = curated.articles[figure.article].record
    return {
        "figure": figure.id,
        "issue": figure.issue,
        "article": figure.article,
        "line": figure.line,
        "page": article.pages,
        "printed": record.printed,
        "qualifier": record.qualifier,
        "comparator": read.comparator,
        "value": None if read.value is None else float(read.value),
        "lower": None if read.lower is None else float(read.lower),
        "upper": None if read.upper is None else float(read.upper),
        "measure": measure_of(curated, figure),
        "measure_word": read.measure_word,
        "unit": figure.unit,
        "indicator": record.indicator,
        "theme": curated.indicators.records[record.indicator].theme,
        **_both("detail", record.detail),
        "period": period.text,
        "period_start": _iso(period.start),
        "period_end": _iso(period.end),
        "period_kind": period.kind,
        "year": period.year,
        "status": record.status,
        "part_of": ids[figure.article, record.part_of] if record.part_of else None,
        **_both("note", record.note),
    }


def _both(name: str, words: Bilingual | None) -> Row:
    return {f"{name}_zh": words.zh if words else None, f"{name}_en": words.en if words else None}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _not_figures(curated: Curated) -> list[Row]:
    return [
        {
            "issue": numeral.issue,
            "article": numeral.article,
            "line": numeral.line,
            "nth": numeral.nth,
            "printed": numeral.record.printed,
            "why": numeral.record.why,
        }
        for numeral in curated.not_figures
    ]


def _checks(curated: Curated) -> list[Row]:
    rows: list[Row] = []
    for check in curated.checks:
        result = outcome(curated, check)
        assert result is not None, "checked: its figures are there and read"
        lower, upper = result.computed.lower, result.computed.upper
        rows.append(
            {
                "check": check.id,
                "article": check.article,
                "kind": type(check.record).__name__.lower(),
                "result": result.result.id,
                "operands": " ".join(figure.id for figure in result.operands),
                "computed_lower": None if lower is None else float(lower),
                "computed_upper": None if upper is None else float(upper),
                "over": float(check.record.over) if isinstance(check.record, Average) else None,
                "holds": result.holds,
            }
        )
    return rows


def _issues(curated: Curated) -> list[Row]:
    ordered = sorted(curated.issues, key=lambda issue: (_when(curated, issue), issue))
    return [
        {
            "issue": issue,
            "title": record.title,
            "kind": record.kind,
            "publisher": record.publisher,
            "published": record.published,
            "text": record.text,
            "sha256": record.sha256,
            "number": record.number,
            "issn": record.issn,
            **_both("note", record.note),
            "position": position,
        }
        for position, issue in enumerate(ordered, start=1)
        for record in [curated.issues[issue].record]
    ]


def _when(curated: Curated, issue: str) -> str:
    """When an issue came out, or where it does not say so, the last day that its reported figures tell of."""
    published = curated.issues[issue].record.published
    reported = [one for one in curated.figures if one.issue == issue and one.record.status == "reported"]
    ends = [figure.period.end for figure in reported if figure.period]
    return published or max((end.isoformat() for end in ends if end), default="")


def _articles(curated: Curated) -> list[Row]:
    return [
        {
            "article": article,
            "issue": article.split("/")[0],
            "title": filed.record.title,
            "authors": "、".join(filed.record.authors) or None,
            "pages": filed.record.pages,
            "line_start": filed.record.lines.start,
            "line_end": filed.record.lines.end,
            "unit": filed.record.unit,
        }
        for article, filed in sorted(
            curated.articles.items(), key=lambda item: (item[0].split("/")[0], item[1].record.lines)
        )
    ]


def _readings(curated: Curated) -> list[Row]:
    return [{"issue": issue, **reading.model_dump()} for issue, reading in curated.readings.records.items()]


def _units(curated: Curated) -> list[Row]:
    return [
        {
            "unit": id,
            **_both("name", unit.name),
            "kind": unit.kind,
            "parent": unit.parent,
            "aliases": "|".join(unit.aliases) or None,
            "position": position,
        }
        for position, (id, unit) in enumerate(curated.units.records.items(), start=1)
    ]


def _indicators(curated: Curated) -> list[Row]:
    return [
        {
            "indicator": id,
            **_both("name", indicator.name),
            "theme": indicator.theme,
            **_both("about", indicator.about),
            "measures": " ".join(indicator.measures),
            "kind": indicator.kind,
            "adds_over": " ".join(indicator.adds_over) or None,
            "better": indicator.better,
            "position": position,
        }
        for position, (id, indicator) in enumerate(curated.indicators.records.items(), start=1)
    ]


def _measures(curated: Curated) -> list[Row]:
    return [
        {"measure": id, **_both("name", measure.name), "words": "|".join(measure.words)}
        for id, measure in curated.measures.records.items()
    ]


def _themes(curated: Curated) -> list[Row]:
    return [
        {"theme": id, **_both("name", theme.name), "position": position}
        for position, (id, theme) in enumerate(curated.themes.records.items(), start=1)
    ]
