"""What is wrong, and where: every complaint about the data is a value with a place."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Place:
    """A spot in a file of the curated data; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def shifted(self, columns: int) -> "Place":
        """The place `columns` characters further right on the same line."""
        return replace(self, column=self.column + columns)


NOWHERE = Place("<text>")


@dataclass(frozen=True, order=True)
class Problem:
    """Something wrong at a place: what was expected, what was found, the way out."""

    place: Place
    rule: str
    expected: str
    found: str
    way_out: str = ""
    level: Level = "error"

    def __str__(self) -> str:
        return f"{self.place}: {self.level} [{self.rule}] {self.message}"

    @property
    def message(self) -> str:
        """What is wrong, without where, in one line."""
        way_out = f"; {self.way_out}" if self.way_out else ""
        return f"expected {self.expected}, found {self.found}{way_out}".replace("\n", "⏎")


class DataRejected(Exception):
    """The data has errors, so nothing was built or published."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those problems that stop a release; warnings do not."""
    return [problem for problem in problems if problem.level == "error"]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The way out for an unknown name: the nearest known one, or "" where none is near."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else ""
