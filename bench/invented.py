"""Texts invented for the benchmark, with what is right marked in them: `[45件](unit indicator period; status)`.

Bodies and numbers are made up. `seen` are texts that rules were mended for; `fresh` are those that no rule knows. The
indicator `new` is one that the registries do not have.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from etl.curating.records import Unit
from etl.printed import period, quantity
from etl.printed.period import Period
from etl.printed.quantity import Quantity
from etl.scanning.lessons import Lessons
from etl.yaml_text import yaml_source

SETS = ("seen", "fresh")
_MARK = re.compile(r"\[([^\]\n]+)\]\((\S+) (\S+) ([^);\n]+)(?:; (target|rule|background))?\)")


@dataclass(frozen=True)
class Gold:
    """A figure as it should be found: its characters in the text, what it says, whose it is, of what and when."""

    start: int
    end: int
    printed: str
    quantity: Quantity | None
    unit: str
    names: tuple[str, ...]
    indicator: str
    period: str
    status: str


def units(name: str) -> dict[str, Unit]:
    """The invented bodies of a set by id."""
    source, problems = yaml_source.read(_folder(name) / "units.yaml", "units.yaml")
    assert source is not None, problems
    assert isinstance(source.data, dict)
    return {id: Unit.model_validate(tree) for id, tree in source.data.items()}


def texts(name: str) -> dict[str, tuple[str, list[Gold]]]:
    """Every text of a set by name, without its marks, and what they say."""
    bodies, files = units(name), sorted(_folder(name).glob("*.md"))
    return {file.stem: _unmarked(file.read_text(encoding="utf-8"), bodies) for file in files}


def _folder(name: str) -> Path:
    return Path(__file__).parent / name


def _unmarked(marked: str, bodies: dict[str, Unit]) -> tuple[str, list[Gold]]:
    text, gold, after = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[after : mark.start()]
        printed, unit, indicator, said, status = mark.groups()
        read, when = quantity.read(printed), period.read(said)
        assert isinstance(read, Quantity), read
        assert isinstance(when, Period), when
        names = (bodies[unit].name.zh, *bodies[unit].aliases)
        end = len(text) + len(printed)
        gold.append(Gold(len(text), end, printed, read, unit, names, indicator, said, status or "reported"))
        text, after = text + printed, mark.end()
    return text + marked[after:], gold


def taught(lessons: Lessons, name: str, registered: bool) -> Lessons:
    """Lessons with the invented bodies of a set in the registry, or with no unit at all, in place of the real ones."""
    bodies = units(name) if registered else {}
    names = {name: id for id, unit in bodies.items() for name in (unit.name.zh, *unit.aliases)}
    parents = {id: unit.parent for id, unit in bodies.items()}
    return replace(lessons, units=names, parents=parents, background=frozenset())
