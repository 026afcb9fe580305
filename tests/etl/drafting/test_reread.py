from dataclasses import replace

import pytest

from etl.drafting import entering
from etl.drafting.drafts import Draft, Entry, Piece
from etl.drafting.spots import Spot
from tests.etl.folder import FILES, write

UNITS = (
    FILES["units.yaml"]
    + """
west: {name: {zh: 河西法院, en: Hexi Court}, kind: court, parent: city}
window: {name: {zh: 西窗, en: West Window}, kind: service-window, parent: west}
courts: {name: {zh: 各法院, en: Courts together}, kind: collective, parent: city}
"""
)


def told(text, printed, unit="court", period="2026", published="2026-12-31", **fields):
    """What is told of one number of a text of one article: rule, field, expected, found."""
    at = text.index(printed)
    line, start = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at) - 1
    entry = Entry(
        line, start, line, start + len(printed), printed, "figure", unit=unit, period=period, indicator="cases"
    )
    article = Piece("report", "报", 1, text.count("\n") + 1, "court", "2026")
    draft = Draft("made-2026", text, "a.txt", title="报", published=published, articles=(article,))
    return draft, (replace(entry, **fields),)


@pytest.fixture
def warned(tmp_path):
    data = write(tmp_path, {"units.yaml": UNITS})

    def warnings(*given, **fields):
        draft, entries = told(*given, **fields)
        proposed = entering.entered(replace(draft, entries=entries), data)
        return [
            (problem.rule, proposed.where(problem), problem.expected)
            for problem in proposed.problems
            if problem.level == "warning"
        ]

    return warnings


@pytest.mark.parametrize(
    ("text", "printed", "expected"),
    [
        ("河东法院办结超过600件。", "600件", "超过600件"),
        ("河东法院办結近600件。", "600件", "近600件"),
        ("河东法院办结600件以上。", "600件", "600件以上"),
        ("河东法院办结600 余件。", "600", "600 余"),
        ("河东法院办结600件左右。", "600件", "600件左右"),
        ("河东法院至少每年都要办结600件。", "600件", None),
        ("河东法院至少办结600件。", "600件", "至少…600件"),
        ("河东法院节约600件。", "600件", None),
        ("河东法院办结600件多次。", "600件", None),
        ("河东法院办结600件内部文件。", "600件", None),
        ("河东法院办结超过600件。", "超过600件", None),
    ],
)
def test_a_qualifier_that_print_has_and_the_entry_has_not(text, printed, expected, warned):
    told = [one for one in warned(text, printed) if one[0] == "qualifier-left-out"]
    assert told == ([("qualifier-left-out", Spot("entry", 0, "printed"), expected)] if expected else [])


def test_a_qualifier_set_apart_is_not_missed(warned):
    assert warned("河东法院至少办结600件。", "600件", qualifier="至少") == []


@pytest.mark.parametrize(
    ("text", "printed", "expected"),
    [
        ("河东法院办结3.2万件。", "3.2", "3.2万"),
        ("河东法院办结3\n万件。", "3", "3\n万"),
        ("河东法院办结3件、5件。", "3件", None),
    ],
)
def test_a_number_that_goes_on(text, printed, expected, warned):
    told = [one for one in warned(text, printed, measure="case") if one[0] == "number-cut-short"]
    assert told == ([("number-cut-short", Spot("entry", 0, "printed"), expected)] if expected else [])


@pytest.mark.parametrize(
    ("text", "period", "expected"),
    [
        ("2025年，河东法院办结3件。", "2026", "2025"),
        ("2025年，河东法院办结3件。", "2025", None),
        ("2024-2026年，河东法院办结3件。", "2026", None),
        ("去年，河东法院办结3件。", "2025", None),
        ("去年，河东法院办结3件。", "2023", "a year that the article names, or that of publication or the one before"),
        ("去年，河东法院办结3件。\n2023年成立。", "2023", None),
        ("去年，河东法院办结3件。", "unstated", None),
    ],
)
def test_a_period_that_the_text_says_otherwise(text, period, expected, warned):
    told = [one for one in warned(text, "3件", period=period) if one[0] in ("other-year", "unnamed-year")]
    rule = "other-year" if expected == "2025" else "unnamed-year"
    assert told == ([(rule, Spot("entry", 0, "period"), expected)] if expected else [])


def test_without_a_date_of_publication_a_year_may_be_any_that_no_sentence_denies(warned):
    assert warned("河东法院办结3件。", "3件", period="2019", published="") == []


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("河西法院办结3件。", "court", "河西法院"),
        ("河西法院办结3件。", "west", None),
        ("河西法院办结3件，西窗也在。", "window", None),
        ("西窗办结3件。", "west", "西窗"),
        ("办结3件。", "court", "a unit that the article names"),
        ("办结3件。\n（河东法院 供稿）", "court", None),
        ("办结3件。", "courts", None),
    ],
)
def test_a_unit_that_the_text_says_otherwise(text, unit, expected, warned):
    told = [one for one in warned(text, "3件", unit=unit) if one[0] in ("other-unit", "unnamed-unit")]
    rule = "other-unit" if expected != "a unit that the article names" else "unnamed-unit"
    assert told == ([(rule, Spot("entry", 0, "unit"), expected)] if expected else [])


@pytest.mark.parametrize(
    ("first", "second", "twice"),
    [
        ({}, {"detail_zh": "收案", "detail_en": "Received"}, True),
        ({}, {"detail_zh": "收案", "detail_en": "Received", "period": "2025"}, False),
        ({"status": "target"}, {"detail_zh": "收案", "detail_en": "Received", "status": "target"}, False),
    ],
)
def test_a_number_that_an_earlier_line_says_already(first, second, twice, tmp_path):
    draft, entries = told("河东法院收3件。\n河东法院又收3件。", "3件", **first)
    again = replace(entries[0], line=2, end_line=2, start=6, end=8, **second)
    proposed = entering.entered(replace(draft, entries=(*entries, again)), write(tmp_path))
    found = [problem for problem in proposed.problems if problem.rule == "said-twice"]
    assert [(proposed.where(problem), problem.found) for problem in found] == (
        [(Spot("entry", 1, "detail"), "3件 (1)")] if twice else []
    )


def test_what_the_data_holds_already_is_not_told_again(tmp_path):
    draft, entries = told("河西法院收3件。", "3件")
    data = write(tmp_path, {"units.yaml": UNITS})
    first = entering.entered(replace(draft, entries=entries), data)
    assert [problem.rule for problem in first.problems] == ["other-unit"]
    for below, content in first.files.items():
        (data / below).parent.mkdir(exist_ok=True)
        (data / below).write_bytes(content)
    kept = replace(draft, opened=True, entries=(replace(entries[0], was="made-2026/1/1"),))
    assert entering.entered(kept, data).problems == ()
