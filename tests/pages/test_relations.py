from etl.drafts import Draft, Entry, Piece
from etl.problems import Problem
from pages.curation.relations import figures, related

ENTRIES = tuple(Entry(line, 0, line, 2, f"{line}件", "figure", indicator="cases") for line in (1, 2, 3, 5))
DRAFT = Draft("made", "", "a.txt", articles=(Piece("one", "", 1, 3),), entries=ENTRIES)


def test_the_figures_of_an_article_are_those_on_its_lines():
    assert figures(DRAFT, DRAFT.articles[0]) == [0, 1, 2]
    assert figures(DRAFT, None) == []


def test_a_choice_becomes_a_relation():
    total = related(DRAFT, 2, "total", [0, 1], "")
    assert total.articles[0].checks == ({"total": "cases", "parts": ["cases-2", "cases-3"]},)
    average = related(DRAFT, 0, "average", [2], "12")
    assert average.articles[0].checks == ({"average": "cases", "total": "cases-2", "over": "12"},)
    assert related(DRAFT, 0, "part", [2], "").entries[0].part_of == "cases"


def test_what_stands_in_no_article_or_lacks_an_operand_is_refused():
    assert isinstance(related(DRAFT, 0, "less", [3], ""), Problem)
    assert isinstance(related(DRAFT, 0, "part", [], ""), Problem)
