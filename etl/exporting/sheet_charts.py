"""The sheets of a workbook that carry a chart: one a measure of an indicator, else who has how many figures."""

from collections.abc import Iterator

import pandas as pd

from etl.exporting.bar_chart import SheetChart
from etl.exporting.selection import Extract
from etl.exporting.words import Language, say
from etl.exporting.workbook import Sheet
from etl.tables import Tables

MOST_BARS = 100


def charts(taken: Extract, shown: pd.DataFrame, lang: Language) -> list[Sheet]:
    """What a page would draw of an extract; `shown` are its rows in words."""
    rows = taken.rows
    if rows.empty:
        return []
    if rows["indicator"].nunique() > 1:
        return _coverage(rows, shown, lang)
    return list(_bars(taken.tables, rows, shown, lang))


def _bars(tables: Tables, rows: pd.DataFrame, shown: pd.DataFrame, lang: Language) -> Iterator[Sheet]:
    """A sheet a measure, its largest figure first: what is measured differently never shares an axis."""
    measures = [measure for measure in tables["measures"]["measure"] if measure in set(rows["measure"])]
    drawn = rows.assign(from_zero=rows["value"].fillna(rows["lower"]).fillna(rows["upper"]))
    for n, measure in enumerate(measures, 1):
        own = drawn[drawn["measure"] == measure].sort_values("from_zero", ascending=False, kind="stable")
        most = own.head(MOST_BARS)
        words = shown.loc[most.index]
        name, unit = words["indicator"].iloc[0], words["measure"].iloc[0]
        named = {"name": name, "measure": unit, "n": len(most), "all": len(own)}
        series = [say(lang, "column.value")]
        table = pd.DataFrame(
            {
                say(lang, "column.label"): _labels(words, lang),
                say(lang, "column.comparator"): words["comparator"],
                series[0]: most["from_zero"],
            }
        )
        between = most["value"].isna() & most["upper"].notna() & most["lower"].notna()
        if between.any():
            series.append(say(lang, "column.most"))
            table[series[1]] = (most["upper"] - most["lower"]).where(between)
        yield Sheet(
            say(lang, "sheet.chart", n=n),
            say(lang, "contents.chart" if len(most) == len(own) else "contents.chart-most", **named),
            table,
            tuple(series),
            chart=SheetChart(say(lang, "chart.title", **named), tuple(series), tuple(most["comparator"] != "=")),
        )


def _labels(words: pd.DataFrame, lang: Language) -> list[str]:
    """What stands beside each bar: who, how many, so that no bound passes for a number, then of what and when."""
    columns = words[["unit", "detail", "period", "status"]].fillna("")
    untold = {say(lang, "status.reported"), say(lang, "period.unstated")}
    parts = (
        (unit, quantity, *(part for part in others if part not in untold))
        for (unit, *others), quantity in zip(columns.itertuples(index=False), _quantities(words, lang), strict=True)
    )
    return [say(lang, "separator").join(part for part in one if part) for one in parts]


def _quantities(words: pd.DataFrame, lang: Language) -> list[str]:
    """As printed, with its qualifier; in English: 32, more than 32,000, 20–30."""
    if lang == "zh":
        printed: list[str] = (words["qualifier"].fillna("") + words["printed"]).tolist()
        return printed
    columns = words[["comparator", "value", "lower", "upper"]]
    return [
        f"{lower:,.15g}–{upper:,.15g}" if pd.isna(value) else f"{_unless_exact(comparator)}{value:,.15g}"
        for comparator, value, lower, upper in columns.itertuples(index=False)
    ]


def _unless_exact(comparator: str) -> str:
    return "" if comparator == say("en", "comparator.exact") else f"{comparator} "


def _coverage(rows: pd.DataFrame, shown: pd.DataFrame, lang: Language) -> list[Sheet]:
    """How many figures each unit has, the most first, and of which years; a year without any is left empty."""
    count = say(lang, "cover.figures")
    years = pd.crosstab(shown["unit"], rows["year"]) if rows["year"].notna().any() else pd.DataFrame()
    counted = shown["unit"].value_counts(sort=False).sort_values(ascending=False, kind="stable").head(MOST_BARS)
    table = pd.DataFrame({say(lang, "column.unit"): counted.index, count: counted.to_numpy()})
    for year in years.columns:
        table[str(year)] = years[year].reindex(counted.index).replace(0, None).astype("Int64").to_numpy()
    chart = SheetChart(say(lang, "chart.coverage"), (count,))
    return [Sheet(say(lang, "sheet.chart", n=1), say(lang, "contents.coverage"), table, chart=chart)]
