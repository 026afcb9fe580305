import pytest

from pages.parts.charting.charts import in_words
from pages.parts.telling.reported import reported
from tests.etl.made import tables

PERCENT = {"measure": "percent", "measure_word": "%"}
WHOLE, LESS = PERCENT | {"value": 100.0}, PERCENT | {"value": 77.0}


def said(figures, kind="flow", lang="en"):
    indicators = [{"indicator": "cases-resolved", "kind": kind, "name_en": "Cases resolved"}]
    made = tables(figures=figures, measures=[{"measure": "case", "name_en": "cases"}], indicators=indicators)
    return reported(in_words(made["figures"], made, lang), made, lang)


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ([{}], "1 unit reported 1 figure on “Cases resolved”."),
        (
            [{}, {"unit": "south", "value": 5.0}, {"status": "target"}, {"unit": "nation", "status": "background"}],
            "2 units reported 2 figures, 1 target or rule, 1 background figure on “Cases resolved”; "
            "the largest is 5 cases (South · Cases, 2025).",
        ),
        ([{"status": "background"}], "Only 1 background figure on “Cases resolved”."),
        ([{"value": 5.0}, {"unit": "south", "value": 5.0}], "2 units reported 2 figures on “Cases resolved”."),
        ([{}, WHOLE | {"unit": "south"}], "2 units reported 2 figures on “Cases resolved”."),
        (
            [{"comparator": "range", "value": None, "lower": 1.0, "upper": 9.0}, {"unit": "south"}],
            "2 units reported 2 figures on “Cases resolved”.",
        ),
    ],
    ids=["one alone", "like and unlike", "background", "all the same", "two measures", "one of no value"],
)
def test_who_reported_how_much_and_the_largest_of_what_compares(figures, sentence):
    assert said(figures) == sentence


def test_all_who_share_the_largest_figure_are_named():
    assert said([*(WHOLE | {"unit": unit} for unit in "abcd"), LESS]) == (
        "5 units reported 5 figures on “Cases resolved”; the largest is 100%, told by 4 figures "
        "(A, B, C and 1 unit more)."
    )


def test_the_largest_of_a_ranking_is_the_last_and_not_told():
    assert said([{"value": 1.0}, {"value": 2.0, "unit": "south"}], kind="rank") == (
        "2 units reported 2 figures on “Cases resolved”."
    )
