from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import sqlalchemy as sql

from etl.drafting import kept_drafts
from etl.drafting.drafts import Draft, Entry
from etl.drafting.kept_drafts import Conflict, DraftDamaged, ListedDraft
from etl.releasing import releases
from tests.etl.stored import ONE, at, publish

DRAFT = Draft("made-2026", "受理3件。\n", "made.txt", entries=(Entry(1, 2, 1, 4, "3件"),))


@pytest.fixture
def engine(tmp_path):
    return at(tmp_path / "var" / "shiji.db")


def test_a_draft_is_kept_saved_listed_and_dropped(engine):
    kept = kept_drafts.start(engine, "李", DRAFT)
    assert (kept.curator, kept.issue, kept.version, kept.submitted, kept.draft) == ("李", "made-2026", 1, "", DRAFT)
    later = replace(DRAFT, issue="made-2027", title="示例日报")
    saved = kept_drafts.save(engine, kept.id, later, 1)
    assert (saved.id, saved.version, saved.issue, saved.draft) == (kept.id, 2, "made-2027", later)
    assert kept_drafts.load(engine, kept.id) == saved
    other = kept_drafts.start(engine, "王", DRAFT)
    assert [(line.id, line.curator) for line in kept_drafts.listed(engine)] == [(other.id, "王"), (kept.id, "李")]
    assert kept_drafts.drop(engine, kept.id, 2) is None
    assert kept_drafts.drop(engine, kept.id, 2) is None
    assert kept_drafts.load(engine, kept.id) is None
    assert [line.id for line in kept_drafts.listed(engine)] == [other.id]


def test_whoever_saves_over_a_version_not_seen_is_told(engine):
    kept = kept_drafts.start(engine, "李", DRAFT)
    second = kept_drafts.save(engine, kept.id, replace(DRAFT, title="甲"), 1)
    stands = ListedDraft(kept.id, "李", "made-2026", 2, second.saved_at, "")
    assert kept_drafts.save(engine, kept.id, replace(DRAFT, title="乙"), 1) == Conflict(stands)
    assert kept_drafts.submit(engine, kept.id, 1, "d", "李") == Conflict(stands)
    assert kept_drafts.drop(engine, kept.id, 1) == Conflict(stands)
    assert kept_drafts.load(engine, kept.id).draft.title == "甲"
    kept_drafts.drop(engine, kept.id, 2)
    assert kept_drafts.save(engine, kept.id, DRAFT, 2) == Conflict(None)
    assert kept_drafts.listed(engine) == []


def test_a_submission_names_a_digest_and_lapses_with_the_next_save(engine):
    kept = kept_drafts.start(engine, "李", DRAFT)
    asked = kept_drafts.submit(engine, kept.id, 1, "0123456789ab", "李")
    assert (asked.version, asked.submitted, asked.draft) == (2, "0123456789ab", DRAFT)
    assert kept_drafts.save(engine, kept.id, DRAFT, 2).submitted == ""


def test_of_tabs_that_save_at_the_same_time_one_wins_and_the_others_are_told(engine):
    kept = kept_drafts.start(engine, "李", DRAFT)
    with ThreadPoolExecutor(8) as pool:
        tabs = [replace(DRAFT, title=str(n)) for n in range(8)]
        told = list(pool.map(lambda tab: kept_drafts.save(engine, kept.id, tab, 1), tabs))
    won = [one for one in told if not isinstance(one, Conflict)]
    assert len(won) == 1
    assert kept_drafts.load(engine, kept.id) == won[0]
    assert {one.now.version for one in told if isinstance(one, Conflict)} == {2}


def test_a_database_that_knows_no_drafts_has_none(engine):
    publish(engine, ONE)
    with engine.begin() as connection:
        connection.execute(sql.text("DROP TABLE drafts"))
    assert (kept_drafts.listed(engine), kept_drafts.load(engine, "x")) == ([], None)
    kept = kept_drafts.start(engine, "李", DRAFT)
    assert kept_drafts.load(engine, kept.id) == kept
    assert releases.current(engine).sequence == 1


def test_what_is_no_draft_is_one_named_error(engine):
    kept = kept_drafts.start(engine, "李", DRAFT)
    with engine.begin() as connection:
        connection.execute(sql.text("UPDATE drafts SET state = '{}'"))
    with pytest.raises(DraftDamaged, match=f"draft {kept.id} cannot be read"):
        kept_drafts.load(engine, kept.id)
    assert [line.id for line in kept_drafts.listed(engine)] == [kept.id]
