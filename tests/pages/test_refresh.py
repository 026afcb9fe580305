"""The pages of curation, run whole over a small data folder of their own: acting, being told, being refused."""

import json
import subprocess
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from etl.curating import checks
from etl.drafting import kept_drafts, kept_readings, second
from etl.drafting.drafts import Draft, Entry, Piece
from etl.drafting.second import Answer
from etl.releasing import releases
from pages.parts.text import LANGUAGES, say, words
from pages.parts.visitors import rights
from tests.etl.drafted import base, kept, new_issue, old_issue, publish_folder, published
from tests.pages.visiting import at_this_machine, notices, open_page, texts

HOSTILE = "<img src=x onerror=alert(1)> **5件** [x](javascript:1)"


def said(key, **values):
    return say("en", f"curation.{key}", **values)


@pytest.fixture
def stage(tmp_path, monkeypatch):
    """A published data folder and its database, visited at the machine itself."""
    engine, data = published(tmp_path)
    for name, value in {"DATABASE_URL": engine.url, "DATA_DIR": data, "TEXTS_DIR": tmp_path / "texts"}.items():
        monkeypatch.setenv(name, str(value))
    monkeypatch.setenv("AUDIT_LOG", str(tmp_path / "audit.jsonl"))
    at_this_machine(monkeypatch)
    return engine, data


def waiting(engine) -> Draft:
    """The new issue with its figure still undecided."""
    draft = new_issue(engine)
    return replace(
        draft,
        entries=(draft.entries[0], replace(draft.entries[1], state="undecided", proposed="figure", confidence=0.9)),
    )


def visit(id, **address):
    return open_page("refresh", lang="en", draft=id, **address)


def actions(tmp_path):
    return [json.loads(line)["what"] for line in (tmp_path / "audit.jsonl").read_text().splitlines()]


def test_a_key_decides_and_what_it_decides_is_kept_and_written_down(stage, tmp_path):
    id = kept(stage[0], waiting(stage[0])).id
    page = visit(id, step="review", at="2")
    assert "1 of 2 decided, 0 left over" in next(bar.proto.text for bar in page.get("progress"))
    page.button(key="accept-1").click().run()
    assert [one.state for one in kept_drafts.load(stage[0], id).draft.entries] == ["not_figure", "figure"]
    assert actions(tmp_path) == ["draft"]


def test_an_indicator_that_is_not_sure_is_asked_for_and_the_last_decision_can_be_undone(stage):
    draft = waiting(stage[0])
    first, second = draft.entries
    unsure = replace(second, indicator="", confidence=0.3, indicators=("cases",))
    id = kept(stage[0], replace(draft, entries=(replace(first, state="undecided"), unsure))).id
    page = visit(id, step="review", at="2")
    assert notices(page) == [said("fault.indicator")]
    page.button(key="accept-1").click().run()
    assert notices(page) == [said("fault.indicator")] * 2  # above, and at the field
    assert [one.state for one in kept_drafts.load(stage[0], id).draft.entries] == ["undecided", "undecided"]
    assert any("30%" in element.proto.body for element in page.main.get("html"))
    page.selectbox(key=f"draft-{id}-1-indicator-list-en").set_value("cases").run()
    page.button(key="accept-1").click().run()
    assert page.query_params["at"] == "1"
    page.button(key="undo-0").click().run()
    assert page.query_params["at"] == "2"
    assert [one.state for one in kept_drafts.load(stage[0], id).draft.entries] == ["undecided", "undecided"]


def test_a_language_chosen_halfway_changes_no_field(stage):
    id = kept(stage[0], waiting(stage[0])).id
    page = visit(id, step="review", at="2")
    before = kept_drafts.load(stage[0], id).draft.entries[1]
    page.query_params["lang"] = "zh"
    page.run()
    assert page.selectbox(key=f"draft-{id}-1-indicator-list-zh").value == "cases"
    page.text_input(key=f"draft-{id}-1-detail_zh").input("收案").run()
    assert kept_drafts.load(stage[0], id).draft.entries[1] == replace(before, detail_zh="收案", detail_en="")


def test_a_field_is_kept_as_soon_as_it_is_left_and_the_number_is_read_from_print_again(stage):
    id = kept(stage[0], waiting(stage[0])).id
    page = visit(id, step="review", at="2")
    page.text_input(key=f"draft-{id}-1-detail_zh").input("收案").run()
    page.text_input(key=f"draft-{id}-1-printed").input("70件").run()  # would split the numeral
    entry = kept_drafts.load(stage[0], id).draft.entries[1]
    assert (entry.detail_zh, entry.printed) == ("收案", "700件")
    assert notices(page)[0].startswith("Not done: the line does not say “70件”")


