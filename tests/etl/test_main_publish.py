"""The commands that publish, take back and compare: what has to be explained, and what becomes of the files."""

import json
import subprocess

import pytest
import sqlalchemy as sql

from etl.__main__ import main
from etl.releasing import audit, releases
from etl.releasing.explanations import Explanation, explanations
from tests.etl.drafted import files
from tests.etl.folder import FILES, REPORT, write
from tests.etl.stored import flipped

BY = ("--by", "李梅", "--reason", "第一次")
FIGURE, OTHER, RELATION = "made-2025/4/1", "made-2025/3/1", "checks/made-2025/4/2/rate"
MENDED = FILES[REPORT].replace("591件", "590件")
TENFOLD = (
    FILES[REPORT].replace("657件", "6570件").replace("checks:\n  - {rate: share, part: closed, whole: accepted}\n", "")
)


@pytest.fixture
def engine(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/var/shiji.db")
    return releases.connect(releases.address())


@pytest.fixture
def run(engine, capsys, tmp_path):
    """Runs a command on the data of `tmp_path`: its exit code, and what it printed to standard output and error."""

    def run(*arguments):
        code = main([*map(str, arguments), "--data", str(tmp_path / "data")])
        told = capsys.readouterr()
        return code, told.out.splitlines(), told.err.splitlines()

    return run


@pytest.fixture
def first(tmp_path, run, engine):
    """The release of the data as it is written first."""
    write(tmp_path)
    assert run("publish", *BY)[0] == 0
    return releases.current(engine).release


def test_a_change_is_published_with_what_it_is_and_why(tmp_path, run, engine, first):
    write(tmp_path, {REPORT: MENDED})
    told = [
        f"changed\t{FIGURE}\tprinted\t591件\t590件",
        "data/issues/made-2025/report.yaml:16:5: warning [contradiction] expected 89.8021, found 90.0%; "
        "look at the text again; if print says so, leave it",
    ]
    code, out, _ = run("publish", *BY)
    doubt = out[2].split("'")[1].removesuffix("=REASON")
    assert (code, out[:2], doubt.rpartition(":")[0]) == (1, told, f"warning:contradiction:data/{REPORT}")
    assert out[3:] == [
        "1 published things change: say --revision TEXT (new information) or --correction TEXT (an error of ours), "
        "or ID=TEXT for each",
        "1 doubts: look at the text again, then mend them or say why they stand",
        "nothing was published",
    ]
    assert run("publish", *BY, "--correction", "看错一位")[1][-3:] == [out[2], *out[-2:]]
    assert releases.current(engine).release == first
    code, out, _ = run("publish", *BY, "--correction", "看错一位", "--accept", f"{doubt}=文件如此")
    assert (code, out[0].split()[0]) == (0, "published")
    assert [(one.subject, one.kind, one.why) for one in explanations(engine)] == [
        (FIGURE, "correction", "看错一位"),
        (doubt, "doubt", "文件如此"),
    ]


def test_a_slip_by_a_factor_of_ten_is_doubted(tmp_path, run, engine, first):
    write(tmp_path, {REPORT: TENFOLD})
    told = ("--revision", f"{OTHER}=新的数", "--correction", f"{RELATION}=不再算")
    code, out, _ = run("publish", *BY, *told)
    assert (code, out[:2]) == (
        1,
        [f"{OTHER}: 6570件 is ten times, or a tenth of, 657件 ({OTHER})", f"  --accept 'tenfold:{OTHER}=REASON'"],
    )
    assert run("publish", *BY, *told, "--accept", f"tenfold:{OTHER}=文件=如此")[0] == 0
    assert explanations(engine) == [
        Explanation(RELATION, "correction", "不再算", 2),
        Explanation(OTHER, "revision", "新的数", 2),
        Explanation(f"tenfold:{OTHER}", "doubt", "文件=如此", 2),
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            ("--accept", "tenfold:made-2025/3/2=x"),
            f"there is no doubt 'tenfold:made-2025/3/2'; did you mean tenfold:{OTHER}?",
        ),
        (("--accept", "x=y"), "there is no doubt 'x'; leave it out"),
        (
            ("--correction", "made-2025/3/2=printed 3, not 8"),
            f"--correction: nothing published that changes is 'made-2025/3/2'; did you mean {OTHER}?",
        ),
        (("--revision", "a/b=c"), "--revision: nothing published that changes is 'a/b'; leave it out"),
        (("--revision", "a", "--correction", "b"), "one TEXT explains all changes: say ID=TEXT for the others"),
    ],
)
def test_wrong_explanations_are_told_and_exit_2(tmp_path, run, first, given, said):
    write(tmp_path, {REPORT: TENFOLD})
    code, out, err = run("publish", *BY, *given)
    assert (code, out, said in err[0]) == (2, [], True), err


