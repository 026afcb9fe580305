import subprocess

import pytest

from etl.refreshing.git import commit
from tests.etl.folder import FILES, write


@pytest.fixture
def git(tmp_path, monkeypatch):
    """A repository of its own with the data folder in it, and a way to ask it."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    write(tmp_path)

    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True, text=True).stdout

    git("init", "-q")
    return git


def test_the_curated_files_are_committed_and_nothing_else(tmp_path, git):
    (tmp_path / "data" / "READINGS.md").write_text("ours")
    (tmp_path / "staged").write_text("not yet")
    git("add", "staged")
    assert commit(tmp_path / "data", "made-2025: -第一期 \"'$(x)", "李 <x>") is None
    assert git("show", "--format=%an|%ae|%s", "--name-only").split("\n\n") == [
        "李  x|x@localhost|made-2025: -第一期 \"'$(x)",
        "\n".join(sorted(f"data/{below}" for below in FILES)) + "\n",
    ]
    assert git("status", "--porcelain") == "A  staged\n?? data/READINGS.md\n?? texts/\n"
    assert commit(tmp_path / "data", "again", "li@example.org") is None
    assert git("rev-list", "--count", "HEAD") == "1\n"


def test_changed_and_removed_files_are_committed(tmp_path, git):
    commit(tmp_path / "data", "one", "li@example.org")
    (tmp_path / "data" / "issues/made-2025/report.yaml").unlink()
    (tmp_path / "data" / "units.yaml").write_text("x")
    assert commit(tmp_path / "data", "two", "li@example.org") is None
    assert git("show", "--format=%ae", "--name-status") == (
        "li@example.org\n\nD\tdata/issues/made-2025/report.yaml\nM\tdata/units.yaml\n"
    )


def test_where_git_cannot_it_says_so(tmp_path, git, monkeypatch):
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    told = commit(write(outside), "one", "李")
    assert (told.rule, str(told.place), told.found == f"{(outside / 'data').resolve()} is in no git repository") == (
        "not-committed",
        "data:1:1",
        True,
    )
    hook = tmp_path / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\necho no, says the hook >&2\nexit 1\n")
    hook.chmod(0o755)
    assert commit(tmp_path / "data", "one", "李").found == "no, says the hook"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert commit(tmp_path / "data", "one", "李").found == "git is not installed"
