"""The audit log: who did what, when, from where; one line each, every line bound to the one before it.

It is one file that only grows. Whoever may write the file can cut off its end, or write all of it anew: note the hash
of the last line elsewhere now and then, and `verify` it later.
"""

import errno
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from etl.problems import Place, Problem

LONGEST_VALUE = 1_000  # characters of one value; what is cut off is marked
BEGINNING = "0" * 64  # stands before the first line
TAIL = 1 << 17  # more bytes than a line has


class LogUnusable(Exception):
    """No line can be written: the file cannot be opened, or ends in something that no line can be bound to."""


def location() -> Path:
    """Where the log is: AUDIT_LOG, else var/audit.jsonl."""
    return Path(os.environ.get("AUDIT_LOG") or "var/audit.jsonl")


def append(path: Path, who: str, where: str, what: str, **details: object) -> None:
    """Write one line, on disk when this returns. Writers in other threads and processes wait for each other.

    Raises LogUnusable.
    """
    said = {name: _short(value) for name, value in {"who": who, "where": where, "what": what, **details}.items()}
    at = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _locked(path) as file:
            number, before = _last(file, path)
            line = {"n": number + 1, "at": at} | said | {"before": before}
            _add(file, _written(line | {"hash": _hash(line)}))
    except (OSError, ImportError) as error:  # ImportError: a system without locks of this kind
        raise LogUnusable(f"the audit log {path} cannot be written: {error}") from error


def verify(path: Path, head: str | None = None) -> Problem | None:
    """The first line that is not as it was written; also a `head`, a hash once noted, that no line has.

    None where every line is sound. Lines cut off at the end are missed only by a head noted after them.
    """
    content = path.read_bytes()
    number, before, seen = 0, BEGINNING, set()
    for number, text in enumerate(content.split(b"\n")[:-1], start=1):
        if complaint := _fault(text, number, before):
            return _problem(path, number, complaint)
        before = json.loads(text)["hash"]
        seen.add(before)
    if not content.endswith(b"\n") and content:
        return _problem(path, number + 1, "no end of the line")
    if head is not None and head not in seen:
        return _problem(path, number + 1, f"the log ends here, without a line of hash {head}")
    return None


def head(path: Path) -> tuple[int, str]:
    """The number and the hash of the last line."""
    file = os.open(path, os.O_RDONLY)
    try:
        return _last(file, path)
    finally:
        os.close(file)


def _fault(text: bytes, number: int, before: str) -> str | None:
    """What is wrong with a line, given where it stands and the hash of the line before."""
    try:
        line = json.loads(text)
    except (ValueError, RecursionError):
        return "something that is not JSON"
    if not isinstance(line, dict) or "hash" not in line or _written(line) != text + b"\n":
        return "a line in another form"
    if line.get("n") != number:
        return f"the number {line.get('n')}"
    if line.get("before") != before:
        return "a line that does not follow the one before it"
    if line["hash"] != _hash({name: value for name, value in line.items() if name != "hash"}):
        return "a line whose hash is not its own"
    return None


def _problem(path: Path, number: int, found: str) -> Problem:
    return Problem(
        Place(str(path), number, 1),
        "audit-log",
        f"line {number} as it was written",
        found,
        "hold it against a backup; put the file aside, and a new log begins",
    )


def _last(file: int, path: Path) -> tuple[int, str]:
    """The number and hash of the last line; 0 and the beginning of an empty file."""
    size = os.fstat(file).st_size
    if not size:
        return 0, BEGINNING
    lines = os.pread(file, TAIL, max(0, size - TAIL)).split(b"\n")
    try:
        if lines[-1]:
            raise ValueError
        line = json.loads(lines[-2])
        return int(line["n"]), str(line["hash"])
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise LogUnusable(
            f"the audit log {path} does not end in a whole line: python -m etl audit verify tells where"
        ) from error


def _add(file: int, line: bytes) -> None:
    """Write all of a line, on disk when this returns, or nothing of it: no line could follow the rest of one."""
    size = os.fstat(file).st_size
    try:
        if os.write(file, line) < len(line):  # a full disk takes what there is room for
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(file)
    except OSError:
        os.ftruncate(file, size)
        raise


def _hash(line: Mapping[str, Any]) -> str:
    return hashlib.sha256(_written(line)).hexdigest()


def _written(line: Mapping[str, Any]) -> bytes:
    """A line as it stands in the file: what has no shape of its own is written as its number, line ends above all."""
    text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
    return ("".join(sign if sign.isprintable() else json.dumps(sign)[1:-1] for sign in text) + "\n").encode()


def _short(value: object) -> str | int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = str(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


@contextmanager
def _locked(path: Path) -> Iterator[int]:
    """The file, opened to append, with every other writer kept waiting."""
    import fcntl  # noqa: PLC0415 (not on every system; only who writes a log needs it)

    file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
    finally:
        os.close(file)  # and with it the lock
