import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from etl.yaml_text import yaml_source
from etl.yaml_text.yaml_edit import edited, scalar, written
from tests.conftest import ROOT

ARTICLE = """\
# a comment above all
title: 一年实绩   # as printed
lines: 1-9
period: 2023    # "the past year"

paragraphs:
  # the first
  - line: 3         # about the masthead
    figures:
      - {printed: '3', indicator: cases}   # counted twice
      - printed: 5个
        indicator: cases   # by hand
        note: {zh: 见下, en: "See below"}
    not_figures:
      - {printed: 2025年, why: date}
  # before the second
  - line: 5
    figures:
      - {printed: 7个, indicator: cases}
checks:
  - {less: a, than: b}    # January
"""
FILES = sorted([*ROOT.glob("data/*.yaml"), *ROOT.glob("data/issues/*/*.yaml")])


def data(text):
    source, problems = yaml_source.parse(text.encode(), "a.yaml")
    assert problems == []
    return source.data


def lines(before, after):
    """The lines that went, and those that came."""
    was, now = before.splitlines(), after.splitlines()
    return [line for line in was if line not in now], [line for line in now if line not in was]


def change(text, *steps, to):
    """The text with the value at `steps` changed to `to`; None takes it out."""
    tree = data(text)
    inner = tree
    for step in steps[:-1]:
        inner = inner[step]
    if to is None:
        del inner[steps[-1]]
    elif isinstance(inner, list) and steps[-1] == len(inner):
        inner.append(to)
    else:
        inner[steps[-1]] = to
    changed = edited(text, tree)
    assert data(changed) == tree
    return changed


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_says_the_same_stays_to_the_byte(path):
    text = path.read_text(encoding="utf-8")
    assert edited(text, data(text)) == text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_written_afresh_reads_like_written_by_hand(path):
    text = path.read_text(encoding="utf-8")
    afresh = written(data(text))
    assert data(afresh) == data(text)
    by_hand = [line.split("  #")[0] for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert [line.rstrip().replace('"', "").replace("'", "") for line in by_hand] == [
        line.replace('"', "").replace("'", "") for line in afresh.splitlines()
    ]


@pytest.mark.parametrize(
    ("steps", "to", "went", "came"),
    [
        (["period"], "2024", ['period: 2023    # "the past year"'], ['period: 2024    # "the past year"']),
        (["title"], "新题", ["title: 一年实绩   # as printed"], ["title: 新题   # as printed"]),
        (["unit"], "court", [], ["unit: court"]),
        (["lines"], None, ["lines: 1-9"], []),
        (
            ["paragraphs", 0, "figures", 0, "indicator"],
            "people",
            ["      - {printed: '3', indicator: cases}   # counted twice"],
            ["      - {printed: '3', indicator: people}   # counted twice"],
        ),
        (
            ["paragraphs", 0, "figures", 1, "indicator"],
            "people",
            ["        indicator: cases   # by hand"],
            ["        indicator: people   # by hand"],
        ),
        (["paragraphs", 0, "figures", 1, "status"], "rule", [], ["        status: rule"]),
        (
            ["paragraphs", 0, "figures", 0],
            None,
            ["      - {printed: '3', indicator: cases}   # counted twice"],
            [],
        ),
        (
            ["paragraphs", 1, "figures", 1],
            {"printed": "9个", "indicator": "cases"},
            [],
            ["      - {printed: 9个, indicator: cases}"],
        ),
        (
            ["paragraphs", 1, "not_figures"],
            [{"printed": "2025", "why": "date"}],
            [],
            ["      - {printed: '2025', why: date}"],
        ),
        (
            ["paragraphs", 0, "not_figures"],
            None,
            ["    not_figures:", "      - {printed: 2025年, why: date}"],
            [],
        ),
        (
            ["paragraphs", 2],
            {"line": "8", "figures": [{"printed": "1个", "note": {"zh": "注", "en": "A, note"}}]},
            [],
            ["  - line: 8", "      - printed: 1个", '        note: {zh: 注, en: "A, note"}'],
        ),
        (["checks"], None, ["checks:", "  - {less: a, than: b}    # January"], []),
        (["checks", 0, "less"], "c", ["  - {less: a, than: b}    # January"], ["  - {less: c, than: b}    # January"]),
    ],
)
def test_a_change_changes_its_own_lines_only(steps, to, went, came):
    assert lines(ARTICLE, change(ARTICLE, *steps, to=to)) == (went, came)


def test_a_line_between_two_goes_before_the_comment_of_the_next():
    tree = data(ARTICLE)
    tree["paragraphs"].insert(1, {"line": "4", "not_figures": [{"printed": "1", "why": "page"}]})
    assert "why: date}\n  - line: 4\n    not_figures:\n      - {printed: '1', why: page}\n  # before" in edited(
        ARTICLE, tree
    )


def test_a_file_without_a_last_line_end_and_one_of_another_system_keep_what_they_have():
    assert edited("a: 1\nb: 2", {"a": "1", "b": "2", "c": "3"}) == "a: 1\nb: 2\nc: 3\n"
    assert edited("a: 1\r\nb: 2\r\n", {"a": "1", "c": "3", "b": "2"}) == "a: 1\r\nc: 3\r\nb: 2\r\n"


def test_text_over_several_lines_and_lists_in_brackets_change_too():
    folded = "a: >\n  one\n  two\nb: [u, w]\nc: 'it''s'\n"
    assert edited(folded, data(folded) | {"a": "three"}) == "a: three\nb: [u, w]\nc: 'it''s'\n"
    assert edited(folded, data(folded) | {"b": ["u", "v"]}) == "a: >\n  one\n  two\nb: [u, v]\nc: 'it''s'\n"
    assert edited(folded, data(folded) | {"b": [{"z": "1"}]}) == "a: >\n  one\n  two\nb:\n  - {z: 1}\nc: 'it''s'\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("670余笔", "670余笔"),
        ("as-of 2023-08", "as-of 2023-08"),
        ("Judges' workrooms", "Judges' workrooms"),
        ("“四强”党支部", "“四强”党支部"),
        ("01", "'01'"),
        ("1:30", "'1:30'"),
        ("%", "'%'"),
        ("NO", '"NO"'),
        ("Courses, lectures", '"Courses, lectures"'),
        ("a: b # c", '"a: b # c"'),
        ("- x", '"- x"'),
        ('"说"', '"\\"说\\""'),
        ("甲\n乙", '"甲\\n乙"'),
        ("", "''"),
    ],
)
def test_text_is_bare_where_every_reader_takes_it_for_the_same(text, shown):
    assert scalar(text) == shown
    assert data(f"a: {{b: {shown}}}\n") == {"a": {"b": text}}


