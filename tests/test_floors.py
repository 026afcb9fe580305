"""The house has floors: imports go down them, never up, and never in a circle."""

import ast
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# From the roof down; a module stands on the floor of the longest name here that it begins with.
FLOORS = (
    {"dashboard", "etl.__main__", "etl.commands"},
    {"pages.public", "pages.curation"},
    {"pages.parts.serve", "pages.parts.serving"},
    {"pages.parts.passports", "pages.parts.taking"},
    {"pages.parts"},
    {"etl.refreshing"},
    {"etl.drafting", "etl.exporting"},
    {"etl.scanning", "etl.releasing", "etl.query", "etl.standing"},
    {"etl.build", "etl.evidence", "etl.search"},
    {"etl.tables", "etl.curating"},
    {"etl.printed", "etl.yaml_text", "etl.texts"},
    {"etl.problems", "etl.watch"},
)
# Rooms and modules that draw, count and word: tested without a screen, but for `drawn`, which puts charts on it.
WITHOUT_STREAMLIT = ("charting", "telling", "passports.contradictions", "taking.pictures", "taking.map_picture")
WITHOUT_STREAMLIT += ("choice", "kept", "look", "numbers", "text")


def modules() -> dict[str, Path]:
    paths = [ROOT / "dashboard.py", *sorted(ROOT.glob("etl/**/*.py")), *sorted(ROOT.glob("pages/**/*.py"))]
    named = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in paths}
    return {name.removesuffix(".__init__"): path for name, path in named.items()}


MODULES = modules()


@cache
def imported(path: Path) -> set[str]:
    """Every module a file imports, at its top or inside a function."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: a relative import"
            found |= {
                f"{node.module}.{alias.name}" if f"{node.module}.{alias.name}" in MODULES else str(node.module)
                for alias in node.names
            }
    return found


def own_imports(name: str) -> set[str]:
    return {other for other in imported(MODULES[name]) if other in MODULES}


def room(name: str) -> str:
    """The folder of a module right below `etl`; a module that stands there by itself is its own room."""
    return ".".join(name.split(".")[:2])


def floor(name: str) -> int:
    """How far below the roof a module stands; packages themselves hold nothing and stand on the ground."""
    if MODULES[name].name == "__init__.py":
        return len(FLOORS)
    matches = [
        (len(known), n) for n, names in enumerate(FLOORS) for known in names if f"{name}.".startswith(f"{known}.")
    ]
    assert matches, f"{name} stands on no floor: give it one"
    return max(matches)[1]


def test_imports_go_down():
    assert [(name, other) for name in MODULES for other in own_imports(name) if floor(other) < floor(name)] == []


def test_imports_run_in_no_circle():
    TopologicalSorter({name: own_imports(name) for name in MODULES}).prepare()


def test_rooms_of_the_etl_stand_in_no_circle():
    rooms: dict[str, set[str]] = {}
    for name in MODULES:
        if name.startswith("etl."):
            reached = {room(other) for other in own_imports(name)} - {room(name)}
            rooms.setdefault(room(name), set()).update(reached)
    TopologicalSorter(rooms).prepare()


def test_the_etl_knows_no_screen():
    etl = [name for name in MODULES if name.startswith("etl")]
    imports = [(name, other) for name in etl for other in imported(MODULES[name])]
    assert [pair for pair in imports if pair[1].split(".")[0] in {"streamlit", "plotly", "pages"}] == []


@pytest.mark.parametrize("room", WITHOUT_STREAMLIT)
def test_what_can_be_tested_without_streamlit_stays_so(room):
    on_screen = {"pages.parts.charting.drawn"}
    reached, fresh = set(), {name for name in MODULES if f"{name}.".startswith(f"pages.parts.{room}.")} - on_screen
    assert fresh
    while fresh:
        reached |= fresh
        fresh = set().union(*(own_imports(module) for module in fresh)) - reached
    assert [module for module in reached if "streamlit" in imported(MODULES[module])] == []


def test_no_data_goes_to_the_screen_as_markup_of_its_own():
    source = "\n".join(path.read_text(encoding="utf-8") for path in MODULES.values())
    assert "unsafe_allow_html" not in source
    assert source.count("unsafe_allow_javascript=True") == 1
