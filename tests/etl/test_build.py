import pandas as pd
import pytest

from etl.build import build
from etl.problems import DataRejected
from etl.tables import DTYPES, TABLES
from tests.etl.folder import FILES, ISSUE, REPORT, SHA256, article, load

LATER = "issues/later-2026/{}.yaml"


def rows(table):
    """The rows as plain values, what is missing left out."""
    return [{name: value for name, value in row.items() if not pd.isna(value)} for row in table.to_dict("records")]


def test_a_figure_is_one_exact_row(tmp_path):
    figure = (
        "{printed: 3.2萬餘件, qualifier: 至少, indicator: cases, unit: city, period: as-of 2024-06, key: b, part_of: a}"
    )
    note = "{printed: 6件, indicator: cases, key: a, status: target, note: {zh: 注, en: Note}, detail: {zh: 甲, en: A}}"
    report = article(figure, note, head="unit: court\nperiod: 2025\npages: 11-13\n")
    assert rows(build(load(tmp_path, {REPORT: report}))["figures"]) == [
        {"figure": "made-2025/3/1", "issue": "made-2025", "article": "made-2025/report", "line": 3, "page": "11-13"}
        | {"printed": "3.2萬餘件", "qualifier": "至少", "comparator": ">", "value": 32000.0, "lower": 32000.0}
        | {"measure": "case", "measure_word": "件", "unit": "city", "indicator": "cases", "theme": "justice"}
        | {"period": "as-of 2024-06", "period_end": "2024-06-30", "period_kind": "as-of", "year": 2024}
        | {"status": "reported", "part_of": "made-2025/3/2"},
        {"figure": "made-2025/3/2", "issue": "made-2025", "article": "made-2025/report", "line": 3, "page": "11-13"}
        | {"printed": "6件", "comparator": "=", "value": 6.0, "lower": 6.0, "upper": 6.0}
        | {"measure": "case", "measure_word": "件", "unit": "court", "indicator": "cases", "theme": "justice"}
        | {"detail_zh": "甲", "detail_en": "A", "status": "target", "note_zh": "注", "note_en": "Note"}
        | {"period": "2025", "period_start": "2025-01-01", "period_end": "2025-12-31", "period_kind": "year"}
        | {"year": 2025},
    ]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("近7万件", ["<", 70000.0, None, 70000.0]),
        ("约16件", ["~", 16.0, None, None]),
        ("20至30件", ["range", None, 20.0, 30.0]),
        ("数千件", ["vague", None, 1000.0, 9999.0]),
        ("若干件, measure: case, lower: 2, upper: 9.5", ["range", None, 2.0, 9.5]),
        ("若干件, measure: case, value: 7", ["=", 7.0, 7.0, 7.0]),
    ],
)
def test_open_bounds_stay_open(tmp_path, printed, read):
    figures = build(load(tmp_path, {REPORT: article(f"{{printed: {printed}, indicator: cases}}")}))["figures"]
    found = figures.loc[0, ["comparator", "value", "lower", "upper"]].tolist()
    assert [None if pd.isna(one) else one for one in found] == read


def test_every_other_table_row_by_row(tmp_path):
    issue = FILES[ISSUE] + "paragraphs:\n  - {line: 9, not_figures: [{printed: 第15期, why: ordinal}]}\n"
    report = FILES[REPORT].replace("unit: court", "unit: court\nauthors: [刘超, 乔东平]")
    tables = build(load(tmp_path, {ISSUE: issue, REPORT: report}))
    assert rows(tables["not_figures"]) == [
        {"issue": "made-2025", "line": 9, "nth": 1, "printed": "第15期", "why": "ordinal"},
        {"issue": "made-2025", "article": "made-2025/report", "line": 3, "nth": 1, "printed": "2025年", "why": "date"},
    ]
    checks = rows(tables["checks"])
    assert [check.pop(f"computed_{side}") for check in checks for side in ("lower", "upper")] == [
        pytest.approx(100 * 591 / 657)
    ] * 2
    assert checks == [
        {"check": "made-2025/report/1", "article": "made-2025/report", "kind": "rate", "result": "made-2025/4/2"}
        | {"operands": "made-2025/4/1 made-2025/3/1", "holds": True}
    ]
    assert rows(tables["issues"]) == [
        {"issue": "made-2025", "title": "示例日报", "published": "2025-12-31", "text": "made.txt", "sha256": SHA256}
        | {"position": 1}
    ]
    assert rows(tables["articles"]) == [
        {"article": "made-2025/report", "issue": "made-2025", "title": "一年实绩", "authors": "刘超、乔东平"}
        | {"line_start": 1, "line_end": 4, "unit": "court"}
    ]
    assert rows(tables["units"]) == [
        {"unit": "city", "name_zh": "津城", "name_en": "Jin City", "kind": "city", "position": 1},
        {"unit": "court", "name_zh": "河东法院", "name_en": "Hedong Court", "kind": "court", "parent": "city"}
        | {"position": 2},
    ]
    assert rows(tables["indicators"])[0] == (
        {"indicator": "cases", "name_zh": "案件", "name_en": "Cases", "about_zh": "案", "about_en": "All"}
        | {"theme": "justice", "measures": "case", "kind": "flow", "better": "neutral", "position": 1}
    )
    assert rows(tables["indicators"])[5]["measures"] == "team window"
    assert rows(tables["measures"])[1] == {"measure": "person", "name_zh": "人", "name_en": "people", "words": "人|名"}
    assert rows(tables["themes"]) == [{"theme": "justice", "name_zh": "司法", "name_en": "Justice", "position": 1}]


