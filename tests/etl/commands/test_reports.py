import json

import pytest

from etl.commands.reports import account_lines, problem_lines
from etl.evidence import Account, Ledger, Unaccounted
from etl.problems import Place, Problem

ERROR = Problem(Place("data/units.yaml", 3, 7), "unknown-unit", "a unit of units.yaml", "河东", "did you mean court?")
WARNING = Problem(Place("data/a,b:c.yaml", 2, 9), "contradiction", "[x] 89.95", "89.9%\n", level="warning")


def test_text_is_a_line_a_problem_and_their_count():
    assert problem_lines(iter([ERROR]), "text") == [
        "data/units.yaml:3:7: error [unknown-unit] expected a unit of units.yaml, found 河东; did you mean court?",
        "1 errors, 0 warnings",
    ]
    assert problem_lines([], "text") == ["0 errors, 0 warnings"]


def test_json_is_one_array_for_programs():
    lines = problem_lines([ERROR], "json")
    assert json.loads("\n".join(lines)) == [
        {"file": "data/units.yaml", "line": 3, "column": 7, "rule": "unknown-unit", "expected": "a unit of units.yaml"}
        | {"found": "河东", "way_out": "did you mean court?", "level": "error"}
    ]
    assert "河东" in lines[0]
    assert problem_lines([], "json") == ["[]"]


def test_github_annotates_the_line_whatever_signs_there_are():
    assert problem_lines([ERROR, WARNING], "github") == [
        "::error file=data/units.yaml,line=3,col=7,title=unknown-unit::"
        "expected a unit of units.yaml, found 河东; did you mean court?",
        "::warning file=data/a%2Cb%3Ac.yaml,line=2,col=9,title=contradiction::expected [x] 89.95, found 89.9%25⏎",
    ]
    assert problem_lines([], "github") == []


@pytest.mark.parametrize(
    ("numerals", "left", "share"),
    [(43, 0, "100"), (0, 0, "100"), (4, 1, "75"), (3, 1, "66.6"), (20000, 1, "99.9"), (1, 1, "0")],
)
def test_the_share_accounted_for_is_never_rounded_up(numerals, left, share):
    nobody = (Unaccounted(7, 12, "532", "指导创建532个"),) * left
    assert account_lines(Account("made-2025", 34, 9, Ledger(numerals, {}, (), nobody))) == [
        f"made-2025: 34 figures, 9 not-figures, {numerals} numerals in print, {share} % accounted for",
        *["  line 7:12 unaccounted 532  …指导创建532个…"] * left,
    ]
