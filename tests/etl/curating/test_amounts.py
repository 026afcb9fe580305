from decimal import Decimal

import pytest

from etl.curating.amounts import Amount, amount, measure_of
from etl.problems import Problem
from tests.etl.folder import FILES, REPORT, article, load


def figure(folder, text, **files):
    loaded = load(folder, {REPORT: article(text), **files})
    return loaded, loaded.figures[0]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("printed: 3.2万余件", Amount(">", Decimal(32000), Decimal(32000), None, "件")),
        ("printed: 5個, qualifier: 至少", Amount(">=", Decimal(5), Decimal(5), None, "个")),
        ("printed: 20至30件", Amount("range", None, Decimal(20), Decimal(30), "件")),
        ("printed: 若干件, value: 7", Amount("=", Decimal(7), Decimal(7), Decimal(7), "")),
        ("printed: 若干件, lower: 2", Amount(">=", Decimal(2), Decimal(2), None, "")),
        ("printed: 若干件, upper: 9.5", Amount("<=", Decimal("9.5"), None, Decimal("9.5"), "")),
        ("printed: 若干件, lower: 2, upper: 9", Amount("range", None, Decimal(2), Decimal(9), "")),
        ("printed: 若干件", None),
        ("printed: 3件, value: 4", Amount("=", Decimal(3), Decimal(3), Decimal(3), "件")),
    ],
)
def test_print_is_read_and_what_is_written_by_hand_only_where_it_cannot_be(tmp_path, text, read):
    assert amount(figure(tmp_path, f"{{{text}, indicator: cases}}")[1]) == read


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("printed: 3件, indicator: cases", "case"),
        ("printed: 3名, indicator: people", "person"),
        ("printed: 3個, indicator: models, measure: team", "team"),
        ("printed: 3个, indicator: models, measure: window", "window"),
        ("printed: '532', indicator: cases, measure: case", "case"),
        ("printed: 若干件, value: 3, indicator: cases, measure: case", "case"),
        ("printed: 若干件, indicator: cases", None),
        ("printed: 3件, indicator: case", None),
        ("printed: 3件, indicator: cases, measure: cse", None),
    ],
)
def test_the_measure_is_one_of_the_indicator_that_has_the_word(tmp_path, text, measure):
    assert measure_of(*figure(tmp_path, f"{{{text}}}")) == measure


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("printed: 3人, indicator: cases", "8:19", "人"),
        ("printed: 3人次, indicator: people", "8:19", "人次"),
        ("printed: 3个, indicator: models", "8:19", "个"),
        ("printed: '532', indicator: cases", "8:19", "no measure word"),
        ("printed: 3人, indicator: models, measure: team", "8:51", "team for 人"),
        ("printed: 3个, indicator: models, measure: case", "8:51", "case for 个"),
    ],
)
def test_another_measure_is_a_problem(tmp_path, text, place, found):
    problem = measure_of(*figure(tmp_path, f"{{{text}}}"))
    assert isinstance(problem, Problem)
    assert (str(problem.place), problem.rule, problem.found) == (f"data/{REPORT}:{place}", "bad-measure", found)


def test_a_measure_out_of_shape_leaves_it_open(tmp_path):
    broken = FILES["measures.yaml"].replace("words: [件]", "wrds: [件]")
    assert measure_of(*figure(tmp_path, "{printed: 3人, indicator: cases}", **{"measures.yaml": broken})) is None
