import pytest

from etl.query import Choice
from pages.parts.telling.together import together
from tests.etl.made import tables

ONE, OTHER = {"unit": "north", "value": 4.0}, {"unit": "south", "value": 1.0}


def said(*figures, lang="en"):
    measures = [{"measure": "case", "name_zh": "件", "name_en": "cases"}]
    return together(
        tables(figures=figures, measures=measures), Choice(indicator="cases-resolved", measure="case"), lang
    )


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ([], ""),
        ([ONE], ""),
        ([ONE, OTHER | {"status": "target"}], ""),
        (
            [ONE, OTHER, {"unit": "west", "value": 9.0}],
            "Total 14 cases (the sum of 3 figures). "
            "They say the same of the same time and so compare: the median of 3 units is 4 cases.",
        ),
        (
            [ONE, OTHER | {"detail_en": "Appeals"}],
            "No total and no order of rank: the figures count different things.",
        ),
        (
            [ONE, OTHER | {"comparator": ">"}],
            "Total over 5 cases (the sum of 2 figures). No order of rank and no median: some figures are not exact.",
        ),
        (
            [ONE, OTHER | {"comparator": "range", "value": 2.0, "lower": 1.0, "upper": 3.0}],
            "Total 5–7 cases (the sum of 2 figures). No order of rank and no median: some figures are not exact.",
        ),
    ],
)
def test_figures_have_a_sum_and_a_middle_or_it_is_said_why_not(figures, sentence):
    assert said(*figures) == sentence


def test_it_is_said_in_the_language_of_the_page():
    assert said(ONE, OTHER, lang="zh").startswith("合计 5件")
