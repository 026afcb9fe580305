from statistics import median
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.standing import NoStanding, Standing, WhyNoStanding, standing
from tests.etl.made import tables

SOUTH = {"unit": "south"}
REFUSED = {
    "too-few": [{}],
    "several-indicators": [{}, SOUTH | {"indicator": "people-trained"}],
    "several-measures": [{}, SOUTH | {"measure": "person"}],
    "several-statuses": [{}, SOUTH | {"status": "target"}],
    "different-things": [{}, SOUTH | {"detail_zh": "另一件事"}],
    "several-periods": [{}, SOUTH | {"year": 2024}],
    "ranks": [{"measure": "rank"}, SOUTH | {"measure": "rank"}],
    "unstated-period": [{"year": None}, SOUTH | {"year": None}],
    "bounds": [{}, SOUTH | {"comparator": ">"}],
    "several-of-a-unit": [{}, SOUTH, SOUTH],
    "nested-units": [{}, {"unit": "street"}],
}
UNITS = [
    {"unit": "north"},
    {"unit": "town", "parent": "north"},
    {"unit": "street", "parent": "town"},
    {"unit": "south"},
]


def stands(figures):
    made = tables(figures=figures, units=UNITS)
    return standing(made["figures"], made)


def test_the_largest_is_first_and_equal_ones_share_their_place():
    values = {"north": 0.1, "south": 0.3, "east": 0.3, "west": 0.2}
    found = stands([{"unit": unit, "value": value} for unit, value in values.items()])
    assert [found.places[f"made-2025/{n}/1"] for n in (1, 2, 3, 4)] == [4, 1, 1, 3]
    assert found.median == 0.25


@pytest.mark.parametrize("reason", get_args(WhyNoStanding))
def test_what_is_not_alike_is_not_compared_and_the_reason_is_told(reason):
    assert stands(REFUSED[reason]) == NoStanding(reason)


@given(st.lists(st.floats(0, 1e6).map(lambda value: round(value, 3)), min_size=2, max_size=12))
def test_as_many_are_ahead_as_a_place_says_and_half_lie_on_either_side_of_the_median(values):
    found = stands([{"unit": f"unit-{n}", "value": value} for n, value in enumerate(values)])
    assert isinstance(found, Standing)
    for value, place in zip(values, found.places.values(), strict=True):
        assert sum(other > value for other in values) == place - 1
    assert found.median == pytest.approx(median(values))
    assert sum(value < found.median for value in values) <= len(values) / 2 >= sum(v > found.median for v in values)


@given(st.sampled_from(sorted(set(REFUSED) - {"too-few"})), st.integers(0, 5))
def test_one_figure_that_is_unlike_spoils_any_comparison(reason, more):
    alike = [{"unit": f"unit-{n}", "value": float(n)} for n in range(more)]
    assert isinstance(stands(REFUSED[reason] + alike), NoStanding)
