import pytest

from etl.yaml_text import yaml_source
from etl.yaml_text.yaml_source import PureParser, parse

WRONG = [  # text, then every problem in it as `rule line:column`
    # text that would be lost
    ("a: 共计 #3 次\n", "swallowed-text 1:7"),
    ("a: #3 次\n", "swallowed-text 1:4"),
    ("a: court # why\n", "swallowed-text 1:10"),
    ("a: court  #why\n", "swallowed-text 1:11"),
    ("a:\n  - b #c\n", "swallowed-text 2:7"),
    # what other readers would change
    ("a: NO\n", "implicit-type 1:4"),
    ("a: [yes, on, ok]\n", "implicit-type 1:5, implicit-type 1:10"),
    ("on: a\n", "implicit-type 1:1"),
    ("a: ~\n", "implicit-type 1:4"),
    ("a: {b: null}\n", "implicit-type 1:8"),
    ("a: =\n", "implicit-type 1:4"),
    ("a: 012\n", "implicit-type 1:4"),
    ("007: a\n", "implicit-type 1:1"),
    ("a: 1_000\n", "implicit-type 1:4"),
    ("a: 1,234\n", "implicit-type 1:4"),
    ("a: 0x1F\n", "implicit-type 1:4"),
    ("a: 0o7\n", "implicit-type 1:4"),
    ("a: 1:30\n", "implicit-type 1:4"),
    ("a: 1:30:00\n", "implicit-type 1:4"),
    ("a: -.inf\n", "implicit-type 1:4"),
    ("a: .NaN\n", "implicit-type 1:4"),
    ("a: 1e3\n", "implicit-type 1:4"),
    ("a: 1.10\n", "implicit-type 1:4"),
    ("a: 8.00\n", "implicit-type 1:4"),
    ("a: 12345678901234567\n", "implicit-type 1:4"),
    ("a: 2023-11-15T10:00:00Z\n", "implicit-type 1:4"),
    # full-width signs where the structure wants plain ones
    ("名称：单位\n", "full-width-colon 1:3"),
    ("a: b\n名称：单位\nc: d\n", "full-width-colon 2:3"),
    ("a: b\nfigures：\n  - x\n  - y\nc: d\n", "full-width-colon 2:8"),
    ("a:\n  名称：单位\n", "full-width-colon 2:5"),
    ("a: b\n  名称：单位\n", "full-width-colon 2:5"),
    ("a:\n  - 名称：单位\n", "full-width-colon 2:7"),
    ("a: {printed：670余笔, b: c}\n", "full-width-colon 1:12"),
    ("a:\u3000b\nc: d\n", "character 1:3"),
    ("a: b\u3000\n", "character 1:5"),
    ("a: {b: \u3000c}\n", "character 1:8"),
    ("a: 1\n\u3000b: 2\n", "character 2:1"),
    # signs that do not show
    ("a: b\u00a0c\n", "character 1:5"),
    ("a: '\u202f'\n\u200bb: c\u00ad\n", "character 1:5, character 2:1, character 2:6"),
    ("a: '\u202e'\n", "character 1:5"),
    ("a: '\ue000'\n", "character 1:5"),
    ("a: 'x\x00y\x1b'\n", "character 1:6, character 1:8"),
    ('a: "x\\u202e"\n', "character 1:4"),
    ('a: "\\ud800"\n', "character 1:5"),
    ('a: "\\Uffffffff"\n', "character 1:5"),
    ("a: b\ufeff\n", "bom 1:5"),
    ("a: b\rc: d\n", "line-ends 1:5"),
    ("a: '\x85\u2028\u2029'\nb: {c: ''d}\n", "line-ends 1:5, line-ends 1:6, line-ends 1:7"),
    ("\ta: b\n", "tab 1:1"),
    ("a:\tb\n", "tab 1:3"),
    ("a:\n  - b\n\t- c\n", "tab 3:1"),
    ("a: 1\n<<<<<<< ours\nb: 2\n=======\nb: 3\n>>>>>>> theirs\n", "conflict 2:1"),
    ("a: |\n  x\n=======\n  y\n", "conflict 3:1"),
    ("<<<<<<< a\n=======\n<<<<<<< b\n=======\n>>>>>>> c\n=======\n", "conflict 1:1, conflict 3:1, conflict 6:1"),
]


def found(text: str) -> str:
    """The problems in the text, as `rule line:column`, ..."""
    _, problems = parse(text.encode(), "a.yaml")
    return ", ".join(f"{problem.rule} {problem.place.line}:{problem.place.column}" for problem in problems)


@pytest.mark.parametrize("parser", [yaml_source.Parser, PureParser])
@pytest.mark.parametrize(("text", "expected"), WRONG)
def test_wrong(text: str, expected: str, parser: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_source, "Parser", parser)
    assert found(text) == expected


@pytest.mark.parametrize(
    ("content", "place", "says"),
    [
        ("区: 单位\n".encode("gb18030"), "1:1", "iconv -f gb18030 -t utf-8 a.yaml"),
        ("a: b\nc: 单位\n".encode("gb18030"), "2:4", "GB18030"),
        ("a: 单位\n".encode("utf-16"), "1:1", "iconv -f utf-16 -t utf-8 a.yaml"),
        ("a: b\n".encode("utf-16-be"), "1:1", "UTF-16"),
        ("a: é\n".encode("latin-1"), "1:4", "byte 0xE9 at offset 3"),
        ("a: 单位\n".encode()[:-2], "1:5", "byte 0xE4 at offset 6"),
        (b"a: \xed\xa0\x80\n", "1:4", "byte 0xED"),
        (b"a: \xc0\x80\n", "1:4", "byte 0xC0"),
    ],
)
def test_not_utf8(content: bytes, place: str, says: str) -> None:
    source, problems = parse(content, "a.yaml")
    assert source is None
    assert [(problem.rule, str(problem.place)) for problem in problems] == [("not-utf-8", f"a.yaml:{place}")]
    assert says in str(problems[0])


@pytest.mark.parametrize(
    "value",
    [
        *("100%", "3.2万余件", "2/3以上", "321-421", "2023-01/2023-10", "2023-11", "2023-11-15", "as-of 2021-06-16"),
        *("670", "0", "-5", "0.5", "-0.25", "99.95", "x012", "12:30开始", "noon", "～50", "３．５", "２０"),
        *(
            "“四强”党支部",
            "《通知》",
            "＃1",
            "a#b",
            "甲　乙",
            "甲：乙",
            "http://x.cn/?a=b",
            "it's",
            "a - b",
            "'~'",
            '"1.10"',
        ),
    ],
)
def test_plain_text_that_is_fine(value: str) -> None:
    source, problems = parse(f"a: {value}\n".encode(), "a.yaml")
    assert problems == []
    assert source is not None
    assert source.data == {"a": value.strip("'\"")}
