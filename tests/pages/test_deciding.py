"""The number being decided: what its buttons and fields are called."""

from dataclasses import replace

import pytest

from etl.drafting import kept_drafts
from pages.parts.text import say
from tests.etl.drafted import kept, new_issue
from tests.pages.test_refresh import stage, visit, waiting
from tests.pages.visiting import notices, open_page, texts

__all__ = ["stage"]


@pytest.mark.parametrize(
    ("why", "refusals"),
    [
        ("", {"refuse-1": "Not recorded: other", "repeated-1": "Not recorded: repeated"}),
        ("repeated", {"refuse-1": "Not recorded: repeated"}),
    ],
)
def test_one_reason_has_one_name_and_one_button(stage, why, refusals):
    draft = waiting(stage[0])
    id = kept(stage[0], replace(draft, entries=(draft.entries[0], replace(draft.entries[1], why=why)))).id
    page = visit(id, step="review", at="2")
    labels = {one.key: one.label.replace("\\", "") for one in page.button}
    assert {key: label for key, label in labels.items() if label.startswith("Not recorded")} == refusals


def test_one_button_stands_out_what_is_likely_then_the_way_on(stage):
    id = kept(stage[0], waiting(stage[0])).id
    page = visit(id, step="review", at="2")
    assert [one.key for one in page.button if one.proto.type == "primary"] == ["accept-1"]
    page.button(key="accept-1").click().run()
    assert [one.key for one in page.button if one.proto.type == "primary"] == ["on"]


def test_measures_are_chosen_by_their_names(stage):
    draft = new_issue(stage[0])
    case = {"name": {"zh": "件", "en": "cases"}, "words": ["件"]}
    works = {"name": {"zh": "作品", "en": "works"}, "words": ["件"]}
    cases = {"name": {"zh": "案件", "en": "Cases"}, "theme": "justice", "measures": ["case", "work"], "kind": "flow"}
    cases |= {"about": {"zh": "案件", "en": "Cases"}}
    draft = replace(draft, measures={"case": case, "work": works}, indicators={"cases": cases})
    id = kept(stage[0], draft).id
    page = visit(id, step="review", at="2")
    assert page.pills(key=f"draft-{id}-1-measure-pills-en").options == ["cases", "works"]


@pytest.mark.parametrize(("indicator", "about"), [("cases", ["All"]), ("", [])])
def test_what_counts_as_the_indicator_that_is_chosen_is_told(stage, indicator, about):
    draft = waiting(stage[0])
    unsure = replace(draft.entries[1], indicator=indicator)
    page = visit(kept(stage[0], replace(draft, entries=(draft.entries[0], unsure))).id, step="review", at="2")
    assert [text for text in texts(page) if text == "All"] == about


def test_another_language_stays_at_the_number_that_one_is_at(stage):
    page = visit(kept(stage[0], waiting(stage[0])).id, step="review", at="1")
    page.query_params["at"] = "2"  # as the step has it that runs alone
    page.button(key="other-language").click().run()
    assert (page.query_params["lang"], page.query_params["at"]) == ("zh", "2")
    assert page.button(key="accept-1").label == "是数字，登记"


def test_a_period_is_typed_as_people_say_it_and_what_is_not_clear_is_refused_in_words(stage):
    id = kept(stage[0], waiting(stage[0])).id
    page = visit(id, step="review", at="2")
    field = page.text_input(key=f"draft-{id}-1-period-en")
    before = field.value
    field.input("lately").run()
    assert notices(page) == [say("en", "curation.rule.bad-period", found="lately")]
    assert page.text_input(key=field.key).value == before
    page.text_input(key=field.key).input("未注明").run()
    assert notices(page) == []
    assert kept_drafts.load(stage[0], id).draft.entries[1].period == "unstated"


def test_other_times_of_the_issue_are_one_click_away_and_an_emptied_field_changes_nothing(stage):
    id = kept(stage[0], waiting(stage[0])).id
    page = visit(id, step="review", at="2")
    page.text_input(key=f"draft-{id}-1-period-en").input("2024").run()
    page.text_input(key=f"draft-{id}-1-period-en").input(" ").run()
    assert page.text_input(key=f"draft-{id}-1-period-en").value == "2024"
    times = page.pills(key=f"draft-{id}-1-period-pills-en")
    assert times.options == ["2026", "period not stated"]
    times.select("2026").run()
    assert kept_drafts.load(stage[0], id).draft.entries[1].period == "2026"


@pytest.mark.parametrize(
    ("lang", "period", "shown"),
    [
        ("zh", "unstated", "时间未注明"),
        ("en", "unstated", "period not stated"),
        ("zh", "2026-01/2026-03", "2026年1–3月"),
        ("en", "2026-01/2026-03", "2026-01/2026-03"),  # nobody may type Jan–Mar 2026
        ("zh", "", None),
    ],
)
def test_the_table_shows_a_period_as_readers_see_it_where_it_may_be_typed_so(stage, lang, period, shown):
    draft = waiting(stage[0])
    article = replace(draft.articles[0], period="")
    entries = (draft.entries[0], replace(draft.entries[1], period=period))
    id = kept(stage[0], replace(draft, articles=(article,), entries=entries)).id
    page = open_page("refresh", lang=lang, draft=id, step="review", at="2")
    table = next(one for one in page.dataframe if "period" in one.value)
    assert table.value["period"].tolist()[-1] == shown


def test_the_reading_and_its_bounds_are_digits_of_one_form(stage):
    draft = waiting(stage[0])
    text = draft.text.replace("700件", "超8万件")
    entries = (draft.entries[0], replace(draft.entries[1], printed="超8万件", end=13))
    id = kept(stage[0], replace(draft, text=text, entries=entries)).id
    page = open_page("refresh", lang="zh", draft=id, step="review", at="2")
    assert any("超过 80000件（下限 80000，上限 不限）" in text for text in texts(page))
