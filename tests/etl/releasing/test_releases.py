import pytest
import sqlalchemy as sql
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.releasing import releases
from etl.releasing.tables_sql import RELEASES
from etl.tables import TABLES, Table, frame
from tests.etl.made import tables
from tests.etl.stored import ONE, TWO, assert_same, at, flipped, plain, publish, released, rows


@pytest.fixture
def file(tmp_path):
    return tmp_path / "made" / "on demand" / "shiji.db"


@pytest.fixture
def engine(file):
    return at(file)


def test_a_release_is_named_by_its_content(engine):
    published = publish(engine, tables(), "首次发布")
    assert (published.sequence, published.release, published.kind) == (1, "819959bc907f", "publish")
    assert (published.by, published.reason, published.changed) == ("李", "首次发布", True)
    assert published.at.endswith("+00:00")
    assert releases.current(engine) == published
    assert releases.sources(engine, "819959bc907f") == {"data/units.yaml": "单位: 1\n".encode()}


def test_the_same_content_again_changes_not_a_byte(engine, file):
    first = publish(engine, TWO)
    before = file.read_bytes()
    again = releases.publish(engine, released(TWO), releases.sources(engine, first.release), "王", "again")
    assert (again, again.changed) == (first, False)
    assert file.read_bytes() == before


def test_older_content_is_published_under_its_old_name(engine):
    first, _, third = (publish(engine, made) for made in (ONE, TWO, ONE))
    assert (third.release, third.sequence, third.kind) == (first.release, 3, "publish")
    assert plain(engine) == rows(ONE)


def cells(table: Table):
    text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
    types = {
        "text": text,
        "integer": st.integers(-(2**63), 2**63 - 1),
        "number": st.floats(allow_nan=False, allow_infinity=False),
        "yes-no": st.booleans(),
    }
    filled = {c.name: types[c.type] if c.required else st.none() | types[c.type] for c in table.columns}
    return st.lists(st.fixed_dictionaries(filled), max_size=3, unique_by=lambda row: tuple(row[k] for k in table.key))


@settings(max_examples=25, deadline=None)
@given(st.fixed_dictionaries({name: cells(TABLES[name]) for name in ("figures", "not_figures", "checks")}))
def test_what_is_loaded_is_what_was_published(tmp_path_factory, drawn):
    engine = at(tmp_path_factory.getbasetemp() / "drawn.db")
    made = {name: frame(table, drawn.get(name, ())) for name, table in TABLES.items()}
    published = publish(engine, made)
    assert_same(releases.load(engine, published.release), made)
    assert plain(engine) == rows(made)


@pytest.mark.parametrize("text", ["", "  ", "two\nlines", "bell\a", "turned \u202e round", "\u2028", "x" * 501])
def test_by_and_reason_are_one_visible_line(engine, file, text):
    for by, reason, name in ((text, "reason", "by"), ("李", text, "reason")):
        with pytest.raises(ValueError, match=f"^{name} must be one line of 1 to 500 visible characters"):
            releases.publish(engine, ONE, {}, by, reason)
        with pytest.raises(ValueError, match=f"^{name} must be one line"):
            releases.rollback(engine, "819959bc907f", by, reason)
    assert not file.exists()


def test_rollback_and_forward_are_entries_of_their_own_and_byte_identical(engine):
    first, second = publish(engine, ONE), publish(engine, TWO)
    back = releases.rollback(engine, first.release, "王", "第二期有误")
    assert (back.sequence, back.kind, back.release) == (3, "rollback", first.release)
    assert plain(engine) == rows(ONE)
    forward = releases.rollback(engine, second.release, "王", "it was right")
    assert plain(engine) == rows(TWO)
    assert releases.history(engine) == [forward, back, second, first]
    assert_same(releases.load(engine, second.release), TWO)