def test_who_may_no_more_changes_nothing(stage, monkeypatch):
    id = kept(stage[0], waiting(stage[0])).id
    page = visit(id, step="review", at="2")
    refused = rights.Rights(rights.Refusal("unlisted", "li@example.org"), None)
    monkeypatch.setattr(rights, "of_visitor", lambda: refused)
    page.button(key="accept-1").click().run()
    assert kept_drafts.load(stage[0], id).version == 1


def test_another_tab_is_told_and_what_it_did_not_see_is_not_written_over(stage):
    id = kept(stage[0], waiting(stage[0])).id
    page = visit(id, step="review", at="2")
    elsewhere = kept_drafts.load(stage[0], id)
    kept_drafts.save(stage[0], id, replace(elsewhere.draft, title="别处"), elsewhere.version)
    page.button(key="accept-1").click().run()
    assert kept_drafts.load(stage[0], id).draft.entries[1].state == "undecided"
    assert "changed elsewhere" in notices(page)[0]
    page.button(key="go-on").click().run()
    page.button(key="accept-1").click().run()
    now = kept_drafts.load(stage[0], id).draft
    assert (now.title, now.entries[1].state) == ("别处", "figure")


def test_a_draft_that_is_gone_is_told(stage):
    assert notices(visit("nowhere", step="review")) == [said("draft-gone")]


@pytest.mark.parametrize("step", ["issue", "review", "check", "preview", "publish", "second"])
def test_text_is_text(stage, step):
    piece = Piece("report", HOSTILE, 1, 1, "court", "2026")
    entries = (
        Entry(1, 31, 1, 33, "5件", proposed="figure", indicator="cases", confidence=0.9, because={"unit": HOSTILE}),
    )
    draft = Draft("made-2026", HOSTILE, "made.txt", base(stage[0]), title=HOSTILE, articles=(piece,), entries=entries)
    page = visit(kept(stage[0], draft).id, step=step)
    html = [element.proto.body for element in page.main.get("html")]
    assert not page.exception
    assert not any("<img" in body for body in html)
    assert not page.main.get("markdown")


def test_problems_lead_to_their_places(stage):
    draft = new_issue(stage[0])
    id = kept(stage[0], replace(draft, entries=(draft.entries[0], replace(draft.entries[1], unit="nowhere")))).id
    page = visit(id, step="check")
    assert said("check.wrong", n=1) in texts(page)
    html = next(element.proto.body for element in page.main.get("html") if "problems" in element.proto.body)
    assert f"refresh?lang=en&amp;step=review&amp;draft={id}&amp;at=2" in html
    assert "there is no unit “nowhere”" in html


def test_a_change_to_what_is_published_needs_a_kind_and_a_reason(stage):
    engine, data = stage
    id = kept(engine, old_issue(engine, data, status="target")).id
    page = visit(id, step="publish")
    assert said("publish.blocked") in texts(page)
    page = visit(id, step="preview")
    figure = "made-2025/3/1"
    page.text_input(key=f"draft-{id}-why-{figure}").input("读错了").run()
    kept_now = kept_drafts.load(engine, id)
    assert kept_now.draft.reasons == {figure: "读错了"}
    explained = replace(kept_now.draft, kinds={figure: "correction"})
    kept_drafts.save(engine, id, explained, kept_now.version)
    page = visit(id, step="publish")
    assert said("publish.ready") in texts(page)
    assert (page.checkbox[0].label, page.checkbox[0].disabled) == (said("publish.no-git"), True)
    page.button[-1].click().run()
    assert releases.current(engine).reason == said("publish.reason-changed", title="示例日报")
    assert kept_drafts.load(engine, id) is None


def test_a_second_reading_is_settled_and_on_record_before_anything_is_published(stage):
    engine, _ = stage
    draft, day = new_issue(engine), datetime(2027, 1, 1, tzinfo=UTC)
    id = kept(engine, draft).id
    reading = second.answer(second.ask(draft, "李", day), "3/8", Answer("700", "court", "2025"))
    asked = kept_readings.start(engine, id, second.end(reading, draft, day)).id
    assert said("publish.unsettled", n=1) in labels(visit(id, step="publish"))
    visit(id, step="second").button(key=f"first-{asked}-0").click().run()
    assert said("publish.unrecorded") in labels(visit(id, step="publish"))
    visit(id, step="second").button(key=f"record-{asked}").click().run()
    assert said("publish.ready") in texts(visit(id, step="publish"))
    assert kept_drafts.load(engine, id).draft.reading["period"] == "1"


