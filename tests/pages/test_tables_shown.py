import pandas as pd
import pytest

from pages.parts import tables_shown


@pytest.mark.parametrize(
    ("head", "cell", "marked"),
    [("As printed", "83 件", True), ("As printed", "83%", False), ("Unit", "Court", False), ("原文", "83 件", False)],
)
def test_chinese_under_an_english_head_is_said_to_be_chinese(head, cell, marked):
    shown = tables_shown.made({head: [cell]}, "a table")
    style = ' class="short" lang="zh"' if marked else ' class="short"'
    assert f"<td{style}>{cell}</td>" in shown


def test_a_column_without_a_word_is_left_out_and_a_missing_cell_is_empty():
    shown = tables_shown.made({"Unit": ["North", None], "Note": ["", None]}, "a table")
    assert "Note" not in shown
    assert shown.count("<td") == 2
    assert '<td class="short"></td>' in shown


def test_a_long_table_becomes_a_grid():
    shown = tables_shown.made({"n": [*range(61)], "Note": [""] * 61}, "a table")
    assert isinstance(shown, pd.DataFrame)
    assert (list(shown.columns), shown["n"].tolist()) == (["n"], [*range(61)])
