"""What publishing and taking back survive: a kill or an error at any file operation, statement or commit."""

import errno
import os
import shutil
import signal
import sys
from dataclasses import replace
from functools import partial
from multiprocessing import get_context

import pytest
import sqlalchemy as sql

from etl.drafting import entering, kept_drafts
from etl.refreshing import refresh
from etl.releasing import releases
from etl.releasing.database import ReleaseError
from tests.etl.drafted import base, files, kept, new_issue, published
from tests.etl.stored import at, plain

CHANGING = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.copyfile", "shutil.copymode")
FORK = get_context("fork")
DONE, REFUSED, BROKEN, NOT_MET = 0, 7, 8, 9  # exit codes


def changes(event, given, below):
    """Whether an audited event changes a file below a folder."""
    if event == "open":
        path, _, flags = given
        return below in str(path) and isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    return event in CHANGING and below in str(given[0])


def met_by(engine, below, meet):
    """Meet something before every change of a file below a folder or of the database, in this process, for good."""

    def statement(_connection, _cursor, said, *_):
        if not said.lstrip().startswith(("SELECT", "PRAGMA", "BEGIN")):
            meet()

    sql.event.listen(engine, "before_cursor_execute", statement)
    sql.event.listen(engine, "commit", lambda _: meet())
    sys.addaudithook(lambda event, given: meet() if changes(event, given, below) else None)


