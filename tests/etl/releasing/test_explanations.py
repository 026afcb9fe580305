import pytest
import sqlalchemy as sql

from etl.releasing import releases
from etl.releasing.database import writing
from etl.releasing.explanations import Explanation, explanations
from etl.releasing.releases import BaseMoved
from tests.etl.stored import ONE, TWO, at, publish

MENDED = Explanation("made-2025/1/1", "correction", "看错一位")
STANDS = Explanation("tenfold:made-2025/1/1", "doubt", "文件如此")


@pytest.fixture
def engine(tmp_path):
    return at(tmp_path / "shiji.db")


def enter(engine, made, base, explained=()):
    with writing(engine) as connection:
        return releases.enter(connection, releases.ready(made, {}, "李", "why"), base, explained)


def test_explanations_stand_with_the_publication_they_explain(engine):
    first = enter(engine, ONE, "")
    enter(engine, TWO, first.release, [STANDS, MENDED])
    assert explanations(engine) == [
        Explanation("made-2025/1/1", "correction", "看错一位", 2),
        Explanation("tenfold:made-2025/1/1", "doubt", "文件如此", 2),
    ]
    assert enter(engine, TWO, None, [MENDED]).changed is False
    assert len(explanations(engine)) == 2


def test_a_database_without_explanations_has_none_and_takes_some(engine):
    publish(engine, ONE)
    with engine.begin() as connection:
        connection.execute(sql.text("DROP TABLE explanations"))
    assert explanations(engine) == []
    enter(engine, TWO, None, [MENDED])
    assert [one.sequence for one in explanations(engine)] == [2]


def test_nothing_is_entered_over_a_release_that_was_not_looked_at(engine):
    first = publish(engine, ONE)
    for base, named in (("", "none"), ("0123456789ab", "0123456789ab")):
        with pytest.raises(BaseMoved, match=f"is {first.release}, no longer {named}; nothing was published") as raised:
            enter(engine, TWO, base, [MENDED])
        assert raised.value.now == first
    assert (releases.history(engine), explanations(engine)) == ([first], [])
    assert enter(engine, TWO, first.release).sequence == 2
