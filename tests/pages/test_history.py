"""The history of releases as curators read it: what changed, with the reason for each."""

from dataclasses import replace
from datetime import UTC, datetime

from etl import kept_drafts, kept_readings, refresh, releases, second
from tests.etl.drafted import kept, old_issue
from tests.pages.test_refresh import stage
from tests.pages.visiting import open_page, texts

__all__ = ["stage"]

FIGURE = "made-2025/3/1"


def test_reasons_stand_by_what_they_are_for_in_words(stage, tmp_path):
    engine, data = stage
    draft = kept(engine, old_issue(engine, data, status="target"))
    asked = kept_readings.start(engine, draft.id, second.ask(draft.draft, "李", datetime(2027, 1, 1, tzinfo=UTC)))
    reasons = {FIGURE: "看错了", f"reading:{asked.id}": "急用"}
    explained = replace(draft.draft, kinds={FIGURE: "correction"}, reasons=reasons)
    saved = kept_drafts.save(engine, draft.id, explained, draft.version)
    assert isinstance(refresh.publish(engine, data, tmp_path / "texts", saved, "李", "改"), releases.Publication)
    said = texts(open_page("refresh", lang="en", step="history"))
    at = said.index(f"657件 · Hedong Court · Cases · {FIGURE}")
    assert said[at + 1 : at + 4] == [
        "ColumnBeforeAfterStatusreportedtarget",
        "correction (our error): 看错了",
        "Doubt looked into · a second reading not waited for: 急用",
    ]
