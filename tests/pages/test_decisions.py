"""Decisions on the numbers of a draft, as pure functions."""

from dataclasses import replace

import pytest

from etl.curating.records import Indicator, Measure, Theme, Unit
from etl.drafting.drafts import Draft, Entry, Piece
from pages.curation import decisions, faults
from pages.curation.registries import Registries

TEXT = "2025年，受理657件，\n结案12人或30%，还有9。\n"


def both(name):
    return {"zh": name, "en": name}


HELD = Registries(
    units={
        "city": Unit(name=both("津城"), kind="city"),
        "court": Unit(name=both("法院"), kind="court", parent="city"),
        "window": Unit(name=both("窗口"), kind="service-window", parent="court"),
    },
    indicators={
        "cases": Indicator(name=both("案件"), theme="t", about=both("案"), measures=["case"], kind="flow"),
        "crowd": Indicator(name=both("人数"), theme="t", about=both("人"), measures=["person", "team"], kind="flow"),
    },
    measures={
        "case": Measure(name=both("件"), words=["件"]),
        "person": Measure(name=both("人"), words=["人", "个"]),
        "team": Measure(name=both("个队伍"), words=["个"]),
    },
    themes={"t": Theme(name=both("司法"))},
)
FIGURE = {"proposed": "figure", "unit": "court", "indicator": "cases", "period": "2025", "confidence": 0.9}
DRAFT = Draft(
    "made",
    TEXT,
    "made.txt",
    articles=(Piece("one", "题", 1, 2, "court", "2025"),),
    entries=(
        Entry(1, 0, 1, 5, "2025年", proposed="not_figure", why="date"),
        Entry(1, 8, 1, 12, "657件", **FIGURE),
        Entry(2, 2, 2, 5, "12人", **FIGURE | {"indicator": ""}),
        Entry(2, 11, 2, 12, "9"),
    ),
)


def states(draft):
    return [entry.state for entry in draft.entries]


def test_a_figure_is_accepted_only_with_all_it_needs():
    assert decisions.accept(DRAFT, 1, HELD).entries[1].state == "figure"
    assert decisions.accept(DRAFT, 2, HELD) == DRAFT
    assert list(faults.faults(DRAFT, DRAFT.entries[2], HELD)) == ["indicator"]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"printed": "件"}, ["printed"]),
        ({"printed": "件", "value": "3", "measure": "case"}, []),
        ({"unit": "nowhere"}, ["unit"]),
        ({"unit": "", "period": ""}, []),
        ({"period": "去年"}, ["period"]),
        ({"printed": "657人"}, ["measure"]),
        ({"indicator": "crowd", "printed": "657个"}, ["which-measure"]),
        ({"indicator": "crowd", "printed": "657个", "measure": "team"}, []),
        ({"detail_zh": "受理"}, []),
        ({"detail_en": "Accepted"}, ["detail"]),
        ({"line": 9}, ["article"]),
        ({"indicator": "", "indicators": ("cases",)}, ["indicator"]),
        ({"confidence": 0.4}, []),
    ],
)
def test_what_keeps_a_number_from_being_a_figure(change, found):
    assert list(faults.faults(DRAFT, replace(DRAFT.entries[1], **change), HELD)) == found


def test_an_indicator_that_a_person_says_is_sure_and_has_no_other_reason():
    because = {"indicator": "words: 受理", "unit": "article: 法院"}
    unsure = decisions.fill(DRAFT, 1, indicator="", confidence=0.4, because=because)
    assert decisions.accept(unsure, 1, HELD) == unsure
    said = decisions.fill(unsure, 1, indicator="cases")
    assert (said.entries[1].confidence, said.entries[1].because) == (1.0, {"unit": "article: 法院"})
    assert decisions.accept(said, 1, HELD).entries[1].state == "figure"


