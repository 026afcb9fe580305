import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.query import WhyNoSum
from pages.parts import numbers
from pages.parts.text import LANGUAGES, say, words
from tests.etl.made import tables

MEASURES = tables(
    measures=[
        {"measure": "case", "name_zh": "件", "name_en": "items"},
        {"measure": "body", "name_zh": "家", "name_en": "bodies"},
        {"measure": "percent", "name_zh": "%", "name_en": "per cent"},
    ]
)["measures"]


def figure(comparator, value, measure="case", word="件"):
    lower, upper = value if isinstance(value, tuple) else (None, None)
    return {"comparator": comparator, "lower": lower, "upper": upper, "measure": measure, "measure_word": word} | {
        "value": None if isinstance(value, tuple) else value
    }


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (0.0, "0", "0"),
        (670.0, "670", "670"),
        (2019.0, "2019", "2,019"),
        (9999.0, "9999", "9,999"),
        (12345.0, "1.2345万", "12,345"),
        (32000.0, "3.2万", "32,000"),
        (1200000.0, "120万", "1,200,000"),
        (2579700.0, "257.97万", "2,579,700"),
        (1.39e9, "13.9亿", "1,390,000,000"),
        (138500012.0, "13850.0012万", "138,500,012"),
        (1.8e12, "1.8万亿", "1,800,000,000,000"),
        (123456.78, "123456.78", "123,456.78"),
        (95.2, "95.2", "95.2"),
        (0.1, "0.1", "0.1"),
        (2 / 3, "2/3", "2/3"),
        (-12000.0, "-1.2万", "-12,000"),
    ],
)
def test_a_number_to_its_last_digit(value, zh, en):
    assert numbers.number(value, "zh") == zh
    assert numbers.number(value, "en") == en


@given(st.integers(0, 10**15))
def test_no_digit_is_lost_or_made_up(value):
    sizes = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "": 1}
    digits, size = re.fullmatch(r"([\d.]+)(万亿|亿|万|)", numbers.number(float(value), "zh")).groups()
    whole, _, decimals = digits.partition(".")
    assert int(whole + decimals) * sizes[size] == value * 10 ** len(decimals)
    assert numbers.number(float(value), "en").replace(",", "") == str(value)


@pytest.mark.parametrize(
    ("row", "zh", "en"),
    [
        (figure("=", 532.0), "532件", "532 items"),
        (figure(">", 32000.0), "＞3.2万件", "over 32,000 items"),
        (figure(">=", 1000.0), "≥1000件", "at least 1,000 items"),
        (figure("<", 3e8), "＜3亿件", "under 300,000,000 items"),
        (figure("<=", 5e7), "≤5000万件", "at most 50,000,000 items"),
        (figure("~", 16.0), "≈16件", "about 16 items"),
        (figure("range", (20.0, 30.0)), "20–30件", "20–30 items"),
        (figure("range", (30000.0, 50000.0)), "3万–5万件", "30,000–50,000 items"),
        (figure("vague", (1000.0, 9999.0)), "数千件（1000–9999）", "thousands of items (1,000–9,999)"),
        (figure("=", 1.0, "body", "家"), "1家", "1 body"),
        (
            figure("vague", (1e7, 99999999.0)),
            "数千万件（1000万–9999万）",
            "tens of millions of items (10,000,000–99,999,999)",
        ),
        (figure("=", 2.0, "rank", "第…名"), "第2名", "no. 2"),
        (figure("<=", 3.0, "rank", "第…"), "≤第3名", "at most no. 3"),
        (figure("=", 95.2, "percent", "%"), "95.2%", "95.2%"),
        (figure(">=", 80.0, "percent", "％"), "≥80%", "at least 80%"),
        (figure("range", (20.0, 30.0), "percent", "%"), "20–30%", "20–30%"),
    ],
)
def test_a_figure_keeps_its_qualifier_and_its_measure(row, zh, en):
    assert numbers.figure_shown(row, MEASURES, "zh") == zh
    assert numbers.figure_shown(row, MEASURES, "en") == en


def test_a_vague_number_without_a_measure():
    assert numbers.shown((1000.0, 9999.0), "en", "vague") == "thousands (1,000–9,999)"
    assert numbers.shown((1000.0, 9999.0), "zh", "vague") == "数千（1000–9999）"


