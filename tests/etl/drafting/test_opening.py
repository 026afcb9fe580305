import re
from dataclasses import replace

import pandas as pd
import pytest

from etl import evidence
from etl.build import build
from etl.drafting import drafts, entering
from etl.drafting.drafts import Entry, Piece
from etl.drafting.opening import brought_back, opened
from etl.problems import DataRejected
from tests.etl.folder import FILES, ISSUE, REPORT, TEXT, load

ISSUES = ("branch-life-2023-11", "first-square-2025", "organisation-work-2024")
ISSUES += ("tianjin-agencies-2025", "tianjin-review-2021")


def taken_up(loaded, issue, texts):
    record = loaded.issues[issue].record
    return opened(loaded, issue, evidence.archived(texts, record.text, record.sha256))


def test_an_issue_is_taken_up_as_the_data_has_it(tmp_path):
    draft = opened(load(tmp_path), "made-2025", TEXT, "abc123")
    assert (draft.issue, draft.name, draft.base, draft.opened) == ("made-2025", "made.txt", "abc123", True)
    assert (draft.title, draft.published, draft.publisher) == ("示例日报", "2025-12-31", "")
    checks = ({"rate": "share", "part": "closed", "whole": "accepted"},)
    assert draft.articles == (Piece("report", "一年实绩", 1, 4, "court", "2025", checks=checks, was="report"),)
    accepted = Entry(3, 8, 3, 12, "657件", "figure", "figure", indicator="cases", unit="court", period="2025")
    year = Entry(3, 0, 3, 5, "2025年", "not_figure", "not_figure", "date", confidence=1.0, was="made-2025/3/not-1")
    words = {"detail_zh": "受理", "detail_en": "Accepted", "key": "accepted"}
    assert draft.entries[:2] == (year, replace(accepted, **words, confidence=1.0, was="made-2025/3/1"))
    assert [entry.was for entry in draft.entries[2:]] == ["made-2025/4/1", "made-2025/4/2"]


def test_what_the_text_does_not_say_stands_at_the_start_of_its_line(tmp_path):
    draft = opened(load(tmp_path), "made-2025", TEXT.replace("591件", "592件"))
    assert [(e.line, e.start, e.end, e.printed) for e in draft.entries if e.start == e.end] == [(4, 0, 0, "591件")]


def test_an_issue_that_cannot_be_read_whole_is_not_taken_up(tmp_path):
    broken = load(tmp_path, {REPORT: FILES[REPORT].replace("591件", "许多")})
    with pytest.raises(DataRejected, match=r"report.yaml:13:19: error \[unreadable-quantity\]"):
        opened(broken, "made-2025", TEXT)


@pytest.mark.parametrize("issue", ISSUES)
def test_nothing_changed_is_not_a_byte_changed(issue, loaded, texts_dir):
    draft = drafts.read(drafts.written(taken_up(loaded, issue, texts_dir)))
    assert entering.files(draft, loaded.files) == loaded.files


@pytest.mark.parametrize("issue", ISSUES)
def test_an_issue_decided_afresh_comes_to_the_same_tables(issue, loaded, texts_dir):
    draft = taken_up(loaded, issue, texts_dir)
    afresh = replace(draft, opened=False, entries=tuple(replace(entry, was="") for entry in draft.entries))
    others = {below: held for below, held in loaded.files.items() if not below.startswith(f"issues/{issue}/")}
    rebuilt = build(entering.loaded_from(entering.files(afresh, others), "data"))
    no_nth = {below: re.sub(rb"nth: \d+, ", b"", held) for below, held in loaded.files.items() if issue in below}
    for name, table in build(entering.loaded_from(loaded.files | no_nth, "data")).items():
        pd.testing.assert_frame_equal(rebuilt[name], table)


def test_the_data_folder_of_the_tests_goes_round_too(tmp_path):
    held = load(tmp_path)
    assert entering.files(opened(held, "made-2025", TEXT), held.files) == held.files
    assert {ISSUE, REPORT} < held.files.keys()


def test_an_issue_that_went_comes_back_with_the_registry_entries_it_needs_under_the_same_ids(tmp_path):
    court = "court: {name: {zh: 河东法院, en: Hedong Court}, kind: court, parent: city}\n"
    share = "{printed: 90.0%, "
    read = {"readings.yaml": "made-2025: {read: 2026-01-02, figures: 3, agreed: 3, value: 0, unit: 0, period: 0,\n"
            "  status: 0, only_first: 0, only_second: 0, changed: 0}\n"}  # fmt: skip
    gap = {REPORT: FILES[REPORT].replace(share, share + "nth: 5, "), **read}
    then = load(tmp_path / "then", gap)
    gone = {ISSUE: None, REPORT: None, "units.yaml": FILES["units.yaml"].removesuffix(court)}
    fewer = FILES["measures.yaml"].replace("words: [件]", "words: [起]")
    now = load(tmp_path / "now", {**gone, "measures.yaml": fewer})
    draft = brought_back(then, "made-2025", TEXT, now, "abc123")
    assert (draft.opened, draft.base, [*draft.units], [*draft.indicators]) == (False, "abc123", ["court"], [])
    assert draft.measures == {"case": {"name": {"zh": "件", "en": "cases"}, "words": ["起", "件"]}}
    assert draft.reading["agreed"] == "3"
    rebuilt = build(entering.loaded_from(entering.files(draft, now.files), "data"))
    ids = ["made-2025/3/1", "made-2025/4/1", "made-2025/4/5"]
    assert rebuilt["figures"]["figure"].tolist() == build(then)["figures"]["figure"].tolist() == ids
    for name in ("units", "readings"):
        pd.testing.assert_frame_equal(rebuilt[name], build(then)[name])


@pytest.mark.parametrize("issue", ISSUES)
def test_an_issue_of_the_data_that_went_comes_back_to_the_same_tables(issue, loaded, texts_dir):
    others = {below: held for below, held in loaded.files.items() if not below.startswith(f"issues/{issue}/")}
    now = entering.loaded_from(others, "data")
    record = loaded.issues[issue].record
    draft = brought_back(loaded, issue, evidence.archived(texts_dir, record.text, record.sha256), now)
    rebuilt = build(entering.loaded_from(entering.files(draft, now.files), "data"))
    for name, table in build(loaded).items():
        pd.testing.assert_frame_equal(rebuilt[name], table)
