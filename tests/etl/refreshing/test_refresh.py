from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from etl import build
from etl.curating import curated
from etl.drafting import entering, kept_drafts
from etl.drafting.kept_drafts import Conflict
from etl.refreshing import refresh
from etl.refreshing.refresh import Overtaken
from etl.refreshing.swap import FolderUnusable
from etl.releasing import releases
from etl.releasing.database import ReleaseError
from etl.releasing.explanations import Explanation, explanations
from tests.etl.drafted import NEW_TEXT, base, files, kept, new_issue, old_issue, publish_folder, published
from tests.etl.folder import FILES, REPORT, write
from tests.etl.stored import ONE, plain

NEW = "issues/made-2026/issue.yaml", "issues/made-2026/report.yaml"
FIGURE = "made-2025/3/1"


@pytest.fixture
def stage(tmp_path):
    """A published data folder, its texts, its database, and a way to publish a draft by 李."""
    engine, data = published(tmp_path)

    class Stage:
        texts = tmp_path / "texts"

        @staticmethod
        def publish(one, by="李", **more):
            return refresh.publish(engine, data, tmp_path / "texts", one, by, "新一期", **more)

        @staticmethod
        def state():
            return files(data), files(tmp_path / "texts"), plain(engine), releases.history(engine)

    Stage.engine, Stage.data = engine, data
    return Stage


def rules(refused):
    return [(problem.rule, problem.found) for problem in refused]


def test_a_new_issue_is_published_with_its_files_and_its_text(stage):
    before = files(stage.data)
    draft = new_issue(stage.engine)
    made = stage.publish(kept(stage.engine, draft))
    assert (made.sequence, made.by, made.reason, made.changed) == (2, "李", "新一期", True)
    assert {below: content for below, content in files(stage.data).items() if below not in NEW} == before
    assert "printed: 700件" in (stage.data / NEW[1]).read_text(encoding="utf-8")
    assert (stage.texts / "made-2026.txt").read_bytes() == NEW_TEXT.encode()
    assert releases.sources(stage.engine, made.release) == files(stage.data)
    figures = releases.load(stage.engine, made.release)["figures"].set_index("figure")
    assert figures.loc["made-2026/3/1", ["value", "year"]].tolist() == [700.0, 2026]
    assert kept_drafts.listed(stage.engine) == []
    assert refresh.unpublished(stage.engine, stage.data) == []


def test_forth_and_back_and_forth_the_files_are_byte_for_byte_those_of_the_release(stage):
    for name in ("READINGS.md", "schemas/issue.json", "templates/issue.yaml"):
        (stage.data / name).parent.mkdir(exist_ok=True)
        (stage.data / name).write_text("ours\n")
    before, first = stage.state(), base(stage.engine)
    second = stage.publish(kept(stage.engine, new_issue(stage.engine)))
    after = stage.state()
    back = refresh.rollback(stage.engine, stage.data, first, "王", "第二期有误")
    assert (back.sequence, back.kind, back.release, back.reason) == (3, "rollback", first, "第二期有误")
    assert stage.state()[0] == before[0]
    assert not (stage.data / "issues/made-2026").exists()
    assert stage.state()[2] == before[2]
    assert stage.state()[1] == after[1]
    forward = refresh.rollback(stage.engine, stage.data, second.release, "王", "it was right")
    assert stage.state()[:3] == after[:3]
    assert releases.history(stage.engine)[:2] == [forward, back]


def test_a_changed_figure_is_published_only_with_a_kind_and_a_reason(stage):
    draft = old_issue(stage.engine, stage.data, detail_zh="受理案件")
    before = stage.state()
    assert rules(stage.publish(kept(stage.engine, draft))) == [("unexplained", FIGURE)]
    assert stage.state() == before
    said = replace(draft, kinds={FIGURE: "correction"}, reasons={FIGURE: " 漏了两个字 "})
    made = stage.publish(kept(stage.engine, said))
    assert made.sequence == 2
    assert explanations(stage.engine) == [Explanation(FIGURE, "correction", "漏了两个字", 2)]
    assert (stage.data / REPORT).read_text() == FILES[REPORT].replace("zh: 受理,", "zh: 受理案件,")


def test_a_doubt_is_published_only_with_a_reason(stage):
    text = NEW_TEXT.replace("700", "7000")
    draft = new_issue(stage.engine, text=text)
    entries = (draft.entries[0], replace(draft.entries[1], end=13, printed="7000件"))
    draft, doubt = replace(draft, entries=entries), "tenfold:made-2026/3/1"
    assert rules(stage.publish(kept(stage.engine, draft))) == [("unexplained", doubt)]
    said = replace(draft, reasons={doubt: "文件如此"})
    assert stage.publish(kept(stage.engine, said)).sequence == 2
    assert explanations(stage.engine) == [Explanation(doubt, "doubt", "文件如此", 2)]


