from typing import Any

import pytest

from bench.export import EXIT, many, spread, verdict
from etl.releasing import content
from tests.etl.made import tables


def test_copies_are_a_release_of_their_own():
    made = tables(figures=[{"part_of": "made-2025/2/1"}, {}, {"issue": "made-2024"}])
    copied = many(made, 8)
    assert copied["figures"]["figure"].tolist() == [
        *("made-2025-0/1/1", "made-2025-0/2/1", "made-2024-0/3/1"),
        *("made-2025-1/1/1", "made-2025-1/2/1", "made-2024-1/3/1"),
        *("made-2025-2/1/1", "made-2025-2/2/1"),
    ]
    assert copied["figures"]["part_of"].dropna().tolist() == ["made-2025-0/2/1", "made-2025-1/2/1", "made-2025-2/2/1"]
    assert copied["issues"]["position"].tolist() == [1, 2, 3, 4, 5, 6]
    assert set(copied["figures"]["article"]) <= set(copied["articles"]["article"])
    content.written(content.columns(copied))  # what a release must be


def test_a_part_without_its_whole_stands_alone():
    made = tables(figures=[{"part_of": "made-2025/2/1"}, {}])
    assert many(made, 3)["figures"]["part_of"].isna().tolist() == [False, True, True]


@pytest.mark.parametrize(
    ("waits", "told"),
    [
        ([], {"n": 0}),
        ([0.2], {"p50": 0.2, "p95": 0.2, "n": 1}),
        ([0.1] * 19 + [5.0], {"p50": 0.1, "p95": 4.755, "n": 20}),
        ([0.1, 0.3], {"p50": 0.2, "p95": 0.3, "n": 2}),
    ],
)
def test_waits_are_told_by_median_and_p95(waits, told):
    assert spread(waits) == told


def found(**other: Any) -> dict[str, Any]:
    calm = {"p50": 0.1, "p95": 0.2}
    waits = dict.fromkeys(("before", "csv", "xlsx", "after"), calm) | other.pop("waits", {})
    plain = {"csv": {"seconds": 1.5}, "xlsx": {"seconds": 9.0, "maker": 900}, "memory": {"before": 500, "at_most": 700}}
    return {"busy": 0.2} | plain | other | {"waits": waits}


@pytest.mark.parametrize(
    ("measured", "said"),
    [
        (found(), "pass"),
        (found(csv={"seconds": 2.1}), "fail"),
        (found(xlsx={"seconds": 20.1, "maker": 900}), "fail"),
        (found(xlsx={"seconds": 9.0, "maker": 1600}), "fail"),
        (found(memory={"before": 500, "at_most": 1000}), "fail"),
        (found(waits={"csv": {"p50": 0.3, "p95": 0.44}}), "pass"),
        (found(waits={"xlsx": {"p50": 0.3, "p95": 0.46}}), "fail"),
        (found(waits={"csv": {"n": 0}}), "pass"),
        (found(busy=2.0), "inconclusive"),
        (found(waits={"after": {"p50": 0.16, "p95": 0.2}}), "inconclusive"),
    ],
)
def test_all_goals_must_be_reached_by_a_server_that_is_like_itself(measured, said):
    assert verdict(measured) == said
    assert EXIT[said] == {"pass": 0, "fail": 1, "inconclusive": 2}[said]