def test_an_indicator_chosen_before_in_the_paragraph_is_at_hand_where_the_word_goes_with_it():
    entries = [replace(DRAFT.entries[1], state="figure"), *DRAFT.entries[1:]]
    more = replace(DRAFT, entries=(*entries, Entry(1, 14, 1, 16, "9人")))
    assert decisions.chosen_before(more, 1, HELD) == ["cases"]
    assert decisions.chosen_before(more, 4, HELD) == []
    assert decisions.chosen_before(more, 2, HELD) == []


def test_what_was_decided_last_can_be_found_and_undone():
    done = decisions.accept_together(DRAFT, range(4), HELD)
    assert decisions.decided(DRAFT, done) == [0, 1]
    assert states(decisions.reopened(done, [0, 1])) == states(DRAFT)


def test_a_measure_that_no_word_says_is_filled_in_where_there_is_but_one():
    bare = decisions.fill(DRAFT, 1, printed="657")
    assert decisions.accept(bare, 1, HELD).entries[1].measure == "case"
    assert decisions.accept(decisions.fill(DRAFT, 1, measure="case"), 1, HELD).entries[1].measure == ""


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("建成 9个志愿队伍，", "team"),
        ("建成的队伍有9个，", "team"),
        ("队伍建设，有9个，", ""),
        ("建成 9个。队伍", ""),
    ],
)
def test_a_measure_that_print_names_beside_the_number_is_proposed(text, measure):
    at = text.index("9个")
    entry = Entry(1, at, 1, at + 2, "9个", **FIGURE | {"indicator": "crowd"})
    draft = replace(DRAFT, text=text, entries=(entry,))
    assert faults.measure_of(draft, entry, HELD) == measure
    assert decisions.accept(draft, 0, HELD).entries[0].measure == measure
    assert list(faults.faults(draft, entry, HELD)) == ([] if measure else ["which-measure"])
    assert list(faults.faults(draft, replace(entry, state="figure"), HELD)) == ["which-measure"]


def test_no_figure_for_the_reason_proposed_else_the_one_given_else_another():
    assert decisions.refuse(DRAFT, 0).entries[0].why == "date"
    assert decisions.refuse(DRAFT, 0, "name").entries[0].why == "name"
    assert decisions.refuse(DRAFT, 3).entries[3].why == "other"


def test_a_paragraph_is_accepted_but_for_what_lacks_something_or_is_left_over():
    assert states(decisions.accept_together(DRAFT, range(4), HELD)) == [
        "not_figure",
        "figure",
        "undecided",
        "undecided",
    ]


def test_the_next_undecided_one_is_found_around_the_end():
    done = decisions.refuse(decisions.refuse(DRAFT, 3), 0)
    assert decisions.following(done, 2) == 1
    assert decisions.following(done, 1) == 2


def test_another_indicator_asks_anew_for_the_measure():
    crowd = decisions.fill(DRAFT, 2, indicator="crowd", measure="team")
    assert crowd.entries[2].measure == "team"
    assert decisions.fill(crowd, 2, indicator="cases").entries[2].measure == ""
    assert decisions.fill(crowd, 2, indicator="crowd", detail_zh="x").entries[2].measure == "team"


def test_a_unit_goes_on_to_what_waits_behind_it_in_the_paragraph():
    more = replace(DRAFT, entries=(*DRAFT.entries[:2], replace(DRAFT.entries[1], start=20, end=24), *DRAFT.entries[2:]))
    said = decisions.told_of(more, 1, "unit", "window")
    assert [entry.unit for entry in said.entries] == ["", "window", "window", "court", ""]
    assert decisions.told_of(more, 1, "unit", "").entries[2].unit == "court"
    decided = decisions.accept(more, 2, HELD)
    assert decisions.told_of(decided, 1, "unit", "window").entries[2].unit == "court"


