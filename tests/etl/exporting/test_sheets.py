"""Workbooks read back by another reader."""

import io
import re
import zipfile

import openpyxl
import pandas as pd
import pytest

from etl.exporting import workbook
from etl.exporting.selection import Extract, extract
from etl.exporting.sheets import COLUMNS, figures_xlsx
from etl.exporting.words import LANGUAGES, say, words
from etl.exporting.workbook import MOST_LETTERS, MOST_ROWS, Front, Sheet, SheetChart, TooLarge, number_format
from etl.query import Choice
from etl.tables import Tables
from tests.etl.made import tables

FRONT = Front("t", [], "2026-01-31")
HOSTILE = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "＝1", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0", "http://x.example"),
    *(
        "<r><t>x</t></r>",
        "<b>&amp;",
        "_x0041_",
        "a\x0bb\x00",
        "\t=1",
        " a ",
        "a\nb",
        "\ufeff=1",
        "{=1}",
        "#REF!",
        "=A!$A$1",
    ),
)


def taken(made: Tables, choice: Choice | None = None) -> Extract:
    return extract(made, choice or Choice(), "4f2a", "2026-01-31")


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def restored(text: object) -> object:
    """What Excel shows of a cell: openpyxl leaves control characters as they are written in the file."""
    return re.sub(r"_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text) if isinstance(text, str) else text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_workbook_has_cover_contents_notes_figures_and_chart(lang):
    made = tables(figures=[{"value": 3}, {"value": 5, "unit": "south"}])
    book = opened(figures_xlsx(taken(made, Choice(indicator="cases-resolved")), lang))
    names = [say(lang, f"sheet.{name}") for name in ("cover", "contents", "notes", "figures")]
    assert book.sheetnames == [*names, say(lang, "sheet.chart", n=1)]
    cover = [cell.value for row in book.worksheets[0] for cell in row]
    assert {"4f2a", "2026-01-31", "http://127.0.0.1:8501/figures?indicator=cases-resolved"} <= set(cover)
    assert ("cases-resolved（中）" if lang == "zh" else "Cases resolved") in cover
    assert [cell.value for cell in book.worksheets[1]["A"]][1:] == book.sheetnames[2:]
    for sheet in book.worksheets[1:]:
        (table,) = sheet.tables.values()
        assert (table.ref, sheet.freeze_panes) == (sheet.dimensions, "A2")
        assert table.autoFilter.ref == table.ref
        assert [column.name for column in table.tableColumns] == [cell.value for cell in sheet[1]]
    (chart,) = book.worksheets[-1]._charts
    assert chart.series[0].val.numRef.f.replace("'", "") == f"{book.sheetnames[-1]}!$B$2:$B$3"
    assert [cell.value for cell in book.worksheets[-1]["B"]][1:] == [5, 3]


def test_all_that_is_in_the_rows_reads_back():
    given = [
        {"value": 32000, "comparator": ">", "page": "11", "note_zh": "注", "line": n, "printed": "3.2万余件"}
        for n in range(1, 6)
    ]
    given[3] |= {"value": None, "comparator": "range", "lower": 20.5, "upper": 30, "year": None}
    book = opened(figures_xlsx(taken(tables(figures=given)), "zh"))
    sheet = book["数字"]
    rows = [dict(zip(COLUMNS, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=2)]
    assert [row["line"] for row in rows] == [1, 2, 3, 4, 5]
    assert [row["value"] for row in rows] == [32000, 32000, 32000, None, 32000]
    assert [row["lower"] for row in rows] == [32000, 32000, 32000, 20.5, 32000]
    assert [row["comparator"] for row in rows] == ["超过", "超过", "超过", "范围", "超过"]
    assert [row["year"] for row in rows] == [2025, 2025, 2025, None, 2025]
    own = {"figure": "", "line": 0, "link": ""}
    assert rows[0] | own == rows[1] | own == rows[4] | own
    assert {rows[1][name] for name in ("unit", "issue", "article", "note", "release")} == {
        *("north（中）", "made-2025期", "一年实绩", "注", "4f2a")
    }
    value = COLUMNS.index("value") + 1
    assert [sheet.cell(row, value).number_format for row in (2, 3, 6)] == ['0\\.0,"万"'] * 3


@pytest.mark.parametrize("n", [1, 2, 3, 7])
def test_hostile_text_is_only_text(n):
    figures = [{"printed": text, "detail_zh": text, "unit": f"u{at}"} for at, text in enumerate(HOSTILE * n)]
    units = [{"unit": f"u{at}", "name_zh": text} for at, text in enumerate(HOSTILE * n)]
    made = tables(figures=figures, units=units, indicators=[{"indicator": "cases-resolved", "name_zh": "=A!$A$1"}])
    data = figures_xlsx(taken(made), "zh")
    for sheet in opened(data):
        cells = [cell for row in sheet for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
        assert [cell.hyperlink for cell in cells if cell.hyperlink] == []
    printed = opened(data)["数字"].columns
    shown = [restored(cell.value) for cell in list(printed)[COLUMNS.index("printed")]][1:]
    assert shown == list(HOSTILE * n)
    chart = zipfile.ZipFile(io.BytesIO(data)).read("xl/charts/chart1.xml").decode()
    assert "指标：=A！$A$1" in chart


def test_the_same_choice_gives_the_same_bytes():
    made = tables(figures=[{"value": 3}, {"value": 5}])
    assert figures_xlsx(taken(made), "zh") == figures_xlsx(taken(made), "zh")


def test_without_rows_the_header_stays():
    book = opened(figures_xlsx(taken(tables(figures=[{}]), Choice(text="nothing")), "en"))
    assert [cell.value for cell in book["Figures"][1]][:2] == ["Id", "Unit"]
    assert book["Figures"].max_row <= 2


def test_a_text_too_long_for_a_cell_is_refused():
    made = tables(figures=[{"note_zh": "长" * MOST_LETTERS}])
    assert figures_xlsx(taken(made), "zh")
    longer = tables(figures=[{"note_zh": "长" * (MOST_LETTERS + 1)}])
    with pytest.raises(TooLarge, match=r"单元格最多容纳 32767 个字符，“备注”一列里有 32768 个的。"):
        figures_xlsx(taken(longer), "zh")


def test_more_rows_than_a_sheet_holds_are_refused():
    many = Sheet("Figures", "", pd.DataFrame({"a": range(MOST_ROWS + 1)}))
    with pytest.raises(TooLarge, match=r"A sheet holds 1,048,575 rows, here are 1,048,576\. Narrow the choice"):
        workbook.workbook(FRONT, [many], "en")


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (999, "0", "#,##0"),
        (32000, '0\\.0,"万"', "#,##0"),
        (32450, '0\\.0000"万"', "#,##0"),
        (1_390_000_000, '0\\.00,,"亿"', "#,##0"),
        (123_456_000, '0\\.0,"万"', "#,##0"),
        (95.2, "General", "General"),
        (-32000, '0\\.0,"万"', "#,##0"),
    ],
)
def test_numbers_keep_every_digit_in_their_format(value, zh, en):
    assert (number_format(value, "zh"), number_format(value, "en")) == (zh, en)


def test_columns_are_as_wide_as_their_text_and_a_han_letter_is_two():
    table = pd.DataFrame({"甲乙": ["一二三四五"], "n": [1]})
    sheet = opened(workbook.workbook(FRONT, [Sheet("A", "", table)], "zh"))["A"]
    widths = [round(sheet.column_dimensions[letter].width) for letter in "AB"]
    assert widths == [14, 5]


def test_a_range_stands_on_its_lower_end_in_the_chart():
    made = tables(figures=[{"value": 9}, {"value": None, "comparator": "range", "lower": 20, "upper": 30}])
    sheet = opened(figures_xlsx(taken(made, Choice(indicator="cases-resolved")), "en"))["Chart 1"]
    assert [[cell.value for cell in row][1:] for row in sheet] == [["Value", "At most this more"], [20, 10], [9, None]]
    (chart,) = sheet._charts
    assert (chart.grouping, len(chart.series)) == ("stacked", 2)


def test_a_chart_of_negative_numbers_does_not_begin_at_zero():
    sheet = Sheet("A", "", pd.DataFrame({"x": ["a"], "y": [-3.0]}), ("y",), SheetChart("title", ("y",), stacked=False))
    data = workbook.workbook(FRONT, [sheet], "en")
    assert b'<c:min val="0"/>' not in zipfile.ZipFile(io.BytesIO(data)).read("xl/charts/chart1.xml")


def test_both_languages_say_the_same_things():
    assert set(words("zh")) == set(words("en"))
    for key in words("zh"):
        assert set(re.findall(r"{\w+}", words("zh")[key])) == set(re.findall(r"{\w+}", words("en")[key]))
