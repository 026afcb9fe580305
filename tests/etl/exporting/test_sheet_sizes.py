import pandas as pd
import pytest

from etl.exporting.sheet_sizes import heights, widths


def test_columns_are_as_wide_as_their_text_with_room_for_a_button_and_a_han_letter_is_two():
    table = pd.DataFrame({"甲乙": ["一二三四五", None], "number": [1.0, 1_390_000_000.0], "n": [1, 2]})
    assert widths(table, beside=False) == [13, 13, 4]


@pytest.mark.parametrize(("columns", "beside", "widest"), [(2, False, 60), (2, True, 40), (5, True, 26)])
def test_no_column_is_wider_than_there_is_room_for(columns, beside, widest):
    table = pd.DataFrame({str(n): ["x" * 200] for n in range(columns)})
    assert widths(table, beside) == [widest] * columns


def test_a_row_is_as_high_as_the_text_that_takes_most_lines():
    table = pd.DataFrame({"a": ["short", "字" * 20, "one\ntwo", None], "n": [1, 2, 3, None], "far": ["x" * 900] * 4})
    assert heights(table, [20, 10]) == [15, 45, 30, 15]


def test_no_row_is_higher_than_a_spreadsheet_has_them():
    assert heights(pd.DataFrame({"a": ["长" * 32_767]}), [26]) == [405]
