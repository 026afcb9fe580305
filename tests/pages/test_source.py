"""Step 1, text: what is brought is told, refused or scanned."""

from etl.drafting import kept_drafts
from tests.pages.test_refresh import said, stage
from tests.pages.visiting import notices, open_page

__all__ = ["stage"]


def test_a_text_that_is_recorded_already_is_told_and_leads_to_its_issue(stage, tmp_path):
    engine, _ = stage
    text = next((tmp_path / "texts").iterdir()).read_text()
    page = open_page("refresh", lang="en", step="text")
    page.text_area[0].input(text).run()
    assert notices(page) == [said("source.known", title="示例日报")]
    page.button(key="reopen").click().run()
    assert [line.issue for line in kept_drafts.listed(engine)] == ["made-2025"]


def test_a_text_is_scanned_into_a_draft_that_says_what_it_found(stage):
    engine, _ = stage
    page = open_page("refresh", lang="en", step="text")
    page.text_area[0].input("河东法院新年工作综述\n\n2026年，受理700件。\n").run()
    page.text_input[0].input("2027-01-15").run()
    page.button(key="scan").click().run()
    (line,) = kept_drafts.listed(engine)
    draft = kept_drafts.load(engine, line.id).draft
    assert (draft.title, draft.issue, draft.name) == ("河东法院新年工作综述", "", "new.txt")
    assert [(one.printed, one.state, one.proposed) for one in draft.entries] == [
        ("2026年", "undecided", "not_figure"),
        ("700件", "undecided", "figure"),
    ]
    assert (page.query_params["step"], page.query_params["draft"]) == ("issue", line.id)


def test_a_click_that_comes_with_the_text_scans_it_and_one_without_says_that_there_is_none(stage):
    page = open_page("refresh", lang="en", step="text")
    page.button(key="scan").click().run()
    assert notices(page) == [said("source.empty")]
    page.text_input(key="published-on").input("最近")
    page.text_area(key="pasted").input("综述\n\n2026年，受理700件。\n")
    page.button(key="scan").click().run()
    assert (notices(page), kept_drafts.listed(stage[0])) == ([said("source.bad-date")], [])
    page.text_input(key="published-on").input("2026年12月")
    page.button(key="scan").click().run()
    (line,) = kept_drafts.listed(stage[0])
    assert kept_drafts.load(stage[0], line.id).draft.published == "2026-12"
