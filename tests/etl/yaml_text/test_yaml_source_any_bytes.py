import random
import subprocess
import sys
import time

import pytest

from etl.yaml_text.yaml_source import MOST_BYTES, parse
from tests.etl.yaml_text.test_yaml_source import ARTICLE


@pytest.mark.parametrize(
    "content",
    [b"[" * 2_000_000, b"{a: " * 500_000, b"- " * 1_000_000, b"a: " + b"[" * 2_000_000, b"[\n" * 1_000_000],
    ids=["list", "mapping", "block", "value", "lines"],
)
def test_two_million_levels(content: bytes) -> None:
    started = time.process_time()
    assert [problem.rule for problem in parse(content, "a.yaml")[1]] == ["too-deep"]
    assert time.process_time() - started < 0.5


def test_two_million_levels_end_no_process() -> None:
    code = "from etl.yaml_text.yaml_source import parse; print(parse(b'[' * 2_000_000, 'a.yaml')[1][0].rule)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert (run.returncode, run.stdout, run.stderr) == (0, "too-deep\n", "")


BOMBS = {
    "aliases": b"a: &a [x,x]\n" + b"".join(b"b%d: &b%d [*a,*a,*a]\n" % (i, i) for i in range(9)),
    "merges": b"a: {<<: [{<<: [{b: c}]}]}\n",
    "plain": b"a: " + b"x" * MOST_BYTES,
    "digits": b"a: " + b"1" * MOST_BYTES,
    "exponent": b"a: 1e" + b"9" * MOST_BYTES,
    "zeros": b"a: 0." + b"0" * MOST_BYTES,
    "quotation mark": b'a: "' + b"x" * MOST_BYTES,
    "backslashes": b'a: "' + b"\\" * MOST_BYTES + b'"',
    "key": b"x" * MOST_BYTES + b": 1",
    "spaces": b"a:" + b" " * MOST_BYTES + b"b",
    "comment signs": b"a: b" + b" #" * (MOST_BYTES // 2),
    "markers": b"<<<<<<<\n" * (MOST_BYTES // 8),
    "middle markers": b"=======\n" * (MOST_BYTES // 8),
    "line feeds": b"\n" * MOST_BYTES,
    "carriage returns": b"\r" * MOST_BYTES,
    "NULs": b"\0" * MOST_BYTES,
    "ideographic spaces": ("a: x" + "\u3000" * (MOST_BYTES // 3) + "x").encode(),
    "both spaces": ("a: x" + " \u3000" * (MOST_BYTES // 4) + "x").encode(),
    "full-width colons": "名：".encode() * (MOST_BYTES // 6),
    "duplicates": b"a: 1\n" * (MOST_BYTES // 5),
}


@pytest.mark.parametrize("content", BOMBS.values(), ids=BOMBS)
def test_a_megabyte_of_anything_is_read_or_refused_at_once(content: bytes) -> None:
    started = time.process_time()
    source, problems = parse(content, "a.yaml")
    assert source is not None or problems
    assert all(len(str(problem)) < 400 for problem in problems)
    assert time.process_time() - started < 1.5


def assert_read_or_refused(content: bytes) -> None:
    started = time.process_time()
    source, problems = parse(content, "a.yaml")
    assert time.process_time() - started < 1
    assert source is not None or problems
    lines = content.count(b"\n") + 1
    assert all(1 <= problem.place.line <= lines and problem.place.column >= 1 for problem in problems)


def test_truncated_anywhere() -> None:
    content = ARTICLE.encode()
    for end in range(len(content)):
        assert_read_or_refused(content[:end])


def test_three_thousand_mutations() -> None:
    chance = random.Random(20231115)  # noqa: S311 - the same mutations each time
    signs = [*b"{}[]:,'\"#|>-? \n\r\t&*!%@`<=~\\\x00u01A", *(s.encode() for s in "：　\u00a0\u200b\u2028\ufeff")]
    for _ in range(3000):
        content = bytearray(ARTICLE.encode())
        for _ in range(chance.choice((1, 1, 2, 5))):
            start = chance.randrange(len(content))
            sign = chance.choice(signs) if chance.random() < 0.8 else chance.randrange(256)
            new = sign if isinstance(sign, bytes) else bytes([sign])
            content[start : start + chance.randrange(2)] = new if chance.random() < 0.8 else b""
        assert_read_or_refused(bytes(content))
