import csv
import io

import pandas as pd
import pytest

from etl.exporting.export import BOM, COLUMNS, figures_csv, figures_json, inert, links, table_csv
from etl.tables import FIGURES
from tests.etl.made import tables


def read_back(data: bytes) -> list[dict[str, str]]:
    """The rows of a CSV, with the apostrophe of inert text taken off again."""
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return [{name: cell.removeprefix("'") for name, cell in row.items()} for row in rows]


def test_a_figure_comes_out_with_names_qualifier_bounds_and_release():
    made = tables(figures=[{"comparator": ">", "value": 32000, "printed": "3.2万余件", "page": "11"}])
    data = figures_csv(made, made["figures"], "abc123")
    assert data.startswith(BOM + b"figure,issue,article,line,page,printed,qualifier,comparator,value,lower,upper,")
    assert data.count(b"\r\n") == 2
    row = read_back(data)[0]
    assert {name: row[name] for name in ("printed", "comparator", "value", "lower", "upper", "release")} == {
        "printed": "3.2万余件",
        "comparator": "more-than",
        "value": "32000",
        "lower": "32000",
        "upper": "",
        "release": "abc123",
    }
    assert (row["unit"], row["unit_zh"], row["unit_en"]) == ("north", "north（中）", "North")
    assert (row["issue"], row["issue_title"], row["line"], row["page"]) == ("made-2025", "made-2025期", "1", "11")


def test_every_column_of_the_table_is_in_it_in_its_order():
    assert [name for name in COLUMNS if name in FIGURES.column_names] == FIGURES.column_names


def test_without_rows_the_header_stays():
    made = tables()
    assert figures_csv(made, made["figures"], "abc", bom=False) == ",".join(COLUMNS).encode() + b"\r\n"


@pytest.mark.parametrize(
    ("value", "cell"),
    [(0.1, "0.1"), (1_390_000_000.0, "1390000000"), (-3.0, "-3"), (95.2, "95.2"), (2 / 3, repr(2 / 3))],
)
def test_numbers_stay_numbers_with_all_their_digits(value, cell):
    made = tables(figures=[{"value": value}])
    assert read_back(figures_csv(made, made["figures"], "abc"))[0]["value"] == cell


@pytest.mark.parametrize(
    "hostile",
    [
        *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠a", "  =1", "\u3000=1"),
        *("\ufeff=1", "'=1", "'", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0"),
    ],
)
def test_text_like_a_formula_is_inert_and_reads_back(hostile):
    made = tables(figures=[{"printed": hostile, "detail_zh": hostile}], units=[{"unit": "north", "name_zh": hostile}])
    data = figures_csv(made, made["figures"], "abc")
    raw = next(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert (raw["printed"], raw["detail_zh"], raw["unit_zh"]) == (f"'{hostile}",) * 3
    assert read_back(data)[0]["unit_zh"] == hostile


@pytest.mark.parametrize("plain", ["670余笔", "a=b", "5-6户", 'a,"b"\r\nc', "<b>x</b>", "\u202eabc"])
def test_other_text_is_left_as_it_is(plain):
    assert inert(plain) == plain
    made = tables(figures=[{"printed": plain}])
    assert read_back(figures_csv(made, made["figures"], "abc"))[0]["printed"] == plain


def test_a_release_reads_back_whole():
    made = tables(
        figures=[
            {"printed": "20至30户", "comparator": "range", "value": None, "lower": 20, "upper": 30, "year": None},
            {"printed": "约16倍", "comparator": "~", "value": 16, "year": 2012, "unit": "south", "note_zh": "注\n二行"},
        ]
    )
    rows = read_back(figures_csv(made, made["figures"], "abc"))
    words = {"range": "range", "about": "~"}
    for row in rows:
        row["comparator"] = words[row["comparator"]]
    back = pd.DataFrame(rows)[FIGURES.column_names].replace("", None)
    back = back.astype(made["figures"].dtypes.to_dict())
    pd.testing.assert_frame_equal(back, made["figures"])


def test_every_row_says_where_it_is_printed_and_where_to_see_it(monkeypatch):
    made = tables(figures=[{"page": "11", "line": 377, "issue": "made-2025"}])
    row = read_back(figures_csv(made, made["figures"], "abc"))[0]
    assert [row[name] for name in ("issue_title", "page", "line", "link", "release")] == [
        "made-2025期",
        "11",
        "377",
        "http://127.0.0.1:8501/sources?figure=made-2025/377/1",
        "abc",
    ]
    monkeypatch.setenv("PUBLIC_URL", "https://shiji.example/board/")
    assert links(["made-2025/377/1"]) == ["https://shiji.example/board/sources?figure=made-2025/377/1"]


def test_json_has_the_same_columns_words_and_numbers_and_text_as_it_is():
    made = tables(figures=[{"comparator": ">", "value": 40.5, "printed": "=1+1", "year": None}])
    (row,) = figures_json(made, made["figures"], "abc")
    assert tuple(row) == COLUMNS
    assert (row["comparator"], row["value"], row["upper"], row["year"]) == ("more-than", 40.5, None, None)
    assert (row["line"], row["printed"], row["release"]) == (1, "=1+1", "abc")


def test_yes_and_no_are_written_as_json_writes_them():
    assert table_csv(pd.DataFrame({"check": ["a", "b"], "holds": [True, False]})) == (
        b"check,holds\r\na,true\r\nb,false\r\n"
    )
