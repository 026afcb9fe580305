"""What releases survive: damage to the file, a kill at any write, readers and publishers at the same time."""

import os
import shutil
import signal
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import get_context

import pytest
import sqlalchemy as sql

from etl.releasing import releases
from etl.tables import TABLES
from tests.etl.stored import ONE, TWO, assert_same, at, flipped, plain, publish, rows

FORK = get_context("fork")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "made" / "on demand" / "shiji.db"


@pytest.fixture
def engine(file):
    return at(file)


def test_a_flipped_byte_anywhere_in_the_file_never_gives_wrong_figures(engine, file, tmp_path):
    known = {publish(engine, made).release: made for made in (ONE, TWO)}
    whole = file.read_bytes()
    other, read = tmp_path / "flipped.db", 0
    for position in range(0, len(whole), len(whole) // 40):
        other.write_bytes(flipped(whole, position))
        with suppress(releases.ReleaseError):
            if sound := releases.load_sound(at(other)):
                assert_same(sound[1], known[sound[0].release])
                read += 1
    assert read > 0


def killed(engine, nth: int) -> bool:
    """Publish TWO in a process that is killed before its nth write or its commit; False where it got through."""
    child = os.fork()
    if child == 0:
        passed = [0]

        def count(_connection, _cursor=None, statement="COMMIT", *_):
            passed[0] += not statement.lstrip().startswith(("SELECT", "PRAGMA"))
            if passed[0] == nth:
                os.kill(os.getpid(), signal.SIGKILL)

        sql.event.listen(engine, "before_cursor_execute", count)
        sql.event.listen(engine, "commit", count)
        publish(engine, TWO)
        os._exit(0)
    return os.waitpid(child, 0)[1] != 0


@pytest.mark.parametrize("before", [None, ONE])
def test_killed_at_any_write_it_leaves_the_old_or_the_new_whole(tmp_path, before):
    if before:
        publish(at(tmp_path / "before.db"), before)
    old, new = before and rows(before), rows(TWO)
    for nth in range(1, 100):
        file = tmp_path / f"{nth}.db"
        if before:
            shutil.copy(tmp_path / "before.db", file)
        engine = at(file)
        was_killed = killed(engine, nth)
        sound = releases.load_sound(engine)
        assert bool(sound) == bool(before or not was_killed)
        if sound:
            assert (plain(engine), sound[2]) == (old if was_killed else new, [])
        assert publish(engine, TWO).sequence == (2 if before else 1)
        assert (plain(engine), releases.verify(engine)) == (new, [])
        if not was_killed:
            break
    assert 2 * len(TABLES) < nth < 99


def numbered(n: int):
    """Tables that say n in two places."""
    figures, themes = (
        ONE["figures"].assign(value=float(n)),
        ONE["themes"].assign(position=n).astype({"position": "Int64"}),
    )
    return {**ONE, "figures": figures, "themes": themes}


def watch(file, until: int, found) -> None:
    """Read as any tool would until the last publication: what each view says of itself, in the order seen."""
    engine, latest = at(file), 0
    while latest < until:
        publication = releases.current(engine)
        loaded = releases.load(engine, publication.release)
        latest, value = publication.sequence, loaded["figures"].loc[0, "value"]
        view = "SELECT max(sequence), value, position FROM publications, figures, themes"
        with sqlite3.connect(file) as connection:
            found.put((latest, value, *connection.execute(view).fetchone()))
    found.put(None)


def test_readers_see_whole_releases_in_order_while_fifty_are_published(engine, file):
    publish(engine, numbered(1))
    found = FORK.SimpleQueue()
    readers = [FORK.Process(target=watch, args=(file, 50, found)) for _ in range(2)]
    for reader in readers:
        reader.start()
    with ThreadPoolExecutor(1) as pool:
        views = pool.submit(lambda: [view for _ in readers for view in iter(found.get, None)])
        for n in range(2, 51):
            publish(engine, numbered(n))
        seen = views.result()
    assert len(seen) > 20
    assert all(sequence == value for sequence, value, *_ in seen)
    assert all(sequence == value == position for *_, sequence, value, position in seen)
    assert all(reader.join() is None and reader.exitcode == 0 for reader in readers)


def publish_five(file, first: int) -> None:
    for n in range(first, first + 5):
        publish(at(file), numbered(n))


def test_publishers_at_the_same_time_lose_nothing(engine, file):
    publishers = [FORK.Process(target=publish_five, args=(file, first)) for first in (10, 20, 30, 40)]
    for publisher in publishers:
        publisher.start()
    assert [(publisher.join(), publisher.exitcode) for publisher in publishers] == [(None, 0)] * 4
    history = releases.history(engine)
    assert [publication.sequence for publication in history] == list(range(20, 0, -1))
    values = [releases.load(engine, publication.release)["figures"].loc[0, "value"] for publication in history]
    assert sorted(values) == [float(first + n) for first in (10, 20, 30, 40) for n in range(5)]
    assert plain(engine)["figures"] == rows(numbered(int(values[0])))["figures"]
