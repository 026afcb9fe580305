"""Texts invented for the benchmark, with what is right marked in them: `[45件](unit indicator period)`.

Bodies and numbers are made up; they were written after the rules of scanning, and no rule was changed for them.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from etl import period, quantity, yaml_source
from etl.lessons import Lessons
from etl.period import Period
from etl.quantity import Quantity
from etl.records import Unit

FOLDER = Path(__file__).parent / "fresh"
_MARK = re.compile(r"\[([^\]\n]+)\]\((\S+) (\S+) ([^)\n]+)\)")


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
    status: str = "reported"


def units() -> dict[str, Unit]:
    """The invented bodies by id."""
    source, problems = yaml_source.read(FOLDER / "units.yaml", "units.yaml")
    assert source is not None, problems
    assert isinstance(source.data, dict)
    return {id: Unit.model_validate(tree) for id, tree in source.data.items()}


def texts() -> dict[str, tuple[str, list[Gold]]]:
    """Every text by name, without its marks, and what they say."""
    bodies = units()
    return {file.stem: _unmarked(file.read_text(encoding="utf-8"), bodies) for file in sorted(FOLDER.glob("*.md"))}


def _unmarked(marked: str, bodies: dict[str, Unit]) -> tuple[str, list[Gold]]:
    text, gold, after = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[after : mark.start()]
        printed, unit, indicator, said = mark.groups()
        read, when = quantity.read(printed), period.read(said)
        assert isinstance(read, Quantity), read
        assert isinstance(when, Period), when
        names = (bodies[unit].name.zh, *bodies[unit].aliases)
        status = {"standards-set": "rule", "programme-targets": "target"}.get(indicator, "reported")
        gold.append(Gold(len(text), len(text) + len(printed), printed, read, unit, names, indicator, said, status))
        text, after = text + printed, mark.end()
    return text + marked[after:], gold


def taught(lessons: Lessons, registered: bool) -> Lessons:
    """Lessons with the invented bodies in the registry, or with no unit at all, in place of the real ones."""
    bodies = units() if registered else {}
    names = {name: id for id, unit in bodies.items() for name in (unit.name.zh, *unit.aliases)}
    parents = {id: unit.parent for id, unit in bodies.items()}
    return replace(lessons, units=names, parents=parents, background=frozenset())
