"""Tables and charts as an Excel workbook: one Excel table a sheet, text that is only text, nothing cut off."""

import io
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from etl.exporting.sheet_rows import BATCH, letters, rows_xml
from etl.exporting.words import Language, say, whole

MOST_ROWS = 1_048_575  # under the header
MOST_LETTERS = 32_767
WIDEST = 60  # a column's width, in Latin letters
MEASURED = 1000  # rows that a column's width is taken from

Tell = Callable[[int], None]  # how many rows are written so far


def silent(written: int) -> None:
    """Tell nobody."""


class TooLarge(ValueError):
    """What a workbook cannot hold; nothing is cut off."""


@dataclass(frozen=True)
class Front:
    """What stands on the cover: a title, labelled lines; `day` is the date of the workbook, ISO 8601."""

    title: str
    lines: Sequence[tuple[str, str]]
    day: str


@dataclass(frozen=True)
class SheetChart:
    """A chart of a table: the first column names the bars, `series` are the columns drawn; `stacked` on each other."""

    title: str
    series: tuple[str, ...]
    stacked: bool


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, what it holds, its table; `quantities` are columns in 万 where Chinese; a chart, if any."""

    name: str
    holds: str
    table: pd.DataFrame
    quantities: tuple[str, ...] = ()
    chart: SheetChart | None = None


def workbook(front: Front, sheets: Sequence[Sheet], lang: Language, tell: Tell = silent) -> bytes:
    """A cover, then the sheets; the same content gives the same bytes.

    Raises TooLarge, its message for the reader, where Excel's limits would cut something off. `tell` hears how many
    rows of a large sheet are written so far.
    """
    for sheet in sheets:
        _must_fit(sheet, lang)
    out = io.BytesIO()
    book = Workbook(out)
    book.set_properties({"title": front.title, "created": datetime.fromisoformat(front.day)})
    _cover(book, front, lang)
    for sheet in sheets:
        _write(book, sheet, lang, tell)
    book.close()
    return out.getvalue()


def number_format(value: float, lang: Language) -> str:
    """An Excel format that shows every digit of a number: in 万 and 亿 in Chinese, by thousands in English."""
    if value != int(value):
        return "General"
    if lang == "en":
        return "#,##0"
    shapes = ((1e8, 1e6, '0\\.00,,"亿"'), (1e4, 1e3, '0\\.0,"万"'), (1e4, 1, '0\\.0000"万"'))
    return next((shape for least, unit, shape in shapes if abs(value) >= least and value % unit == 0), "0")


def _must_fit(sheet: Sheet, lang: Language) -> None:
    rows = len(sheet.table)
    if rows > MOST_ROWS:
        raise TooLarge(say(lang, "refused.rows", most=whole(MOST_ROWS, lang), rows=whole(rows, lang)))
    for name in sheet.table.columns:
        found = 0 if pd.api.types.is_numeric_dtype(sheet.table[name]) else sheet.table[name].str.len().max()
        if found > MOST_LETTERS:
            values = {"most": whole(MOST_LETTERS, lang), "column": name, "found": whole(int(found), lang)}
            raise TooLarge(say(lang, "refused.text", **values))


def _cover(book: Workbook, front: Front, lang: Language) -> None:
    sheet = book.add_worksheet(say(lang, "sheet.cover"))
    sheet.hide_gridlines(2)
    _printed_wide(sheet)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, front.title, book.add_format({"bold": True, "font_size": 16}))
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for row, (label, text) in enumerate(front.lines, 2):
        _write_text(sheet, row, 0, label, wrap)
        _write_text(sheet, row, 1, text, wrap)


def _write(book: Workbook, sheet: Sheet, lang: Language, tell: Tell) -> None:
    table, shaped = sheet.table, _shaper(book, lang)
    page = _page(book, sheet)
    streamed = sheet.chart is None
    # A streamed page puts a row into its file when a later one is begun: all between the first and the last go there
    # at once, as text, in a quarter of the time.
    apart = (0, len(table) - 1) if streamed and len(table) > 2 else range(len(table))
    for row in apart:
        for place, (name, cell) in enumerate(zip(table.columns, table.iloc[row].tolist(), strict=True)):
            if isinstance(cell, str):
                _write_text(page, row + 1, place, cell)
            elif not pd.isna(cell):
                page.write_number(row + 1, place, cell, shaped(cell) if name in sheet.quantities else None)
    if streamed and len(table) > 2:
        written = 0
        shapes = [
            (lambda value: f' s="{shaped(value)._get_xf_index()}"') if name in sheet.quantities else (lambda value: "")
            for name in table.columns
        ]
        for batch in rows_xml(table.iloc[1:-1], shapes, 3):
            page.row_data_fh.write(batch)
            written = min(written + BATCH, len(table))
            tell(written)
    if sheet.chart is not None:
        _draw(book, page, sheet, sheet.chart, lang)


def _shaper(book: Workbook, lang: Language) -> Callable[[float], Format]:
    """From a number to the format it is shown in; a workbook holds each format once."""
    formats: dict[str, Format] = {}

    def shaped(value: float) -> Format:
        shape = number_format(value, lang)
        if shape not in formats:
            formats[shape] = book.add_format({"num_format": shape})
        return formats[shape]

    return shaped


def _page(book: Workbook, sheet: Sheet) -> Worksheet:
    """An empty page with its Excel table from A1: header, filters, the header frozen, columns as wide as their text."""
    heads = [str(name) for name in sheet.table.columns]
    # Rows go to a file as they are written, so that memory does not grow with them; only a chart needs them at hand.
    streamed = book.constant_memory = sheet.chart is None
    page = book.add_worksheet(sheet.name)
    book.constant_memory = False
    page.freeze_panes(1, 0)
    _printed_wide(page)
    for place, head in enumerate(heads):
        page.set_column(place, place, _width([head, *sheet.table[head].head(MEASURED).dropna()]))
    # The library refuses a table on a streamed page for the header it writes, and remembers every cell of a table:
    # so one of a single row is made, its header written again as a streamed page writes it, then its range set.
    page.constant_memory = False
    page.add_table(0, 0, 1, len(heads) - 1, {"columns": [{"header": head} for head in heads]})
    page.constant_memory = streamed
    for place, head in enumerate(heads):
        page.write_string(0, place, head)
    last = f"A1:{letters(len(heads) - 1)}{max(len(sheet.table), 1) + 1}"
    page.tables[-1].update(range=last, a_range=last, autofilter=last)
    return page


def _printed_wide(page: Worksheet) -> None:
    """On paper: landscape A4, as wide as the page, the header on every one."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _write_text(page: Worksheet, row: int, place: int, text: str, shape: Format | None = None) -> None:
    if text.startswith("<r>") and text.endswith("</r>"):
        # The library takes such text for markup of its own unless it comes in pieces.
        page.write_rich_string(row, place, text[:1], text[1:2], text[2:], *([shape] if shape else []))
    else:
        page.write_string(row, place, text, shape)


