"""Files of a folder changed all together or not at all, whatever fails or is killed on the way.

What is to be written is staged in a hidden folder first, beside copies of what it replaces: so a full disk is met
before anything has changed, and putting the old files back takes no space. Where a process was killed, the stage tells
the next one what was under way.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

from etl.releasing.database import ReleaseError

Changes = Mapping[str, bytes | None]  # path below the folder -> its new content, None to take it away

STAGE = ".refresh-"
PLAN = "plan.json"


class FolderUnusable(ReleaseError):
    """A file cannot be written or read; what stood there stands."""

    def __init__(self, path: object, cause: OSError) -> None:
        said = cause.strerror or str(cause)
        super().__init__(f"{path}: {said}; nothing was changed; look at the permissions and the free space there")


@contextmanager
def swapped(folder: Path, changes: Changes) -> Iterator[None]:
    """Files as `changes` says for as long as the block succeeds; where it raises, the old ones are back.

    Raises FolderUnusable.
    """
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        stage = Path(mkdtemp(prefix=STAGE, dir=folder))
    try:
        with explained(stage):
            _write_stage(folder, stage, changes)
            for below, content in changes.items():
                _place(folder, stage, below, content)
        yield
    except BaseException:
        _put_back(folder, stage)
        raise
    shutil.rmtree(stage, ignore_errors=True)


def mend(folder: Path, published: Callable[[], Mapping[str, bytes]]) -> None:
    """Finish what a killed process left: its new files stay if they are those that are published, else go back.

    To be called by the one writer at a time; a file that somebody has edited since stays as it is.
    """
    with explained(folder):
        for stage in sorted(folder.glob(f"{STAGE}*")):
            plan = _plan(stage)
            digests = {below: _digest(content) for below, content in published().items()} if plan else {}
            if any(digests.get(below) != new for below, new in plan.items()):
                _put_back(folder, stage)
            shutil.rmtree(stage, ignore_errors=True)


def interrupted(folder: Path) -> bool:
    """Whether a change of the folder is under way, or was killed."""
    return any(folder.glob(f"{STAGE}*"))


def write(path: Path, content: bytes) -> None:
    """Write a file so that it is on the disk when this returns, and never half there under its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.half")
    with half.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
    _sync(path.parent)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """An OSError becomes a FolderUnusable that names its file, or else `path`."""
    try:
        yield
    except OSError as error:
        raise FolderUnusable(error.filename or path, error) from error


def _write_stage(folder: Path, stage: Path, changes: Changes) -> None:
    """New and old copies, then the plan: without it nothing had changed yet."""
    for below, content in changes.items():
        if content is not None:
            write(stage / "new" / below, content)
            if (folder / below).exists():
                shutil.copymode(folder / below, stage / "new" / below)
        if (folder / below).exists():
            (stage / "old" / below).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(folder / below, stage / "old" / below)
    plan = {below: None if content is None else _digest(content) for below, content in changes.items()}
    write(stage / PLAN, json.dumps(plan).encode())


def _place(folder: Path, stage: Path, below: str, content: bytes | None) -> None:
    path = folder / below
    if content is None:
        path.unlink(missing_ok=True)
        _tidy(path.parent, folder)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        (stage / "new" / below).replace(path)
        _sync(path.parent)


def _put_back(folder: Path, stage: Path) -> None:
    """Each file that is as planned becomes what it was."""
    for below, new in _plan(stage).items():
        path, old = folder / below, stage / "old" / below
        if (_digest(path.read_bytes()) if path.exists() else None) != new:
            continue
        with suppress(FileNotFoundError):  # another process has put it back already
            if old.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                old.replace(path)
            else:
                path.unlink()
                _tidy(path.parent, folder)
    shutil.rmtree(stage, ignore_errors=True)


def _plan(stage: Path) -> dict[str, str | None]:
    """What was to be, by path; nothing where it was killed before the plan was made."""
    try:
        plan: dict[str, str | None] = json.loads((stage / PLAN).read_bytes())
    except (OSError, ValueError):
        return {}
    return plan


def _tidy(folder: Path, root: Path) -> None:
    """Take away folders that have become empty."""
    while folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _sync(folder: Path) -> None:
    """What was renamed in a folder is on the disk; systems that cannot open folders do so by themselves."""
    with suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
