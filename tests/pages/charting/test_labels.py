import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.parts.charting.labels import literal, packed, width, wrapped


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("市委网信办", ["市委网信办"]),
        ("河西区住房公积金管理部，跨省通办窗口", ["河西区住房公积金管", "理部，跨省通办窗口"]),
        ("第一批“四强”党支部，第二批", ["第一批“四强”党支", "部，第二批"]),
        ("Cross-province services handled", ["Cross-province", "services handled"]),
        ("12345热线办结一千余件工单", ["12345热线办结一千", "余件工单"]),
        ("a" * 40, ["a" * 18, "a" * 18, "a" * 4]),
        ("", [""]),
    ],
)
def test_lines_break_at_a_sensible_character(text, lines):
    assert wrapped(text, 18) == lines


@given(st.text("党支部，。“”（）ab c-,.%<>&$", max_size=60))
def test_no_letter_is_lost(text):
    lines = wrapped(text, 18)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_parts_share_a_line_as_long_as_they_fit_and_then_begin_one():
    assert packed(["宁河区", "", "总值", "2021年"], 18) == ["宁河区 · 总值", "2021年"]
    assert packed(["河西区住房公积金管理部", "2021年"], 18) == ["河西区住房公积金管", "理部 · 2021年"]


def test_width_counts_halves_of_a_han_character():
    assert width("党3.2万") == 7


def test_literal_leaves_no_tag_entity_or_formula():
    assert literal("<b>&lt;$x$") == "&lt;b&gt;&amp;lt;&#36;x&#36;"
