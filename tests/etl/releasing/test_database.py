import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from etl.releasing import releases
from tests.etl.stored import ONE, TWO, assert_same, at, publish


@pytest.fixture
def file(tmp_path):
    return tmp_path / "made" / "on demand" / "shiji.db"


@pytest.fixture
def engine(file):
    return at(file)


def test_reading_what_was_never_published_makes_no_file(engine, file):
    assert (releases.current(engine), releases.history(engine)) == (None, [])
    assert (releases.load_sound(engine), releases.verify(engine)) == (None, [])
    assert not file.parent.exists()
    file.parent.mkdir(parents=True)
    file.touch()
    assert releases.current(engine) is None


@pytest.mark.parametrize("wrong", [b"figures,units\n" * 500, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_one_named_error(engine, file, wrong):
    file.parent.mkdir(parents=True)
    file.write_bytes(wrong)
    asks = (releases.current, releases.history, releases.load_sound, releases.verify, lambda e: publish(e, ONE))
    for ask in asks:
        with pytest.raises(releases.DatabaseUnusable, match=r"shiji\.db cannot be used: .*; check the address"):
            ask(engine)
    assert file.read_bytes() == wrong


def test_a_read_only_database_is_read_and_refuses_to_be_written(engine, file):
    publish(engine, ONE)
    read_only = releases.connect(f"sqlite:///file:{file}?mode=ro&uri=true")
    assert_same(releases.load(read_only, releases.current(read_only).release), ONE)
    with pytest.raises(releases.DatabaseUnusable, match="readonly database"):
        publish(read_only, TWO)


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(releases.DatabaseUnusable, match=r"Not a directory|File exists"):
        publish(at(tmp_path / "file" / "shiji.db"), ONE)


@pytest.mark.parametrize("url", ["nonsense", "oracle+nothing://x/y", "sqlserver://me:secret@host/db"])
def test_an_address_nobody_can_open_is_named_without_its_password(url):
    with pytest.raises(releases.DatabaseUnusable) as raised:
        releases.connect(url)
    assert "secret" not in str(raised.value)


def test_the_address_is_a_file_unless_moved(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert releases.address() == "sqlite:///var/shiji.db"
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://db/shiji")
    assert releases.address() == "postgresql+psycopg://db/shiji"


def test_a_writer_waits_for_another_to_finish(engine, file):
    publish(engine, ONE)
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(publish, engine, TWO)
        time.sleep(0.3)
        assert not waiting.done()
        assert releases.current(engine).sequence == 1
        other.execute("COMMIT")
        assert waiting.result().sequence == 2
    other.close()
