"""The documents keep up with the code."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from etl.curating.checks import RULES

ROOT = Path(__file__).parent.parent
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
READMES = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md")}


def rules_in_code():
    """The rule of every Problem that is made with its rule written out, and the name of every check."""
    calls = [
        node
        for room in ("etl", "pages")
        for file in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem"
    ]
    written = {call.args[1].value for call in calls if len(call.args) > 1 and isinstance(call.args[1], ast.Constant)}
    return written | {rule.__name__.replace("_", "-") for rule in RULES}


def test_every_rule_is_explained():
    explained = set(re.findall(r"`([a-z0-9-]+)`", CONTRIBUTING.split("| rule | says |")[1].split("## The code")[0]))
    assert len(rules_in_code()) > 30
    assert rules_in_code() - explained == set()


def test_every_module_has_its_room():
    rooms = set(re.findall(r"[a-z_]+", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")))
    modules = {
        path.stem for pattern in ("etl/**", "pages/parts/**", "pages/public") for path in ROOT.glob(f"{pattern}/*.py")
    }
    assert modules - rooms - {"__init__", "__main__"} == set()


@pytest.mark.parametrize("name", READMES)
def test_every_link_of_a_readme_leads_somewhere(name):
    links = re.findall(r"\]\(([^)#]+)\)", READMES[name])
    assert len(links) > 5
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_both_readmes_show_the_same_commands():
    commands = [re.findall(r"(?:make|python -m etl) [a-z-]+", readme) for readme in READMES.values()]
    assert commands[0] == commands[1]


def test_every_command_named_in_the_documents_exists():
    named = set(re.findall(r"python -m etl ([a-z]+)", CONTRIBUTING + "".join(READMES.values())))
    shown = subprocess.run(
        [sys.executable, "-m", "etl", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert {"check", "evidence", "publish"} <= named
    assert named <= set(re.findall(r"^    ([a-z]+) ", shown.stdout, re.MULTILINE))


def test_the_tally_of_second_readings_is_that_of_the_data():
    text = (ROOT / "data" / "READINGS.md").read_text(encoding="utf-8")
    rows = {row[0].strip("` "): [int(cell) for cell in row[1:]] for row in table(text)}
    assert len(rows) == 6
    assert [sum(column) for column in zip(*[row for name, row in rows.items() if name != "all"], strict=True)] == rows[
        "all"
    ]
    written = re.findall(
        r"^(\S+):\n((?:  .*\n)+)", (ROOT / "data" / "readings.yaml").read_text(encoding="utf-8"), re.MULTILINE
    )
    counts = {name: [int(count) for count in re.findall(r": (\d+)$", block, re.MULTILINE)] for name, block in written}
    assert {name: counts.get(name) for name in rows.keys() - {"all"}} == {
        name: row for name, row in rows.items() if name != "all"
    }


def table(text):
    """The rows of the one table of a Markdown text, without its head."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
