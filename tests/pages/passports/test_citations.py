import pytest

from etl.tables import Row, records
from pages.parts.passports.citations import citation
from tests.etl.made import tables

FIGURE = {"printed": "670余笔", "figure": "made-2025/7/1"}
MAGAZINE = {
    "title": "天津支部生活",
    "published": "2023-11-15",
    "kind": "magazine",
    "number": "2023年第11期·总第1122期",
}


def rows(issue: dict[str, str | None], article: dict[str, str], figure: dict[str, str]) -> tuple[Row, Row, Row]:
    made = tables(
        issues=[{"issue": "made-2025", **issue}],
        articles=[{"article": "made-2025/report", "title": "从“窗口”走进群众", **article}],
        figures=[figure],
    )
    issues, articles, figures = (records(made[name]) for name in ("issues", "articles", "figures"))
    return issues[0], articles[0], figures[0]


@pytest.mark.parametrize(
    ("issue", "article", "zh", "en"),
    [
        (
            MAGAZINE,
            {"authors": "李圆圆", "pages": "11-13"},
            "李圆圆. 从“窗口”走进群众[J]. 天津支部生活, 2023(11): 11-13.",
            "李圆圆, “从‘窗口’走进群众”, 天津支部生活, 2023, no. 11, pp. 11-13.",
        ),
        (
            {"kind": "newspaper", "publisher": "天津日报", "published": "2024-03-04"},
            {"authors": "甲、乙、丙、丁", "pages": "5"},
            "甲, 乙, 丙, 等. 从“窗口”走进群众[N]. 天津日报, 2024-03-04(5).",
            "甲, 乙, 丙, et al., “从‘窗口’走进群众” [newspaper article], 天津日报, 2024-03-04, p. 5.",
        ),
        (
            {"kind": "newspaper", "publisher": None, "published": None},
            {},
            "从“窗口”走进群众[N]. [出版者不详], [日期不详].",
            "“从‘窗口’走进群众” [newspaper article], publisher not stated, no date.",
        ),
        (
            {"kind": "report", "publisher": "某局", "published": "2025"},
            {"pages": "7-9"},
            "从“窗口”走进群众[R]. 某局, 2025: 7-9.",
            "“从‘窗口’走进群众” [report], 某局, 2025, pp. 7-9.",
        ),
        (
            {"kind": "web-page", "publisher": "某网", "published": "2025-02"},
            {},
            "从“窗口”走进群众[EB/OL]. 某网, 2025-02.",
            "“从‘窗口’走进群众” [web page], 某网, 2025-02.",
        ),
        (
            {"kind": None, "publisher": "某日报", "published": "2025-02"},
            {},
            "从“窗口”走进群众[Z]. 某日报, 2025-02.",
            "“从‘窗口’走进群众”, 某日报, 2025-02.",
        ),
    ],
)
def test_a_figure_is_cited_as_its_issue_is(issue, article, zh, en):
    made = rows(issue, article, FIGURE)
    assert citation("zh", *made, release="4f2a") == (
        f"{zh} 所引数字：670余笔（实绩看板，made-2025/7/1，发布版本 4f2a）。"
    )
    assert citation("en", *made, release="4f2a") == f"{en} Figure cited: 670余笔 (Shiji, made-2025/7/1, release 4f2a)."


def test_a_qualifier_that_stands_apart_is_cited():
    made = rows({}, {}, {"printed": "5個工作日", "qualifier": "至少"})
    assert "Figure cited: 至少…5個工作日 (" in citation("en", *made, release="4f2a")
