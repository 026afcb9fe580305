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


@pytest.fixture
def reading(stage, monkeypatch):
    """A reading of one blank that 王, at this machine, has taken: how it is kept now."""
    monkeypatch.setattr("getpass.getuser", lambda: "王")
    draft = kept(stage[0], new_issue(stage[0]))
    id = kept_readings.start(stage[0], draft.id, replace(second.ask(draft.draft, "李", DAY), reader="local: 王")).id
    return lambda: kept_readings.load(stage[0], id)


@pytest.mark.parametrize(
    ("typed", "kept_period", "told"),
    [("2025年", "2025", []), ("lately", "", [say("en", "curation.rule.bad-period", found="lately")])],
)
def test_a_reader_types_a_period_as_people_say_it(reading, typed, kept_period, told):
    page = visit("", step="reading", reading=reading().id)
    page.text_input(key=f"reading-{reading().id}-3/8-period").input(typed).run()
    assert notices(page) == told
    assert reading().reading.answers.get("3/8", Answer()).period == kept_period


def test_blanks_around_a_value_are_no_part_of_it(reading):
    page = visit("", step="reading", reading=reading().id)
    page.text_input(key=f"reading-{reading().id}-3/8-value").input(" 700 ").run()
    assert (reading().version, reading().reading.answers) == (2, {"3/8": Answer("700")})


def test_who_does_not_read_it_sees_who_does_and_no_blank(reading, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "李")
    page = visit("", step="reading", reading=reading().id)
    assert say("en", "curation.reading.other", name="王 (at this machine)") in texts(page)
    assert not {"end", "next"} & {one.key for one in page.button}
    assert not page.text_input


@pytest.mark.parametrize("act", ["typed", "ended"])
def test_only_its_reader_fills_a_reading_in_and_ends_it(reading, monkeypatch, act):
    page = visit("", step="reading", reading=reading().id)
    monkeypatch.setattr("getpass.getuser", lambda: "李")  # as who opened the page at another time
    done = page.button(key="end").click() if act == "ended" else page.text_input[0].input("700")
    done.run()
    assert (reading().version, reading().reading.ended, reading().reading.answers) == (1, "", {})
    taken = say("en", "curation.rule.reading-taken", found="local: 王")
    assert notices(page) == [say("en", "curation.hindered", said=taken)]


def test_who_reads_it_hands_it_in(reading):
    page = visit("", step="reading", reading=reading().id, at="9" * 5000)
    page.text_input(key=f"reading-{reading().id}-3/8-value").input("700")
    page.button(key="end").click().run()
    assert texts(page)[-1] == say("en", "curation.reading.ended")
    assert reading().reading.answers == {"3/8": Answer("700")}
