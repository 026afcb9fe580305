"""Tables and charts as an Excel workbook to read and to print: text is only text, and nothing is cut off."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.url import Url
from xlsxwriter.worksheet import Worksheet

from etl.exporting.bar_chart import SheetChart, bar_chart, number_format
from etl.exporting.sheet_rows import BATCH, letters, rows_xml
from etl.exporting.sheet_sizes import heights, widths
from etl.exporting.words import Language, say, whole

MOST_ROWS = 1_048_575  # under the header
MOST_LETTERS = 32_767
MOST_READ = 5000  # rows that are set for reading: wrapped, links to click; more are for programs, and open sooner

Tell = Callable[[int], None]  # how many rows are written so far


def silent(written: int) -> None:
    """Tell nobody."""


class TooLarge(ValueError):
    """What a workbook cannot hold; nothing is cut off."""


@dataclass(frozen=True)
class Front:
    """What stands on the cover: a title, labelled lines; the workbook's date (ISO 8601) and where it comes from."""

    title: str
    lines: Sequence[tuple[str, str]]
    day: str
    link: str = ""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, what it holds, its table, a chart if any.

    `quantities` are columns in 万 where Chinese, `links` is one of addresses, `on_paper` how many of the first columns
    are printed, 0 being all.
    """

    name: str
    holds: str
    table: pd.DataFrame
    quantities: tuple[str, ...] = ()
    links: str = ""
    on_paper: int = 0
    chart: SheetChart | None = None


def workbook(front: Front, sheets: Sequence[Sheet], lang: Language, tell: Tell = silent) -> bytes:
    """A cover that names the sheets, then the sheets, open at the first; the same content gives the same bytes.

    Raises TooLarge, its message for the reader, where Excel's limits would cut something off. `tell` hears how many
    rows of a large sheet are written so far.
    """
    for sheet in sheets:
        _must_fit(sheet, lang)
    out = io.BytesIO()
    book = Workbook(out)
    book.set_properties({"title": front.title, "created": datetime.fromisoformat(front.day)})
    _cover(book, front, sheets, lang)
    for sheet in sheets:
        _write(book, sheet, lang, tell)
    book.worksheets()[1].activate()
    for page in book.worksheets():
        page.set_footer(f"&L{front.title.replace('&', '&&')}&R{say(lang, 'print.page')}")
    book.close()
    return out.getvalue()


def _must_fit(sheet: Sheet, lang: Language) -> None:
    rows = len(sheet.table)
    if rows > MOST_ROWS:
        raise TooLarge(say(lang, "refused.rows", most=whole(MOST_ROWS, lang), rows=whole(rows, lang)))
    for name in sheet.table.columns:
        found = 0 if pd.api.types.is_numeric_dtype(sheet.table[name]) else sheet.table[name].str.len().max()
        if found > MOST_LETTERS:
            values = {"most": whole(MOST_LETTERS, lang), "column": name, "found": whole(int(found), lang)}
            raise TooLarge(say(lang, "refused.text", **values))


def _cover(book: Workbook, front: Front, sheets: Sequence[Sheet], lang: Language) -> None:
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
        if text == front.link:
            _clickable(sheet, row, 1, text)
    first = len(front.lines) + 3
    sheet.write_string(first, 0, say(lang, "contents.sheet"), book.add_format({"bold": True}))
    for row, held in enumerate(sheets, first + 1):
        sheet.write_url(row, 0, f"internal:'{held.name}'!A1", string=held.name)
        _write_text(sheet, row, 1, held.holds, wrap)


def _write(book: Workbook, sheet: Sheet, lang: Language, tell: Tell) -> None:
    table, shaped = sheet.table, _shaper(book, sheet, lang)
    wide = widths(table, sheet.chart is not None)
    high = heights(table, wide[: sheet.on_paper or None]) if len(table) <= MOST_READ else []
    page = _page(book, sheet, wide)
    streamed = sheet.chart is None
    # A streamed page puts a row into its file when a later one is begun: all between the first and the last go there
    # at once, as text, in a quarter of the time.
    apart = (0, len(table) - 1) if streamed and len(table) > 2 else range(len(table))
    for row in apart:
        if high:
            page.set_row(row + 1, high[row])
        for place, (name, cell) in enumerate(zip(table.columns, table.iloc[row].tolist(), strict=True)):
            _write_cell(page, row + 1, place, cell, shaped(name, cell))
    if streamed and len(table) > 2:
        shapes = [partial(_styled, shaped, name) for name in table.columns]
        for n, batch in enumerate(rows_xml(table.iloc[1:-1], shapes, 3, high[1:-1]), 1):
            page.row_data_fh.write(batch)
            tell(min(n * BATCH, len(table)))
    if sheet.chart is not None:
        drawn = bar_chart(book, sheet.chart, sheet.table, sheet.name, lang)
        page.insert_chart(0, len(table.columns) + 1, drawn)


Shaped = Callable[[str, str | float], Format | None]


def _shaper(book: Workbook, sheet: Sheet, lang: Language) -> Shaped:
    """From a column and a cell of it to the format it is shown in, if any; each format is made once."""
    formats: dict[tuple[str, bool], Format] = {("", False): None}
    read = len(sheet.table) <= MOST_READ

    def shaped(name: str, cell: str | float) -> Format | None:
        if pd.isna(cell):
            return None
        number = number_format(cell, lang) if name in sheet.quantities and not isinstance(cell, str) else ""
        key = (number, read and name != sheet.links)
        if key not in formats:
            look = {"text_wrap": key[1], "valign": "top"} if read else {}
            formats[key] = book.add_format(look | ({"num_format": number} if number else {}))
        return formats[key]

    return shaped


def _styled(shaped: Shaped, name: str, cell: str | float) -> str:
    """The format of a cell as the attribute of XML that says it."""
    shape = shaped(name, cell)
    return f' s="{shape._get_xf_index()}"' if shape else ""


def _page(book: Workbook, sheet: Sheet, wide: Sequence[int]) -> Worksheet:
    """An empty page with its Excel table from A1: header, filters, the header frozen, columns as wide as their text."""
    heads = [str(name) for name in sheet.table.columns]
    # Rows go to a file as they are written, so that memory does not grow with them; only a chart needs them at hand.
    streamed = book.constant_memory = sheet.chart is None
    page = book.add_worksheet(sheet.name)
    book.constant_memory = False
    page.freeze_panes(1, 0)
    _printed_wide(page)
    if sheet.on_paper:
        page.print_area(0, 0, max(len(sheet.table), 1), sheet.on_paper - 1)
    for place, width in enumerate(wide):
        page.set_column(place, place, width)
    # The library refuses a table on a streamed page for the header it writes, and remembers every cell of a table:
    # so one of a single row is made, its header written again as a streamed page writes it, then its range set.
    page.constant_memory = False
    columns = [{"header": head} for head in heads]
    page.add_table(0, 0, 1, len(heads) - 1, {"columns": columns, "style": "Table Style Light 1"})
    page.constant_memory = streamed
    bold = {"bold": True, "bottom": 1, "valign": "top"}
    left, right = book.add_format(bold), book.add_format(bold | {"align": "right"})
    for place, head in enumerate(heads):
        page.write_string(0, place, head, right if head in sheet.quantities else left)
    if sheet.links and len(sheet.table) <= MOST_READ:
        for row, link in enumerate(sheet.table[sheet.links], 1):
            _clickable(page, row, heads.index(sheet.links), link)
    last = f"A1:{letters(len(heads) - 1)}{max(len(sheet.table), 1) + 1}"
    page.tables[-1].update(range=last, a_range=last, autofilter=last)
    return page


def _clickable(page: Worksheet, row: int, place: int, link: str) -> None:
    """Have a cell lead to the address it holds, as far as Excel takes it for one."""
    if link.startswith(("http://", "https://")) and len(link) <= Url.MAX_URL_LEN:
        page.hyperlinks[row][place] = Url(link)


def _printed_wide(page: Worksheet) -> None:
    """On paper: landscape A4, as wide as the page, the header on every one."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)


def _write_cell(page: Worksheet, row: int, place: int, cell: str | float, shape: Format | None) -> None:
    if isinstance(cell, str):
        _write_text(page, row, place, cell, shape)
    elif not pd.isna(cell):
        page.write_number(row, place, cell, shape)


def _write_text(page: Worksheet, row: int, place: int, text: str, shape: Format | None = None) -> None:
    if text.startswith("<r>") and text.endswith("</r>"):
        # The library takes such text for markup of its own unless it comes in pieces.
        page.write_rich_string(row, place, text[:1], text[1:2], text[2:], *([shape] if shape else []))
    else:
        page.write_string(row, place, text, shape)
