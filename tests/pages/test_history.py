"""The history of releases as curators read it: what changed, with the reason for each."""

from dataclasses import replace
from datetime import UTC, datetime

from etl.drafting import kept_drafts, kept_readings, second
from etl.refreshing import refresh
from etl.releasing import releases
from etl.releasing.tables_sql import SOURCES
from pages.parts.text import say
from tests.etl.drafted import kept, new_issue, old_issue
from tests.pages.test_refresh import stage
from tests.pages.visiting import notices, open_page, texts

__all__ = ["stage"]

FIGURE = "made-2025/3/1"


def test_reasons_stand_by_what_they_are_for_in_words(stage, tmp_path):
    engine, data = stage
    draft = kept(engine, old_issue(engine, data, status="target"))
    asked = kept_readings.start(engine, draft.id, second.ask(draft.draft, "李", datetime(2027, 1, 1, tzinfo=UTC)))
    reasons = {FIGURE: "看错了", f"reading:{asked.id}": "急用"}
    explained = replace(draft.draft, kinds={FIGURE: "correction"}, reasons=reasons)
    saved = kept_drafts.save(engine, draft.id, explained, draft.version)
    assert isinstance(refresh.publish(engine, data, tmp_path / "texts", saved, "李", "改"), releases.Publication)
    said = texts(open_page("refresh", lang="en", step="history"))
    at = said.index(f"657件 · Hedong Court · Cases · {FIGURE}")
    assert said[at + 1 : at + 4] == [
        "ColumnBeforeAfterStatusreportedtarget",
        "correction (our error): 看错了",
        "Doubt looked into · a second reading not waited for: 急用",
    ]


def test_an_issue_that_was_taken_back_is_opened_again_from_the_release_that_has_it(stage, tmp_path):
    engine, data = stage
    first = releases.current(engine).release
    second = refresh.publish(engine, data, tmp_path / "texts", kept(engine, new_issue(engine)), "李", "新一期")
    page = open_page("refresh", lang="en", step="history")
    assert [one.key for one in page.button if one.key.startswith("open-")] == []
    taken_back = "0 figures added, 0 changed, 1 removed. Entries around the figures: 0 added, 0 changed, 2 removed."
    assert taken_back in texts(page)
    refresh.rollback(engine, data, first, "王", "试过了")
    page = open_page("refresh", lang="en", step="history")
    offered = [one.label.replace("\\", "") for one in page.button if one.key.startswith("open-")]
    assert offered == [say("en", "curation.history.reopen", title="示例日报")]
    page.button(key="open-made-2026").click().run()
    (line,) = kept_drafts.listed(engine)
    assert (page.query_params["draft"], page.query_params["step"], line.issue) == (line.id, "review", "made-2026")
    page = open_page("refresh", lang="en", step="publish", draft=line.id)
    assert say("en", "curation.publish.ready") in texts(page)
    page.button[-1].click().run()
    assert releases.current(engine).release == second.release
    assert kept_drafts.listed(engine) == []
    page.run()
    assert [text for text in texts(page) if "since you came" in text] == []  # one's own is no news


def test_an_issue_of_which_no_file_was_kept_is_told(stage, tmp_path):
    engine, data = stage
    first = releases.current(engine).release
    second = refresh.publish(engine, data, tmp_path / "texts", kept(engine, new_issue(engine)), "李", "新一期")
    refresh.rollback(engine, data, first, "王", "试过了")
    with engine.begin() as connection:
        connection.execute(SOURCES.delete().where(SOURCES.c.release == second.release))
    page = open_page("refresh", lang="en", step="history")
    page.button(key="open-made-2026").click().run()
    assert notices(page) == [
        say("en", "curation.hindered", said=say("en", "curation.rule.not-kept", found=second.release))
    ]
    assert kept_drafts.listed(engine) == []