def _width(cells: Iterable[object]) -> int:
    """The width of a column in Latin letters; a Han character is two, and a filter's button takes two more."""
    texts = (str(cell) for cell in cells)
    widths = (sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text) for text in texts)
    return min(max(widths, default=0) + 3, WIDEST)


def _draw(book: Workbook, page: Worksheet, sheet: Sheet, chart: SheetChart, lang: Language) -> None:
    """A native bar chart beside the table, the first row at its top."""
    rows, columns = len(sheet.table), list(sheet.table.columns)
    drawn = book.add_chart({"type": "bar", "subtype": "stacked"} if chart.stacked else {"type": "bar"})
    for name in chart.series:
        place = columns.index(name)
        drawn.add_series(
            {
                "name": [sheet.name, 0, place],
                "categories": [sheet.name, 1, 0, rows, 0],
                "values": [sheet.name, 1, place, rows, place],
                "gap": 40,
            }
        )
    # The library takes a title with the likes of !A1 in it for the address of a cell.
    drawn.set_title({"name": chart.title.replace("!", "！"), "overlay": False, "name_font": {"size": 12}})
    drawn.set_y_axis({"reverse": True, "num_font": {"size": 9}})
    drawn.set_x_axis(_axis([float(value) for name in chart.series for value in sheet.table[name].dropna()], lang))
    drawn.set_legend({"position": "bottom"} if len(chart.series) > 1 else {"none": True})
    drawn.set_size({"width": 900, "height": 160 + 24 * rows})
    page.insert_chart(0, len(columns) + 1, drawn)


def _axis(values: Sequence[float], lang: Language) -> dict[str, Any]:
    """A number axis that begins at zero, its ticks in 万 or 亿 where Chinese and large."""
    largest = max(map(abs, values), default=0.0)
    round_one = 1e8 if largest >= 1e8 else 1e4 if largest >= 1e4 else 1.0
    shape = "General" if largest < 10 else number_format(round_one, lang)
    return {"num_format": shape} | ({"min": 0} if min(values, default=0.0) >= 0 else {})
