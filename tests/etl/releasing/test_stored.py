import hashlib
import zlib

import pytest

from etl.releasing import releases, stored
from etl.releasing.tables_sql import RELEASES
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


@pytest.mark.parametrize(
    ("digest", "name"),
    [
        ("008eddecf9d0" + "5" * 52, "008eddecf9d0"),
        ("01e299999999" + "c" + "0" * 51, "1e299999999c"),
        ("123456789012" + "3a" + "0" * 50, "34567890123a"),
        ("0" * 64, "000000000000"),
    ],
)
def test_a_release_is_not_called_what_a_spreadsheet_takes_for_a_number(digest, name):
    assert stored.name(digest) == name


def test_a_release_once_called_like_a_number_is_sound(engine):
    release = releases.publish(engine, ONE, {}, "李", "why").release
    text = b'{"1":1}'
    while not (digest := hashlib.sha256(text).hexdigest())[:12].isdigit():
        text += b" "
    with engine.begin() as connection:
        row = {"digest": digest, "id": digest[:12], "content": zlib.compress(text)}
        connection.execute(RELEASES.update().where(RELEASES.c.id == release).values(row))
    assert stored.name(digest) != digest[:12]
    assert stored.sound(engine, digest[:12])
