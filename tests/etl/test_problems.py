from dataclasses import replace

import pytest

from etl.problems import DataRejected, Place, Problem, did_you_mean, errors

ERROR = Problem(Place("data/units.yaml", 3, 7), "unknown-unit", "a unit of units.yaml", "cort", "did you mean court?")
WARNING = Problem(Place("data/units.yaml", 2, 9), "contradiction", "89.95", "89.9%", level="warning")


def test_a_problem_in_one_line():
    assert str(ERROR) == (
        "data/units.yaml:3:7: error [unknown-unit] expected a unit of units.yaml, found cort; did you mean court?"
    )
    assert str(WARNING) == "data/units.yaml:2:9: warning [contradiction] expected 89.95, found 89.9%"
    assert str(replace(WARNING, found="甲\n乙", way_out="write\n丙")).endswith("found 甲⏎乙; write⏎丙")
    assert WARNING.message == "expected 89.95, found 89.9%"


def test_problems_go_by_file_line_and_column_as_numbers():
    places = [Place("b", 1), Place("a", 10, 1), Place("a", 9, 30), Place("a", 9, 4)]
    assert sorted(places) == [Place("a", 9, 4), Place("a", 9, 30), Place("a", 10, 1), Place("b", 1)]
    assert sorted([ERROR, WARNING]) == [WARNING, ERROR]


def test_a_place_moves_along_its_line():
    assert Place("a", 9, 4).shifted(3) == Place("a", 9, 7)


def test_only_errors_stop_a_release_but_all_is_told():
    assert errors([ERROR, WARNING]) == [ERROR]
    rejected = DataRejected(iter([ERROR, WARNING]))
    assert rejected.problems == (ERROR, WARNING)
    assert str(rejected) == f"{ERROR}\n{WARNING}"


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("hexi-distrct", "did you mean hexi-district?"),
        ("hexi", ""),
        ("", ""),
        ("hedong-dist", "did you mean hedong-district?"),
    ],
)
def test_a_near_name_is_offered_and_a_far_one_is_not(word, said):
    assert did_you_mean(word, ["hexi-district", "hedong-district"]) == said
