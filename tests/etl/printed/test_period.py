from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.printed.period import FORMS, Period, read
from etl.problems import Place, Problem

PLACE = Place("a.yaml", 7, 11)


@pytest.mark.parametrize(
    ("text", "kind", "start", "end", "year"),
    [
        ("2025", "year", date(2025, 1, 1), date(2025, 12, 31), 2025),
        ("2023-11", "span", date(2023, 11, 1), date(2023, 11, 30), 2023),
        ("2024-02", "span", date(2024, 2, 1), date(2024, 2, 29), 2024),
        ("2023-11-05", "span", date(2023, 11, 5), date(2023, 11, 5), 2023),
        ("2023-01/2023-10", "span", date(2023, 1, 1), date(2023, 10, 31), 2023),
        ("2023-01-15/2023-10-20", "span", date(2023, 1, 15), date(2023, 10, 20), 2023),
        ("2023-12/2024-01", "span", date(2023, 12, 1), date(2024, 1, 31), None),
        ("2012/2021", "span", date(2012, 1, 1), date(2021, 12, 31), None),
        ("as-of 2021-06-16", "as-of", None, date(2021, 6, 16), 2021),
        ("as-of 2023-08", "as-of", None, date(2023, 8, 31), 2023),
        ("as-of 2023", "as-of", None, date(2023, 12, 31), 2023),
        ("unstated", "unstated", None, None, None),
    ],
)
def test_a_period_has_its_first_and_last_day(text, kind, start, end, year):
    assert read(text) == Period(text, kind, start, end, year)


@pytest.mark.parametrize(
    ("text", "column", "expected", "found", "way_out"),
    [
        ("2023-13", 6, "a month from 01 to 12", "`13` in `2023-13`", ""),
        ("2023-00", 6, "a month from 01 to 12", "`00` in `2023-00`", ""),
        ("2023-02-30", 9, "a day from 01 to 28", "`30` in `2023-02-30`", ""),
        ("2024-02-30", 9, "a day from 01 to 29", "`30` in `2024-02-30`", ""),
        ("2023-01-00", 9, "a day from 01 to 31", "`00` in `2023-01-00`", ""),
        ("2023-01/2023-13", 14, "a month from 01 to 12", "`13` in `2023-13`", ""),
        ("as-of 2023-06-31", 15, "a day from 01 to 30", "`31` in `2023-06-31`", ""),
        ("2023-10/2023-01", 1, "a start before the end", "`2023-10/2023-01`", "write 2023-01/2023-10"),
        ("2021/2012", 1, "a start before the end", "`2021/2012`", "write 2012/2021"),
        ("2023-1", 1, FORMS, "`2023-1`", "write 2023-01"),
        ("2023-1/2023-10", 1, FORMS, "`2023-1`", "write 2023-01/2023-10"),
        ("2023-01/10", 9, FORMS, "`10`", ""),
        ("2023/1", 6, FORMS, "`1`", "write 2023-01"),
        ("2023.11", 1, FORMS, "`2023.11`", "write 2023-11"),
        ("２０２３", 1, FORMS, "`２０２３`", "write 2023"),
        ("２０２３－１１", 1, FORMS, "`２０２３－１１`", "write 2023-11"),
        ("2023年", 1, FORMS, "`2023年`", "write 2023"),
        ("2023年1月", 1, FORMS, "`2023年1月`", "write 2023-01"),
        ("2023年11月5日", 1, FORMS, "`2023年11月5日`", "write 2023-11-05"),
        ("2023年1月至2023年10月", 1, FORMS, "`2023年1月至2023年10月`", "write 2023-01/2023-10"),
        ("2023-01-2023-10", 1, FORMS, "`2023-01-2023-10`", "write 2023-01/2023-10"),
        ("2023年1-11", 1, FORMS, "`2023年1-11`", ""),
        ("as-of 2023年8月", 7, FORMS, "`2023年8月`", "write as-of 2023-08"),
        ("2023 ", 1, FORMS, "`2023 `", "write 2023"),
        ("Unstated", 1, FORMS, "`Unstated`", "did you mean unstated?"),
        ("2023-13-1", 1, FORMS, "`2023-13-1`", ""),
        ("as-of 2012/2021", 7, FORMS, "`2012/2021`", ""),
        ("2023-01/", 9, FORMS, "``", ""),
        ("0023", 1, FORMS, "`0023`", ""),
        ("", 1, FORMS, "``", ""),
        ("9" * 10**6, 1, FORMS, f"`{'9' * 40}`", ""),
    ],
)
def test_a_bad_period_names_the_part_that_is_wrong_and_the_way_out(text, column, expected, found, way_out):
    assert read(text, PLACE) == Problem(Place("a.yaml", 7, 10 + column), "bad-period", expected, found, way_out)


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.timedeltas(timedelta(0), timedelta(9999)))
def test_every_span_of_days_reads_back(start, length):
    end = min(start, date(2900, 1, 1)) + length
    start = min(start, end)
    found = read(f"{start}/{end}")
    assert isinstance(found, Period)
    assert (found.start, found.end, found.year) == (start, end, start.year if start.year == end.year else None)


@given(st.text() | st.text("0123456789-/ 年月日至as-of", max_size=12))
def test_any_text_is_a_period_or_a_problem_on_it(text):
    found = read(text, PLACE)
    if isinstance(found, Problem):
        assert (found.rule, found.place.line) == ("bad-period", 7)
        assert 0 <= found.place.column - PLACE.column <= len(text)
    else:
        assert found.text == text