def test_a_draft_with_problems_changes_nothing(stage):
    draft = new_issue(stage.engine)
    undecided = replace(draft, entries=(draft.entries[0], replace(draft.entries[1], state="undecided")))
    before = stage.state()
    one = kept(stage.engine, undecided)
    assert rules(stage.publish(one)) == [("undecided", "700件")]
    assert rules(stage.publish(kept(stage.engine, replace(draft, name="made.txt")))) == [
        ("text-taken", "another text has it")
    ]
    for name in ("../made.txt", ".made"):
        assert ("text-taken", name) in rules(stage.publish(kept(stage.engine, replace(draft, name=name))))
    with pytest.raises(ValueError, match=r"^reason must be one line"):
        refresh.publish(stage.engine, stage.data, stage.texts, kept(stage.engine, draft), "李", "")
    assert stage.state() == before
    assert one.id in {line.id for line in kept_drafts.listed(stage.engine)}


def test_edits_by_hand_that_are_not_published_are_named_and_not_overwritten(stage):
    edited = FILES["units.yaml"] + "# who else?\n"
    write(stage.data.parent, {"units.yaml": edited, "issues/made-2025/more.yaml": "x", "measures.yaml": None})
    (stage.data / "measures.yaml").unlink()
    names = ["issues/made-2025/more.yaml", "measures.yaml", "units.yaml"]
    assert refresh.unpublished(stage.engine, stage.data) == names
    before = stage.state()
    refused = stage.publish(kept(stage.engine, new_issue(stage.engine)))
    assert [(problem.rule, problem.place.file) for problem in refused] == [
        ("unpublished", f"data/{name}") for name in names
    ]
    now = base(stage.engine)
    way_out = f"publish it (python -m etl publish), or take it back (python -m etl rollback {now} --force)"
    assert {problem.way_out for problem in refused} == {way_out}
    assert rules(refresh.rollback(stage.engine, stage.data, base(stage.engine), "李", "why")) == rules(refused)
    assert stage.state() == before
    taken_back = refresh.rollback(stage.engine, stage.data, base(stage.engine), "李", "why", force=True)
    assert (taken_back.changed, refresh.unpublished(stage.engine, stage.data)) == (False, [])


def test_a_comment_written_by_hand_is_published_and_then_kept(stage):
    write(stage.data.parent, {"units.yaml": FILES["units.yaml"] + "# who else?\n"})
    assert publish_folder(stage.engine, stage.data).changed is False
    stage.publish(kept(stage.engine, new_issue(stage.engine)))
    assert (stage.data / "units.yaml").read_text().endswith("# who else?\n")


def test_of_two_curators_the_second_is_told_what_the_first_published(stage):
    first, second = (kept(stage.engine, new_issue(stage.engine, issue)) for issue in ("made-2026", "other-2026"))
    now = stage.publish(first)
    before = stage.state()
    moved = stage.publish(second)
    assert (type(moved), moved.now) == (Overtaken, now)
    assert moved.changes[["change", "figure"]].to_numpy().tolist() == [["added", "made-2026/3/1"]]
    assert stage.state() == before
    again = kept_drafts.save(stage.engine, second.id, replace(second.draft, base=now.release), second.version)
    assert stage.publish(again).sequence == 3
    assert {"issues/made-2026/issue.yaml", "issues/other-2026/issue.yaml"} <= files(stage.data).keys()


def test_a_draft_does_not_undo_what_it_has_not_seen(stage):
    first = base(stage.engine)
    stale = old_issue(stage.engine, stage.data, detail_zh="受理案件")
    fresh = replace(new_issue(stage.engine), base=first)
    write(stage.data.parent, {REPORT: FILES[REPORT].replace("en: Closed", "en: Settled")})
    why = [Explanation("made-2025/4/1", "correction", "better English")]
    now = publish_folder(stage.engine, stage.data, why).release
    assert refresh.rebased(stage.engine, fresh, now) == replace(fresh, base=now)
    moved = refresh.rebased(stage.engine, stale, now)
    assert (moved.rule, str(moved.place), moved.found) == ("issue-moved", f"data/{REPORT}:1:1", f"that of {now}")
    other = kept(stage.engine, new_issue(stage.engine))
    later = stage.publish(other).release
    here = replace(old_issue(stage.engine, stage.data, detail_zh="受理案件"), base=now)
    assert refresh.rebased(stage.engine, here, later) == replace(here, base=later)


def test_of_eight_curators_at_the_same_time_one_publishes_and_all_the_others_are_told(stage):
    drafts = [kept(stage.engine, new_issue(stage.engine, f"made-{n}")) for n in range(8)]
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(stage.publish, drafts))
    assert sorted(type(one).__name__ for one in told) == ["Overtaken"] * 7 + ["Publication"]
    won = next(n for n, one in enumerate(told) if isinstance(one, releases.Publication))
    assert {line.issue for line in kept_drafts.listed(stage.engine)} == {f"made-{n}" for n in range(8)} - {
        f"made-{won}"
    }
    assert files(stage.data) == releases.sources(stage.engine, base(stage.engine))


