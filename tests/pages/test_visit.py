"""One run of one page: what it shows, and what it calls things."""

import pytest

from pages.parts import choice
from pages.parts.released import NOTHING, Released
from pages.parts.visit import Visit
from tests.etl.made import tables

MADE = tables(figures=[{"unit": "south", "indicator": "cases-heard"}, {"year": 2024}, {"year": 2024}])


def visit(**address: list[str]) -> Visit:
    asked = choice.read(address, "indicator", MADE, "en")
    return Visit("indicator", "en", asked, Released(NOTHING.publication, MADE), {})


@pytest.mark.parametrize(
    ("address", "indicator"),
    [
        ({"indicator": ["cases-heard"]}, "cases-heard"),
        ({}, "cases-resolved"),
        ({"unit": ["south"]}, "cases-heard"),
        ({"unit": ["south"], "year": ["2024"]}, "cases-resolved"),
    ],
    ids=["asked for", "most told of", "most told of by a unit", "of a choice that nothing is told of"],
)
def test_the_indicator_is_that_asked_for_or_the_one_most_is_told_of(address, indicator):
    assert visit(**address).indicator == indicator


def test_names_are_those_of_the_readers_language():
    english = visit()
    assert [english.name("units", "north"), english.name("issues", "made-2025")] == ["North", "made-2025期"]
    assert [english.count("figure", 1), english.count("figure", 37)] == ["1 figure", "37 figures"]


def test_a_preview_says_that_it_is_one():
    assert (visit().preview, visit(preview=["draft"]).preview) == (False, True)
