"""The files of the data folder: which are read as what, and which nobody reads."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from etl.curating.records import ID
from etl.problems import Place, Problem
from etl.yaml_text import yaml_source
from etl.yaml_text.yaml_source import Source

ASIDE = ("schemas", "templates", "texts")
LOOSE = ("GUIDE.md", "GUIDE.zh.md", "READINGS.md", "README.md")


@dataclass
class Desk:
    """Reads files of the folder `data`, keeps their bytes by path below it, and the problems met."""

    data: Path
    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def name(self, below: str) -> str:
        """How problems call the file `below` the data folder."""
        return f"{self.data.resolve().name}/{below}"

    def read(self, below: str) -> Source | None:
        """The YAML file at this path below the data folder; None, and a problem, where it cannot be read."""
        source, problems = yaml_source.read(self.data / below, self.name(below))
        self.problems += problems
        if source is not None:
            self.files[below] = source.text.encode()
        return source

    def issue_names(self) -> list[str]:
        """The folders under issues/, each named by the id of its issue."""
        folder = self.data / "issues"
        names = sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
        return [name for name in names if not _is_hidden(name) and self._is_id(f"issues/{name}", name)]

    def article_names(self, issue: str) -> list[str]:
        """The articles of an issue: its YAML files but issue.yaml, without their ending."""
        paths = sorted((self.data / "issues" / issue).glob("*.yaml"))
        names = [path.stem for path in paths if path.stem != "issue" and not _is_hidden(path.name)]
        return [name for name in names if self._is_id(f"issues/{issue}/{name}.yaml", name)]

    def _is_id(self, below: str, name: str) -> bool:
        if re.fullmatch(ID, name):
            return True
        expected = "a name of small letters, digits and hyphens, which is its id"
        self.problems.append(Problem(Place(self.name(below)), "bad-file-name", expected, name, "rename it"))
        return False

    def strays(self) -> Iterator[Problem]:
        """Files that nothing reads: a figure in one of them would be lost without a word."""
        told = {problem.place.file for problem in self.problems}
        for path in sorted(self.data.rglob("*")):
            below = path.relative_to(self.data)
            seen = [below, *below.parents[:-1]]
            read = below.as_posix() in self.files or any(self.name(part.as_posix()) in told for part in seen)
            aside = below.parts[0] in ASIDE or below.as_posix() in LOOSE or any(map(_is_hidden, below.parts))
            if path.is_dir() or read or aside:
                continue
            way_out = "move it out of the data folder, or name it *.yaml in the folder of its issue"
            yield Problem(Place(self.name(below.as_posix())), "stray-file", "a file that is read", path.name, way_out)


def _is_hidden(name: str) -> bool:
    """What editors and systems leave beside the files: .units.yaml.swp, .DS_Store."""
    return name.startswith(".")