def test_a_rollback_brings_the_files_back(tmp_path, run, engine, first):
    before = files(tmp_path / "data")
    write(tmp_path, {REPORT: TENFOLD, "issues/made-2024/issue.yaml": FILES["issues/made-2025/issue.yaml"]})
    assert run("publish", *BY, "--revision", "新的数", "--accept", f"tenfold:{OTHER}=x")[0] == 0
    after, later = files(tmp_path / "data"), releases.current(engine).release
    said = f"; the curated files in {tmp_path}/data are its own again"
    assert run("rollback", first, *BY) == (0, [f"in force again: {first}{said}"], [])
    assert files(tmp_path / "data") == before
    assert run("rollback", later, *BY) == (0, [f"in force again: {later}{said}"], [])
    assert files(tmp_path / "data") == after
    write(tmp_path, {REPORT: MENDED})
    code, out, _ = run("rollback", first, *BY)
    assert (code, out[0].split(" expected")[0], out[1]) == (
        1,
        f"data/{REPORT}:1:1: error [unpublished]",
        "1 errors, 0 warnings",
    )
    assert run("rollback", first, *BY, "--force")[0] == 0
    assert files(tmp_path / "data") == before


def test_a_rollback_needs_a_folder_or_none(tmp_path, run, first):
    (tmp_path / "data").rename(tmp_path / "gone")
    code, out, err = run("rollback", first, *BY)
    said = f"{tmp_path}/data is not a folder: name the data folder by --data, or say --database-only"
    assert (code, out, err) == (2, [], [said])
    assert run("rollback", first, *BY, "--database-only")[0] == 0


def test_the_data_is_compared_with_the_release_in_force_before_it_is_published(tmp_path, run, engine):
    write(tmp_path)
    assert run("diff")[0] == 1
    run("publish", *BY)
    assert run("diff") == (0, ["0 added, 0 removed, 0 changed"], [])
    first = releases.current(engine).release
    write(tmp_path, {REPORT: FILES[REPORT].replace("591件", "590件")})
    changes = [
        f"changed\t{FIGURE}\tprinted\t591件\t590件",
        *(f"changed\t{FIGURE}\t{column}\t591.0\t590.0" for column in ("value", "lower", "upper")),
        "0 added, 0 removed, 1 changed",
    ]
    assert run("diff") == (0, changes, [])
    assert run("diff", first) == (0, changes, [])


def test_every_release_is_read_whole(tmp_path, engine, first, capsys):
    with engine.connect() as connection:
        (content,) = connection.execute(sql.text("SELECT content FROM release_sources LIMIT 1")).one()
    assert (main(["verify"]), capsys.readouterr().out) == (0, "releases read whole: 1, damaged: 0\n")
    with engine.begin() as connection:
        connection.execute(
            sql.text("UPDATE release_sources SET content = :other WHERE content = :content"),
            {"other": flipped(content, 9), "content": content},
        )
    assert main(["verify"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert (told[0].split(":")[0], told[1:]) == (f"release {first} is damaged", ["releases read whole: 1, damaged: 1"])
    (tmp_path / "var" / "shiji.db").write_bytes(b"no database" * 100)
    assert main(["verify"]) == 3
    (tmp_path / "var" / "shiji.db").unlink()
    assert main(["verify"]) == 1


def test_what_is_published_is_committed_when_asked_for(tmp_path, run, first, monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    code, out, _ = run("publish", *BY, "--commit")
    assert (code, len(out), "[not-committed]" in out[1]) == (1, 2, True)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    assert run("publish", *BY, "--commit")[0] == 0
    log = subprocess.run(["git", "log", "--format=%an %s"], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert log.stdout == "李梅 第一次\n"


def test_what_is_done_by_command_is_in_the_audit_log(tmp_path, run, engine, monkeypatch):
    log = tmp_path / "log" / "audit.jsonl"
    monkeypatch.setenv("AUDIT_LOG", str(log))
    write(tmp_path)
    assert run("publish", *BY)[0] == 0
    first = releases.current(engine).release
    assert run("rollback", first, *BY, "--force")[0] == 0
    assert run("publish", "--by", "李梅", "--reason", "两\n行")[0] == 2
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert {(line.pop("who"), line.pop("where")) for line in lines} == {("李梅", "command line")}
    assert [{name: line[name] for name in line if name not in ("n", "at", "before", "hash")} for line in lines] == [
        {"what": "publish", "reason": "第一次"},
        {"what": "publish: done", "release": first, "sequence": 1},
        {"what": "rollback", "release": first, "reason": "第一次"},
        {"what": "rollback: done", "release": first, "sequence": 1},
        {"what": "publish", "reason": "两\n行"},
        {"what": "publish: not done"},
    ]
    assert audit.verify(log) is None


@pytest.mark.parametrize("command", [("publish", *BY), ("rollback", "{first}", *BY, "--force")])
def test_what_cannot_be_in_the_audit_log_is_not_done(tmp_path, run, engine, first, monkeypatch, command):
    monkeypatch.setenv("AUDIT_LOG", str(tmp_path))  # a folder
    code, out, err = run(*(word.format(first=first) for word in command))
    assert (code, out, len(err)) == (3, [], 1)
    assert err[0].startswith(f"the audit log {tmp_path} cannot be written: ")
    assert err[0].endswith("; nothing was done")
    assert len(releases.history(engine)) == 1
