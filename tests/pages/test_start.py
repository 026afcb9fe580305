"""What is waiting at the start of curation: drafts, and issues that were only opened."""

from dataclasses import replace

from etl.drafting import kept_drafts
from tests.etl.drafted import kept, old_issue
from tests.pages.test_refresh import said, stage, visit, waiting
from tests.pages.visiting import open_page, texts

__all__ = ["stage"]


def test_drafts_are_told_by_what_they_are_how_far_they_are_and_who_saved_them(stage, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "root")
    first = kept(stage[0], replace(waiting(stage[0]), publisher="日报社"), "local: 李梅")
    second = kept(stage[0], replace(waiting(stage[0]), issue="", title="", published=""), "local: root")
    page = open_page("refresh", lang="en")
    saved = first.saved_at[:16].replace("T", " ")
    assert [link.proto.label for link in page.get("page_link")][-2:] == ["without an id yet", "示例日报"]
    assert f"日报社 · 2026-12-31 · 1 of 2 decided · 李梅 (at this machine), saved {saved} UTC" in texts(page)
    assert (
        f"undated · 1 of 2 decided · the user of this machine, saved {second.saved_at[:16].replace('T', ' ')} UTC"
        in texts(page)
    )


def test_an_issue_that_was_only_opened_says_so_and_is_closed_at_one_click(stage):
    open_page("refresh", lang="en").button(key="open-made-2025").click().run()
    (line,) = kept_drafts.listed(stage[0])
    page = visit(line.id, step="review")
    assert said("start.opened") in texts(page)
    page.button(key="close").click().run()
    assert (kept_drafts.listed(stage[0]), page.query_params["step"]) == ([], "start")


def test_an_issue_that_was_opened_and_changed_is_dropped_only_from_the_list(stage):
    id = kept(stage[0], old_issue(*stage)).id
    page = visit(id, step="issue")
    page.text_input(key=f"draft-{id}-publisher").input("日报社").run()
    assert "close" not in {one.key for one in page.button}
