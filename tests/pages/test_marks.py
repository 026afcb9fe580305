"""The marked text: what is sent to the browser, and what is believed of what comes back."""

import pytest

from etl.drafting.drafts import Draft, Entry
from pages.curation import marks

TEXT = "<b>甲</b>有5个\n\n共8\n家，6项\n"
DRAFT = Draft(
    "made",
    TEXT,
    "made.txt",
    entries=(
        Entry(1, 9, 1, 11, "5个", "figure"),
        Entry(3, 1, 4, 1, "8 家"),
        Entry(4, 2, 4, 4, "6项", proposed="figure"),
    ),
)


def test_lines_are_text_in_parts_each_number_with_its_entry_and_state():
    assert marks.lines(DRAFT, 0) == [
        {"n": 1, "parts": [["<b>甲</b>有"], ["5个", 0, "figure"]]},
        {"n": 3, "parts": [["共"], ["8", 1, "left"]]},
        {"n": 4, "parts": [["家", 1, "left"], ["，"], ["6项", 2, "open"]]},
    ]


def test_only_what_is_near_is_sent():
    long = Draft("made", "\n".join("甲" for _ in range(500)), "made.txt", entries=(Entry(250, 0, 250, 1, "甲"),))
    shown = [line["n"] for line in marks.lines(long, 0)]
    assert shown == list(range(250 - marks.AROUND, 250 + marks.AROUND + 1))


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"line": 4, "start": 2, "text": "6项", "version": 3}, (4, 2, "6项")),
        ({"line": 4, "start": 2, "text": "6项", "version": 2}, None),  # of a version before
        ({"line": 4, "start": 1, "text": "6项", "version": 3}, None),  # stands elsewhere
        ({"line": 99, "start": 0, "text": "6项", "version": 3}, None),
        ({"line": "4", "start": 2, "text": "6项", "version": 3}, None),
        ({"line": 4, "start": 2, "text": "", "version": 3}, None),
        ({"line": 4, "start": -2, "text": "6项", "version": 3}, None),
        ("6项", None),
        (None, None),
    ],
)
def test_a_selection_is_believed_only_where_it_stands(said, found):
    assert marks.picked(DRAFT, said, 3) == found
