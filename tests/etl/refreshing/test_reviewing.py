import pytest
import sqlalchemy as sql

from etl import build
from etl.curating import checks, curated
from etl.refreshing.reviewing import Review, explanations, review
from etl.releasing.explanations import Explanation
from tests.etl.drafted import publish_folder
from tests.etl.folder import FILES, REPORT, write
from tests.etl.stored import at

FIGURE = "made-2025/4/1"
MENDED = {REPORT: FILES[REPORT].replace("591件", "590件")}


@pytest.fixture
def engine(tmp_path):
    return at(tmp_path / "var" / "shiji.db")


def reviewed(engine, data) -> Review:
    loaded = curated.load(data)
    return review(engine, build.build(loaded), checks.check(loaded), data)


def test_what_was_never_published_is_new_and_in_no_doubt(tmp_path, engine):
    found = reviewed(engine, write(tmp_path, MENDED))
    assert (found.base, found.doubts) == (None, ())
    assert found.changes["change"].tolist() == ["added"] * 3
    assert not (tmp_path / "var").exists()


def test_a_proposal_is_held_against_the_release_in_force_and_its_warnings(tmp_path, engine):
    base = publish_folder(engine, write(tmp_path))
    found = reviewed(engine, write(tmp_path, MENDED))
    assert (found.base, found.changes["figure"].unique().tolist()) == (base, [FIGURE])
    doubt = found.doubts[0]
    assert (len(found.doubts), doubt.problem.rule) == (1, "contradiction")
    kinds, reasons = {FIGURE: "correction"}, {FIGURE: "看错一位", doubt.id: "文件如此"}
    said = explanations(kinds, reasons, found)
    assert said == [Explanation(FIGURE, "correction", "看错一位"), Explanation(doubt.id, "doubt", "文件如此")]
    publish_folder(engine, tmp_path / "data", said)
    assert reviewed(engine, tmp_path / "data").doubts == ()


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("{printed: 90.0%, indicator: rate, key: share}", []),
        ("{printed: 12人, indicator: people}", [("reused:made-2025/4/2", "90.0%", "12人")]),
        ("{printed: 12人, nth: 3, indicator: people}", []),
    ],
)
def test_an_id_that_once_meant_something_else_is_in_doubt(tmp_path, engine, last, said):
    publish_folder(engine, write(tmp_path))
    kept = FILES[REPORT].partition("      - {printed: 90.0%")[0]
    publish_folder(engine, write(tmp_path, {REPORT: kept}))
    found = reviewed(engine, write(tmp_path, {REPORT: f"{kept}      - {last}\n"}))
    assert [(one.id, one.before, one.after) for one in found.doubts] == said


@pytest.mark.parametrize("damage", ["content = x'00'", "schema = 99"])
def test_a_release_that_cannot_be_read_compares_like_none(tmp_path, engine, damage):
    data = write(tmp_path)
    publish_folder(engine, data)
    with engine.begin() as connection:
        connection.execute(sql.text(f"UPDATE releases SET {damage}"))  # noqa: S608 -- a damage of the test's own
    found = reviewed(engine, write(tmp_path, MENDED))
    assert (found.base.sequence, found.doubts, set(found.changes["change"])) == (1, (), {"added"})
    assert publish_folder(engine, data).sequence == 2
