import time
from concurrent.futures import Future
from dataclasses import replace
from threading import Timer

import pytest

from etl.exporting import files
from etl.exporting.workbook import MOST_LETTERS, TooLarge
from etl.query import Choice
from etl.releasing import releases
from pages.parts.taking import making
from pages.parts.taking.making import Busy, FileRequest, NoRelease
from tests.etl.made import tables
from tests.pages.visiting import publish

MADE = tables(figures=[{"value": n, "unit": f"u{n}", "detail_zh": "--to=/nowhere"} for n in range(5)])


@pytest.fixture
def release(tmp_path, monkeypatch) -> str:
    return publish(MADE, tmp_path, monkeypatch)


def here(release: str, asked: FileRequest) -> files.File:
    engine = releases.connect(releases.address())
    source = files.ReleaseSource(
        releases.load(engine, release), release, releases.history(engine), files.counting(engine)
    )
    return files.file(source, asked.choice, asked.format, asked.lang)


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize(
    ("format", "choice"),
    [
        ("xlsx", Choice(units=("u1", "u2"), text="--to=/nowhere")),
        ("html", Choice(years=(2025,))),
        ("sdmx", Choice()),
        ("package", Choice()),
    ],
)
def test_a_file_is_the_same_here_and_from_a_process_of_its_own(release, monkeypatch, format, choice, apart):
    monkeypatch.setattr(making, "LARGE", 0 if apart else 100)
    monkeypatch.setenv("PUBLIC_URL", "https://shiji.example")
    asked = FileRequest(release, choice, format, "en")
    assert making.made(asked) == here(release, asked)


def test_how_far_it_is_can_be_watched(release, monkeypatch):
    monkeypatch.setattr(making, "LARGE", 0)
    found = making.making(FileRequest(release, Choice(), "xlsx", "zh"))
    assert (found.figures, found.written) == (5, 0)
    seen = set()
    while not found.file.done():
        seen.add(found.written)
        time.sleep(0.01)
    found.file.result()
    assert max(seen) <= 5 == found.written


def test_it_is_made_once_for_all_who_ask(release):
    asked = FileRequest(release, Choice(), "xlsx", "zh")
    assert making.begun(asked) is None
    assert making.making(asked) is making.making(asked) is making.begun(asked)
    assert making.making(replace(asked, lang="en")) is not making.making(asked)
    assert making.made(asked) is making.made(asked)


def test_what_a_file_cannot_hold_is_told_in_its_language_and_asked_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(making, "LARGE", 0)
    longer = tables(figures=[{"note_zh": "长" * (MOST_LETTERS + 1)}])
    asked = FileRequest(publish(longer, tmp_path, monkeypatch), Choice(), "xlsx", "zh")
    with pytest.raises(TooLarge, match=r"^单元格最多容纳 32767 个字符，“备注”一列里有 32768 个的。"):
        making.made(asked)
    assert making.begun(asked) is None


def test_who_is_told_that_a_file_failed_may_ask_anew_at_once(release, monkeypatch):
    monkeypatch.setattr(files, "file", lambda *_: 1 // 0)
    asked = FileRequest(release, Choice(), "html", "zh")
    begun_again = []
    set_exception = Future.set_exception

    def told(future, error):
        begun_again.append(making.begun(asked))
        set_exception(future, error)

    monkeypatch.setattr(Future, "set_exception", told)
    with pytest.raises(ZeroDivisionError):
        making.made(asked)
    assert begun_again == [None]


def test_a_file_that_fails_takes_no_other_along(release, monkeypatch):
    monkeypatch.setattr(files, "file", lambda *_: 1 // 0)
    asked = FileRequest(release, Choice(), "html", "zh")
    failed, another = making.Making(1), making.Making(1)
    monkeypatch.setitem(making._kept, asked, another)
    making._make(asked, failed)
    assert isinstance(failed.file.exception(), ZeroDivisionError)
    assert making.begun(asked) is another
    monkeypatch.delitem(making._kept, asked)
    making._make(asked, gone := making.Making(1))
    assert isinstance(gone.file.exception(), ZeroDivisionError)


def test_a_release_that_is_not_there_is_told(release):
    with pytest.raises(NoRelease):
        making.made(FileRequest("nope", Choice(), "xlsx", "zh"))


def test_too_many_at_a_time_are_refused(release, monkeypatch):
    monkeypatch.setattr(making, "MOST_WAITING", 0)
    with pytest.raises(Busy):
        making.made(FileRequest(release, Choice(), "html", "zh"))


def test_who_is_patient_stands_in_line(release, monkeypatch):
    monkeypatch.setattr(making, "MOST_WAITING", 0)
    asked = FileRequest(release, Choice(), "html", "zh")
    Timer(0.1, lambda: monkeypatch.setattr(making, "MOST_WAITING", 1)).start()
    assert making.made(asked, patience=30) == here(release, asked)


def test_only_the_latest_files_are_kept(release, monkeypatch):
    monkeypatch.setattr(making, "KEPT", 2)
    every = [FileRequest(release, Choice(units=(f"u{n}",)), "html", "zh") for n in range(4)]
    for asked in every:
        making.made(asked)
    making.made(every[-1])
    assert [making.begun(asked) is not None for asked in every][:2] == [False, False]
