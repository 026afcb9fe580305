import pytest

from etl import releases, stored
from tests.etl.stored import ONE, TWO, at, released


@pytest.fixture
def engine(tmp_path):
    return at(tmp_path / "shiji.db")


def test_the_files_of_a_release_are_those_it_was_last_published_from(engine):
    first = releases.publish(engine, ONE, {"a.yaml": b"1", "b.yaml": b"2"}, "李", "why")
    other = releases.publish(engine, TWO, {"a.yaml": b"3"}, "李", "why")
    again = releases.publish(engine, released(TWO), {"a.yaml": b"3 # why"}, "王", "a comment")
    assert (again, again.changed) == (other, False)
    assert stored.sources(engine, other.release) == {"a.yaml": b"3 # why"}
    assert stored.sources(engine, first.release) == {"a.yaml": b"1", "b.yaml": b"2"}
    assert stored.sound(engine, first.release)
    assert not stored.sound(engine, "0123456789ab")
