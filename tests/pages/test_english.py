from dataclasses import replace

import pytest

from etl.drafting import kept_drafts
from etl.drafting.drafts import Draft, Entry, decide
from pages.curation import english
from tests.etl.drafted import kept, new_issue
from tests.pages.test_refresh import said, stage, visit

__all__ = ["stage"]

KNOWN = {"受理": "Accepted"}


def figures(*details: tuple[str, str]) -> Draft:
    entries = tuple(Entry(1, 0, 1, 2, "5件", "figure", detail_zh=zh, detail_en=en) for zh, en in details)
    return Draft("made", "", "a.txt", entries=entries)


@pytest.mark.parametrize(
    ("details", "asked", "missing"),
    [
        ([("受理", "Accepted"), ("", "")], {}, 0),
        ([("受理", "")], {"受理": ""}, 1),
        ([("调解", ""), ("调解", ""), ("结案", "Closed")], {"调解": "", "结案": "Closed"}, 1),
        ([("调解", "Settled"), ("调解", "")], {"调解": "Settled"}, 1),
    ],
)
def test_a_new_detail_is_asked_for_once(details, asked, missing):
    assert english.asked(figures(*details), KNOWN) == asked
    assert english.missing(figures(*details)) == missing


def test_what_is_no_figure_asks_for_nothing():
    assert english.asked(decide(figures(("调解", "")), 0, "undecided"), {}) == {}


def test_english_is_put_for_all_that_are_alike_but_not_over_what_a_person_put_otherwise():
    draft = english.put(
        figures(("调解", "Setled"), ("调解", ""), ("调解", "Mediated"), ("结案", "")), "调解", "Settled"
    )
    assert [one.detail_en for one in draft.entries] == ["Settled", "Settled", "Mediated", ""]


def test_the_english_is_asked_for_when_all_is_decided_and_the_check_leads_there(stage):
    draft = new_issue(stage[0])
    figure = replace(draft.entries[1], detail_zh="收案", detail_en="")
    id = kept(stage[0], replace(draft, entries=(draft.entries[0], figure))).id
    assert any(said("check.english", n=1) in one.proto.body for one in visit(id, step="check").main.get("html"))
    page = visit(id, step="review")
    assert page.expander[0].label == said("english.left", n=1)
    page.text_input(key=f"draft-{id}-english-收案").input(" Received ").run()
    assert kept_drafts.load(stage[0], id).draft.entries[1].detail_en == "Received"
    assert page.expander[0].label == said("english.done")


def test_it_is_not_asked_for_while_a_number_waits(stage):
    draft = new_issue(stage[0])
    figure = replace(draft.entries[1], detail_zh="收案", detail_en="")
    waits = replace(draft.entries[0], state="undecided")
    id = kept(stage[0], replace(draft, entries=(waits, figure))).id
    assert said("english.left", n=1) not in [one.label for one in visit(id, step="review").expander]