@pytest.mark.parametrize(
    ("row", "zh", "en"),
    [
        (figure("=", 1.39e9), "13.9亿件", "1,390,000,000 items"),
        (figure(">", 32000.0), "超过 3.2万件", "more than 32,000 items"),
        (figure(">=", 80.0, "percent", "%"), "不少于 80%", "at least 80%"),
        (figure("<", 3e8), "不到 3亿件", "less than 300,000,000 items"),
        (figure("<=", 5e7), "不超过 5000万件", "at most 50,000,000 items"),
        (figure("=", 1.279e11), "1279亿件", "127,900,000,000 items"),
        (figure("range", (30000.0, 50000.0)), "3万 至 5万件", "30,000 to 50,000 items"),
        (figure("~", 16.0), "约 16件", "about 16 items"),
        (figure("vague", (10.0, 99.0)), "10 至 99件", "10 to 99 items"),
        (figure("vague", (1e7, 99999999.0)), "1000万 至 9999万件", "10,000,000 to 99,999,999 items"),
    ],
)
def test_the_reading_in_words(row, zh, en):
    assert numbers.reading(row, MEASURES, "zh") == zh
    assert numbers.reading(row, MEASURES, "en") == en


def test_a_reading_with_every_digit_to_be_held_against_print():
    assert numbers.reading(figure(">", 32000.0), MEASURES, "zh", numbers.digits) == "超过 32000件"


@pytest.mark.parametrize(
    ("name", "one"),
    [
        ("people", "person"),
        ("bodies", "body"),
        ("Party branches", "Party branch"),
        ("case studies", "case study"),
        ("person-times", "person-time"),
        ("per cent", "per cent"),
        ("mu", "mu"),
    ],
)
def test_one_of_a_measure(name, one):
    assert numbers.singular(name) == one


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [
        ("2025", "2025年", "2025"),
        ("2023-11", "2023年11月", "November 2023"),
        ("2023-11-05", "2023年11月5日", "5 November 2023"),
        ("2023-01/2023-10", "2023年1–10月", "Jan–Oct 2023"),
        ("2012/2021", "2012–2021年", "2012–2021"),
        ("2023-01-05/2023-01-15", "2023年1月5–15日", "5–15 Jan 2023"),
        ("2022-03/2023-10", "2022年3月–2023年10月", "Mar 2022–Oct 2023"),
        ("2012-11/2021-06-16", "2012年11月–2021年6月16日", "Nov 2012–16 Jun 2021"),
        ("as-of 2021-06-16", "截至2021年6月16日", "as of 16 June 2021"),
        ("as-of 2023-08", "截至2023年8月", "as of August 2023"),
        ("as-of 2023", "截至2023年", "as of 2023"),
        ("unstated", "时间未注明", "period not stated"),
    ],
)
def test_a_period_as_exactly_as_it_was_given(period, zh, en):
    assert numbers.period_shown({"period": period}, "zh") == zh
    assert numbers.period_shown({"period": period}, "en") == en


@pytest.mark.parametrize(
    ("low", "high", "log", "places", "zh", "en"),
    [
        (0.0, 32000.0, False, [0, 1e4, 2e4, 3e4], "0 1万 2万 3万", "0 10,000 20,000 30,000"),
        (0.0, 1.39e9, False, [0, 5e8, 1e9], "0 5亿 10亿", "0 500,000,000 1,000,000,000"),
        (0.0, 3.0, False, [0, 1, 2, 3], "0 1 2 3", "0 1 2 3"),
        (-10.0, 10.0, False, [-10, -5, 0, 5, 10], "-10 -5 0 5 10", "-10 -5 0 5 10"),
        (10.0, 1e5, True, [10, 100, 1e3, 1e4, 1e5], "10 100 1000 1万 10万", "10 100 1,000 10,000 100,000"),
        (1.0, 20.0, True, [1, 2, 5, 10, 20], "1 2 5 10 20", "1 2 5 10 20"),
        (0.0, 0.0, False, [0], "0", "0"),
    ],
)
def test_ticks(low, high, log, places, zh, en):
    assert numbers.axis_ticks(low, high, "zh", log) == (places, zh.split())
    assert numbers.axis_ticks(low, high, "en", log) == (places, en.split())


@given(st.floats(1e-3, 1e14), st.sampled_from(LANGUAGES), st.booleans())
def test_ticks_are_few_inside_and_never_abbreviated(high, lang, log):
    places, texts = numbers.axis_ticks(high / 1000 if log else 0, high, lang, log)
    assert 1 <= len(places) <= 6
    assert max(places) <= high
    assert not re.search("[kKMBGe]", "".join(texts))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reason_for_no_total_has_its_sentence(lang):
    assert {key for key in words(lang) if key.startswith("totals.")} == {
        f"totals.{reason}" for reason in get_args(WhyNoSum)
    }
    assert say(lang, "totals.nothing")
