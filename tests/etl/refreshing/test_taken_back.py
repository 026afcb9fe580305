"""An issue that was taken back, opened and published again."""

from dataclasses import replace

from etl.curating import curated
from etl.drafting import entering, opening
from etl.refreshing import refresh
from etl.releasing import releases
from etl.releasing.explanations import Explanation, explanations
from tests.etl.drafted import NEW_TEXT, base, kept, new_issue
from tests.etl.refreshing.test_refresh import rules, stage

__all__ = ["stage"]


def brought_back(stage, release):
    """The new issue as a draft again, from the files of a release that has it."""
    then = entering.loaded_from(releases.sources(stage.engine, release), "data")
    text = (stage.texts / "made-2026.txt").read_text(encoding="utf-8")
    said = explanations(stage.engine)
    return opening.brought_back(then, "made-2026", text, curated.load(stage.data), base(stage.engine), said)


def test_an_issue_that_was_taken_back_is_opened_and_published_again_as_the_very_same(stage):
    first, doubt = base(stage.engine), "tenfold:made-2026/3/1"
    draft = new_issue(stage.engine, text=NEW_TEXT.replace("700", "7000"), reasons={doubt: "文件如此"})
    draft = replace(draft, entries=(draft.entries[0], replace(draft.entries[1], end=13, printed="7000件")))
    second = stage.publish(kept(stage.engine, draft))
    after = stage.state()
    refresh.rollback(stage.engine, stage.data, first, "王", "第二期有误")
    again = brought_back(stage, second.release)
    assert (again.opened, again.base, again.reasons) == (False, first, {doubt: "文件如此"})
    forward = stage.publish(kept(stage.engine, again))
    assert (forward.release, forward.sequence, forward.kind) == (second.release, 4, "publish")
    assert stage.state()[:3] == after[:3]
    assert explanations(stage.engine)[-1] == Explanation(doubt, "doubt", "文件如此", 4)


def test_of_an_issue_that_was_taken_back_only_another_figure_under_an_old_id_is_doubted(stage):
    first = base(stage.engine)
    second = stage.publish(kept(stage.engine, new_issue(stage.engine)))
    refresh.rollback(stage.engine, stage.data, first, "王", "第二期有误")
    again = brought_back(stage, second.release)
    words = {"name": {"zh": "诉讼", "en": "Suits"}, "about": {"zh": "诉", "en": "All"}}
    suits = {**words, "theme": "justice", "measures": ["case"], "kind": "flow"}
    entries = (again.entries[0], replace(again.entries[1], indicator="suits"))
    other = replace(again, entries=entries, indicators={"suits": suits})
    assert rules(stage.publish(kept(stage.engine, other))) == [("unexplained", "reused:made-2026/3/1")]
    assert stage.publish(kept(stage.engine, again)).release == second.release
