import os
import time
from pathlib import Path

import pytest

from etl.yaml_text import yaml_source
from etl.yaml_text.yaml_source import MOST_BYTES, PureParser, Source, parse, read

ARTICLE = """\
title: 公积金“跨省通办”：河西实践
pages: 11-13
lines: 321-421                          # of the archived text
unit: housing-fund-hexi
period: 2023
published: 2023-11-15
aliases: [天津市河西区, '河西']
paragraphs:
  - line: 377
    figures:
      - {printed: 670余笔, indicator: transactions, detail: {zh: 跨省通办, en: Cross-province}, period: 2023-01/2023-11}
      - {printed: "1,234户", share: 2/3以上, rate: 99.5%, note: 'it''s'}
    not_figures:
      - {printed: "2023", why: date}
  - line: 380
    note: |
      　　第一行 #3
      second: line
    about: >-
      folded
      text
checks:
- {total: landed-all, parts: [landed, in-talks]}
"""


def found(text: str) -> str:
    """The problems in the text, as `rule line:column`, ..."""
    _, problems = parse(text.encode(), "a.yaml")
    return ", ".join(f"{problem.rule} {problem.place.line}:{problem.place.column}" for problem in problems)


def source_of(text: str) -> Source:
    source, problems = parse(text.encode(), "a.yaml")
    assert source is not None, problems
    assert problems == []
    return source


def test_every_scalar_is_text_as_written() -> None:
    data = source_of(ARTICLE).data
    assert data["period"] == "2023"
    assert data["published"] == "2023-11-15"
    assert data["aliases"] == ["天津市河西区", "河西"]
    assert data["paragraphs"] == [
        {
            "line": "377",
            "figures": [
                {
                    "printed": "670余笔",
                    "indicator": "transactions",
                    "detail": {"zh": "跨省通办", "en": "Cross-province"},
                    "period": "2023-01/2023-11",
                },
                {"printed": "1,234户", "share": "2/3以上", "rate": "99.5%", "note": "it's"},
            ],
            "not_figures": [{"printed": "2023", "why": "date"}],
        },
        {"line": "380", "note": "　　第一行 #3\nsecond: line\n", "about": "folded text"},
    ]


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), "1:1", "1:1"),
        (("title",), "1:8", "1:1"),
        (("aliases", 1), "7:19", "7:19"),
        (("paragraphs",), "9:3", "8:1"),
        (("paragraphs", 0), "9:5", "9:5"),
        (("paragraphs", 0, "figures", 0), "11:9", "11:9"),
        (("paragraphs", 0, "figures", 0, "printed"), "11:19", "11:10"),
        (("paragraphs", 0, "figures", 0, "detail", "zh"), "11:64", "11:60"),
        (("paragraphs", 0, "figures", 1, "share"), "12:36", "12:29"),
        (("paragraphs", 1, "note"), "16:11", "16:5"),
        (("checks", 0, "parts", 1), "23:39", "23:39"),
        (("checks", 0, "parts", 7), "23:30", "23:23"),
        (("nowhere", "at", 0), "1:1", "1:1"),
        (("title", "zh"), "1:8", "1:1"),
    ],
)
def test_places(path: tuple[str | int, ...], value: str, key: str) -> None:
    source = source_of(ARTICLE)
    assert str(source.place(path)) == f"a.yaml:{value}"
    assert str(source.key_place(path)) == f"a.yaml:{key}"


