from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.printed.numerals import value, whole
from tests.etl.printing import in_chinese


@given(st.integers(0, 10**12 - 1))
def test_every_chinese_numeral_reads_back(number):
    assert value(in_chinese(number)) == number


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("1,234.50", "1234.5"),
        ("3 亿 2000万", "320000000"),
        ("1万5千", "15000"),
        ("1.2万亿", "1200000000000"),
        ("百", "100"),
        ("三万零五百", "30500"),
        ("千万", "10000000"),
        ("二零零八", "2008"),
        ("九十九点七五", "99.75"),
        ("三点五万", "35000"),
    ],
)
def test_a_numeral_has_one_value(numeral, number):
    assert value(numeral) == Decimal(number)


@pytest.mark.parametrize(
    "numeral",
    ["3万5亿", "1.5万3千", "1万5.5千", "1万2万", "1234567890123456", "0.1234567890123456", "零点" + "一" * 16],
)
def test_numerals_that_do_not_fit_together_have_no_value(numeral):
    assert value(numeral) is None


def test_a_scale_alone_counts_once():
    assert [whole(scale) for scale in ("一", "十", "百万", "亿", "万亿")] == [1, 10, 10**6, 10**8, 10**12]
