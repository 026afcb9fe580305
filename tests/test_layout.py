"""What the repository holds, and what it must not."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

TOP_LEVEL = {
    ".ci",
    ".github",
    ".gitignore",
    ".streamlit",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "README.zh.md",
    "bench",
    "dashboard.py",
    "data",
    "etl",
    "pages",
    "pyproject.toml",
    "requirements-dev.in",
    "requirements-dev.txt",
    "requirements.in",
    "requirements.txt",
    "tests",
}
OF_ONE_MACHINE = re.compile(r"/(work|root|opt|tmp|home|Users)/|file://|index-url|find-links")
ELSEWHERE = re.compile(r"\.\./shared\b")
PINNED = re.compile(r"[a-z0-9-]+==\S+( ; .+?)?( +--hash=sha256:[0-9a-f]{64})+")
DIRECT = re.compile(r"[A-Za-z][\w.-]*(==[\d.*]+)? +# \w.+")


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [name for name in listed.split("\0") if name and (ROOT / name).exists()]


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for name in tracked():
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture
        found += [f"{name}: {line}" for line in text.splitlines() if pattern.search(line)]
    return found


def test_top_level_holds_only_what_belongs_there():
    assert {name.split("/")[0] for name in tracked()} - TOP_LEVEL == set()


def test_no_script_lies_directly_under_pages():
    # Streamlit runs such a file on a deep link without dashboard.py, registered or not.
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == ["__init__.py"]


def test_no_file_names_a_path_or_registry_of_one_machine():
    assert [line for line in lines_with(OF_ONE_MACHINE) if not line.startswith("tests/test_layout.py:")] == []


def test_only_the_ci_command_knows_where_the_texts_are():
    assert {line.split(":")[0] for line in lines_with(ELSEWHERE)} - {"tests/test_layout.py"} == {".ci/run"}


def test_archived_texts_and_databases_stay_outside():
    assert [name for name in tracked() if name.startswith(("data/texts/", "var/"))] == []


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_locked_package_has_a_hash(lock):
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    pins = [line.rstrip() for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert pins
    assert [pin for pin in pins if not PINNED.fullmatch(pin)] == []


@pytest.mark.parametrize("asked", ["requirements.in", "requirements-dev.in"])
def test_every_direct_requirement_gives_its_reason_and_is_locked(asked):
    lines = (ROOT / asked).read_text(encoding="utf-8").splitlines()
    direct = [line for line in lines if not line.startswith(("#", "-c "))]
    assert direct
    assert [line for line in direct if not DIRECT.fullmatch(line)] == []
    locked = (ROOT / asked.replace(".in", ".txt")).read_text(encoding="utf-8")
    names = {re.split(r"[= ]", line)[0].lower().replace(".", "-") for line in direct}  # as a lock writes them
    assert names - set(re.findall(r"^([a-z0-9-]+)==", locked, re.MULTILINE)) == set()
