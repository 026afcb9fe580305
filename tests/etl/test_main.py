import json
import re
import subprocess
import sys

import pytest

from etl.__main__ import main
from etl.releasing.releases import address
from tests.conftest import ROOT
from tests.etl.folder import FILES, ISSUE, REPORT, SHA256, write

WRONG = FILES[REPORT].replace("unit: court", "unit: cort").replace("90.0%", "89.9%")
BY = ("--by", "李梅", "--reason", "第一次")


@pytest.fixture(autouse=True)
def database(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/var/shiji.db")
    assert str(tmp_path) in address()


@pytest.fixture
def run(capsys):
    """Runs a command: its exit code, and the lines it printed to standard output and error."""

    def run(*arguments):
        try:
            code = main(list(map(str, arguments)))
        except SystemExit as exit:
            code = exit.code
        told = capsys.readouterr()
        return code, told.out.splitlines(), told.err.splitlines()

    return run


def test_check_tells_problems_and_exits_by_them(tmp_path, run):
    data = write(tmp_path)
    assert run("check", "--data", data) == (0, ["0 errors, 0 warnings"], [])
    contradiction = (
        f"data/{REPORT}:16:5: warning [contradiction] expected 89.9543, found 89.9%; "
        "look at the text again; if print says so, leave it"
    )
    write(tmp_path, {REPORT: FILES[REPORT].replace("90.0%", "89.9%")})
    assert run("check", "--data", data) == (0, [contradiction, "0 errors, 1 warnings"], [])
    write(tmp_path, {REPORT: WRONG})
    unknown = f"data/{REPORT}:3:7: error [unknown-unit] expected a unit of units.yaml, found cort; did you mean court?"
    assert run("check", "--data", data) == (1, [unknown, contradiction, "1 errors, 1 warnings"], [])


def test_check_speaks_to_programs_and_to_code_review(tmp_path, run):
    data = write(tmp_path, {REPORT: WRONG})
    code, out, _ = run("check", "--data", data, "--format", "json")
    assert (code, [problem["rule"] for problem in json.loads("\n".join(out))]) == (1, ["unknown-unit", "contradiction"])
    assert run("check", "--data", data, "--format", "github")[:2] == (
        1,
        [
            f"::error file=data/{REPORT},line=3,col=7,title=unknown-unit::"
            "expected a unit of units.yaml, found cort; did you mean court?",
            f"::warning file=data/{REPORT},line=16,col=5,title=contradiction::"
            "expected 89.9543, found 89.9%25; look at the text again; if print says so, leave it",
        ],
    )


def test_evidence_tells_the_ledger_and_exits_by_it(tmp_path, run):
    data, texts = write(tmp_path), tmp_path / "texts"
    proved = ["made-2025: 3 figures, 1 not-figures, 4 numerals in print, 100 % accounted for", "0 errors, 0 warnings"]
    assert run("evidence", "--data", data, "--texts", texts) == (0, proved, [])
    write(tmp_path, {REPORT: FILES[REPORT].replace("      - {printed: 2025年, why: date}\n", "      []\n")})
    assert run("evidence", "--data", data, "--texts", texts) == (
        1,
        [
            "made-2025: 3 figures, 0 not-figures, 4 numerals in print, 75 % accounted for",
            "  line 3:1 unaccounted 2025  …2025年，受理657件，…",
            "0 errors, 0 warnings",
        ],
        [],
    )
    write(tmp_path, {ISSUE: FILES[ISSUE].replace(SHA256, "f" * 64)})
    code, out, _ = run("evidence", "--data", data, "--texts", texts)
    assert (code, len(out), out[1]) == (1, 2, "1 errors, 0 warnings")
    write(tmp_path, {ISSUE: FILES[ISSUE].replace("title", "titel")})
    code, out, _ = run("evidence", "--data", data, "--texts", texts)
    assert (code, [line.split("[")[-1].split("]")[0] for line in out]) == (
        1,
        ["missing-key", "unknown-key", "2 errors, 0 warnings"],
    )


def test_data_and_texts_are_where_the_environment_says_else_together(tmp_path, run, monkeypatch):
    data, texts = write(tmp_path), tmp_path / "texts"
    proved = ["made-2025: 3 figures, 1 not-figures, 4 numerals in print, 100 % accounted for", "0 errors, 0 warnings"]
    monkeypatch.setenv("TEXTS_DIR", str(texts))
    assert run("evidence", "--data", data) == (0, proved, [])
    monkeypatch.delenv("TEXTS_DIR")
    missing = f"{data}/texts is not a folder: name that of the archived texts by --texts or TEXTS_DIR"
    assert run("evidence", "--data", data) == (2, [], [missing])
    texts.rename(data / "texts")
    monkeypatch.setenv("DATA_DIR", str(data))
    assert run("evidence") == (0, proved, [])
    assert run("check") == (0, ["0 errors, 0 warnings"], [])


def test_publish_once_and_again_and_after_a_change(tmp_path, run):
    data = write(tmp_path)
    code, out, _ = run("publish", "--data", data, *BY)
    release = out[0].split()[1].rstrip(":")
    assert (code, out) == (0, [f"published {release}: 3 figures of 1 issues"])
    assert run("publish", "--data", data, *BY)[:2] == (
        0,
        [f"already in force, nothing changed: {release}: 3 figures of 1 issues"],
    )
    assert run("current") == (0, [release], [])
    write(tmp_path, {REPORT: FILES[REPORT].replace("zh: 结案", "zh: 审结")})
    code, out, _ = run("publish", "--data", data, "--by", "王强", "--reason", "更正", "--correction", "看错一位")
    later = out[0].split()[1].rstrip(":")
    assert later != release
    when = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00"
    history = run("history")[1]
    assert [re.sub(when, "WHEN", line) for line in history] == [
        f"2\t{later}\tpublish\tWHEN\t王强\t更正",
        f"1\t{release}\tpublish\tWHEN\t李梅\t第一次",
    ]
    assert run("diff", release, later)[:2] == (
        0,
        [
            "changed\tmade-2025/4/1\tdetail_zh\t结案\t审结",
            "0 added, 0 removed, 1 changed",
        ],
    )
    only = (*BY, "--database-only")
    assert run("rollback", release, *only) == (0, [f"in force again: {release}; no file was touched"], [])
    assert run("rollback", release, *only) == (0, [f"in force already: {release}; no file was touched"], [])
    assert run("current") == (0, [release], [])
    assert [line.split("\t")[1:3] for line in run("history")[1]] == [
        [release, "rollback"],
        [later, "publish"],
        [release, "publish"],
    ]


def test_what_is_published_tells_its_warnings_and_a_difference_its_doubts(tmp_path, run):
    data = write(tmp_path, {REPORT: FILES[REPORT].replace("90.0%", "89.9%")})
    code, out, _ = run("publish", "--data", data, *BY)
    assert (code, len(out), out[1].split(" expected")[0]) == (0, 2, f"data/{REPORT}:16:5: warning [contradiction]")
    write(tmp_path, {REPORT: FILES[REPORT].replace("591件", "5910件")})
    assert (
        "doubt: made-2025/4/1: 5910件 is ten times, or a tenth of, 591件 (made-2025/4/1)"
        in run("diff", "--data", data)[1]
    )


def test_data_with_errors_is_not_published_and_all_of_them_are_told(tmp_path, run):
    code, out, _ = run("publish", "--data", write(tmp_path, {REPORT: WRONG}), *BY)
    assert (code, len(out), out[-1]) == (1, 3, "1 errors, 1 warnings")
    assert run("current") == (1, ["nothing is published yet: python -m etl publish --by NAME --reason TEXT"], [])
    assert run("history") == (1, [], [])


def test_the_yaml_of_a_release_publishes_to_the_same_release(tmp_path, run):
    data = write(tmp_path)
    release = run("publish", "--data", data, *BY)[1][0].split()[1].rstrip(":")
    code, out, _ = run("show", release, "--sources", tmp_path / "again" / "data")
    counts = {"figures": 3, "not_figures": 1, "checks": 1, "issues": 1, "articles": 1, "units": 2, "indicators": 6}
    counts |= {"measures": 7, "themes": 1, "readings": 0}
    assert (code, dict(line.split("\t") for line in out)) == (0, {name: str(count) for name, count in counts.items()})
    again = tmp_path / "again" / "data"
    written = {path.relative_to(again).as_posix(): path.read_bytes() for path in again.rglob("*") if path.is_file()}
    assert written == {name: text.encode() for name, text in FILES.items()}
    assert run("publish", "--data", again, *BY)[1] == [
        f"already in force, nothing changed: {release}: 3 figures of 1 issues"
    ]


def test_the_yaml_of_a_release_never_goes_over_a_curators_edits(tmp_path, run):
    data = write(tmp_path)
    release = run("publish", "--data", data, *BY)[1][0].split()[1].rstrip(":")
    (data / "units.yaml").write_text("edited: {}\n")
    for there in (data, data / "units.yaml"):
        code, _, err = run("show", release, "--sources", there)
        assert (code, err[-1]) == (
            2,
            f"python -m etl show: error: argument --sources: {there} is there already: name a new or an empty folder",
        )
    assert (data / "units.yaml").read_text() == "edited: {}\n"


def test_schemas_are_written_beside_the_data(tmp_path, run):
    data = write(tmp_path)
    code, out, _ = run("schemas", "--data", data)
    assert (code, out[0], len(out)) == (0, f"{data}/schemas/units.json", 7)
    assert json.loads((data / "schemas/units.json").read_text("utf-8"))["type"] == "object"
    assert run("check", "--data", data)[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "the following arguments are required: COMMAND"),
        (("chek",), "invalid choice: 'chek'"),
        (("check", "--data", "nowhere"), "argument --data: nowhere is not a folder"),
        (("check", "--data", "tests", "--format", "xml"), "invalid choice: 'xml'"),
        (("evidence", "--data", "tests", "--texts", "nowhere"), "argument --texts: nowhere is not a folder"),
        (("publish", "--data", "tests", "--by", "李梅"), "the following arguments are required: --reason"),
        (("compare", "nowhere.csv", "--data", "tests"), "nowhere.csv: No such file or directory"),
        (("show", "no-such-release"), "no-such-release"),
        (("diff", "one", "other"), "one"),
        (("rollback", "no-such-release", *BY), "no-such-release"),
    ],
)
def test_wrong_usage_is_told_and_exits_2(tmp_path, run, arguments, said):
    code, out, err = run(*arguments)
    assert (code, out, said in err[-1]) == (2, [], True), err