SIGNS = st.sampled_from(
    [*"甲乙8年%万余，。：“”abN0-.:#{}[]&*!|>'\"@`,? \n\t\\~=", "\u202e", "\u200b", "\ud800", "\x85"]
)
TEXT = st.text(SIGNS, max_size=12) | st.text(max_size=12)
TREES = st.dictionaries(
    TEXT.filter(bool),
    TEXT | st.lists(TEXT, min_size=1, max_size=3) | st.dictionaries(TEXT.filter(bool), TEXT, min_size=1),
    min_size=1,
)


def read(text):
    return yaml_source.parse(text.encode("utf-8", "replace"), "a.yaml")


@given(TREES)
def test_whatever_is_written_reads_back_the_same_or_is_told(tree):
    source, problems = read(written(tree))
    assert problems or source.data == tree


@given(st.lists(TEXT, min_size=3, max_size=3))
def test_whatever_replaces_a_value_reads_back_the_same_or_is_told(texts):
    tree = data(ARTICLE)
    tree["title"], tree["unit"], tree["paragraphs"][0]["figures"][0]["detail"] = texts[0], texts[1], {"zh": texts[2]}
    source, problems = read(edited(ARTICLE, tree))
    assert problems or source.data == tree


@given(st.data())
def test_lists_change_in_any_way(draw):
    tree = data(ARTICLE)
    figures = st.fixed_dictionaries(
        {"printed": st.sampled_from(["'3'", "3", "5个", "6个"])}, optional={"note": st.just({"zh": "a"})}
    )
    paragraph = st.fixed_dictionaries(
        {"line": st.sampled_from(list("34567"))},
        optional={
            "figures": st.lists(figures, min_size=1, max_size=4),
            "not_figures": st.lists(figures, min_size=1, max_size=2),
        },
    )
    tree["paragraphs"] = draw.draw(st.lists(paragraph, min_size=1, max_size=4))
    changed = edited(ARTICLE, tree)
    assert data(changed) == tree
    assert yaml.safe_load(changed).keys() == tree.keys()


def test_files_are_here():
    assert len(FILES) > 30
