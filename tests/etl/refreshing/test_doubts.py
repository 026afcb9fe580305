import pytest

from etl.problems import Place, Problem
from etl.refreshing.doubts import Doubt, doubts, unexplained
from etl.releasing.diff import diff, entries
from etl.releasing.revisions import to_explain
from tests.etl.made import tables

BASE = {"year": 2024, "value": 600.0, "issue": "made-2024"}


def told(before, after):
    return [(one.id, one.other, one.before, one.after) for one in doubts(before, after)]


def later(**new):
    """What is doubted of a figure of 2025 beside one of 2024 that is published."""
    base = tables(figures=[BASE])
    return told(base, tables(figures=[BASE, {"issue": "made-2025", **new}]))


def changed(old, new):
    return told(tables(figures=[old]), tables(figures=[new]))


def test_where_nothing_was_published_nothing_is_doubted():
    assert doubts(None, tables(figures=[BASE]), [], [Problem(Place("f"), "r", "a", "b", level="warning")]) == []


def test_a_published_figure_that_is_gone_is_doubted():
    assert changed({}, {"line": 9}) == [("vanished:made-2025/1/1", "made-2025/1/1", "3件", "")]


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ({"value": 657.0}, {"value": 6570.0}, ["tenfold"]),
        ({"value": 6570.0}, {"value": 657.0}, ["tenfold"]),
        ({"value": 657.0}, {"value": 6600.0}, ["tenfold"]),
        ({"value": 657.0}, {"value": 5900.0}, []),
        ({"value": 3.2}, {"value": 32000.0}, ["ten-thousandfold"]),
        ({"value": 657.0}, {"value": 65700.0}, []),
        ({"value": 0.0}, {"value": 10.0}, []),
        ({"comparator": ">", "value": 100.0}, {"comparator": ">", "value": 1000.0}, ["tenfold"]),
        ({"comparator": "range", "value": None, "lower": 20.0, "upper": 30.0}, {"value": 250.0}, []),
        (
            {"comparator": "range", "value": None, "lower": 2.0, "upper": 3.0},
            {"comparator": "range", "value": None, "lower": 20.0, "upper": 30.0},
            ["tenfold"],
        ),
        (
            {"comparator": "range", "value": None, "lower": 2.0, "upper": 3.0},
            {"comparator": "range", "value": None, "lower": 20.0, "upper": 29.0},
            ["tenfold"],
        ),
        (
            {"comparator": "range", "value": None, "lower": 2.0, "upper": 3.0},
            {"comparator": "range", "value": None, "lower": 20.0, "upper": 40.0},
            [],
        ),
        ({"measure": "person"}, {"measure": "person-time"}, ["measure-changed"]),
        ({"note_zh": "甲", "period_end": "2999-12-31"}, {"note_zh": "乙", "period_end": "2999-12-31"}, []),
    ],
)
def test_a_published_figure_is_held_against_itself(old, new, kinds):
    assert [one[0] for one in changed(old, new)] == [f"{kind}:made-2025/1/1" for kind in kinds]


@pytest.mark.parametrize(
    ("new", "kinds"),
    [
        ({"value": 691.0}, []),
        ({"value": 1800.0}, []),
        ({"value": 1801.0}, ["outlier"]),
        ({"value": 199.0}, ["outlier"]),
        ({"value": 3999.0}, ["outlier"]),
        ({"value": 4001.0}, ["tenfold"]),
        ({"value": 9000.0}, ["tenfold"]),
        ({"value": 9001.0}, ["outlier"]),
        ({"value": 61.0}, ["tenfold"]),
        ({"value": 7_000_000.0}, ["ten-thousandfold"]),
        ({"value": 7_000_000.0, "unit": "south"}, []),
        ({"value": 7_000_000.0, "status": "target"}, []),
        ({"value": 7_000_000.0, "detail_zh": "案件（2025年）"}, ["ten-thousandfold"]),
        ({"value": 7_000_000.0, "detail_zh": "旧案"}, []),
        ({"value": 7_000_000.0, "year": None}, []),
        ({"value": 6000.0, "year": 2024, "detail_zh": "案件", "line": 8}, ["tenfold"]),
        ({"value": 7000.0, "year": 2024, "line": 8}, ["restated"]),
        ({"value": 601.0, "year": 2024, "line": 8}, ["restated"]),
        ({"value": 500.0, "year": 2024, "line": 8, "comparator": ">"}, []),
        ({"value": 600.0, "year": 2024, "line": 8, "comparator": "~"}, []),
        ({"measure": "person"}, ["measure-changed"]),
    ],
)
def test_a_new_figure_is_held_against_those_of_the_same_thing(new, kinds):
    assert [one[0].partition(":")[0] for one in later(**new)] == kinds


