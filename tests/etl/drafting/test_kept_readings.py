from dataclasses import replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sql

from etl.curating import curated
from etl.drafting import entering, kept_readings, second
from etl.drafting.kept_readings import ReadingDamaged
from etl.drafting.second import Answer
from etl.refreshing import refresh
from etl.releasing import releases
from tests.etl.drafted import kept, new_issue, published
from tests.etl.stored import ONE, at, publish

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def stage(tmp_path):
    return *published(tmp_path), tmp_path / "texts"


def test_a_reading_is_kept_saved_listed_and_dropped(tmp_path):
    engine = at(tmp_path / "shiji.db")
    assert (kept_readings.listed(engine), kept_readings.load(engine, "x")) == ([], None)
    publish(engine, ONE)
    reading = second.ask(new_issue(engine), "李", AT)
    one, other = kept_readings.start(engine, "d1", reading), kept_readings.start(engine, "d2", reading)
    answered = second.answer(reading, "3/8", Answer("700", "court", "2026"))
    saved = kept_readings.save(engine, one.id, answered, 1)
    assert (saved.version, saved.draft, saved.reading) == (2, "d1", answered)
    assert kept_readings.save(engine, one.id, reading, 1) is None
    assert kept_readings.load(engine, one.id) == saved
    assert [one.id for one in kept_readings.listed(engine)] == [saved.id, other.id]
    assert kept_readings.listed(engine, "d2") == [other]
    kept_readings.drop(engine, one.id)
    assert kept_readings.listed(engine) == [other]
    with engine.begin() as connection:
        connection.execute(sql.text("UPDATE blind_readings SET state = '{}'"))
    with pytest.raises(ReadingDamaged, match=f"second reading {other.id} cannot be read"):
        kept_readings.listed(engine)


def test_differences_of_a_reading_are_settled_before_its_draft_is_published(stage):
    engine, data, texts = stage
    one = kept(engine, new_issue(engine))
    reading = second.answer(second.ask(one.draft, "李", AT), "3/8", Answer("700", "city", "2026"))
    asked = kept_readings.start(engine, one.id, reading)
    ended = kept_readings.save(engine, asked.id, second.end(reading, one.draft, AT), 1)
    told = refresh.publish(engine, data, texts, one, "李", "新一期")
    assert [(problem.rule, problem.expected) for problem in told] == [
        ("unsettled", "court or city, settled by the text")
    ]
    settled = second.keep_first(ended.reading, second.differences(one.draft, ended.reading)[0])
    kept_readings.save(engine, asked.id, settled, 2)
    assert refresh.publish(engine, data, texts, one, "李", "新一期").sequence == 2
    assert kept_readings.listed(engine) == []


def test_what_a_reading_came_to_is_published_with_its_issue(stage):
    engine, data, texts = stage
    draft = new_issue(engine)
    reading = second.answer(second.ask(draft, "李", AT), "3/8", Answer("700", "court", "2026"))
    recorded = second.recorded(draft, second.end(reading, draft, AT))
    files = entering.files(recorded, curated.load(data).files)
    assert files["readings.yaml"].decode().splitlines()[:4] == [
        "made-2026:",
        "  read: 2026-03-01",
        "  figures: 1",
        "  agreed: 1",
    ]
    made = refresh.publish(engine, data, texts, kept(engine, recorded), "李", "新一期")
    row = releases.load(engine, made.release)["readings"].loc[0]
    assert (row["issue"], row["read"], row["figures"], row["agreed"]) == ("made-2026", "2026-03-01", 1, 1)
    again = entering.files(replace(recorded, opened=True, reading={**recorded.reading, "agreed": "0"}), files | {})
    assert again["readings.yaml"] == files["readings.yaml"].replace(b"agreed: 1", b"agreed: 0")
