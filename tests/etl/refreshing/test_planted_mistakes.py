"""Ten slips of a curator, each planted into an issue that is right: each is a problem at its number, or a doubt."""

from dataclasses import replace

import pytest

from etl import build
from etl.curating import checks, curated
from etl.drafting import entering
from etl.drafting.drafts import Draft, Entry, Piece
from etl.drafting.marking import mark, reprint
from etl.problems import Problem
from etl.refreshing.doubts import doubts
from tests.etl.folder import FILES, write

TEXT = """河东法院再报一年

2026年，河东法院受理案件690件，其中结案620件，调解3.2万余件。
河西法院至少培训35人。截至2026年，津城有法官210名。
2026年，河东法院收案690件。
"""
COURTS = FILES["units.yaml"] + "west: {name: {zh: 河西法院, en: Hexi Court}, kind: court, parent: city}\n"
COURTS += "north: {name: {zh: 河北法院, en: Hebei Court}, kind: court, parent: city}\n"


def entry(printed, line, state="figure", **fields):
    start = TEXT.split("\n")[line - 1].index(printed)
    said = {"unit": "court", "period": "2026", "indicator": "cases"} if state == "figure" else {}
    return Entry(line, start, line, start + len(printed), printed, state, **said | fields)


RIGHT = Draft(
    issue="made-2026",
    text=TEXT,
    name="again.txt",
    title="示例日报",
    published="2026-12-31",
    articles=(Piece("report", "再报一年", 1, 5, "court", "2026"),),
    entries=(
        entry("2026年", 3, "not_figure", why="date"),
        entry("690件", 3, key="accepted", detail_zh="受理", detail_en="Accepted"),
        entry("620件", 3, part_of="accepted", detail_zh="结案", detail_en="Closed"),
        entry("3.2万余件", 3, detail_zh="调解", detail_en="Settled"),
        entry("至少培训35人", 4, indicator="people", unit="west"),
        entry("2026年", 4, "not_figure", why="date"),
        entry("210名", 4, indicator="people", unit="city", period="as-of 2026"),
        entry("2026年", 5, "not_figure", why="date"),
        entry("690件", 5, "not_figure", why="repeated"),
    ),
)
ACCEPTED, CLOSED, SETTLED, TRAINED, JUDGES, AGAIN = 1, 2, 3, 4, 6, 8
RIGHT = reprint(RIGHT, TRAINED, "35人")
RIGHT = replace(
    RIGHT,
    entries=(
        *RIGHT.entries[:TRAINED],
        replace(RIGHT.entries[TRAINED], qualifier="至少"),
        *RIGHT.entries[TRAINED + 1 :],
    ),
)


def with_(draft, nth, **fields):
    return replace(
        draft, entries=(*draft.entries[:nth], replace(draft.entries[nth], **fields), *draft.entries[nth + 1 :])
    )


def told(draft, folder):
    """Problems by rule, and doubts by kind, with the number of their entry; the folder itself is what is in force."""
    data = write(folder, {"units.yaml": COURTS})
    held = curated.load(data)
    proposed = entering.entered(draft, data)
    found = {(problem.rule, proposed.where(problem).id, problem.level) for problem in proposed.problems}
    if proposed.tables is not None:
        doubted = doubts(build.build(held), proposed.tables, checks.check(held), proposed.problems)
        found |= {(doubt.kind, proposed.entries[doubt.figure], "doubt") for doubt in doubted if doubt.figure}
    return found


def test_nothing_is_told_of_an_issue_that_is_right(tmp_path):
    assert told(RIGHT, tmp_path) == set()


def misprinted(printed):
    """The issue as it would be if the number accepted were printed otherwise, and entered so."""
    longer = len(printed) - len("690件")
    after = RIGHT.entries[ACCEPTED].start
    moved = [
        replace(one, start=one.start + longer * (one.start > after), end=one.end + longer * (one.end > after))
        if one.line == 3
        else one
        for one in RIGHT.entries
    ]
    draft = replace(RIGHT, text=TEXT.replace("690件", printed, 1), entries=tuple(moved))
    return with_(draft, ACCEPTED, printed=printed)


@pytest.mark.parametrize(
    ("slip", "found"),
    [
        # times ten
        (with_(RIGHT, ACCEPTED, printed="6900件"), ("not-printed", ACCEPTED, "error")),
        (with_(RIGHT, ACCEPTED, value="6900"), ("needless-reading", ACCEPTED, "error")),
        (misprinted("6900件"), ("tenfold", ACCEPTED, "doubt")),
        # 万 lost or made up
        (reprint(RIGHT, SETTLED, "3.2"), ("number-cut-short", SETTLED, "warning")),
        (with_(RIGHT, SETTLED, printed="3.2余件"), ("not-printed", SETTLED, "error")),
        (misprinted("690万件"), ("ten-thousandfold", ACCEPTED, "doubt")),
        # another body
        (with_(RIGHT, TRAINED, unit="court"), ("other-unit", TRAINED, "warning")),
        (with_(RIGHT, TRAINED, unit="city"), ("other-unit", TRAINED, "warning")),
        (with_(RIGHT, JUDGES, unit="north"), ("unnamed-unit", JUDGES, "warning")),
        # another year
        (with_(RIGHT, ACCEPTED, period="2025"), ("other-year", ACCEPTED, "warning")),
        (with_(RIGHT, TRAINED, period="2062"), ("unnamed-year", TRAINED, "warning")),
        # digits the wrong way round
        (with_(RIGHT, CLOSED, printed="260件"), ("not-printed", CLOSED, "error")),
        # a qualifier lost, behind the number, inside it, ahead of it
        (with_(RIGHT, TRAINED, qualifier=""), ("qualifier-left-out", TRAINED, "warning")),
        (reprint(RIGHT, SETTLED, "3.2万"), ("qualifier-left-out", SETTLED, "warning")),
        # the same twice
        (
            with_(
                RIGHT,
                AGAIN,
                state="figure",
                unit="court",
                period="2026",
                indicator="cases",
                detail_zh="收案",
                detail_en="Received",
            ),
            ("said-twice", AGAIN, "warning"),
        ),
        (
            with_(RIGHT, AGAIN, state="figure", indicator="cases", detail_zh="受理", detail_en="Accepted"),
            ("duplicate-figure", AGAIN, "error"),
        ),
        (mark(RIGHT, 3, "690件", state="figure"), ("not-printed", None, "refused")),
        # another measure
        (with_(RIGHT, TRAINED, indicator="cases"), ("bad-measure", TRAINED, "error")),
        (with_(RIGHT, TRAINED, measure="case"), ("bad-measure", TRAINED, "error")),
        # a number that the text does not have
        (with_(RIGHT, CLOSED, printed="77件"), ("not-printed", CLOSED, "error")),
        (mark(RIGHT, 3, "77件", state="figure"), ("not-printed", None, "refused")),
        # a part that is more than its whole
        (
            with_(with_(RIGHT, ACCEPTED, part_of="closed", key=""), CLOSED, key="closed", part_of=""),
            ("part-above-whole", ACCEPTED, "warning"),
        ),
    ],
)
def test_a_slip_is_stopped_or_doubted(slip, found, tmp_path):
    if isinstance(slip, Problem):
        assert (slip.rule, None, "refused") == found
    else:
        assert found in told(slip, tmp_path)
