from bench.rerun import PAGES, Round, report
from tests.etl.made import tables

MADE = tables(
    figures=[{"year": 2023}, {"indicator": "visits", "unit": "south", "year": 2025}],
    themes=[{"theme": "justice"}],
)
SLOW, QUICK = [0.1, 0.2, 0.3], [0.01, 0.02, 0.9]


def test_pages_are_measured_by_the_bare_page_of_their_round():
    rounds = [
        Round("indicator", bare=SLOW, cold=[0.04], warm=QUICK, twin=SLOW),
        Round("indicator", bare=[0.1], cold=[0.03], warm=[0.02], twin=[0.11]),
        Round("method", bare=[0.1], cold=[0.08], warm=[], twin=[0.1]),
        Round("method", bare=[0.1], cold=[0.07], warm=[0.04], twin=[0.1]),
    ]
    told = report(rounds)
    assert told["control"] == {"median": 1.0, "min": 1.0, "max": 1.1, "n": 4}
    assert told["pages"]["indicator, cold"] == {
        "goal": 0.25,
        "ratio": {"median": 0.25, "min": 0.2, "max": 0.3, "n": 2},
        "ms": {"median": 35.0, "min": 30.0, "max": 40.0, "n": 2},
    }
    assert told["pages"]["indicator, warm"]["ratio"] == {"median": 0.15, "min": 0.1, "max": 0.2, "n": 2}
    assert told["pages"]["method, warm"]["ratio"]["n"] == 1
    assert told["warm_share"] == 0.56
    assert told["verdict"] == "pass"


def test_a_page_over_its_goal_fails():
    over = Round("figures", bare=[0.1], cold=[0.081], warm=[0.02], twin=[0.1])
    assert report([over])["verdict"] == "fail"
    assert report([Round("figures", bare=[0.1], cold=[0.08], warm=[0.02], twin=[0.1])])["verdict"] == "pass"


def test_every_choice_asked_for_is_another():
    asked = {name: list(choices(MADE)) for name, (_, choices) in PAGES.items()}
    assert {name: len(one) - len(set(one)) for name, one in asked.items()} == dict.fromkeys(PAGES, 0)
    assert asked["figures"] == ["theme=justice&year=2023", "theme=justice&year=2025"]
    assert asked["indicator"] == [("pick-indicator", 0), ("pick-indicator", 1)]
    assert asked["passport"] == ["figure=made-2025%2F1%2F1", "figure=made-2025%2F2%2F1"]
