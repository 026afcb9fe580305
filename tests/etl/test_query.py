from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.query import NOT_BACKGROUND, Choice, NoSum, Sum, WhyNoSum, descendants, rows, spread, total
from tests.etl.made import tables

CITY = [
    {"unit": "city"},
    {"unit": "north", "parent": "city", "aliases": "北区|北方区"},
    {"unit": "street", "parent": "north"},
    {"unit": "south", "parent": "city", "name_en": "South Court"},
]


def chosen(made, **choice):
    return [figure.split("/")[1] for figure in rows(made, Choice(**choice))["figure"]]


def test_a_unit_brings_all_that_belongs_to_it():
    made = tables(units=CITY, figures=[{"unit": unit} for unit in ("city", "north", "street", "south")])
    assert descendants(made, "north") == {"north", "street"}
    assert descendants(made, "city") == {"city", "north", "street", "south"}
    assert chosen(made, units=("north",)) == ["2", "3"]
    assert chosen(made, units=("street", "south")) == ["3", "4"]
    assert chosen(made) == ["1", "2", "3", "4"]
    assert chosen(made, units=("unheard-of",)) == []


def test_a_figure_without_a_single_year_is_kept_only_while_no_year_is_chosen():
    made = tables(figures=[{"year": 2024}, {"year": None}, {"year": 2025}])
    assert chosen(made) == ["1", "2", "3"]
    assert chosen(made, years=(2024, 2025)) == ["1", "3"]
    assert chosen(made, years=(2023,)) == []


def test_every_side_of_a_choice_narrows():
    made = tables(
        figures=[
            {"theme": "learning", "indicator": "people-trained"},
            {"issue": "made-2023"},
            {"status": "target"},
        ]
    )
    assert chosen(made, theme="learning") == ["1"]
    assert chosen(made, indicator="people-trained") == ["1"]
    assert chosen(made, issue="made-2023") == ["2"]
    assert chosen(made, status="target") == ["3"]
    assert chosen(made, status="target", theme="learning") == []


def test_all_but_background_is_one_choice():
    made = tables(figures=[{"status": status} for status in ("reported", "target", "rule", "background")])
    assert chosen(made, status=NOT_BACKGROUND) == ["1", "2", "3"]


def test_a_search_narrows_what_is_chosen():
    made = tables(figures=[{"unit": "north"}, {"unit": "south"}, {"unit": "north", "year": 2023}])
    assert chosen(made, text="north") == ["1", "3"]
    assert chosen(made, text="north", years=(2025,)) == ["1"]
    assert chosen(made, text="2023 north") == ["3"]
    assert chosen(made, text="north", units=("south",)) == []


def test_newest_issue_first_then_as_printed():
    figures = [
        {"figure": "old/5/1", "issue": "old", "line": 5},
        {"figure": "new/12/10", "issue": "new", "line": 12},
        {"figure": "new/12/9", "issue": "new", "line": 12},
        {"figure": "new/3/1", "issue": "new", "line": 3},
    ]
    made = tables(figures=figures, issues=[{"issue": "old", "position": 1}, {"issue": "new", "position": 2}])
    assert rows(made, Choice())["figure"].tolist() == ["new/3/1", "new/12/9", "new/12/10", "old/5/1"]


def test_no_figures_are_no_rows():
    assert rows(tables(), Choice(units=("north",), years=(2025,), text="党")).empty


def test_choices_that_select_the_same_are_one():
    one = Choice(units=("b", "a", "b"), years=(2025, 2024), text=" 黨員  Ａ ")
    other = Choice(units=("a", "b"), years=(2024, 2025, 2024), text="a 党员")
    assert one.canonical() == other.canonical()
    assert hash(one.canonical()) == hash(other.canonical())
    assert one.canonical() == one.canonical().canonical()


def added(figures, over=("unit", "year"), **given_tables):
    made = tables(figures=figures, **given_tables)
    return total(made["figures"], made, over)


