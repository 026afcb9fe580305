"""What measurements taken in pairs come to: their summary, and a verdict that knows when it knows nothing."""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Literal

Verdict = Literal["pass", "fail", "inconclusive"]
EXIT: Mapping[Verdict, int] = {"pass": 0, "fail": 1, "inconclusive": 2}
ALIKE = 0.9, 1.1  # what the bare page may differ from itself before nothing can be said of any page


def summary(values: Sequence[float]) -> dict[str, float | int]:
    """Median, ends and number; of nothing only the number."""
    if not values:
        return {"n": 0}
    ends = {"median": median(values), "min": min(values), "max": max(values)}
    return {name: round(value, 3) for name, value in ends.items()} | {"n": len(values)}


def verdict(control: Sequence[float], measured: Mapping[str, Sequence[float]], goals: Mapping[str, float]) -> Verdict:
    """Whether the median of everything that has a goal is within it.

    `control` are ratios of the bare page to itself: where it is not like itself, or something has a goal but was not
    measured, nothing is said of the rest.
    """
    low, high = ALIKE
    if not control or not low <= median(control) <= high or not all(measured.get(name) for name in goals):
        return "inconclusive"
    return "pass" if all(median(measured[name]) <= goal for name, goal in goals.items()) else "fail"
