import pytest

from pages.parts.charting.describe import cited, in_words, sources
from tests.etl.made import tables

MADE = tables(
    figures=[{"issue": f"made-{n}"} for n in (1, 2, 2, 3)],
    issues=[
        {"issue": "made-1", "title": "甲刊", "published": "2023-11-15"},
        {"issue": "made-2", "title": "乙报", "published": None},
        {"issue": "made-3", "title": "丙刊", "published": "2024-03"},
    ],
)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", ["《甲刊》（2023年11月15日）", "《乙报》", "《丙刊》（2024年3月）"]),
        ("en", ["甲刊 (15 November 2023)", "乙报", "丙刊 (March 2024)"]),
    ],
)
def test_an_issue_is_cited_with_its_date_where_that_is_known(lang, said):
    assert [cited(MADE, lang)[f"made-{n}"] for n in (1, 2, 3)] == said


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("zh", "来源：《甲刊》（2023年11月15日）、《乙报》，另有 1 份资料"),
        ("en", "Source: 甲刊 (15 November 2023), 乙报 and 1 more"),
    ],
)
def test_the_first_issues_are_named_once_and_the_others_counted(lang, line):
    assert sources(in_words(MADE["figures"], MADE, lang), lang) == line