def test_rollback_to_what_is_in_force_changes_nothing(engine, file):
    first = publish(engine, ONE)
    before = file.read_bytes()
    assert releases.rollback(engine, first.release, "王", "why").changed is False
    assert file.read_bytes() == before


def test_an_unknown_release_is_named_with_the_nearest(engine, file):
    with pytest.raises(releases.UnknownRelease, match="no release 'x'; the history lists"):
        releases.rollback(engine, "x", "王", "why")
    assert not file.parent.exists()
    publish(engine, tables())
    for ask in (releases.load, releases.sources):
        with pytest.raises(releases.UnknownRelease, match=r"did you mean 819959bc907f\?"):
            ask(engine, "819959bc907")


def test_the_number_decides_what_is_in_force_not_the_clock(engine):
    publish(engine, ONE)
    with engine.begin() as connection:
        connection.execute(sql.text("UPDATE publications SET at = '2999-01-01T00:00:00+00:00'"))
    second = publish(engine, TWO)
    assert releases.current(engine) == second


def set_release(engine, release, **values):
    with engine.begin() as connection:
        connection.execute(RELEASES.update().where(RELEASES.c.id == release).values(values))


def test_every_flipped_byte_of_a_release_is_found(engine):
    release = publish(engine, ONE).release
    with engine.connect() as connection:
        content = connection.scalar(sql.text("SELECT content FROM releases"))
    for position in range(0, len(content), 5):
        set_release(engine, release, content=flipped(content, position))
        with pytest.raises(releases.ReleaseDamaged, match=f"release {release} is damaged"):
            releases.load(engine, release)
    set_release(engine, release, content=content)
    assert_same(releases.load(engine, release), ONE)


@pytest.mark.parametrize("values", [{"content": b""}, {"content": sql.literal("text")}, {"digest": "0" * 64}])
def test_other_damage_is_found(engine, values):
    release = publish(engine, ONE).release
    set_release(engine, release, **values)
    with pytest.raises(releases.ReleaseDamaged):
        releases.load(engine, release)
    assert releases.verify(engine) == [release]


def test_one_release_in_the_place_of_another_is_found(engine):
    first, second = publish(engine, ONE), publish(engine, TWO)
    with engine.connect() as connection:
        row = connection.execute(sql.select(RELEASES).where(RELEASES.c.id == second.release)).one()
    set_release(engine, first.release, digest=row.digest, content=row.content)
    with pytest.raises(releases.ReleaseDamaged, match=first.release):
        releases.load(engine, first.release)


def test_the_latest_sound_release_stands_in_for_a_damaged_one(engine):
    first, second = publish(engine, ONE), publish(engine, TWO)
    assert releases.load_sound(engine)[0] == second
    set_release(engine, second.release, content=b"x")
    publication, found, damaged = releases.load_sound(engine)
    assert (publication, damaged) == (first, [second.release])
    assert_same(found, ONE)
    assert releases.verify(engine) == [second.release]
    with pytest.raises(releases.ReleaseDamaged):
        releases.rollback(engine, second.release, "王", "why")
    assert publish(engine, TWO).changed is False
    set_release(engine, first.release, content=b"x")
    with pytest.raises(releases.ReleaseDamaged, match=second.release):
        releases.load_sound(engine)


def test_damaged_sources_are_found(engine):
    release = publish(engine, ONE).release
    with engine.begin() as connection:
        connection.execute(sql.text("UPDATE release_sources SET sha256 = 'other'"))
    with pytest.raises(releases.ReleaseDamaged):
        releases.sources(engine, release)
    assert releases.verify(engine) == [release]


def test_a_release_of_a_newer_version_is_not_guessed(engine):
    release = publish(engine, ONE).release
    set_release(engine, release, schema=releases.SCHEMA + 1)
    for ask in (lambda: releases.load(engine, release), lambda: releases.load_sound(engine)):
        with pytest.raises(releases.NewerRelease, match=f"release {release} needs a newer version of the dashboard"):
            ask()
    assert releases.verify(engine) == []
