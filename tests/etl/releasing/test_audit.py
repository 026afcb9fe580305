import json
import re
import subprocess
import sys

import pytest

from etl.__main__ import main
from etl.releasing import audit
from tests.conftest import ROOT

FULL = """
import resource, signal, sys
from etl.releasing import audit
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
try:
    audit.append(audit.location(), "李梅", "local", "note")
except audit.LogUnusable as error:
    print(error)
"""
WRITER = """
import sys
from etl.releasing import audit
for _ in range(25):
    audit.append(audit.location(), sys.argv[1], "local", "note")
"""


@pytest.fixture
def log(tmp_path, monkeypatch):
    path = tmp_path / "made" / "audit.jsonl"
    monkeypatch.setenv("AUDIT_LOG", str(path))
    assert audit.location() == path
    return path


@pytest.fixture
def three(log):
    audit.append(log, "李梅", "local", "begin", draft="d1")
    audit.append(log, "李梅", "local", "decide", draft="d1", entries=3)
    audit.append(log, "a@example.org", "10.0.0.7", "refused", why="unlisted")
    return log


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_line_says_who_what_when_and_from_where(three):
    first, second, third = lines(three)
    assert list(second) == ["n", "at", "who", "where", "what", "draft", "entries", "before", "hash"]
    assert {name: second[name] for name in ("n", "who", "where", "what", "draft", "entries")} == {
        "n": 2,
        "who": "李梅",
        "where": "local",
        "what": "decide",
        "draft": "d1",
        "entries": 3,
    }
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", second["at"])
    assert [first["before"], second["before"], third["before"]] == [audit.BEGINNING, first["hash"], second["hash"]]
    assert audit.verify(three) is None
    assert audit.head(three) == (3, third["hash"])
    assert three.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "nasty", ["a\nb", "\x1b[2J", '"}\r\n{"n":9', "\u2028\u2029\x85", "\u202eabc", "\ud800", "\x00\x9b", "a\\u000a"]
)
def test_no_value_breaks_a_line_or_moves_a_terminal(log, nasty):
    audit.append(log, nasty, nasty, "note", text=nasty)
    text = log.read_text(encoding="utf-8")
    assert (text.count("\n"), text[:-1].isprintable()) == (1, True)
    assert [lines(log)[0][name] for name in ("who", "where", "text")] == [nasty] * 3
    assert audit.verify(log) is None


def test_a_value_without_end_is_cut_and_marked(log):
    audit.append(log, "李梅", "local", "note", text="长" * 5000)
    assert lines(log)[0]["text"] == "长" * 1000 + "…"


def test_whichever_byte_is_changed_its_line_is_named(three):
    content = three.read_bytes()
    ends = [at for at, byte in enumerate(content) if byte == ord("\n")]
    for at in range(len(content)):
        three.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        problem = audit.verify(three)
        assert problem is not None, at
        assert problem.place.line == 1 + sum(end < at for end in ends), at


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda rows: rows[1:], 1),
        (lambda rows: [rows[0], rows[2]], 2),
        (lambda rows: [rows[1], rows[0], rows[2]], 1),
        (lambda rows: [rows[0], rows[0], rows[1], rows[2]], 2),
        (lambda rows: [*rows, rows[2]], 4),
        (lambda rows: [rows[0], b"", *rows[1:]], 2),
        (lambda rows: [rows[0], rows[1].replace(b'":', b'": ', 1), rows[2]], 2),
        (lambda rows: [rows[0], b"[" * 100_000, rows[2]], 2),
    ],
)
def test_lines_taken_out_moved_doubled_or_put_in_are_found(three, change, line):
    three.write_bytes(b"".join(row + b"\n" for row in change(three.read_bytes().splitlines())))
    problem = audit.verify(three)
    assert problem is not None
    assert problem.place.line == line


def test_an_end_cut_off_is_found_by_a_head_noted_before(three):
    number, noted = audit.head(three)
    whole = three.read_bytes()
    three.write_bytes(b"".join(whole.splitlines(keepends=True)[:2]))
    assert audit.verify(three) is None  # what is left follows, line by line
    problem = audit.verify(three, noted)
    assert problem is not None
    assert problem.place.line == number
    three.write_bytes(whole)
    audit.append(three, "李梅", "local", "note")
    assert audit.verify(three, noted) is None


def test_nothing_is_added_to_a_line_that_broke_off(three):
    three.write_bytes(three.read_bytes()[:-9])
    broken = three.read_bytes()
    with pytest.raises(audit.LogUnusable, match="does not end in a whole line"):
        audit.append(three, "李梅", "local", "note")
    assert three.read_bytes() == broken
    assert audit.verify(three).place.line == 3


def test_a_line_that_the_disk_has_no_room_for_leaves_nothing_of_it(three):
    whole = three.read_bytes()
    arguments = [sys.executable, "-c", FULL, str(len(whole) + 20)]
    told = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert told.stdout == f"the audit log {three} cannot be written: [Errno 28] No space left on device\n"
    assert three.read_bytes() == whole
    audit.append(three, "李梅", "local", "note")
    assert (audit.verify(three), audit.head(three)[0]) == (None, 4)


def test_eight_writers_at_once_make_one_chain(log):
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, f"writer {n}"], cwd=ROOT) for n in range(8)]
    assert [writer.wait(timeout=60) for writer in writers] == [0] * 8
    assert audit.verify(log) is None
    rows = lines(log)
    assert [row["n"] for row in rows] == list(range(1, 201))
    assert {who: sum(row["who"] == who for row in rows) for who in {row["who"] for row in rows}} == {
        f"writer {n}": 25 for n in range(8)
    }


def test_the_command_names_the_line_or_tells_what_to_note(three, capsys):
    assert main(["audit", "verify"]) == 0
    number, noted = audit.head(three)
    told = f"{number} lines, each as it was written; the last has the hash {noted}\n"
    assert capsys.readouterr().out == told
    assert main(["audit", "verify", "--head", "f" * 64]) == 1
    assert f"without a line of hash {'f' * 64}" in capsys.readouterr().out
    three.write_bytes(three.read_bytes().replace(b"decide", b"forget"))
    assert main(["audit", "verify", "--log", str(three)]) == 1
    assert capsys.readouterr().out.startswith(f"{three}:2:1: error [audit-log] expected line 2 as it was written, ")


def test_the_command_says_where_no_log_is(log, capsys):
    assert main(["audit", "verify"]) == 1
    assert capsys.readouterr().out.startswith(f"there is no audit log at {log}: ")
