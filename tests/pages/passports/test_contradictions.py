from pages.parts.passports.contradictions import contradictions
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
