import time
from dataclasses import replace

import pytest

from etl.scanning.lessons import learn
from etl.scanning.related import related
from etl.scanning.scan import scan
from tests.etl.folder import load


@pytest.fixture(scope="module")
def lessons(tmp_path_factory):
    return learn(load(tmp_path_factory.mktemp("data")))


def told(text, lessons):
    """Each relation with its numbers as they are printed."""
    found = scan(text, lessons)
    printed = {(one.line, one.start): one.candidate.printed for one in found}
    return [(one.kind, *(printed[place] for place in one.places)) for one in related(text, found)]


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("职工86人，其中医师31名。", [("part", "31名", "86人")]),
        ("职工86人。其中医师31人，比上年增加2人。", [("part", "31人", "86人")]),
        (
            "受理9件，其中民事4件、行政5件。",
            [("total", "9件", "4件", "5件"), ("part", "4件", "9件"), ("part", "5件", "9件")],
        ),
        ("受理9件，其中民事4件、行政6件。", [("part", "4件", "9件")]),  # more than there are
        ("受理9件，其中民事12件。", []),
        ("受理9件，其中社区2个。", []),  # not measured alike
        ("受理9件。走访群众。其中民事4件。", []),  # of what was said in between
    ],
)
def test_of_which_says_what_is_a_part(lessons, text, relations):
    assert told(text, lessons) == relations


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("受理657件，办结591件，办结率达89.9%。", [("rate", "89.9%", "591件", "657件"), ("part", "591件", "657件")]),
        ("受理657件，办结591件，办结率达95%。", []),  # of something else
        ("受理43件，办结43件，查出9件，整改率100%。", []),
        ("受理657件。办结591件，办结率89.9%。", []),  # two sentences
        ("受理657件，办结591件，同比增长89.9%。", []),
        ("受理约657件，办结591件，办结率89.9%。", []),  # nobody knows
    ],
)
def test_a_rate_is_that_of_the_numbers_that_give_it(lessons, text, relations):
    assert told(text, lessons) == relations


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("材料由42件缩减为17件。", [("less", "17件", "42件")]),
        ("办结率由上一年的94.2%提高到99.1%。", [("less", "94.2%", "99.1%")]),
        ("原来归档42件，\n变为17件。", [("less", "17件", "42件")]),  # a line broken in print
        ("原来归档42件，\n\n变为17件。", []),  # two paragraphs
        ("材料从42件中抽查，增加到17个。", []),
        ("受理42件，增加到57件。", []),  # 由, 从, 原来 say so
    ],
)
def test_from_and_to_say_which_is_the_less(lessons, text, relations):
    assert told(text, lessons) == relations


def test_a_relation_says_where_its_numbers_stand_and_by_which_words(lessons):
    text = "受理\n职工86人，其中医师31人。"
    [one] = related(text, scan(text, lessons))
    assert (one.places, one.because) == (((2, 10), (2, 2)), "其中")


def test_a_long_row_of_parts_costs_no_more_than_its_numbers(lessons):
    [one] = [one for one in scan("其中1件、", lessons) if one.candidate.kind == "figure"]
    at = [(5 * nth, replace(one.candidate, start=5 * nth + 2, end=5 * nth + 4)) for nth in range(20_000)]
    found = [replace(one, start=start, candidate=candidate) for start, candidate in at]
    started = time.process_time()
    assert len(related("其中1件、" * 20_000, found)) == 19_999
    assert time.process_time() - started < 3
