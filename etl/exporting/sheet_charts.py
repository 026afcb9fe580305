"""The sheets of a workbook that carry a chart: one a measure of an indicator, else who has how many figures."""

from collections.abc import Iterator

import pandas as pd

from etl.exporting.selection import Extract
from etl.exporting.words import Language, say
from etl.exporting.workbook import Sheet, SheetChart
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
        table = pd.DataFrame(
            {say(lang, "column.label"): _labels(words, lang), say(lang, "column.value"): most["from_zero"]}
        )
        between = most["value"].isna() & most["upper"].notna() & most["lower"].notna()
        if between.any():
            table[say(lang, "column.most")] = (most["upper"] - most["lower"]).where(between)
        yield Sheet(
            say(lang, "sheet.chart", n=n),
            say(lang, "contents.chart" if len(most) == len(own) else "contents.chart-most", **named),
            table,
            tuple(table.columns[1:]),
            SheetChart(say(lang, "chart.title", **named), tuple(table.columns[1:]), stacked=bool(between.any())),
        )


def _labels(words: pd.DataFrame, lang: Language) -> list[str]:
    """What stands beside each bar: who, of what, when, and the quantity as printed, with its qualifier."""
    columns = words[["unit", "detail", "period", "status", "qualifier", "printed"]].fillna("")
    plain = say(lang, "status.reported")
    parts = (
        (unit, detail, "" if period == "unstated" else period, "" if status == plain else status, qualifier + printed)
        for unit, detail, period, status, qualifier, printed in columns.itertuples(index=False)
    )
    return [say(lang, "separator").join(part for part in one if part) for one in parts]


def _coverage(rows: pd.DataFrame, shown: pd.DataFrame, lang: Language) -> list[Sheet]:
    """How many figures each unit has, the most first, and of which years; a year without any is left empty."""
    count = say(lang, "cover.figures")
    years = pd.crosstab(shown["unit"], rows["year"]) if rows["year"].notna().any() else pd.DataFrame()
    counted = shown["unit"].value_counts(sort=False).sort_values(ascending=False, kind="stable").head(MOST_BARS)
    table = pd.DataFrame({say(lang, "column.unit"): counted.index, count: counted.to_numpy()})
    for year in years.columns:
        table[str(year)] = years[year].reindex(counted.index).replace(0, None).astype("Int64").to_numpy()
    chart = SheetChart(say(lang, "chart.coverage"), (count,), stacked=False)
    return [Sheet(say(lang, "sheet.chart", n=1), say(lang, "contents.coverage"), table, (), chart)]
