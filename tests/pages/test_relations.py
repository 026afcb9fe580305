from dataclasses import replace

from etl.drafting import kept_drafts
from etl.drafting.drafts import Draft, Entry, Piece
from etl.problems import Problem
from etl.scanning.related import Related
from pages.curation.relations import figures, related
from tests.etl.drafted import base, kept
from tests.pages.test_refresh import said, stage, visit
from tests.pages.visiting import texts

__all__ = ["stage"]

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


def test_what_the_text_implies_is_recorded_by_a_click_and_not_before(stage):
    entries = (Entry(1, 0, 1, 2, "9件", "figure", indicator="cases"), Entry(1, 9, 1, 11, "4件", "figure"))
    piece, implied = Piece("report", "", 1, 1, "court", "2026"), Related("part", ((1, 9), (1, 0)), "其中")
    text, base_now = "9件，其中调解了的4件", base(stage[0])
    draft = Draft("made-2026", text, "made.txt", base_now, articles=(piece,), entries=entries, related=(implied,))
    id = kept(stage[0], draft).id
    page = visit(id, step="review", at="2")
    told = said("relate.proposed", said="4件 is a part of 9件", words="其中")
    assert told in [text.value for text in page.text]
    assert kept_drafts.load(stage[0], id).draft == draft
    page.button(key="relate-0").click().run()
    now = kept_drafts.load(stage[0], id).draft
    assert ([entry.part_of for entry in now.entries], now.related) == (["", "cases"], ())
    assert told not in [text.value for text in page.text]
    assert said("relate.about") in texts(page)
    page.button(key="apart").click().run()
    assert {(entry.key, entry.part_of) for entry in kept_drafts.load(stage[0], id).draft.entries} == {("", "")}


def test_a_relation_stands_at_its_numbers_and_at_any_once_they_are_gone(stage):
    text, piece = "9件、4件、7件", Piece("report", "", 1, 1, checks=({"less": "few", "than": "many"},))
    keyed = [("9件", 0, "many"), ("4件", 3, "few"), ("7件", 6, "")]
    entries = tuple(Entry(1, at, 1, at + 2, printed, "figure", key=key) for printed, at, key in keyed)
    draft = Draft("made-2026", text, "made.txt", base(stage[0]), articles=(piece,), entries=entries)
    id = kept(stage[0], draft).id

    def shown(at: str) -> bool:
        return "4件 < 9件" in [told.value for told in visit(id, step="review", at=at).text]

    assert [shown(at) for at in "123"] == [True, True, False]
    gone = replace(draft, entries=tuple(replace(entry, key="") for entry in entries))
    assert kept_drafts.save(stage[0], id, gone, 1)
    assert "? < ?" in [told.value for told in visit(id, step="review", at="3").text]