def test_lists_of_names_are_written_apart(tmp_path):
    files = {
        "units.yaml": FILES["units.yaml"].replace("kind: city", "kind: city, aliases: [全市, 市本级]"),
        "indicators.yaml": FILES["indicators.yaml"].replace("flow}", "flow, adds_over: [unit, year]}", 1),
    }
    tables = build(load(tmp_path, files))
    assert tables["units"]["aliases"].tolist()[0] == "全市|市本级"
    assert tables["indicators"]["adds_over"].tolist()[0] == "unit year"


def test_all_tables_have_the_declared_columns_and_types(tmp_path):
    for files in ({}, {ISSUE: None, REPORT: None}):
        tables = build(load(tmp_path / str(len(files)), files))
        assert list(tables) == list(TABLES)
        for name, table in TABLES.items():
            declared = [(column.name, str(DTYPES[column.type])) for column in table.columns]
            assert [(column, str(dtype)) for column, dtype in tables[name].dtypes.items()] == declared


def test_an_error_rejects_all_and_everything_wrong_is_told(tmp_path):
    wrong = FILES[REPORT].replace("90.0%", "89.9%").replace("unit: court", "unit: cort").replace("657件", "657人")
    with pytest.raises(DataRejected) as rejected:
        build(load(tmp_path, {REPORT: wrong}))
    assert [(problem.place.line, problem.rule, problem.level) for problem in rejected.value.problems] == [
        (3, "unknown-unit", "error"),
        (8, "bad-measure", "error"),
        (16, "contradiction", "warning"),
    ]


def test_a_contradiction_of_print_is_published_as_one(tmp_path):
    tables = build(load(tmp_path, {REPORT: FILES[REPORT].replace("90.0%", "89.9%")}))
    assert tables["checks"]["holds"].tolist() == [False]
    assert tables["figures"]["printed"].tolist() == ["657件", "591件", "89.9%"]


def test_an_issue_says_what_was_published(tmp_path):
    files = {ISSUE: f"{FILES[ISSUE]}kind: newspaper\n"}
    assert build(load(tmp_path, files))["issues"]["kind"].tolist() == ["newspaper"]


@pytest.mark.parametrize(
    ("published", "figure", "order"),
    [
        ("published: 2026", "period: 2020", ["made-2025", "later-2026"]),
        ("published: 2025-12", "period: 2020", ["later-2026", "made-2025"]),
        ("published: 2024-12-31", "period: 2025", ["later-2026", "made-2025"]),
        ("", "period: 2026-01", ["made-2025", "later-2026"]),
        ("", "period: 2020/2024", ["later-2026", "made-2025"]),
        ("", "period: 2030, status: target", ["later-2026", "made-2025"]),
        ("", "period: unstated", ["later-2026", "made-2025"]),
        ("published: 2025-12-31", "period: 2020", ["later-2026", "made-2025"]),
    ],
)
def test_issues_stand_in_order_of_when_they_came_out(tmp_path, published, figure, order):
    files = {
        LATER.format("issue"): FILES[ISSUE].replace("published: 2025-12-31", published),
        LATER.format("report"): article(f"{{printed: 3件, indicator: cases, {figure}}}"),
    }
    issues = build(load(tmp_path, files))["issues"]
    assert (issues["issue"].tolist(), issues["position"].tolist()) == (order, [1, 2])
