from pages.parts.passports.contradictions import contradictions, told
from tests.etl.made import tables

RANK = {"measure": "rank", "measure_word": "第", "value": 1}


def found(**given):
    return [(one.kind, one.figures) for one in contradictions(tables(**given))]


def test_a_check_that_print_does_not_hold_to():
    checks = [
        {"result": "made-2025/3/1", "operands": "made-2025/1/1 made-2025/2/1", "holds": False},
        {"result": "made-2025/1/1", "operands": "made-2025/2/1"},
    ]
    given = {"figures": [{}, {}, {}], "checks": checks}
    assert found(**given) == [("check", ("made-2025/3/1", "made-2025/1/1", "made-2025/2/1"))]
    assert contradictions(tables(**given))[0].check["computed_upper"] == 3


def test_a_rank_in_one_ranking_that_two_units_claim():
    two = ("made-2025/1/1", "made-2025/2/1")
    assert found(figures=[RANK, RANK | {"unit": "south"}]) == [("rank", two)]


def test_ranks_that_do_not_meet():
    assert found(figures=[RANK, RANK]) == []
    assert found(figures=[RANK, RANK | {"unit": "south", "value": 2}]) == []
    assert found(figures=[RANK, RANK | {"unit": "south", "detail_zh": "另一考评"}]) == []
    assert found(figures=[RANK, RANK | {"unit": "south", "indicator": "other"}]) == []
    assert found(figures=[{}, {"unit": "south"}]) == []


def test_they_are_told_in_the_words_of_print():
    check = {"kind": "rate", "result": "made-2025/1/1", "operands": "made-2025/2/1 made-2025/3/1", "holds": False}
    made = tables(
        figures=[
            {"printed": "89.9%", "measure_word": "%"},
            {"printed": "670余笔"},
            {},
            RANK | {"printed": "第一"},
            RANK | {"unit": "south"},
        ],
        checks=[check | {"computed_lower": low, "computed_upper": high} for low, high in ((89.954, 89.951), (1, None))],
    )
    assert [told(one, made, "en") for one in contradictions(made)] == [
        "Printed 89.9%; 670余笔, 3件 give 89.95%.",
        "Printed 89.9%; 670余笔, 3件 give 1%.",
        "North, South each say that they came 第一 in the same ranking.",
    ]
