from dataclasses import replace

import pytest

from etl.drafting.drafts import Draft, Entry
from etl.drafting.proof import left_over, proof

TEXT = "受理657件，结案591\n件。\n第３名，1,150个\n"
ACCEPTED = Entry(1, 2, 1, 6, "657件", state="figure")
CLOSED = Entry(1, 9, 2, 1, "591件", state="figure")
RANK, LARGE = Entry(3, 0, 3, 3, "第３名", state="figure"), Entry(3, 4, 3, 10, "1,150个", state="not_figure")
DRAFT = Draft("made-2025", TEXT, "made.txt", entries=(ACCEPTED, CLOSED, RANK, LARGE))


def told(*entries):
    return [(str(problem), spot.kind, spot.id, spot.field) for problem, spot in proof(replace(DRAFT, entries=entries))]


def test_what_is_printed_there_is_no_problem():
    assert told(*DRAFT.entries) == []


@pytest.mark.parametrize(
    ("entry", "said", "field"),
    [
        (
            replace(ACCEPTED, printed="675件"),
            "1:3: error [not-printed] expected 657件 at these characters of line 1",
            "printed",
        ),
        (replace(ACCEPTED, line=9), "9:3: error [not-printed] expected print at these characters of line 9", "printed"),
        (
            replace(ACCEPTED, line=-1),
            "-1:3: error [not-printed] expected print at these characters of line -1",
            "printed",
        ),
        (
            replace(ACCEPTED, qualifier="至少"),
            "1:3: error [not-printed] expected 至少 on line 1 of the text",
            "qualifier",
        ),
    ],
)
def test_what_is_not_is_told_at_its_entry(entry, said, field):
    [(problem, *spot)] = [one for one in told(entry, CLOSED, RANK, LARGE) if one[1] == "entry"]
    assert problem.startswith(f"made.txt:{said}")
    assert spot == ["entry", 0, field]


def test_a_qualifier_of_the_line_and_an_undecided_number_are_no_problem():
    assert told(replace(ACCEPTED, qualifier="结案"), replace(CLOSED, printed="?", state="undecided"), RANK, LARGE) == []


def test_numerals_that_no_entry_holds_whole_are_left_over():
    some = replace(DRAFT, entries=(replace(ACCEPTED, end=4, printed="65"), RANK))
    assert [(one.line, one.column, one.numeral) for one in left_over(some)] == [
        (1, 3, "657"),
        (1, 10, "591"),
        (3, 5, "1,150"),
    ]
    assert [one[1:] for one in told(RANK, LARGE, CLOSED)] == [("text", 1, "")]
