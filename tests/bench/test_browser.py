import pytest

from bench.browser import judged, report

BARE = {"cold bytes": 1000.0, "cold drawn": 200.0, "redrawn": 100.0}
OVERVIEW, INDICATOR = {"cold bytes": 1100.0, "cold drawn": 250.0}, {"cold bytes": 2000.0, "redrawn": 90.0}


def one(**changed):
    """A round within every goal, but for what is changed."""
    return {"bare": BARE, "overview": OVERVIEW, "indicator": INDICATOR, "twin": BARE} | changed


def test_pages_are_measured_by_the_bare_page_of_their_round():
    picked = {"bare": {"redrawn": 60.0}, "indicator": {"redrawn": 90.0}, "twin": {"redrawn": 60.0}}
    told = report([one(), one(), one(twin=BARE | {"cold bytes": 1500.0}), picked])
    assert told["ratios"]["overview, cold bytes"] == {"goal": 1.15, "median": 1.1, "min": 1.1, "max": 1.1, "n": 3}
    assert told["ratios"]["indicator, redrawn"] == {"goal": 1.0, "median": 0.9, "min": 0.9, "max": 1.5, "n": 4}
    assert told["ratios"]["indicator, cold bytes"]["goal"] is None
    assert "overview, redrawn" not in told["ratios"]
    assert told["control"]["cold bytes"] == {"median": 1.0, "min": 1.0, "max": 1.5, "n": 3}
    assert told["verdict"] == "pass"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"overview": OVERVIEW | {"cold bytes": 1151.0}}, "fail"),
        ({"overview": OVERVIEW | {"cold drawn": 301.0}}, "fail"),
        ({"indicator": INDICATOR | {"redrawn": 101.0}}, "fail"),
        ({"twin": BARE | {"cold drawn": 230.0}}, "inconclusive"),
        ({"twin": BARE | {"cold drawn": 230.0}, "overview": OVERVIEW | {"cold bytes": 1151.0}}, "fail"),
        ({"twin": BARE | {"cold drawn": 230.0}, "overview": OVERVIEW | {"cold drawn": 999.0}}, "inconclusive"),
    ],
)
def test_a_goal_is_judged_by_the_control_of_its_kind(changed, said):
    assert report([one(**changed)])["verdict"] == said


def test_what_was_not_measured_is_not_known():
    assert judged({"cold bytes": [1.0], "cold drawn": [1.0], "redrawn": [1.0]}, {}) == "inconclusive"