def test_what_is_published_is_what_was_looked_at(stage):
    one = kept(stage.engine, new_issue(stage.engine))
    later = kept_drafts.save(stage.engine, one.id, replace(one.draft, title="改"), 1)
    before = stage.state()
    told = stage.publish(one)
    assert (type(told), told.now.version) == (Conflict, 2)
    assert stage.state() == before
    assert kept_drafts.load(stage.engine, one.id) == later


def test_four_eyes_see_exactly_the_same(stage):
    one = kept(stage.engine, new_issue(stage.engine))
    digest = entering.digest(entering.entered(one.draft, stage.data).files)
    assert rules(stage.publish(one, "王", four_eyes=True)) == [("not-approved", "nothing")]
    asked = kept_drafts.submit(stage.engine, one.id, 1, digest, "李")
    assert rules(stage.publish(asked, "李", four_eyes=True)) == [("not-approved", "李")]
    edited = kept_drafts.save(stage.engine, one.id, replace(one.draft, title="改"), asked.version)
    assert rules(stage.publish(edited, "王", four_eyes=True)) == [("not-approved", "nothing")]
    stale = kept_drafts.submit(stage.engine, one.id, edited.version, digest, "李")
    assert rules(stage.publish(stale, "王", four_eyes=True)) == [("not-approved", digest)]
    now = entering.digest(entering.entered(edited.draft, stage.data).files)
    asked = kept_drafts.submit(stage.engine, one.id, stale.version, now, "李")
    assert stage.publish(asked, "王", four_eyes=True).by == "李 / 王"


def test_nobody_approves_what_they_asked_for_whoever_began_it(stage):
    one = kept(stage.engine, new_issue(stage.engine))
    digest = entering.digest(entering.entered(one.draft, stage.data).files)
    asked = kept_drafts.submit(stage.engine, one.id, 1, digest, "王")
    assert rules(stage.publish(asked, "王", four_eyes=True)) == [("not-approved", "王")]
    assert stage.publish(asked, "李", four_eyes=True).by == "王 / 李"


def test_the_folder_is_published_as_it_was_read(stage, monkeypatch):
    write(stage.data.parent, {REPORT: FILES[REPORT].replace("591件", "590件")})
    original, before = releases.ready, stage.state()[2:]

    def ready(*given):
        (stage.data / "units.yaml").write_text("# somebody saves\n")
        return original(*given)

    monkeypatch.setattr(releases, "ready", ready)
    with pytest.raises(ReleaseError, match=r"units\.yaml was changed while it was read; nothing was published"):
        publish_folder(stage.engine, stage.data)
    assert stage.state()[2:] == before


def test_the_folder_is_not_published_over_a_release_it_was_not_compared_with(stage):
    write(stage.data.parent, {REPORT: FILES[REPORT].replace("en: Closed", "en: Settled")})
    loaded = curated.load(stage.data)
    reviewed = refresh.review(stage.engine, build.build(loaded), [], stage.data)
    first = base(stage.engine)
    now = releases.publish(stage.engine, ONE, {}, "王", "meanwhile")
    with pytest.raises(releases.BaseMoved, match=f"is {now.release}, no longer {first}"):
        refresh.publish_folder(stage.engine, stage.data, loaded.files, reviewed, "李", "why", [])
    assert releases.current(stage.engine) == now


def test_a_release_kept_without_files_does_not_empty_the_folder(stage):
    bare = releases.publish(stage.engine, releases.load(stage.engine, base(stage.engine)), {}, "李", "why")
    with pytest.raises(ReleaseError, match="was kept without its files"):
        refresh.rollback(stage.engine, stage.data, bare.release, "李", "why", force=True)
    assert FILES.keys() == files(stage.data).keys()


def test_the_database_alone_can_be_rolled_back(stage):
    first = base(stage.engine)
    stage.publish(kept(stage.engine, new_issue(stage.engine)))
    before = files(stage.data)
    assert refresh.rollback(stage.engine, None, first, "王", "why").sequence == 3
    assert files(stage.data) == before
    assert refresh.unpublished(stage.engine, stage.data) == list(NEW)


def test_a_folder_that_cannot_be_written_is_named(stage, monkeypatch):
    before = stage.state()
    (stage.texts.parent / "file").touch()
    with pytest.raises(FolderUnusable, match=r"file/made-2026\.txt|/file: (File exists|Not a directory)"):
        refresh.publish(
            stage.engine,
            stage.data,
            stage.texts.parent / "file",
            kept(stage.engine, new_issue(stage.engine)),
            "李",
            "why",
        )
    assert stage.state() == before