def in_child(work, engine, below, nth, fault):
    """Do the work in a process that meets the fault before its nth change of a file or of the database: its status."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    passed = [0]

    def meet():
        passed[0] += 1
        if passed[0] == nth:
            fault()

    met_by(engine, below, meet)
    try:
        made = work()
    except ReleaseError as error:
        os._exit(REFUSED if "cannot be used" in str(error) or "nothing was changed" in str(error) else BROKEN)
    except BaseException:
        os._exit(BROKEN)
    done = DONE if passed[0] >= nth else NOT_MET
    os._exit(done if isinstance(made, releases.Publication | kept_drafts.KeptDraft) else BROKEN)


def left_by_kills(work, engine, folder, to):
    """Copies in `to` of all that a kill before any change of a folder may leave of it, named by how many came before.

    What is on the way to a file is lost with its process and not copied either; equal ones are copied once.
    """
    before, copying, passed = [{}], [False], [0]

    def meet():
        if copying[0]:
            return
        copying[0] = True
        now = {path: (path.stat().st_mode, path.is_file() and path.read_bytes()) for path in folder.rglob("*")}
        if now != before[0]:
            shutil.copytree(folder, to / str(passed[0]))
        before[0], copying[0], passed[0] = now, False, passed[0] + 1

    child = os.fork()
    if not child:
        met_by(engine, f"/{folder.name}/", meet)
        try:
            work()
            meet()
        finally:
            os._exit(DONE if to.exists() else BROKEN)
    os.waitpid(child, 0)
    return sorted(to.iterdir(), key=lambda copy: int(copy.name))


def publish_until_done(folder, issue):
    """Publish an issue as a patient curator does: told that the base moved, they look, and do it again."""
    engine, data = at(folder / "var" / "shiji.db"), folder / "data"
    one = kept(engine, new_issue(engine, issue))
    while isinstance(told := refresh.publish(engine, data, folder / "texts", one, issue, "新一期"), refresh.Overtaken):
        one = kept_drafts.save(engine, one.id, replace(one.draft, base=told.now.release), one.version)
    os._exit(DONE if isinstance(told, releases.Publication) else BROKEN)


def test_of_curators_in_processes_of_their_own_no_issue_is_lost(tmp_path):
    engine, data = published(tmp_path)
    issues = [f"made-202{n}" for n in range(6, 10)]
    curators = [FORK.Process(target=publish_until_done, args=(tmp_path, issue)) for issue in issues]
    for curator in curators:
        curator.start()
    assert [(curator.join(), curator.exitcode) for curator in curators] == [(None, DONE)] * 4
    assert [one.sequence for one in releases.history(engine)] == [5, 4, 3, 2, 1]
    assert {one.by for one in releases.history(engine)} == {"李", *(f"李 / {issue}" for issue in issues)}
    assert {f"issues/{issue}/issue.yaml" for issue in issues} <= files(data).keys()
    assert (whole(engine, data).sequence, kept_drafts.listed(engine)) == (5, [])


def kill():
    os.kill(os.getpid(), signal.SIGKILL)


def no_space():
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


THIRDS = range(3)  # together all points of a kill, shared among workers


@pytest.fixture
def stage(tmp_path, monkeypatch):
    """A published folder with a draft that is ready, and a way to have a copy of all of it."""
    engine, data = published(tmp_path / "first")
    unit = {"name": {"zh": "南城", "en": "South"}, "kind": "district", "parent": "city"}
    one = kept(engine, new_issue(engine, units={"south": unit}))
    made = entering.entered(one.draft, data)
    reviewed = refresh.review(engine, made.tables, made.problems, data)
    monkeypatch.setattr(entering, "entered", lambda *_: made)
    monkeypatch.setattr(refresh, "review", lambda *_: reviewed)

    def copy(name):
        shutil.copytree(tmp_path / "first", tmp_path / name)
        return parts(tmp_path / name)

    return one, copy


def parts(folder):
    return at(folder / "var" / "shiji.db"), folder / "data", folder / "texts"


def whole(engine, data):
    """The release in force, after the folder was mended: its files are in the folder, its rows in the database."""
    refresh.mend(engine, data)
    now = releases.current(engine)
    assert (files(data), releases.verify(engine)) == (releases.sources(engine, now.release), [])
    assert len(plain(engine)["figures"]) == len(releases.load(engine, now.release)["figures"])
    return now


@pytest.mark.parametrize("fault", [kill, no_space])
def test_a_draft_is_saved_whole_or_not_at_all(stage, fault):
    one, copy = stage
    later = replace(one.draft, title="改")
    for nth in range(1, 10):
        engine, *_ = copy(str(nth))
        status = in_child(partial(kept_drafts.save, engine, one.id, later, 1), engine, f"/{nth}/", nth, fault)
        now = kept_drafts.load(engine, one.id)
        assert (now.version, now.draft) in ((1, one.draft), (2, later))
        assert kept_drafts.save(engine, one.id, later, now.version).draft == later
        if status == NOT_MET:
            break
    assert 2 < nth < 9


@pytest.mark.parametrize("third", THIRDS)
def test_a_draft_is_published_whole_or_not_at_all_where_it_is_killed(stage, tmp_path, third):
    one, copy = stage
    engine, data, texts = copy("run")
    work = partial(refresh.publish, engine, data, texts, one, "李", "新一期")
    left = left_by_kills(work, engine, tmp_path / "run", tmp_path / "left")
    seen = set()
    for folder in {*left[third::3], left[-1]}:
        engine, data, texts = parts(folder)
        seen.add(whole_after_publishing(engine, data, one).sequence)
        publish_and_look(engine, data, texts, one)
    assert seen == {1, 2}
    assert 50 < int(left[-1].name) < 199


def whole_after_publishing(engine, data, one):
    """What is in force, the old or the new: the draft is there still or not."""
    now = whole(engine, data)
    assert now.sequence == (1 if kept_drafts.load(engine, one.id) else 2)
    return now


def publish_and_look(engine, data, texts, one):
    """Publish what was not published, and see that it is."""
    if releases.current(engine).sequence == 1:
        assert refresh.publish(engine, data, texts, one, "李", "新一期").sequence == 2
        whole(engine, data)
    assert (texts / "made-2026.txt").read_bytes() == one.draft.text.encode()


def test_a_draft_is_published_whole_or_not_at_all_where_the_disk_is_full(stage):
    one, copy = stage
    for nth in range(1, 200, 3):
        engine, data, texts = copy(str(nth))
        work = partial(refresh.publish, engine, data, texts, one, "李", "新一期")
        status = in_child(work, engine, f"/{nth}/", nth, no_space)
        assert status in (DONE, REFUSED, NOT_MET), nth
        assert not (status == REFUSED and list(data.glob(".refresh-*"))), "what was met is cleared up at once"
        whole_after_publishing(engine, data, one)
        publish_and_look(engine, data, texts, one)
        if status == NOT_MET:
            break
    assert 50 < nth < 199


@pytest.fixture
def twice(stage, tmp_path):
    """The same, published: the release before, and a way to have a copy of all of it."""
    one, copy = stage
    engine, data, texts = copy("second")
    old = base(engine)
    refresh.publish(engine, data, texts, one, "李", "新一期")
    shutil.rmtree(tmp_path / "first")
    (tmp_path / "second").rename(tmp_path / "first")
    return old, copy


def whole_after_taking_back(engine, data, old):
    """What is in force, the old or the new; and it can be taken back."""
    now = whole(engine, data)
    assert now.sequence in (2, 3)
    assert refresh.rollback(engine, data, old, "李", "why").sequence == 3
    assert whole(engine, data).release == old
    return now


@pytest.mark.parametrize("third", THIRDS)
def test_a_release_is_taken_back_whole_or_not_at_all_where_it_is_killed(twice, tmp_path, third):
    old, copy = twice
    engine, data, _ = copy("run")
    work = partial(refresh.rollback, engine, data, old, "李", "why")
    left = left_by_kills(work, engine, tmp_path / "run", tmp_path / "left")
    some = {*left[third::3], left[-1]}
    assert {whole_after_taking_back(*parts(folder)[:2], old).sequence for folder in some} == {2, 3}
    assert 30 < int(left[-1].name) < 199


def test_a_release_is_taken_back_whole_or_not_at_all_where_the_disk_is_full(twice):
    old, copy = twice
    for nth in range(1, 200, 3):
        engine, data, _ = copy(str(nth))
        work = partial(refresh.rollback, engine, data, old, "李", "why")
        status = in_child(work, engine, f"/{nth}/", nth, no_space)
        assert status in (DONE, REFUSED, NOT_MET), nth
        whole_after_taking_back(engine, data, old)
        if status == NOT_MET:
            break
    assert 30 < nth < 199
