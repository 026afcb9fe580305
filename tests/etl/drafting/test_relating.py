from dataclasses import replace

import pytest

from etl.drafting.drafts import Draft, Entry, Piece
from etl.drafting.relating import apart, part, proposed, put_aside, relate, take_over, unrelate
from etl.problems import Problem
from etl.scanning.related import Related


def figure(line, printed, **fields):
    return Entry(line, 0, line, len(printed), printed, "figure", indicator="cases", **fields)


ENTRIES = (figure(1, "9件"), figure(1, "4件", key="cases"), figure(2, "5件"), figure(3, "5件"), figure(2, "1"))
PIECES = (Piece("one", "", 1, 2, checks=({"less": "a", "than": "b"},)), Piece("two", "", 3, 4))
DRAFT = Draft("made", "", "a.txt", articles=PIECES, entries=(*ENTRIES[:4], replace(ENTRIES[4], state="not_figure")))


@pytest.mark.parametrize(
    ("kind", "nths", "check"),
    [
        ("total", [0, 1, 2], {"total": "cases-2", "parts": ["cases", "cases-3"]}),
        ("rate", [0, 1, 2], {"rate": "cases-2", "part": "cases", "whole": "cases-3"}),
        ("average", [1, 2], {"average": "cases", "total": "cases-2", "over": "10"}),
        ("less", [1, 0], {"less": "cases", "than": "cases-2"}),
    ],
)
def test_a_relation_names_its_figures_by_keys_of_their_own(kind, nths, check):
    related = relate(DRAFT, kind, nths, over="10")
    assert [piece.checks for piece in related.articles] == [({"less": "a", "than": "b"}, check), ()]
    assert related.entries[1] == ENTRIES[1]
    undone = unrelate(related, "one", 1)
    assert (undone.articles, {entry.key for entry in undone.entries}) == (DRAFT.articles, {""})


def test_a_part_names_its_whole():
    related = part(DRAFT, 1, 0)
    assert [(entry.key, entry.part_of) for entry in related.entries[:3]] == [
        ("cases-2", ""),
        ("cases", "cases-2"),
        ("", ""),
    ]


@pytest.mark.parametrize(
    ("kind", "nths"),
    [
        ("total", [0, 1]),
        ("rate", [0, 1]),
        ("less", [0, 1, 2]),
        ("less", [0, 3]),
        ("less", [0, 4]),
        ("less", [0, 0]),
        ("less", []),
    ],
)
def test_figures_of_several_articles_or_too_few_are_refused(kind, nths):
    refused = relate(DRAFT, kind, nths)
    assert isinstance(refused, Problem)
    assert refused.rule == "not-related"


def test_figures_without_an_article_are_refused():
    assert isinstance(part(replace(DRAFT, articles=()), 1, 0), Problem)


LESS, PART = Related("less", ((2, 0), (1, 0)), "由"), Related("part", ((2, 0), (1, 0)), "其中")
IMPLIED = Draft(
    "made", "", "a.txt", articles=PIECES, entries=(ENTRIES[0], ENTRIES[2], ENTRIES[3]), related=(LESS, PART)
)


def test_what_the_text_implies_is_proposed_where_all_are_figures():
    assert [proposed(IMPLIED, nth) for nth in range(3)] == [[(LESS, [1, 0]), (PART, [1, 0])]] * 2 + [[]]
    undecided = replace(IMPLIED, entries=(replace(ENTRIES[0], state="undecided"), *IMPLIED.entries[1:]))
    assert proposed(undecided, 1) == []


def test_what_is_implied_is_recorded_only_when_it_is_taken_over():
    taken = take_over(IMPLIED, LESS, [1, 0])
    assert (taken.articles[0].checks[-1], taken.related) == ({"less": "cases", "than": "cases-2"}, (PART,))
    assert take_over(IMPLIED, PART, [1, 0]).entries[1].part_of == "cases"
    assert put_aside(IMPLIED, LESS) == replace(IMPLIED, related=(PART,))


def test_a_part_that_is_taken_out_leaves_no_key_that_nothing_names():
    named = replace(DRAFT.articles[0], checks=({"less": "cases", "than": "b"},))
    taken = apart(part(replace(DRAFT, articles=(named, DRAFT.articles[1])), 1, 0), 1)
    assert [(entry.key, entry.part_of) for entry in taken.entries[:3]] == [("", ""), ("cases", ""), ("", "")]