def test_units_add():
    found = added([{"unit": "north", "value": 0.1}, {"unit": "south", "value": 0.2}], over=("unit",))
    assert found == Sum(0.3, 0.3, 0.3, "=", "case", ("made-2025/1/1", "made-2025/2/1"))


def test_years_add():
    assert added([{"year": 2024, "value": 3.0}, {"year": 2025, "value": 4.0}], over=("year",)).value == 7.0


@pytest.mark.parametrize(
    ("comparators", "value", "bounds", "comparator"),
    [
        (("=", ">"), 40.0, (40.0, None), ">"),
        (("=", ">="), 40.0, (40.0, None), ">="),
        ((">", ">="), 40.0, (40.0, None), ">"),
        (("=", "<"), 40.0, (None, 40.0), "<"),
        (("<=", "<="), 40.0, (None, 40.0), "<="),
        (("=", "~"), 40.0, (None, None), "~"),
        (("=", "range"), None, (40.0, 49.0), "range"),
        (("vague", ">"), 40.0, (40.0, None), ">"),
    ],
)
def test_a_total_with_a_bound_is_a_bound(comparators, value, bounds, comparator):
    between = {"range": {"value": None, "lower": 20.0, "upper": 29.0}}
    between["vague"] = between["range"]
    figures = [
        {"unit": f"unit-{n}", "comparator": sign, "value": 20.0} | between.get(sign, {})
        for n, sign in enumerate(comparators)
    ]
    found = added(figures, over=("unit",))
    assert (found.value, (found.lower, found.upper), found.comparator) == (value, bounds, comparator)


ADDS_UNITS = {"indicators": [{"indicator": "cases-resolved", "adds_over": "unit"}]}
RATE = {"indicators": [{"indicator": "cases-resolved", "adds_over": None, "kind": "rate"}]}
SPAN = {"period_kind": "span", "year": 2025}
TWO_UNITS = [{"unit": "north"}, {"unit": "south"}]
TWO_YEARS = [{"year": 2024}, {"year": 2025}]
REFUSED = {
    "nothing": ([], {}),
    "several-indicators": ([{"indicator": "a"}, {"indicator": "b", "unit": "south"}], {}),
    "several-measures": ([{"measure": "case"}, {"measure": "person", "unit": "south"}], {}),
    "several-statuses": ([{}, {"status": "target", "unit": "south"}], {}),
    "different-things": ([{"detail_zh": "甲"}, {"detail_zh": "乙"}], {}),
    "several-units": (TWO_UNITS, {"over": ("year",)}),
    "several-periods": (TWO_YEARS, {"over": ("unit",)}),
    "not-over-unit": (TWO_UNITS, {"over": ("unit",)} | RATE),
    "not-over-year": (TWO_YEARS, {"over": ("year",)} | ADDS_UNITS),
    "nested-units": ([{"unit": "city"}, {"unit": "street"}], {"units": CITY}),
    "part-and-whole": ([{"year": 2024}, {"part_of": "made-2025/1/1"}], {}),
    "unstated-period": ([{"year": 2024}, {"year": None}], {}),
    "overlapping-periods": (
        [{}, {"period": "2025-03/2025-04", "period_start": "2025-03-01", "period_end": "2025-04-30"} | SPAN],
        {},
    ),
    "bounds-conflict": (
        [{"comparator": ">", "value": 3.0}, {"unit": "south", "comparator": "<", "value": 4.0}],
        {"over": ("unit",)},
    ),
}


@pytest.mark.parametrize("reason", get_args(WhyNoSum))
def test_what_does_not_add_is_refused_with_the_reason(reason):
    figures, given_tables = REFUSED[reason]
    found = added(figures, **given_tables)
    assert isinstance(found, NoSum)
    assert found.reason == reason
    assert (len(found.figures) > 0) == (reason != "nothing")


def test_a_part_far_below_its_whole_is_refused():
    figures = [{"unit": "a"}, {"unit": "b", "part_of": "made-2025/1/1"}, {"unit": "c", "part_of": "made-2025/2/1"}]
    made = tables(figures=figures)
    found = total(made["figures"].iloc[[0, 2]], made, ("unit",))
    assert found == NoSum("part-and-whole", ("made-2025/3/1", "made-2025/1/1"))