def test_a_reason_of_nothing_is_wrong_usage(tmp_path, run):
    code, out, err = run("publish", "--data", write(tmp_path), "--by", "李梅", "--reason", " ")
    assert (code, out) == (2, [])
    assert err == ["reason must be one line of 1 to 500 visible characters, found ' '"]


@pytest.mark.parametrize("command", [("current",), ("history",), ("publish", *BY), ("show", "a"), ("diff", "a", "b")])
def test_a_database_that_cannot_be_used_exits_3(tmp_path, run, monkeypatch, command):
    (tmp_path / "shiji.db").write_bytes(b"no database" * 100)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/shiji.db")
    given = ("--data", write(tmp_path)) if command[0] == "publish" else ()
    code, out, err = run(*command, *given)
    assert (code, out, f"{tmp_path}/shiji.db" in err[0]) == (3, [], True), err
    assert (tmp_path / "shiji.db").read_bytes() == b"no database" * 100


def test_the_command_line_itself(tmp_path):
    data = write(tmp_path, {REPORT: WRONG})
    command = [sys.executable, "-m", "etl", "check", "--data", str(data), "--format", "github"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, len(done.stdout.splitlines()), done.stderr) == (1, 2, "")
    assert done.stdout.startswith(f"::error file=data/{REPORT},line=3,col=7,title=unknown-unit::")
