"""A second reading that has not ended, as the steps to publication tell of it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from etl.drafting import kept_drafts, kept_readings, second
from etl.drafting.second import Answer
from etl.refreshing import refresh
from etl.releasing import explanations
from pages.parts.text import say
from tests.etl.drafted import kept, new_issue
from tests.pages.test_refresh import stage, visit
from tests.pages.visiting import links, notices, texts

__all__ = ["stage"]

DAY = datetime(2027, 1, 1, tzinfo=UTC)
WAITS = "Changes or doubts without a reason: 1"


@pytest.mark.parametrize(("reader", "read"), [("", 0), ("王", 1)])
def test_who_reads_a_second_time_is_told_and_why_nobody_waits_is_kept(stage, tmp_path, reader, read):
    engine, data = stage
    draft = kept(engine, new_issue(engine))
    reading = replace(second.ask(draft.draft, "李", DAY), reader=reader)
    reading = second.answer(reading, "3/8", Answer("700")) if read else reading
    asked = kept_readings.start(engine, draft.id, reading).id
    told = say("en", f"curation.doubt.reading{'' if reader else '-waits'}", other=reader, before=read, after=1)
    assert told in notices(visit(draft.id, step="check"))
    assert WAITS in links(visit(draft.id, step="publish"))[-1]
    assert [one.rule for one in refresh.publish(engine, data, tmp_path / "texts", draft, "李", "新")] == ["unexplained"]

    page = visit(draft.id, step="preview")
    assert told in notices(page)
    page.text_input(key=f"draft-{draft.id}-why-reading:{asked}").input("急用").run()
    assert say("en", "curation.publish.ready") in texts(visit(draft.id, step="publish"))
    refresh.publish(engine, data, tmp_path / "texts", kept_drafts.load(engine, draft.id), "李", "新")
    assert [(one.subject, one.kind, one.why) for one in explanations.explanations(engine)] == [
        (f"reading:{asked}", "doubt", "急用")
    ]


@pytest.mark.parametrize(
    ("typed", "kept_period", "told"),
    [("2025年", "2025", []), ("lately", "", [say("en", "curation.rule.bad-period", found="lately")])],
)
def test_a_reader_types_a_period_as_people_say_it(stage, typed, kept_period, told):
    draft = kept(stage[0], new_issue(stage[0]))
    id = kept_readings.start(stage[0], draft.id, replace(second.ask(draft.draft, "李", DAY), reader="王")).id
    page = visit("", step="reading", reading=id)
    blank = kept_readings.load(stage[0], id).reading.blanks[0].id
    page.text_input(key=f"reading-{id}-{blank}-period").input(typed).run()
    assert notices(page) == told
    assert kept_readings.load(stage[0], id).reading.answers.get(blank, Answer()).period == kept_period
