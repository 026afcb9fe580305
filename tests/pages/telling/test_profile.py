import pytest

from etl.tables import records
from pages.parts.telling import profile
from tests.etl.made import tables

UNITS = [
    {"unit": "city", "kind": "city"},
    {"unit": "north", "kind": "district", "parent": "city", "name_zh": "北区", "name_en": "North District"},
    {"unit": "quay", "kind": "sub-district", "parent": "north"},
    {"unit": "south", "kind": "district", "parent": "city"},
]


def made(*figures, **given):
    return tables(figures=figures, units=UNITS, **given)


def test_a_unit_stands_between_what_it_belongs_to_and_what_belongs_to_it():
    some = made({"unit": "north"}, {"unit": "quay"}, {"unit": "quay"})
    assert profile.above(some, "quay") == ["city", "north"]
    assert profile.bodies(some, "city") == {"north": 3, "south": 0}
    assert profile.bodies(some, "quay") == {}
    assert profile.tree(some) == {"": ["city"], "city": ["north", "south"], "north": ["quay"]}


def test_its_own_figures_come_by_theme_and_status_the_latest_year_first():
    some = made(
        {"theme": "learning", "indicator": "people-trained"},
        {"status": "target"},
        {"year": 2023},
        {"year": 2024},
        {"unit": "south"},
        themes=[{"theme": "justice"}, {"theme": "learning"}],
    )
    assert profile.own(some, "north")["line"].tolist() == [4, 3, 2, 1]


def test_rates_and_ranks_are_told_apart():
    some = made({}, {"indicator": "share"}, {"indicator": "share", "status": "rule"})
    some["indicators"].loc[some["indicators"]["indicator"] == "share", "kind"] = "rate"
    assert profile.rates(some, some["figures"]).tolist() == [False, True, False]


def places(*figures):
    return [(one.rows["figure"].tolist(), one.place) for one in profile.beside(made(*figures), "north")]


def test_comparable_figures_have_an_order():
    both = ["made-2025/1/1", "made-2025/2/1"]
    assert places({"value": 3}, {"unit": "south", "value": 5}) == [(both, 2)]
    assert places({"value": 5}, {"unit": "south", "value": 5}) == [(both, 1)]


@pytest.mark.parametrize(
    "other",
    [{"comparator": ">"}, {"detail_zh": "别的"}, {"year": 2023}, {"year": None}],
)
def test_what_does_not_compare_stands_side_by_side(other):
    assert [place for _, place in places({}, {"unit": "south"} | other)] == [None]


def test_bounds_and_unstated_periods_have_no_order_even_where_all_are_alike():
    assert [place for _, place in places({"comparator": ">"}, {"unit": "south", "comparator": ">"})] == [None]
    assert [place for _, place in places({"year": None}, {"unit": "south", "year": None})] == [None]
    assert [place for _, place in places({}, {}, {"unit": "south"})] == [None]


@pytest.mark.parametrize(
    "other", [{"unit": "quay"}, {"measure": "hour"}, {"status": "target"}, {"indicator": "other"}, {"unit": "north"}]
)
def test_only_others_of_the_kind_with_the_same_measure_reported_are_compared(other):
    assert places({}, {"unit": "south"} | other) == []


def test_the_largest_of_each_unit_comes_first_its_own_above_all():
    some = made({"value": 14}, {"value": 118}, {"unit": "south", "value": 7}, {"unit": "south", "value": 200})
    [one] = profile.beside(some, "north")
    assert one.rows["value"].tolist() == [118, 14, 200, 7]


def test_a_figure_is_as_large_as_its_end_and_of_ranks_the_first_is_most():
    some = made(
        {"value": 5, "comparator": ">"},
        {"value": None, "comparator": "range", "lower": 20, "upper": 30, "measure_word": "件", "printed": "20至30件"},
        {"value": 2, "measure": "rank"},
    )
    assert profile.size(some["figures"]).tolist() == [5, 30, -2]


def test_a_unit_without_figures_points_to_its_bodies():
    some = made({"unit": "quay"})
    assert profile.finding(some, "en", "north") == (
        "North District has no figures of its own on record; the bodies that belong to it have 1 figure, see below."
    )
    assert profile.finding(some, "en", "south").startswith("South has no figures on record:")


def test_figures_of_one_theme_are_not_said_to_be_mostly_of_it():
    some = made({})
    assert profile.finding(some, "zh", "north") == (
        "北区登记有 1 个数字，出自 1 份资料，时间为 2025 年；主题是“justice（中）”。"
    )
    assert profile.finding(some, "en", "north") == (
        "North District is on record with 1 figure from 1 issue, for 2025, on “Justice”."
    )


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "北区登记有 1 个数字，出自 1 份资料，时间未注明；主题是“justice（中）”。"),
        ("en", "North District is on record with 1 figure from 1 issue, without a stated time, on “Justice”."),
    ],
)
def test_a_time_that_nobody_states_is_no_year(lang, said):
    assert profile.finding(made({"year": None}), lang, "north") == said


def test_the_finding_counts_what_is_background_apart():
    some = made({}, {"year": 2023, "status": "background"}, {"theme": "learning"})
    assert profile.finding(some, "zh", "north") == (
        "北区登记有 3 个数字，出自 1 份资料，时间为 2023–2025 年；说得最多的是“justice（中）”，有 2 个数字。"
        "其中有 1 个背景数字。"
    )
    assert profile.finding(some, "en", "north").endswith("with 2 figures. Among them: 1 background figure.")


def test_a_figure_is_named_by_its_detail_or_else_by_its_indicator():
    every = made({"detail_en": "Appeals"}, {"detail_zh": None, "detail_en": None})
    rows = records(every["figures"])
    assert [profile.in_short(every, "en", row) for row in rows] == ["Appeals", "Cases resolved"]
