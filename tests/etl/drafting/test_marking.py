import pytest

from etl.drafting.drafts import Draft, Entry
from etl.drafting.marking import mark, quantity_of, reprint, unmark
from etl.printed.quantity import Quantity
from etl.problems import Problem

TEXT = "受理657件，结案591件。\n服务3.2\n万余人，约57家，57家。\n"
DRAFT = Draft("made-2025", TEXT, "made.txt", entries=(Entry(1, 2, 1, 6, "657件"),))


def spread(entry):
    return entry.line, entry.start, entry.end_line, entry.end


def test_a_number_that_the_scan_missed_is_marked_in_printed_order():
    marked = mark(mark(DRAFT, 2, "3.2万余人"), 1, "591件", unit="court", state="figure")
    assert [(entry.printed, *spread(entry)) for entry in marked.entries] == [
        ("657件", 1, 2, 1, 6),
        ("591件", 1, 9, 1, 13),
        ("3.2万余人", 2, 2, 3, 3),
    ]
    assert (marked.entries[1].unit, marked.entries[1].state) == ("court", "figure")


def test_the_same_print_is_marked_where_it_is_free_or_where_one_points():
    first = mark(DRAFT, 3, "57家")
    assert spread(first.entries[1]) == (3, 5, 3, 8)
    assert spread(mark(first, 3, "57家").entries[2]) == (3, 9, 3, 12)
    assert spread(mark(DRAFT, 3, "57家", start=9).entries[1]) == (3, 9, 3, 12)


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        (1, "675件"),
        (1, "57件"),
        (1, "657件，结案591件"),
        (3, "591件"),
        (9, "1件"),
        (0, "657件"),
        (1, " "),
        (-2, "万余人"),
        (-6, "万余人"),
    ],
)
def test_what_the_line_does_not_say_in_whole_numerals_of_its_own_is_refused(line, printed):
    refused = mark(DRAFT, line, printed)
    assert isinstance(refused, Problem)
    assert refused.rule == "not-printed"


def test_limits_change_around_the_ones_there_are():
    wider = mark(DRAFT, 3, "57家")
    assert [entry.printed for entry in reprint(wider, 1, "约57家").entries] == ["657件", "约57家"]
    assert reprint(wider, 0, "受理657").entries[0].printed == "受理657"
    assert isinstance(reprint(wider, 0, "591件"), Problem)
    assert isinstance(reprint(wider, 1, "万余人，约57家，57"), Draft)


def test_an_entry_is_taken_out():
    assert unmark(DRAFT, 0).entries == ()


def test_a_quantity_is_read_from_print_and_never_from_a_value():
    entry = Entry(1, 0, 1, 1, "5个", qualifier="至少", value="500")
    assert quantity_of(entry).comparator == ">="
    assert quantity_of(entry).value == 5
    assert isinstance(quantity_of(Entry(1, 0, 1, 1, "好多")), Problem)
    assert isinstance(quantity_of(Entry(1, 0, 1, 1, "5个")), Quantity)
