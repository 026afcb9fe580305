from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from etl.drafting import second
from etl.drafting.drafts import Draft, Entry, Piece, decide
from etl.drafting.second import Answer, Blank
from etl.problems import Problem

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)
DRAFT = Draft(
    issue="made-2026",
    text="受理700余件，审结百分之八十。\n",
    name="made.txt",
    articles=(Piece("report", "实绩", 1, 1, unit="court", period="2026"),),
    entries=(
        Entry(1, 2, 1, 7, "700余件", state="figure"),
        Entry(1, 10, 1, 15, "百分之八十", state="figure", unit="city", period="2026-01/2026-06"),
        Entry(1, 15, 1, 16, "1", state="not_figure"),
    ),
)
AGREED = {"1/2": Answer("700余", "court", "2026"), "1/10": Answer("80%", "city", "2026-01/2026-06")}


def ended(draft=DRAFT, **answers):
    reading = second.ask(draft, "李", AT)
    for blank, said in {**AGREED, **{f"1/{start}": said for start, said in answers.items()}}.items():
        reading = second.answer(reading, blank, said)
    return second.end(reading, draft, AT + timedelta(days=1))


def told(draft, reading):
    return [(one.nth, one.field, one.first, one.second) for one in second.differences(draft, reading)]


def test_a_reader_is_asked_for_places_and_told_no_value():
    reading = second.ask(DRAFT, "李", AT)
    assert reading.blanks == (Blank(1, 2, 1, 7), Blank(1, 10, 1, 15))
    assert "700" not in str(reading)
    assert (reading.owner, reading.asked, reading.reader) == ("李", "2026-03-01T09:00:00+00:00", "")


def test_somebody_else_reads_or_whoever_asked_after_a_break():
    reading = second.ask(DRAFT, "李", AT)
    taken = second.take(reading, "王", AT)
    assert (taken.reader, taken.again) == ("王", False)
    assert second.take(taken, "王", AT) == taken
    assert [second.take(taken, "李", AT).rule, second.take(reading, "李", AT).rule] == ["reading-taken", "no-break"]
    alone = second.take(reading, "李", AT + timedelta(hours=1))
    assert (alone.reader, alone.again) == ("李", True)


def test_an_answer_left_empty_is_none():
    reading = second.answer(second.ask(DRAFT, "李", AT), "1/2", Answer(" 700 ", "court"))
    assert reading.answers == {"1/2": Answer("700", "court", "")}
    assert second.answer(reading, "1/2", Answer()).answers == {}


@pytest.mark.parametrize(
    ("said", "difference"),
    [
        (Answer("700余件", "court", "2026"), None),
        (Answer("700余", "court", "2026-01-01/2026-12-31"), None),
        (Answer("七百余件", "court", "2026"), None),
        (Answer("700件", "court", "2026"), (0, "value", "700余件", "700件")),
        (Answer("7000余", "court", "2026"), (0, "value", "700余件", "7000余")),
        (Answer("seven", "court", "2026"), (0, "value", "700余件", "seven")),
        (Answer("700余", "city", "2026"), (0, "unit", "court", "city")),
        (Answer("700余", "court", "2025"), (0, "period", "2026", "2025")),
        (Answer("700余", "court", "unstated"), (0, "period", "2026", "unstated")),
    ],
)
def test_readings_differ_by_what_they_say_not_by_how(said, difference):
    assert told(DRAFT, ended(**{"2": said})) == ([difference] if difference else [])


def test_a_number_given_by_hand_is_compared_too():
    by_hand = replace(DRAFT, entries=(replace(DRAFT.entries[0], printed="一打", value="12"),))
    assert told(by_hand, ended(by_hand, **{"2": Answer("12", "court", "2026")})) == []
    between = replace(DRAFT, entries=(replace(DRAFT.entries[0], printed="若干", lower="3", upper="9"),))
    assert told(between, ended(between, **{"2": Answer("3至9", "court", "2026")})) == []
    assert told(between, ended(between, **{"2": Answer("3", "court", "2026")})) == [(0, "value", "3..9", "3")]


def test_differences_are_settled_one_by_one_and_come_back_with_other_words():
    reading = ended(**{"2": Answer("700余", "city", "2025"), "10": Answer("81%", "city", "2026-01/2026-06")})
    unit, period, value = second.differences(DRAFT, reading)
    reading = second.keep_first(reading, unit)
    adopted = second.adopt_second(DRAFT, reading, period)
    assert adopted == decide(DRAFT, 0, "figure", period="2025")
    assert told(adopted, reading) == [(1, "value", "百分之八十", "81%")]
    assert second.adopt_second(adopted, reading, value) is None
    assert told(decide(adopted, 0, "figure", unit="other"), reading)[0] == (0, "unit", "other", "city")
    assert second.differences(DRAFT, replace(reading, ended="")) == []


