import pytest

from etl.search import found as marks
from tests.etl.made import tables

CITY = [
    {"unit": "city"},
    {"unit": "north", "parent": "city", "aliases": "北区|北方区"},
    {"unit": "south", "parent": "city", "name_en": "South Court"},
]
ISSUE = {"issue": "made-2025", "title": "某期"}  # a title without a year


def hits(made, text):
    """The places, from 1, of the figures that a text is found in."""
    figures = made["figures"]
    return [str(n) for n, mark in enumerate(marks(made, figures, text), 1) if mark]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("党员", ["1"]),  # printed in traditional characters
        ("黨員", ["1"]),
        ("cross-province", ["2"]),
        ("ＣＲＯＳＳ", ["2"]),
        ("257.97万公顷", ["2"]),  # printed with a space inside
        ("257.97 万公顷", ["2"]),
        ("北方区", ["1", "2"]),  # an alias
        ("south court", ["3"]),
        ("court 案件", ["3"]),  # words in different places
        ("court 党员", []),
        ("Person-time", ["1"]),  # the measure
        ("一年實績", ["1", "2", "3"]),  # the article, in simplified characters
        ("made-2025期", ["1", "2", "3"]),  # the issue
        ("cases resolved", ["1", "2", "3"]),  # the indicator
        ("justice（中", ["1", "2", "3"]),  # the theme
        (".*", []),
        ("  ", ["1", "2", "3"]),
    ],
)
def test_a_search_looks_everywhere_and_past_case_width_and_script(text, found):
    made = tables(
        units=CITY,
        figures=[
            {"unit": "north", "detail_zh": "下沉社區的黨員", "measure": "person-time"},
            {"unit": "north", "detail_en": "Cross-province", "printed": "257.97 万公顷"},
            {"unit": "south"},
        ],
    )
    assert hits(made, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2023", ["1", "2"]),  # of that year, or printed so
        ("2023年", ["1"]),
        ("２０２３年", ["1"]),
        ("2024", []),
        ("20", ["2"]),  # never a part of a year
        ("023", ["2"]),
        ("north 2023", ["1"]),
        ("north2023", []),
    ],
)
def test_a_year_finds_the_figures_of_it(text, found):
    made = tables(figures=[{"year": 2023}, {"unit": "south", "printed": "2023件"}, {"year": None}], issues=[ISSUE])
    assert hits(made, text) == found


LINE = [
    {"unit": "country", "kind": "country", "name_zh": "中国"},
    {"unit": "city", "kind": "city", "parent": "country", "name_zh": "天津市", "aliases": "天津"},
    {"unit": "customs", "parent": "city", "name_zh": "天津海关", "aliases": "津关"},
    {"unit": "section", "parent": "customs", "name_zh": "一科"},
    {"unit": "desk", "parent": "section", "name_zh": "窗口"},
    {"unit": "other", "parent": "city", "name_zh": "别处"},
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("天津海关", ["2", "3", "4"]),
        ("津关 窗口", ["4"]),  # an alias of a unit above
        ("一科", ["3", "4"]),
        ("天津", ["1", "2", "3", "4"]),  # the city itself and what has its name, not all below it
        ("中国", []),
    ],
)
def test_a_unit_is_found_by_those_above_it_but_city_and_country(text, found):
    units = ("city", "customs", "section", "desk", "other")
    assert hits(tables(units=LINE, figures=[{"unit": unit} for unit in units]), text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("84000", ["1"]),  # printed 8.4万, and shown so in Chinese
        ("84,000", ["1"]),  # shown so in English
        ("８４,０００", ["1"]),
        ("84,000 cases", ["1"]),
        ("20", ["2"]),  # an end of a range
        ("8", ["1"]),  # in print
        ("2.5", ["3"]),
        ("8400", []),
        ("1,2,3..", []),
    ],
)
def test_a_number_is_found_as_it_is_read(text, found):
    made = tables(
        issues=[ISSUE],
        figures=[
            {"printed": "8.4万件", "value": 84000.0, "year": None},
            {
                "printed": "二十至三十件",
                "comparator": "range",
                "value": None,
                "lower": 20.0,
                "upper": 30.0,
                "year": None,
            },
            {"printed": "两成半", "value": 2.5, "year": None, "detail_en": "Share"},
        ],
    )
    assert hits(made, text) == found


def test_a_circle_of_units_in_a_draft_has_an_end():
    circle = [{"unit": "a", "parent": "b", "name_zh": "甲"}, {"unit": "b", "parent": "a", "name_zh": "乙"}]
    assert hits(tables(units=circle, figures=[{"unit": "a"}]), "甲 乙") == ["1"]


def test_nothing_is_found_in_no_figures():
    assert hits(tables(), "2025") == []
