import sqlite3

import pytest

from pages.parts.released import NotReleased, Released, released
from tests.etl.made import tables
from tests.pages.visiting import publish

ONE = tables(figures=[{}])
TWO = tables(figures=[{}, {}])


def in_database(folder, statement: str, *values: object) -> None:
    with sqlite3.connect(folder / "shiji.db") as connection:
        connection.execute(statement, values)
    connection.close()


def damage(folder, release: str) -> None:
    in_database(folder, "update releases set content = substr(content, 2) where id = ?", release)


def test_the_release_in_force_is_shown(tmp_path, monkeypatch):
    one = publish(ONE, tmp_path, monkeypatch)
    state = released()
    assert isinstance(state, Released)
    assert (state.publication.release, len(state.tables["figures"]), state.damaged) == (one, 1, ())


def test_a_new_publication_is_seen_at_once_and_loaded_once(tmp_path, monkeypatch):
    publish(ONE, tmp_path, monkeypatch)
    before = released()
    two = publish(TWO, tmp_path, monkeypatch)
    after = released()
    assert isinstance(before, Released)
    assert isinstance(after, Released)
    assert (after.publication.release, len(after.tables["figures"])) == (two, 2)
    assert released().tables is after.tables


def test_a_damaged_release_gives_way_to_the_last_sound_one(tmp_path, monkeypatch):
    one = publish(ONE, tmp_path, monkeypatch)
    two = publish(TWO, tmp_path, monkeypatch)
    damage(tmp_path, two)
    state = released()
    assert isinstance(state, Released)
    assert (state.publication.release, state.damaged) == (one, (two,))


def test_without_a_database_there_is_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    assert released() == NotReleased("none")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_unusable(tmp_path, monkeypatch):
    (tmp_path / "shiji.db").write_text("no database " * 100)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'shiji.db'}")
    assert released() == NotReleased("unusable")


def test_an_address_that_is_none_is_unusable(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "nowhere")
    assert released() == NotReleased("unusable")


def test_with_every_release_damaged_there_is_nothing_to_show(tmp_path, monkeypatch):
    damage(tmp_path, publish(ONE, tmp_path, monkeypatch))
    assert released() == NotReleased("damaged")


@pytest.mark.parametrize(
    ("statement", "why"),
    [("update releases set schema = 999", "newer")],
)
def test_a_release_of_another_version(tmp_path, monkeypatch, statement, why):
    publish(ONE, tmp_path, monkeypatch)
    in_database(tmp_path, statement)
    assert released() == NotReleased(why)
