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
from etl.exporting.workbook import MOST_LETTERS, MOST_ROWS, Front, Sheet, TooLarge
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
def test_a_workbook_opens_at_its_figures_and_its_cover_leads_to_every_sheet(lang):
    made = tables(figures=[{"value": 3}, {"value": 5, "unit": "south"}])
    book = opened(figures_xlsx(taken(made, Choice(indicator="cases-resolved")), lang))
    figures, chart, notes = (say(lang, f"sheet.{name}", n=1) for name in ("figures", "chart", "notes"))
    assert book.sheetnames == [say(lang, "sheet.cover"), figures, chart, notes]
    assert book.active.title == figures
    cover = book.worksheets[0]
    assert {"4f2a", "2026-01-31"} <= {cell.value for row in cover for cell in row}
    assert ("cases-resolved（中）" if lang == "zh" else "Cases resolved") in {cell.value for cell in cover["B"]}
    links = {cell.value: cell.hyperlink for row in cover for cell in row if cell.hyperlink}
    address = "http://127.0.0.1:8501/figures?indicator=cases-resolved"
    assert {text: link.target or link.location for text, link in links.items()} == {
        address: address,
        figures: f"'{figures}'!A1",
        chart: f"'{chart}'!A1",
        notes: f"'{notes}'!A1",
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sheet_is_one_table_with_filters_and_prints_on_landscape_a4_under_its_header(lang):
    made = tables(figures=[{"value": 3}, {"value": 5, "unit": "south"}])
    book = opened(figures_xlsx(taken(made, Choice(indicator="cases-resolved")), lang))
    for sheet in book.worksheets[1:]:
        (table,) = sheet.tables.values()
        assert (table.ref, sheet.freeze_panes) == (sheet.dimensions, "A2")
        assert table.autoFilter.ref == table.ref
        assert [column.name for column in table.tableColumns] == [cell.value for cell in sheet[1]]
        assert {cell.font.b for cell in sheet[1]} == {True}
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
        assert (sheet.print_title_rows, sheet.oddFooter.left.text) == ("$1:$1", say(lang, "title"))
    (drawn,) = book.worksheets[2]._charts
    assert drawn.series[0].val.numRef.f.replace("'", "") == f"{book.sheetnames[2]}!$C$2:$C$3"
    assert [cell.value for cell in book.worksheets[2]["C"]][1:] == [5, 3]


def test_what_a_person_reads_comes_first_and_alone_goes_on_paper():
    made = tables(figures=[{"printed": "3.2万余件", "period": "as-of 2021-06-16"}, {"period": "2023-01/2023-10"}])
    sheet = opened(figures_xlsx(taken(made), "zh"))["数字"]
    heads = [cell.value for cell in sheet[1]]
    assert heads[:6] == ["单位", "指标", "具体内容", "原文", "时间", "性质"]
    assert heads[6:13] == ["比较", "数值", "计量", "资料", "页", "备注", "网址"]
    assert (heads[-2:], sheet.print_area) == (["编号", "发布版本"], "'数字'!$A$1:$L$3")
    assert [sheet[cell].value for cell in ("D2", "E2", "E3")] == ["3.2万余件", "截至 2021-06-16", "2023-01 至 2023-10"]
    assert {cell.hyperlink.target for cell in sheet["M"][1:]} == {cell.value for cell in sheet["M"][1:]}


def test_a_long_text_is_wrapped_in_a_row_as_high_as_it_takes():
    made = tables(figures=[{"note_zh": "长" * 40}, {}, {"note_zh": "长" * 40}])
    sheet = opened(figures_xlsx(taken(made), "zh"))["数字"]
    assert [sheet.row_dimensions[row].height for row in (2, 3, 4)] == [60, 15, 60]
    assert [sheet[cell].alignment.wrap_text for cell in ("L2", "L4", "M2")] == [True, True, None]


@pytest.mark.parametrize(("address", "n"), [("https://data.example.org", 1), ("data.example.org", 0)])
def test_only_what_a_spreadsheet_takes_for_an_address_is_a_link(address, n, monkeypatch):
    monkeypatch.setenv("PUBLIC_URL", address)
    book = opened(figures_xlsx(taken(tables(figures=[{}])), "zh"))
    assert book["数字"]["M2"].value == f"{address}/sources?figure=made-2025/1/1"
    assert [len([cell for cell in column if cell.hyperlink]) for column in (book["封面"]["B"], book["数字"]["M"])] == [
        n,
        n,
    ]


def test_a_sheet_for_programs_is_neither_wrapped_nor_linked(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_READ", 2)
    sheet = opened(figures_xlsx(taken(tables(figures=[{}, {}, {}, {}])), "zh"))["数字"]
    assert {cell.alignment.wrap_text for row in sheet.iter_rows(min_row=2) for cell in row} == {None}
    assert [cell for cell in sheet["M"] if cell.hyperlink] == []


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
        links = [cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target]
        assert [link for link in links if not link.startswith("http://127.0.0.1:8501/")] == []
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
    assert [cell.value for cell in book["Figures"][1]][:2] == ["Unit", "Indicator"]
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


def test_a_range_stands_on_its_lower_end_in_the_chart():
    made = tables(figures=[{"value": 9}, {"value": None, "comparator": "range", "lower": 20, "upper": 30}])
    sheet = opened(figures_xlsx(taken(made, Choice(indicator="cases-resolved")), "en"))["Chart 1"]
    assert [[cell.value for cell in row][1:] for row in sheet] == [
        ["Comparator", "Value", "At most this more"],
        ["range", 20, 10],
        ["exact", 9, None],
    ]
    (chart,) = sheet._charts
    assert (chart.grouping, len(chart.series)) == ("stacked", 2)


@pytest.mark.parametrize(
    ("lang", "labels"),
    [
        ("zh", ["north（中） · 3.2万余件", "north（中） · 20至30件", "north（中） · 至少9件", "north（中） · 3件"]),
        ("en", ["North · more than 32,000", "North · 20–30", "North · at least 9", "North · 3"]),
    ],
)
def test_no_bound_passes_for_a_number_beside_its_bar(lang, labels):
    given = [
        {"printed": "3件", "value": 3},
        {"printed": "9件", "qualifier": "至少", "value": 9, "comparator": ">="},
        {"printed": "20至30件", "value": None, "comparator": "range", "lower": 20, "upper": 30},
        {"printed": "3.2万余件", "value": 32000, "comparator": ">"},
    ]
    given = [one | {"detail_zh": None, "detail_en": None, "period": "unstated"} for one in given]
    data = figures_xlsx(taken(tables(figures=given), Choice(indicator="cases-resolved")), lang)
    sheet = opened(data).worksheets[2]
    assert [cell.value for cell in sheet["A"]][1:] == labels
    hatched = [point.idx for point in sheet._charts[0].series[0].dPt if point.spPr.pattFill]
    assert hatched == [0, 1, 2]
    assert say(lang, "chart.inexact") in zipfile.ZipFile(io.BytesIO(data)).read("xl/charts/chart1.xml").decode()


def test_both_languages_say_the_same_things():
    assert set(words("zh")) == set(words("en"))
    for key in words("zh"):
        assert set(re.findall(r"{\w+}", words("zh")[key])) == set(re.findall(r"{\w+}", words("en")[key]))