@pytest.mark.parametrize(
    ("measure", "old", "new", "kinds"),
    [
        ("percent", 90.0, 69.0, ["outlier"]),
        ("percent", 90.0, 71.0, []),
        ("rank", 1.0, 40.0, []),
        ("case", 1.0, 9.0, []),
    ],
)
def test_what_is_far_depends_on_the_measure(measure, old, new, kinds):
    base = {**BASE, "measure": measure, "value": old}
    found = told(tables(figures=[base]), tables(figures=[base, {"measure": measure, "value": new}]))
    assert [one[0].partition(":")[0] for one in found] == kinds


def test_two_times_that_nobody_states_are_not_the_same():
    base = {**BASE, "year": None}
    assert told(tables(figures=[base]), tables(figures=[base, {"year": None, "value": 6000.0}])) == []


def test_of_other_years_the_nearest_counts():
    years = [{"year": 2020, "value": 60.0}, {"year": 2024, "value": 600.0}]
    assert told(tables(figures=years), tables(figures=[*years, {"value": 700.0}])) == []
    assert told(tables(figures=years), tables(figures=[*years, {"year": 2021, "value": 700.0}])) == [
        ("tenfold:made-2025/3/1", "made-2025/1/1", "60件", "700件")
    ]


@pytest.mark.parametrize(
    ("period", "status", "kinds"),
    [
        ({"year": 2026}, "reported", ["after-print"]),
        ({"year": 2026}, "target", []),
        ({"year": None, "period": "as-of 2026", "period_kind": "as-of"}, "reported", ["after-print"]),
        ({"year": None, "period": "2026-01-01/2026-03-31", "period_kind": "span"}, "reported", ["after-print"]),
        ({"year": 2025}, "reported", []),
        ({"year": None, "period": "as-of 2025-12", "period_kind": "as-of"}, "reported", []),
        ({"year": None}, "reported", []),
    ],
)
def test_what_is_told_of_a_time_after_print_is_doubted(period, status, kinds):
    found = told(tables(), tables(figures=[{"status": status, **period}]))
    assert [one[0].partition(":")[0] for one in found] == kinds


def test_only_warnings_that_the_base_does_not_have_are_doubts():
    def problem(line, found, level="warning"):
        return Problem(Place("data/a.yaml", line), "contradiction", "90", found, level=level)

    before = [problem(1, "89"), problem(2, "88")]
    after = [problem(5, "88"), problem(6, "89"), problem(7, "89"), problem(8, "87"), problem(9, "86", "error")]
    found = doubts(tables(), tables(), before, after)
    assert [(one.kind, one.problem.found) for one in found] == [("warning", "89"), ("warning", "87")]
    assert found[1].id.startswith("warning:contradiction:data/a.yaml:")
    again = doubts(tables(), tables(), before, [problem(30, "87")])
    assert [one.id for one in again] == [found[1].id]


def test_a_doubt_is_a_sentence_on_the_command_line():
    assert str(Doubt("tenfold:a/1/1", "tenfold", "a/1/1", "a/2/1", "60件", "600件")) == (
        "a/1/1: 600件 is ten times, or a tenth of, 60件 (a/2/1)"
    )
    warned = Problem(Place("data/a.yaml", 2, 3), "contradiction", "90", "89", level="warning")
    assert str(doubts(tables(), tables(), [], [warned])[0]) == str(warned)


def test_changes_need_a_kind_and_a_reason_and_doubts_a_reason():
    before = tables(figures=[{}, {"line": 8}, {"line": 9}])
    after = tables(figures=[{"value": 30.0}, {"line": 9}, {"line": 10, "detail_zh": "新"}])
    changes, found = to_explain(diff(before, after), entries(before, after)), doubts(before, after)
    gone, tenfold = "made-2025/8/1", "tenfold:made-2025/1/1"
    assert [one.id for one in found] == [f"vanished:{gone}", tenfold]
    assert unexplained({}, {}, changes, found) == ["made-2025/1/1", gone, tenfold]
    assert unexplained({gone: "correction"}, {gone: "重复", "made-2025/1/1": "新"}, changes, found) == [
        "made-2025/1/1",
        tenfold,
    ]
    kinds, reasons = (
        {gone: "correction", "made-2025/1/1": "revision"},
        {gone: "重复", "made-2025/1/1": "新", tenfold: " "},
    )
    assert unexplained(kinds, reasons, changes, found) == [tenfold]
    assert unexplained(kinds, {**reasons, tenfold: "文件如此"}, changes, found) == []
