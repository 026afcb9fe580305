import json
from dataclasses import replace

import pytest

from etl.drafting import drafts
from etl.drafting.drafts import Draft, Piece, Progress
from etl.scanning.lessons import learn
from etl.scanning.scan import scan
from etl.scanning.whose import Proposal
from tests.etl.folder import load

TEXT = """河东法院这一年

2026年，河东法院受理645件，
结案率91.5%，选树示范12。
"""


@pytest.fixture
def draft(tmp_path):
    lessons = learn(load(tmp_path), tmp_path / "texts")
    return drafts.begin("made-2026", TEXT, "made-2026.txt", scan(TEXT, lessons), published="2026-12-31", base="abc")


def test_a_draft_begins_with_every_number_and_what_is_proposed(draft):
    found = [(entry.printed, entry.line, entry.start, entry.proposed, entry.state) for entry in draft.entries]
    assert found == [
        ("2026年", 3, 0, "not_figure", "undecided"),
        ("645件", 3, 12, "figure", "undecided"),
        ("91.5%", 4, 3, "figure", "undecided"),
        ("12", 4, 13, "left_over", "undecided"),
    ]
    accepted = draft.entries[1]
    assert (accepted.unit, accepted.indicator, accepted.period, accepted.status) == (
        "court",
        "cases",
        "2026",
        "reported",
    )
    assert accepted.because.keys() >= {"unit", "indicator", "period"}
    assert accepted.was == ""


def test_its_article_says_what_most_of_its_figures_say(draft):
    [piece] = draft.articles
    assert (piece.id, piece.title, piece.first, piece.last) == ("article-01", "河东法院这一年", 1, 4)
    assert (piece.unit, piece.period) == ("court", "2026")
    assert (draft.issue, draft.name, draft.published, draft.base) == ("made-2026", "made-2026.txt", "2026-12-31", "abc")


def test_most_figures_of_a_body_that_no_registry_has_are_not_the_one_s_beside_it(tmp_path):
    text = "这一年\n\n市图书馆办理645件。市图书馆办结91件。河东法院受理12件。\n"
    draft = drafts.begin("a", text, "a.txt", scan(text, learn(load(tmp_path), tmp_path / "texts")))
    assert [(one.printed, one.unit) for one in draft.entries] == [("645件", ""), ("91件", ""), ("12件", "court")]
    assert [piece.unit for piece in draft.articles] == [""]


def test_a_decision_is_one_entry_further(draft):
    assert drafts.progress(draft) == Progress(4, 0, 1)
    decided = drafts.decide(draft, 3, "not_figure", why="other")
    assert drafts.progress(decided) == Progress(4, 1, 0)
    assert drafts.progress(drafts.decide(decided, 3, "undecided")) == Progress(4, 0, 1)
    assert draft.entries[3].state == "undecided"


def test_a_line_belongs_to_one_article_or_none(draft):
    assert drafts.article_of(draft, 3) == draft.articles[0]
    assert drafts.article_of(draft, 5) is None


def test_what_is_written_is_read_back(draft):
    full = replace(
        draft,
        articles=(Piece("a", "甲", 1, 4, authors=("李",), checks=({"total": "a", "parts": ["b", "c"]},), was="b"),),
        units={"x": {"name": {"zh": "甲", "en": "A"}, "aliases": ["乙"]}},
        replaced={"units/x": {"name": {"zh": "乙", "en": "A"}}},
        kinds={"made-2025/3/1": "correction"},
        reasons={"made-2025/3/1": "印错"},
    )
    assert drafts.read(drafts.written(full)) == full


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"issue": 1, "text": "", "name": ""}'])
def test_what_is_no_draft_is_refused(text):
    with pytest.raises(ValueError, match="validation error"):
        drafts.read(text)


def test_an_entry_of_a_page_break_is_printed_on_one_line(tmp_path):
    text = "受理3.2\n万余件。"
    [entry] = drafts.begin("a", text, "a.txt", scan(text, learn(load(tmp_path), tmp_path / "texts"))).entries
    assert (entry.printed, entry.line, entry.start, entry.end_line, entry.end) == ("3.2 万余件", 1, 2, 2, 3)


def test_a_text_without_numbers_has_no_entries_and_no_articles():
    assert drafts.begin("a", "", "a.txt", []) == Draft("a", "", "a.txt")


def test_what_the_text_implies_between_numbers_is_proposed_and_nothing_of_it_recorded(tmp_path):
    text = "受理9件，其中民事4件。"
    begun = drafts.begin("made-2026", text, "made.txt", scan(text, learn(load(tmp_path))))
    assert [(one.kind, one.places) for one in begun.related] == [("part", ((1, 9), (1, 2)))]
    assert {entry.part_of for entry in begun.entries} == {""}
    assert drafts.read(drafts.written(begun)) == begun
    older = json.loads(drafts.written(begun))
    del older["related"]
    assert drafts.read(json.dumps(older)).related == ()  # as an earlier version kept it


@pytest.mark.parametrize(("sure", "indicator"), [(0.5, "cases"), (0.49, "")])
def test_an_indicator_is_proposed_where_it_is_sure_by_itself_whatever_the_unit_is(tmp_path, sure, indicator):
    found = scan(TEXT, learn(load(tmp_path), tmp_path / "texts"))
    said = {"indicators": (Proposal("cases", sure, ""),), "unit": Proposal("court", 0.2, "")}
    entry = drafts.begin("made-2026", TEXT, "made-2026.txt", [replace(found[1], **said)]).entries[0]
    assert (entry.indicator, entry.indicators, entry.confidence) == (indicator, ("cases",), 0.2)
