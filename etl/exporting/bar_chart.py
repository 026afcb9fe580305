"""A native bar chart of an Excel workbook, which can be edited, and which tells a bound from a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from xlsxwriter import Workbook

from etl.exporting.words import Language, say

INK, PAPER = "#24415F", "#FFFFFF"
HATCHED = {"pattern": "wide_upward_diagonal", "fg_color": INK, "bg_color": PAPER}


@dataclass(frozen=True)
class SheetChart:
    """A chart of a table: the first column names the bars, `series` are the columns drawn, stacked on each other.

    `inexact` says of which bars the first of them is a bound or a guess; empty where each is a number.
    """

    title: str
    series: tuple[str, ...]
    inexact: tuple[bool, ...] = ()


def bar_chart(book: Workbook, chart: SheetChart, table: pd.DataFrame, sheet: str, lang: Language) -> Any:
    """The chart of a table that stands in A1 of a sheet, its first row at the top, to be inserted somewhere."""
    rows, columns = len(table), list(table.columns)
    drawn = book.add_chart({"type": "bar", "subtype": "stacked"} if len(chart.series) > 1 else {"type": "bar"})
    looks: list[dict[str, Any]] = [
        {"fill": {"color": INK}, "points": _points(chart)},
        {"fill": {"none": True}, "border": {"color": INK}},
    ]
    for name, look in zip(chart.series, looks, strict=False):
        place = columns.index(name)
        cells = {"categories": [sheet, 1, 0, rows, 0], "values": [sheet, 1, place, rows, place]}
        drawn.add_series({"name": [sheet, 0, place], **cells, "gap": 40, **look})
    # The library takes a title with the likes of !A1 in it for the address of a cell.
    drawn.set_title({"name": chart.title.replace("!", "！"), "overlay": False, "name_font": {"size": 12}})
    drawn.set_y_axis({"reverse": True, "num_font": {"size": 9}})
    axis = _axis([float(value) for name in chart.series for value in table[name].dropna()], lang)
    if any(chart.inexact):
        axis |= {"name": say(lang, "chart.inexact"), "name_font": {"size": 9, "bold": False}}
    drawn.set_x_axis(axis | {"major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
    drawn.set_legend({"position": "bottom"} if len(chart.series) > 1 else {"none": True})
    drawn.set_size({"width": 900, "height": 170 + 26 * rows})
    return drawn


def number_format(value: float, lang: Language) -> str:
    """An Excel format that shows every digit of a number: in 万 and 亿 in Chinese, by thousands in English."""
    if value != int(value):
        return "General"
    if lang == "en":
        return "#,##0"
    shapes = ((1e8, 1e6, '0\\.00,,"亿"'), (1e4, 1e3, '0\\.0,"万"'), (1e4, 1, '0\\.0000"万"'))
    return next((shape for least, unit, shape in shapes if abs(value) >= least and value % unit == 0), "0")


def _points(chart: SheetChart) -> list[dict[str, Any] | None] | None:
    """Bars that are no exact numbers are hatched."""
    return [{"pattern": HATCHED} if one else None for one in chart.inexact] if any(chart.inexact) else None


def _axis(values: Sequence[float], lang: Language) -> dict[str, Any]:
    """A number axis that begins at zero, its ticks in 万 or 亿 where Chinese and large."""
    largest = max(map(abs, values), default=0.0)
    round_one = 1e8 if largest >= 1e8 else 1e4 if largest >= 1e4 else 1.0
    shape = "General" if largest < 10 else number_format(round_one, lang)
    return {"num_format": shape} | ({"min": 0} if min(values, default=0.0) >= 0 else {})
