import pytest

from bench.paired import EXIT, summary, verdict


def test_a_summary_is_median_ends_and_number():
    assert summary([3.0, 1.0, 2.0, 10.0]) == {"median": 2.5, "min": 1.0, "max": 10.0, "n": 4}
    assert summary([]) == {"n": 0}


@pytest.mark.parametrize(
    ("control", "measured", "said", "code"),
    [
        ([1.0, 0.95, 1.3], {"page": [0.2, 0.25, 0.9], "other": [0.8]}, "pass", 0),
        ([1.0], {"page": [0.2, 0.26, 0.9], "other": [0.8]}, "fail", 1),
        ([1.11], {"page": [0.2], "other": [0.8]}, "inconclusive", 2),
        ([0.89], {"page": [9.0], "other": [0.8]}, "inconclusive", 2),
        ([], {"page": [0.2], "other": [0.8]}, "inconclusive", 2),
        ([1.0], {"page": [0.2], "other": []}, "inconclusive", 2),
        ([1.0], {"page": [0.2]}, "inconclusive", 2),
    ],
)
def test_a_verdict_rests_on_medians_and_on_the_control(control, measured, said, code):
    assert verdict(control, measured, {"page": 0.25, "other": 0.8}) == said
    assert EXIT[said] == code
