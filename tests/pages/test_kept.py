from pages.parts import kept
from tests.etl.made import tables

asked: list[object] = []


@kept.kept(most=2)
def told(made, what, *, loud=False):
    asked.append(what)
    return f"{what} of {len(made['units'])}{'!' if loud else ''}"


def counting(*calls):
    """What calls answer, and which of them were worked out."""
    asked.clear()
    return [call() for call in calls], list(asked)


def test_an_answer_is_worked_out_once_for_the_same_tables():
    one, other = tables(units=[{}]), tables(units=[{}, {}])
    answers, worked_out = counting(*[lambda made=made: told(made, "units") for made in (one, other, one, other)])
    assert answers == ["units of 1", "units of 2"] * 2
    assert worked_out == ["units", "units"]


def test_tables_that_are_alike_are_not_the_same():
    answers, worked_out = counting(*[lambda: told(tables(), "units")] * 2)
    assert answers == ["units of 0", "units of 0"]
    assert worked_out == ["units", "units"]


def test_what_an_answer_is_made_with_is_not_asked():
    made = tables()
    answers, worked_out = counting(lambda: told(made, "units", loud=True), lambda: told(made, "units", loud=False))
    assert answers == ["units of 0!"] * 2
    assert worked_out == ["units"]


def test_the_earliest_answers_make_room():
    made = tables()
    answers, worked_out = counting(*[lambda what=what: told(made, what) for what in "abcbca"])
    assert answers == [f"{what} of 0" for what in "abcbca"]
    assert worked_out == ["a", "b", "c", "a"]


def test_the_tables_asked_of_longest_ago_are_forgotten():
    first, others = tables(), [tables() for _ in range(kept.MOST_THINGS)]
    _, worked_out = counting(*[lambda made=made: told(made, "units") for made in (first, *others[:-1], first)])
    assert len(worked_out) == kept.MOST_THINGS
    _, worked_out = counting(lambda: told(others[-1], "units"), lambda: told(others[0], "units"))
    assert len(worked_out) == 2


def test_an_answer_may_be_none():
    made, calls = tables(), []
    nothing = kept.kept(most=1)(lambda made: calls.append(1))
    assert [nothing(made), nothing(made)] == [None, None]
    assert calls == [1]
