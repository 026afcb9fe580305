import pytest

from pages.parts.telling.news import Restatement, brought, largest_links, news, restated_links
from tests.etl.made import tables

ISSUES = [{"issue": "old", "position": 1}, {"issue": "new", "position": 2}]
ARTICLES = [{"article": "old/report", "issue": "old"}, {"article": "new/report", "issue": "new"}]


def made(old, new, **more):
    figures = [{"issue": "old"} | row for row in old] + [{"issue": "new"} | row for row in new]
    return tables(
        figures=[{"line": n, **row} for n, row in enumerate(figures, 1)], issues=ISSUES, articles=ARTICLES, **more
    )


def told(old, new, **more):
    return news(made(old, new, **more))


def test_the_latest_issue_is_the_last_in_time_and_background_is_no_news():
    found = told([{}], [{}, {"unit": "nation", "status": "background"}])
    assert found.issue == "new"
    assert found.figures["figure"].tolist() == ["new/2/1"]
    assert found.new_units == ()


def test_units_of_earlier_issues_are_not_new():
    assert told([{"unit": "north"}], [{"unit": "east"}, {"unit": "north"}, {"unit": "west"}]).new_units == (
        "east",
        "west",
    )


def test_the_largest_of_each_theme_is_chosen_in_its_usual_measure():
    rows = [
        {"theme": "justice", "value": 5.0},
        {"theme": "justice", "value": 8.0},
        {"theme": "justice", "value": 1e9, "measure": "yuan"},
        {"theme": "learning", "value": 100.0, "indicator": "share"},
        {"theme": "learning", "value": 3.0},
        {"theme": "learning", "value": 900.0, "status": "target"},
    ]
    found = told([], rows, indicators=[{"indicator": "share", "kind": "rate"}])
    assert found.largest["value"].tolist() == [8.0, 3.0]


@pytest.mark.parametrize(
    ("old", "new", "revised"),
    [
        ({"value": 80.0}, {"value": 88.0}, True),
        ({"value": 80.0}, {"value": 80.0}, False),
        ({"value": 80.0}, {"value": 80.0, "comparator": ">"}, True),
        ({"value": 80.0, "year": 2024}, {"value": 88.0}, False),
        ({"value": 80.0, "year": None}, {"value": 88.0, "year": None}, False),
        ({"value": 80.0, "detail_zh": "另一件"}, {"value": 88.0}, False),
        ({"value": 80.0, "unit": "south"}, {"value": 88.0}, False),
    ],
)
def test_a_restatement_is_the_same_thing_and_time_with_another_value(old, new, revised):
    assert told([old], [new]).restated == ((Restatement("new/2/1", "old/1/1"),) if revised else ())


def test_two_figures_of_one_identity_are_no_restatement():
    assert told([{"value": 1.0}], [{"value": 2.0}, {"value": 3.0}]).restated == ()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ([{}], [{}, {}], "“new期” brought 2 figures from 1 unit."),
        ([], [{}], "“new期” brought 1 figure from 1 unit. First seen in it: North."),
        (
            [],
            [{"unit": unit} for unit in "abcdefg"],
            "“new期” brought 7 figures from 7 units. First seen in it: A, B, C, D, E and 2 units more.",
        ),
        ([{}], [{"status": "background"}], "“new期” has no figures that are not background."),
    ],
)
def test_what_it_brought_in_a_sentence(old, new, sentence):
    it = made(old, new)
    assert brought(news(it), it, "en") == sentence


def test_figures_are_told_in_a_line_that_leads_to_them():
    it = made(
        [{"value": 80.0}],
        [{"value": 88.0}, {"value": 7.0, "unit": "east", "detail_zh": None, "detail_en": None}],
        measures=[{"measure": "case", "name_en": "cases"}],
    )
    assert largest_links(news(it), it, "en") == (("Justice: 88 cases · Cases · North", "new/2/1"),)
    assert restated_links(news(it), it, "en") == (("88 cases · Cases · North; before: 80 cases", "new/2/1"),)
