"""The step that says what an issue is: its id, and the way on."""

import pytest

from etl.drafting import kept_drafts
from pages.curation.issue import EXAMPLE
from pages.parts.text import say
from tests.etl.drafted import kept, new_issue
from tests.pages.test_refresh import stage, visit
from tests.pages.visiting import notices, texts

__all__ = ["stage"]


@pytest.mark.parametrize(
    ("id", "wrong"),
    [("", "missing"), ("某报-2026", "form"), ("made-2025", "taken"), ("daily-2026", None)],
)
def test_what_is_wrong_with_an_id_is_told_at_once_and_the_next_step_is_there(stage, id, wrong):
    draft = kept(stage[0], new_issue(stage[0])).id
    page = visit(draft, step="issue")
    page.text_input(key=f"draft-{draft}-issue").input(id).run()
    assert kept_drafts.load(stage[0], draft).draft.name == f"{id or 'new'}.txt"
    assert notices(page) == ([say("en", f"curation.issue.id-{wrong}", id=id, example=EXAMPLE)] if wrong else [])
    page.button(key="on").click().run()
    assert (page.query_params["step"], page.query_params["draft"]) == ("review", draft)


def test_a_draft_without_an_id_is_checked_and_said_to_lack_one(stage):
    id = kept(stage[0], new_issue(stage[0], "")).id
    html = next(body for body in texts(visit(id, step="check")) if "Issue" in body and "id" in body)
    assert say("en", "curation.issue.id-missing", example=EXAMPLE) in html
