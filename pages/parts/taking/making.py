"""Files made for whoever asks, once for all: small ones here, large ones by a process of their own at low priority."""

import os
import subprocess
import sys
import time
from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore, Lock, Thread, Timer

from etl import query
from etl.exporting import files, selection
from etl.exporting.export import public_url
from etl.exporting.files import PROGRESS
from etl.exporting.words import Language
from etl.exporting.workbook import TooLarge
from etl.query import Choice
from etl.releasing import diff, releases
from pages.parts.released import between, explanations, history, tables_of

LARGE = 5_000  # figures, from which a file is made apart
MOST_WAITING = 6  # files at a time, those that wait for their turn included
KEPT = 8  # files, the latest asked for
LONGEST = 300  # seconds
EVERY = 0.3  # seconds between two looks at how far a file, or the line before it, is
NICE = 5  # of 19: how far a process of its own stands back
HERE, APART = BoundedSemaphore(2), BoundedSemaphore(1)  # visitors share the processor and the memory with them


class Busy(RuntimeError):
    """Too many files are being made."""


class NoRelease(LookupError):
    """The release of a file cannot be read."""


@dataclass(frozen=True)
class FileRequest:
    """What file it is; `origin`, the database and the address that its links begin with, follows from the settings."""

    release: str
    choice: Choice
    format: files.Format
    lang: Language
    origin: tuple[str, str] = field(default_factory=lambda: (releases.address(), public_url()))


@dataclass
class Making:
    """A file on its way: how many figures are written so far, of how many; what comes of it."""

    figures: int
    written: int = 0
    file: "Future[files.File]" = field(default_factory=Future)


_kept: "OrderedDict[FileRequest, Making]" = OrderedDict()
_lock = Lock()


def large(figures: int) -> bool:
    """Whether a file of so many figures takes so long that its progress is shown."""
    return figures >= LARGE


def made(asked: FileRequest, patience: float = 0) -> files.File:
    """The file, when it is there; raises Busy, NoRelease, and TooLarge where it cannot hold so much.

    `patience` is for how many seconds it stands in line where too many are being made.
    """
    until = time.monotonic() + patience
    while True:
        try:
            return making(asked).file.result(LONGEST)
        except Busy:
            if time.monotonic() >= until:
                raise
            time.sleep(EVERY)


def making(asked: FileRequest) -> Making:
    """The file as far as it is, begun if need be; raises Busy and NoRelease."""
    if (found := begun(asked)) is not None:
        return found
    tables = tables_of(asked.release)
    if tables is None:
        raise NoRelease(asked.release)
    figures = len(query.rows(tables, asked.choice))
    with _lock:
        if asked in _kept:
            return _kept[asked]
        if sum(not one.file.done() for one in _kept.values()) >= MOST_WAITING:
            raise Busy
        fresh = _kept[asked] = Making(figures)
    Thread(target=_make, args=(asked, fresh), daemon=True).start()
    return fresh


def begun(asked: FileRequest) -> Making | None:
    """The file as far as it is; None where nobody asked for it yet."""
    with _lock:
        if asked in _kept:
            _kept.move_to_end(asked)
        return _kept.get(asked)


def _make(asked: FileRequest, fresh: Making) -> None:
    try:
        fresh.file.set_result(_apart(asked, fresh) if large(fresh.figures) else _here(asked))
    except Exception as error:  # whatever it is, those who wait are told; who asks from now on begins anew
        with _lock:
            if _kept.get(asked) is fresh:
                del _kept[asked]
        fresh.file.set_exception(error)
    with _lock:
        finished = [one for one, it in _kept.items() if it.file.done()]
        for one in finished[: max(len(_kept) - KEPT, 0)]:
            del _kept[one]


def _here(asked: FileRequest) -> files.File:
    with HERE:
        tables = tables_of(asked.release)
        if tables is None:
            raise NoRelease(asked.release)
        source = files.ReleaseSource(tables, asked.release, history(), _changes, explanations())
        return files.file(source, asked.choice, asked.format, asked.lang)


def _changes(before: str, after: str) -> Mapping[str, int] | None:
    changes = between(before, after)
    return None if changes is None else diff.summary(changes)


def _apart(asked: FileRequest, fresh: Making) -> files.File:
    """By the command that a person would run, its progress followed."""
    with APART, TemporaryDirectory() as folder:
        setting = os.environ | {"DATABASE_URL": asked.origin[0], "PUBLIC_URL": asked.origin[1]}
        with subprocess.Popen(  # noqa: S603 (no shell; a choice is of known values and a search text)
            _command(asked, folder), env=setting, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as exporting:
            if hasattr(os, "setpriority"):
                os.setpriority(os.PRIO_PROCESS, exporting.pid, NICE)
            limit = Timer(LONGEST, exporting.kill)
            limit.start()
            said = _followed(exporting, fresh)
            limit.cancel()
        if exporting.returncode == 2:
            raise TooLarge(said)
        if exporting.returncode:
            raise RuntimeError(f"the export ended with {exporting.returncode}: {said}")
        (written,) = Path(folder).iterdir()
        return files.File(written.name, files.MEDIA[asked.format], written.read_bytes())


def _command(asked: FileRequest, folder: str) -> list[str]:
    chosen = [f"--{name}={value}" for name, values in selection.parameters(asked.choice).items() for value in values]
    named = [f"--{name}={value}" for name, value in (("format", asked.format), ("lang", asked.lang), ("to", folder))]
    return [sys.executable, "-m", "etl", "export", "--progress", f"--release={asked.release}", *named, *chosen]


def _followed(exporting: "subprocess.Popen[str]", fresh: Making) -> str:
    """What it says other than how far it is."""
    said = []
    for line in exporting.stderr or ():
        if line.startswith(PROGRESS):
            # The notes and lists around few figures may be longer than they.
            fresh.written = min(int(line.removeprefix(PROGRESS)), fresh.figures)
        else:
            said.append(line)
    return "".join(said).strip()