def test_byte_order_mark_and_crlf_move_no_place() -> None:
    source, problems = parse(b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n").encode(), "a.yaml")
    assert problems == []
    assert source is not None
    assert source.data == source_of(ARTICLE).data
    assert source.values == source_of(ARTICLE).values


WRONG = [  # text, then every problem in it as `rule line:column`
    # what would be read twice, or not at all
    ("a: 1\nb: 2\na: 3\n", "duplicate-key 3:1"),
    ("a: {b: 1, c: 2, b: 3}\n", "duplicate-key 1:17"),
    ('2024: a\n"2024": b\n', "duplicate-key 2:1"),
    ("a:\n  - {x: 1}\n  - x: 1\n    'x': 2\n", "duplicate-key 4:5"),
    ("a:\nb: 1\n", "empty-value 1:1"),
    ("a: {b: , c: d}\n", "empty-value 1:5"),
    ("a: {printed: 1,234户, b: c}\n", "empty-value 1:16"),
    ("a:\n  -\n  - b\n", "empty-value 2:4"),
    ("a:  # nothing yet\n", "empty-value 1:1"),
    # what this YAML does without
    ("a: &x b\n", "anchor 1:4"),
    ("a: {b: *x}\n", "alias 1:8"),
    ("a: 1\nb:\n  <<: {c: d}\n", "merge-key 3:3"),
    ("a: !!python/name:os.system b\n", "tag 1:4"),
    ("a: & b\n", "anchor 1:5"),
    ("a: * b\n", "alias 1:5"),
    ("a: [1, !x 2]\n", "tag 1:8"),
    ("a: !y!x b\n", "tag 1:4"),
    ("%YAML 1.1\n---\na: b\n", "directive 1:1"),
    ("a: b\n---\nc: d\n", "several-documents 2:1"),
    ("a: b\n...\nc: d\n", "several-documents 3:1"),
    ("? [a]\n: b\n", "key-not-text 1:3"),
    ("{{a: b}: c}\n", "key-not-text 1:2"),
    # what is no mapping
    ("", "empty-file 1:1"),
    ("# only a comment\n", "empty-file 1:1"),
    ("---\n", "empty-file 1:1"),
    ("- a\n- b\n", "top-level 1:1"),
    ("text\n", "top-level 1:1"),
    ('"text"\n', "top-level 1:1"),
    # what YAML cannot follow
    ("a: b: c\n", "syntax 1:5"),
    ("a: b\n  c: d\n", "syntax 2:4"),
    ("a: 1\nb\nc: 2\n", "syntax 3:1"),
    ("a:\n  - b\n c: d\n", "syntax 3:2"),
    ("a: 'b\n", "syntax 1:6"),
    ('a: "b" c\n', "syntax 1:8"),
    ('a: "\\q"\n', "syntax 1:5"),
    ("a: [b\n", "syntax 1:6"),
    ("a: {b: c\nd: e\n", "syntax 2:2"),
    ("a: {b:c, d: e}\n", "syntax 1:6"),
    ("a: {b:}\n", "syntax 1:6"),
    ("a: |\n  注：b\nc: 'd\n", "syntax 3:6"),
    ("a: ]\n", "syntax 1:4"),
    ("a: @b\n", "syntax 1:4"),
    ("a: `b`\n", "syntax 1:4"),
    ("a: %5\n", "syntax 1:4"),
    ("a: - b\n", "syntax 1:4"),
    # several at once, in the order of the file
    ("a: NO\nb: 1\u00a0\nb: c #d\n", "implicit-type 1:4, character 2:5, duplicate-key 3:1, swallowed-text 3:6"),
    ("a: NO\nb: 'c\n", "implicit-type 1:4, syntax 2:6"),
]


@pytest.mark.parametrize("parser", [yaml_source.Parser, PureParser])
@pytest.mark.parametrize(("text", "expected"), WRONG)
def test_wrong(text: str, expected: str, parser: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_source, "Parser", parser)
    assert found(text) == expected


def test_the_message_says_what_was_expected_found_and_the_way_out() -> None:
    assert [str(problem) for problem in parse(b"a: 1\nb: 1e3\na: 2\n", "u.yaml")[1]] == [
        "u.yaml:2:4: error [implicit-type] expected text that all readers read alike, "
        "found `1e3`, which other YAML readers take for the number 1000; quote it or write it plainly",
        "u.yaml:3:1: error [duplicate-key] expected each key once, "
        "found `a` at line 1 and again at line 3; delete or rename one",
    ]
    assert "a merge conflict at lines 2-4" in str(parse(b"a: 1\n<<<<<<< x\n=======\n>>>>>>> y\n", "u.yaml")[1][0])


def test_what_is_wrong_only_as_text_still_gives_a_source() -> None:
    source, problems = parse("a: NO\nb: c\u200b\nd: e\n".encode(), "a.yaml")
    assert source is not None
    assert source.data == {"a": "NO", "b": "c", "d": "e"}
    assert [problem.rule for problem in problems] == ["implicit-type", "character"]


def test_a_syntax_error_is_not_told_twice_as_a_refused_sign() -> None:
    assert found("a:\n  b: 1\n\tc: 2\n") == "tab 3:1"
    assert found("a: b\u200b\n\n\nc: 'd\n") == "character 1:5, syntax 4:6"


def test_limits() -> None:
    deepest = "[" * 11 + "x" + "]" * 11
    assert found(f"a: {deepest}") == ""
    assert found(f"a: [{deepest}]") == "too-deep 1:15"
    assert found("a: [" + "x," * 99_997 + "]") == ""
    assert found("a: [" + "x," * 99_998 + "]") == "too-many-values 1:199999"
    problems = parse(b"a: [" + b"NO," * 1000 + b"]", "a.yaml")[1]
    assert [problem.rule for problem in problems[-2:]] == ["implicit-type", "too-many-problems"]
    assert len(problems) == 201
    assert len(parse(b"\t" * 1000, "a.yaml")[1]) == 201


@pytest.mark.parametrize("chars", ["a.yaml", "河西.yaml"])
def test_read_is_parse_of_the_file(tmp_path: Path, chars: str) -> None:
    (tmp_path / chars).write_text(ARTICLE, encoding="utf-8")
    assert read(tmp_path / chars, "n.yaml") == parse(ARTICLE.encode(), "n.yaml")


def test_read_takes_regular_files_only(tmp_path: Path) -> None:
    (tmp_path / "file.yaml").write_text("a: b\n")
    (tmp_path / "link.yaml").symlink_to("file.yaml")
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")
    expected = {
        "link.yaml": "a symbolic link",
        "folder.yaml": "a folder",
        "pipe.yaml": "a pipe or a device",
        "none.yaml": "No such file or directory",
        "x" * 300: "File name too long",
        "nul\0.yaml": "embedded null byte",
    }
    for name, says in expected.items():
        source, problems = read(tmp_path / name, "n.yaml")
        assert source is None
        assert [(problem.rule, str(problem.place), problem.found) for problem in problems] == [
            ("not-a-file", "n.yaml:1:1", says)
        ]
    assert read(Path("/dev/zero"), "n.yaml")[1][0].found == "a pipe or a device"


def test_read_looks_at_the_size_first(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: b\n".ljust(MOST_BYTES, b"#"))
    assert read(path, "a.yaml")[1] == []
    os.truncate(path, 1_000_000_000)
    started = time.process_time()
    assert [str(problem) for problem in read(path, "a.yaml")[1]] == [
        "a.yaml:1:1: error [too-large] expected at most 1,000,000 bytes, found 1,000,000,000 bytes; split the file"
    ]
    assert time.process_time() - started < 0.05