def test_what_only_the_second_reader_saw_becomes_a_number_to_decide(stage):
    engine, _ = stage
    draft, day = new_issue(engine), datetime(2027, 1, 1, tzinfo=UTC)
    id = kept(engine, draft).id
    reading = second.answer(second.add(second.ask(draft, "李", day), draft, 1, 4, "一年"), "1/4", Answer("1"))
    asked = kept_readings.start(engine, id, second.end(reading, draft, day)).id
    visit(id, step="second").button(key=f"second-{asked}-0").click().run()
    entries = kept_drafts.load(engine, id).draft.entries
    assert [(one.printed, one.state) for one in entries][:2] == [("一年", "undecided"), ("2026年", "not_figure")]


def labels(page):
    return [link.proto.label.replace("\\", "") for link in page.get("page_link")]  # no Markdown


def test_what_git_refuses_is_told_and_the_release_stands(stage, tmp_path):
    engine, _ = stage
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    hook = tmp_path / ".git" / "hooks" / "pre-commit"
    hook.write_text("#!/bin/sh\necho not today >&2\nexit 1\n")
    hook.chmod(0o755)
    page = visit(kept(engine, new_issue(engine)).id, step="publish")
    page.checkbox[0].check()
    page.button[-1].click().run()
    page.run()
    assert notices(page)[-1] == said("hindered", said=said("rule.not-committed", found="not today"))
    assert releases.current(engine).reason == said("publish.reason-new", title="示例日报")


def test_when_the_base_has_moved_the_difference_is_shown_first(stage):
    engine, data = stage
    id = kept(engine, new_issue(engine)).id
    themes = data / "themes.yaml"
    themes.write_text(themes.read_text() + "water: {name: {zh: 水务, en: Water}}\n")
    publish_folder(engine, data)
    page = visit(id, step="publish")
    assert notices(page) == [said("publish.moved", by="李", reason="首次发布")]
    assert said("publish.ready") not in texts(page)
    page.button(key="seen").click().run()
    assert kept_drafts.load(engine, id).draft.base == base(engine)


def test_taking_back_needs_a_reason(stage):
    engine, data = stage
    first = base(engine)
    themes = data / "themes.yaml"
    before = themes.read_bytes()
    themes.write_text(themes.read_text() + "water: {name: {zh: 水务, en: Water}}\n")
    publish_folder(engine, data)
    page = open_page("refresh", lang="en", step="history")
    page.button(key="do-back-1").click().run()
    assert "must be one line" in notices(page)[0]
    page.text_input(key="why-back-1").input("试过了").run()
    page.button(key="do-back-1").click().run()
    assert (base(engine), themes.read_bytes()) == (first, before)
    told = said("history.done", release=first)
    assert notices(page).count(told) == 1
    assert [one.key for one in page.button if one.key.startswith("do-back-")] == ["do-back-2"]
    assert told not in notices(page.run())


def test_a_published_issue_is_taken_up_again_once(stage, tmp_path):
    engine, _ = stage
    archived = next((tmp_path / "texts").iterdir())
    text = archived.read_text()
    archived.unlink()
    page = open_page("refresh", lang="en")
    page.button(key="open-made-2025").click().run()
    assert "Not done: the archived text is not there" in notices(page)[0]
    archived.write_text(text)
    for _ in range(2):
        page = open_page("refresh", lang="en")
        page.button(key="open-made-2025").click().run()
        (line,) = kept_drafts.listed(engine)
        assert page.query_params["draft"] == line.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_about_data_has_words(language):
    rules = {rule.__name__.replace("_", "-") for rule in checks.RULES}
    assert {rule for rule in rules if f"curation.rule.{rule}" not in words(language)} == set()


def test_what_is_proposed_as_none_is_looked_through_and_decided_at_once(stage):
    draft = waiting(stage[0])
    date = replace(draft.entries[0], state="undecided", proposed="not_figure")
    id = kept(stage[0], replace(draft, entries=(date, draft.entries[1]))).id
    page = visit(id, step="review")
    page.segmented_control(key=f"draft-{id}-filter").set_value("none").run()
    page.button(key="none-of-them").click().run()
    assert [one.state for one in kept_drafts.load(stage[0], id).draft.entries] == ["not_figure", "undecided"]