@pytest.mark.parametrize(
    ("unit", "why", "text", "after"),
    [
        ("court", "article: 法院", "甲办1件，办2件", "window"),
        ("court", "credit: 法院", "甲办1件，办2件", "window"),
        ("", "", "甲办1件，办2件", "window"),
        ("court", "article: 法院", "甲办1件。办2件", "court"),
        ("court", "sentence: 法院", "甲办1件，办2件", "court"),
        ("court", "", "甲办1件，办2件", "court"),  # a person said so
        ("", "not in units.yaml: 乙局", "甲办1件，办2件", ""),
    ],
)
def test_a_unit_goes_on_within_its_sentence_where_only_the_article_speaks_for_the_next(unit, why, text, after):
    first = Entry(1, 2, 1, 4, "1件", proposed="figure", unit="city", because={"unit": "sentence: 津城"})
    other = Entry(1, 6, 1, 8, "2件", proposed="figure", unit=unit, because={"unit": why} if why else {})
    draft = Draft("made", text, "made.txt", articles=(Piece("one", "题", 1, 1, "court"),), entries=(first, other))
    said = decisions.told_of(draft, 0, "unit", "window").entries[1]
    assert (said.unit, said.state) == (after, "undecided")


@pytest.mark.parametrize(
    ("period", "next_one"), [("2024", "2024"), ("unstated", "2025"), ("最近", "2025"), ("", "2025")]
)
def test_a_time_goes_on_likewise_but_not_that_there_is_none_nor_what_does_not_hold(period, next_one):
    more = replace(DRAFT, entries=(*DRAFT.entries[:2], replace(DRAFT.entries[1], start=20, end=24)))
    said = decisions.told_of(more, 1, "period", period)
    assert [entry.period for entry in said.entries[1:]] == [period, next_one]


@pytest.mark.parametrize(
    ("scope", "found"), [("paragraph", [0, 1]), ("article", [0, 1, 2, 3]), ("issue", [0, 1, 2, 3])]
)
def test_scopes(scope, found):
    assert decisions.within(DRAFT, 1, scope) == found


@pytest.mark.parametrize(
    ("sieve", "found"),
    [
        ("all", [0, 1, 2, 3]),
        ("undecided", [0, 2, 3]),
        ("none", [0]),
        ("unsure", [0, 3]),
        ("left", [3]),
        ("faulty", [2]),
    ],
)
def test_filters(sieve, found):
    draft = decisions.accept(DRAFT, 1, HELD)
    assert decisions.sifted(draft, range(4), sieve, HELD) == found


def test_edits_of_a_table_said_twice_change_nothing_more():
    rows = {1: {"unit": "window", "detail_zh": None}, 3: {"state": "not_figure"}}
    once = decisions.edited(DRAFT, rows)
    assert (once.entries[1].unit, once.entries[1].state) == ("window", "undecided")
    assert (once.entries[3].state, once.entries[3].why) == ("not_figure", "other")
    assert decisions.edited(once, rows) == once


@pytest.mark.parametrize(("typed", "period"), [("2024年", "2024"), ("不详", "unstated"), ("最近", "2025"), (None, "")])
def test_a_period_typed_into_a_table_is_read_or_changes_nothing_and_is_told(typed, period):
    rows = {1: {"period": typed}}
    assert decisions.edited(DRAFT, rows).entries[1].period == period
    assert [one.found for one in decisions.unread(rows.values())] == (["`最近`"] if typed == "最近" else [])


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        (("", ""), "受理", "Accepted"),
        (("", ""), "结案", "Closed"),
        (("结案", "Closed"), "受理", "Accepted"),
        (("结案", "Done"), "受理", "Accepted"),
        (("结案", "Done"), "结案", "Done"),
        (("受理", "Accepted"), "新", ""),
        (("受理", "Accepted"), "", ""),
    ],
)
def test_a_detail_is_put_into_english_as_before(before, words, after):
    said = decisions.fill(DRAFT, 1, detail_zh="受理", detail_en="Accepted")
    said = decisions.fill(said, 2, detail_zh=before[0], detail_en=before[1])
    known = {"结案": "Closed"}
    detailed = decisions.detailed(said, 2, words, known)
    assert (detailed.entries[2].detail_zh, detailed.entries[2].detail_en) == (words, after)
    assert decisions.edited(said, {2: {"detail_zh": words}}, known) == detailed
    assert decisions.edited(said, {2: {"detail_zh": words, "detail_en": "New"}}).entries[2].detail_en == "New"