def test_a_total_that_an_article_states_does_not_add_to_its_parts():
    check = {"result": "made-2025/1/1", "operands": "made-2025/2/1 made-2025/3/1", "kind": "total"}
    found = added([{"unit": "a"}, {"unit": "b"}, {"unit": "c"}], over=("unit",), checks=[check])
    assert found == NoSum("part-and-whole", ("made-2025/2/1", "made-2025/1/1"))


def test_the_same_figure_printed_twice_is_not_added():
    found = added([{"issue": "made-2025"}, {"issue": "made-2023"}], over=())
    assert found == NoSum("overlapping-periods", ("made-2023/2/1", "made-2025/1/1"))


def test_an_as_of_figure_overlaps_everything_before_it():
    as_of = {"period": "as-of 2025-06-16", "period_kind": "as-of", "period_start": None, "period_end": "2025-06-16"}
    assert added([{"year": 2023}, {"year": 2025} | as_of]).reason == "overlapping-periods"


def test_the_largest_overlap_is_found_whatever_stands_between():
    spans = [("2020-01-01", "2025-12-31"), ("2021-01-01", "2021-12-31"), ("2023-01-01", "2023-12-31")]
    figures = [{"period": f"{start[:4]}/{end[:4]}", "period_start": start, "period_end": end} for start, end in spans]
    assert added(figures).reason == "overlapping-periods"
    assert added(figures[1:]).value == 6.0


def test_spread_is_what_figures_differ_in():
    assert spread(tables(figures=TWO_UNITS)["figures"]) == {"unit"}
    assert spread(tables(figures=TWO_YEARS)["figures"]) == {"year"}
    assert spread(tables(figures=[{}])["figures"]) == set()


def test_one_figure_is_its_own_total():
    assert added([{"comparator": "<", "value": 9.0}], over=(), **RATE) == Sum(
        9.0, None, 9.0, "<", "case", ("made-2025/1/1",)
    )


AMOUNTS = st.integers(0, 10**6).map(lambda n: Decimal(n) / 10)
SIGNS = st.sampled_from(["=", ">", ">=", "<", "<=", "range"])


@st.composite
def printed_and_true(draw):
    """A figure, and a true value that its print allows."""
    sign, amount, more = draw(SIGNS), draw(AMOUNTS), draw(AMOUNTS)
    if sign == "range":
        row = {"comparator": sign, "value": None, "lower": float(amount), "upper": float(amount + more)}
        return row, amount + more * draw(st.sampled_from([Decimal(0), Decimal("0.5"), Decimal(1)]))
    strictly = {">": more + 1, ">=": more, "<": -more - 1, "<=": -more, "=": Decimal(0)}
    return {"comparator": sign, "value": float(amount)}, amount + strictly[sign]


HOLDS = {
    "=": lambda true, found: true == Decimal(str(found.value)),
    ">": lambda true, found: true > Decimal(str(found.value)),
    ">=": lambda true, found: true >= Decimal(str(found.value)),
    "<": lambda true, found: true < Decimal(str(found.value)),
    "<=": lambda true, found: true <= Decimal(str(found.value)),
    "range": lambda true, found: Decimal(str(found.lower)) <= true <= Decimal(str(found.upper)),
}


@settings(max_examples=60, deadline=None)
@given(st.lists(printed_and_true(), min_size=1, max_size=5))
def test_true_values_within_the_bounds_satisfy_the_printed_total(drawn):
    found = added([row | {"unit": f"unit-{n}"} for n, (row, _) in enumerate(drawn)], over=("unit",))
    signs = {row["comparator"] for row, _ in drawn}
    if isinstance(found, NoSum):
        assert found.reason == "bounds-conflict"
        assert signs & {">", ">="}
        assert signs & {"<", "<="}
    else:
        assert HOLDS[found.comparator](sum(true for _, true in drawn), found)
