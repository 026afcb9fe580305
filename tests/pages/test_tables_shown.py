import pandas as pd
import pytest

from pages.parts import tables_shown


@pytest.mark.parametrize(
    ("head", "cell", "marked"),
    [("As printed", "83 件", True), ("As printed", "83%", False), ("Unit", "Court", False), ("原文", "83 件", False)],
)
def test_chinese_under_an_english_head_is_said_to_be_chinese(head, cell, marked):
    shown = tables_shown.made(pd.DataFrame({head: [cell]}), "a table")
    style = ' class="short" lang="zh"' if marked else ' class="short"'
    assert f"<td{style}>{cell}</td>" in shown
