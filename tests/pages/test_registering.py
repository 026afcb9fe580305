"""Entries of the registries as a number comes to have them, and articles whose numbers stayed behind."""

from dataclasses import replace

import pytest

from etl.drafting import kept_drafts
from etl.drafting.drafts import Draft, Entry, Piece
from pages.curation.registering import given
from pages.curation.registries import put
from pages.curation.registry_forms import missing
from pages.parts.text import say
from tests.etl.drafted import kept, new_issue
from tests.etl.folder import load
from tests.pages.test_refresh import stage, visit
from tests.pages.visiting import notices

__all__ = ["stage"]

HOUR = {"name": {"zh": "小时", "en": "hours"}, "words": ["小时"]}
DRAFT = Draft("made", "", "made.txt", entries=(Entry(1, 0, 1, 4, "50小时", indicator="cases", confidence=1.0),))


@pytest.fixture
def curated(tmp_path):
    return load(tmp_path)


def test_a_measure_that_a_number_gets_is_one_that_its_indicator_may_have(curated):
    draft = given(put(DRAFT, curated, "measures", "hour", HOUR), curated, 0, "measures", "hour")
    assert draft.entries[0].measure == "hour"
    assert draft.indicators["cases"]["measures"] == ["case", "hour"]
    assert [*draft.replaced] == ["indicators/cases"]


def test_an_indicator_that_is_only_guessed_is_left_as_it_is(curated):
    unsure = replace(DRAFT, entries=(replace(DRAFT.entries[0], indicator=""),))
    draft = given(put(unsure, curated, "measures", "hour", HOUR), curated, 0, "measures", "hour")
    assert (draft.indicators, draft.replaced) == ({}, {})


def test_a_unit_or_indicator_is_taken(curated):
    assert given(DRAFT, curated, 0, "units", "court").entries[0].unit == "court"
    assert given(DRAFT, curated, 0, "indicators", "people").entries[0].indicator == "people"


def test_a_unit_is_that_of_all_numbers_that_wait_and_are_given_to_a_body_of_its_name(curated):
    first = replace(DRAFT.entries[0], because={"unit": "not in units.yaml: 某局"})
    other = replace(first, because={"unit": "not in units.yaml: 某院"})
    draft = replace(DRAFT, entries=(first, replace(first, start=9), replace(first, state="figure", unit="city"), other))
    made = given(draft, curated, 0, "units", "court")
    assert [one.unit for one in made.entries] == ["court", "court", "city", ""]


def test_what_a_form_lacks_is_told_by_its_fields():
    assert missing("measures", {**HOUR, "words": []}) == ["words"]
    assert missing("units", {"name": {"zh": "", "en": "A"}}) == ["name_zh", "kind"]
    assert "indicator-kind" in missing("indicators", {})


@pytest.mark.parametrize(("click", "unit"), [("fetch", "court"), ("leave", "city")])
def test_numbers_that_stayed_behind_their_article_are_told_and_come_at_a_click(stage, click, unit):
    draft = new_issue(stage[0])
    piece = Piece("report", "一年实绩", 1, 4, "court", "2026", before={"unit": ("city",)})
    draft = replace(draft, articles=(piece,), entries=tuple(replace(one, unit="city") for one in draft.entries))
    id = kept(stage[0], draft).id
    page = visit(id, step="issue")
    told = say("en", "curation.issue.left-behind", article="一年实绩", n=1, before="Jin City", field="Unit")
    assert notices(page) == [told]
    page.button(key=f"{click}-report-unit").click().run()
    assert notices(page) == []
    assert kept_drafts.load(stage[0], id).draft.entries[1].unit == unit


@pytest.mark.parametrize(
    ("name", "text", "ticked"),
    [
        ("河东法院", "河东法院2026年受理700件。", True),
        ("河东法院", "河东法院2026年受理700件，河东区人民法院不在其内。", False),
        ("河东法庭", "河东法庭2026年受理700件。", False),
        ("河东区人民法院园林队", "河东区人民法院园林队2026年受理700件。", False),
    ],
)
def test_a_body_that_is_not_known_is_named_and_another_name_of_one_only_where_the_text_has_no_other(
    stage, name, text, ticked
):
    draft = new_issue(stage[0])
    start = text.index("700件")
    because = {"unit": f"not in units.yaml: {name}"}
    entry = replace(
        draft.entries[1], line=1, start=start, end_line=1, end=start + 4, state="undecided", because=because
    )
    draft = replace(draft, text=text, entries=(entry,), articles=(replace(draft.articles[0], first=1, last=1),))
    court = {"name": {"zh": "河东区人民法院", "en": "Hedong Court"}, "kind": "court", "parent": "city"}
    page = visit(kept(stage[0], replace(draft, units={"court": court})).id, step="review", at="1")
    new = page.button(key="new-unit")
    assert new.label == f"New unit\\: {name} …"
    new.click().run()
    assert page.checkbox(key=f"alias-0-{name}").value == ticked


def test_a_new_indicator_shows_those_that_are_likely_at_once(stage):
    draft = new_issue(stage[0])
    waits = replace(draft.entries[1], state="undecided", detail_zh="", indicator="", indicators=("people",))
    id = kept(stage[0], replace(draft, entries=(draft.entries[0], waits))).id
    page = visit(id, step="review", at="2")
    page.button(key="new-indicator").click().run()
    assert [one.key for one in page.button if one.key.startswith("alike-")] == ["alike-people"]
    assert {one.label for one in (*page.selectbox, *page.pills) if one.proto.help} >= {"Type", "May be added over"}