def test_what_a_reading_came_to_counts_before_and_after_settling():
    reading = ended(**{"2": Answer("700", "city", "2026"), "10": Answer()})
    settled = decide(DRAFT, 0, "figure", unit="city")
    assert second.recorded(settled, reading).reading == {
        "read": "2026-03-02",
        "figures": "1",
        "agreed": "0",
        "value": "1",
        "unit": "1",
        "period": "0",
        "status": "0",
        "only_first": "1",
        "only_second": "0",
        "changed": "1",
    }
    assert second.recorded(DRAFT, ended()).reading | {"read": ""} == dict.fromkeys(
        ("value", "unit", "period", "status", "only_first", "only_second", "changed"), "0"
    ) | {"read": "", "figures": "2", "agreed": "2"}


def test_a_problem_of_taking_is_told_in_words():
    told = second.take(replace(second.ask(DRAFT, "李", AT), reader="王"), "赵", AT)
    assert isinstance(told, Problem)
    assert told.message == "expected a reading that nobody has, found 王"


def overlooked():
    """A reading that has ended, whose reader saw two figures more: one marked nowhere, one taken for none."""
    draft = replace(DRAFT, text="受理700余件，审结百分之八十1个，三件大事。\n")
    reading = second.ask(draft, "李", AT)
    for start, words in [(18, "三件"), (15, "1个")]:
        reading = second.add(reading, draft, 1, start, words)
    for blank, said in {**AGREED, "1/15": Answer("1", "court", "2026"), "1/18": Answer("三件", "city", "2025")}.items():
        reading = second.answer(reading, blank, said)
    return draft, second.end(reading, draft, AT)


def test_a_reader_sees_the_text_and_new_units_and_nothing_that_was_decided():
    draft, reading = replace(DRAFT, title="实绩", units={"court": {"kind": "court"}}), second.ask(DRAFT, "李", AT)
    seen = second.blind(draft, second.answer(reading, "1/2", Answer("700余")))
    assert seen == Draft(
        "made-2026",
        DRAFT.text,
        "made.txt",
        units=draft.units,
        entries=(Entry(1, 2, 1, 7, "", "figure", "figure"), Entry(1, 10, 1, 15, "", "undecided", "figure")),
    )


def test_a_reader_adds_what_was_overlooked():
    reading = second.ask(DRAFT, "李", AT)
    draft, ended = overlooked()
    assert ended.blanks == (*reading.blanks, Blank(1, 15, 1, 17, own=True), Blank(1, 18, 1, 20, own=True))
    assert second.add(reading, draft, 1, 2, "700余").rule == "not-printed"  # marked already
    assert second.add(reading, draft, 1, 18, "四件").rule == "not-printed"
    left = second.take_out(ended, ended.blanks[-1])
    assert (left.blanks, "1/18" in left.answers) == (ended.blanks[:-1], False)


def test_what_only_the_second_reader_saw_is_settled_by_the_text():
    draft, reading = overlooked()
    taken, new = second.differences(draft, reading)
    assert told(draft, reading) == [(2, "figure", "", "1"), (None, "figure", "", "三件")]
    assert second.words(draft, new.blank) == "三件"
    marked = second.adopt_second(draft, reading, new)
    assert marked.entries[3] == Entry(1, 18, 1, 20, "三件", proposed="figure", unit="city", period="2025")
    opened = second.adopt_second(marked, reading, taken)
    assert (opened.entries[2].state, told(opened, reading)) == ("undecided", [])  # both wait for a decision
    decided = decide(decide(opened, 2, "not_figure", why="ordinal"), 3, "figure", unit="court")
    assert told(decided, reading) == [(2, "figure", "ordinal", "1"), (3, "unit", "court", "city")]
    settled = second.keep_first(reading, second.differences(decided, reading)[0])
    assert told(decided, settled) == [(3, "unit", "court", "city")]


def test_figures_of_the_second_reader_alone_are_counted():
    draft, reading = overlooked()
    counts = second.recorded(draft, reading).reading
    assert [counts[name] for name in ("figures", "agreed", "only_first", "only_second", "changed")] == list("42020")
    marked = second.adopt_second(draft, reading, second.differences(draft, reading)[1])
    counts = second.recorded(decide(marked, 3, "figure"), reading).reading
    assert [counts[name] for name in ("figures", "agreed", "only_first", "only_second", "changed")] == list("42021")


def test_other_limits_of_a_figure_are_the_same_figure():
    wider = replace(DRAFT, entries=(replace(DRAFT.entries[0], start=1), *DRAFT.entries[1:]))
    assert told(wider, ended(**{"2": Answer("700余", "city", "2026")})) == [(0, "unit", "court", "city")]
