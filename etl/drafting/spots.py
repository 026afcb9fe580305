"""Problems of proposed YAML -> what of the draft each is about."""

from bisect import bisect
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from etl.curating.curated import Curated
from etl.drafting.draft_trees import Tree
from etl.drafting.drafts import Draft
from etl.problems import Problem
from etl.yaml_text import yaml_source
from etl.yaml_text.yaml_source import Source, Steps

MISSES = {"missing-unit": "unit", "missing-period": "period"}
SpotKind = Literal["entry", "article", "issue", "unit", "indicator", "measure", "text", "data"]


@dataclass(frozen=True)
class Spot:
    """A control of the draft: an entry by its number, an article or registry entry by its id, and its field.

    `text` is a place of the text that no entry holds, by its line; `data` is outside of the draft.
    """

    kind: SpotKind
    id: str | int = ""
    field: str = ""


def spotted(
    draft: Draft, loaded: Curated, made: Iterable[Tree], problems: Iterable[Problem]
) -> tuple[dict[Problem, Spot], dict[str, int]]:
    """The spot of every problem, and the numbers of entries by the id of the figure each makes."""
    folder = f"issues/{draft.issue}/"
    numbered = {f"{folder}{tree.name}.yaml": tree for tree in made}
    name = loaded.units.root.source.name.removesuffix("units.yaml") if loaded.units.root else "data/"
    spots: dict[Problem, Spot] = {}
    sources: dict[str, tuple[list[tuple[int, int]], list[Steps]]] = {}
    for problem in problems:
        below = problem.place.file.removeprefix(name)
        if below in loaded.files:
            if below not in sources:
                sources[below] = _places(loaded.files[below], problem.place.file)
            places, paths = sources[below]
            at = bisect(places, (problem.place.line, problem.place.column)) - 1
            spot = _spot(draft, below, paths[at] if at >= 0 else (), numbered.get(below))
            spots[problem] = spot if spot.field else replace(spot, field=_unsaid(problem))
    entries = {
        figure.id: numbered[f"issues/{figure.article}.yaml"].entries[figure.node.path]
        for figure in loaded.figures
        if figure.issue == draft.issue
    }
    return spots, entries


def _places(content: bytes, name: str) -> tuple[list[tuple[int, int]], list[Steps]]:
    """Where everything in a file begins, in order, and what it is: of what begins together the outermost last."""
    source: Source | None = yaml_source.kept(content, name)[0]
    if source is None:
        return [], []
    found = sorted(
        ((place, path) for path, place in (*source.keys.items(), *source.values.items())),
        key=lambda one: (one[0], -len(one[1])),
    )
    return [place for place, _ in found], [path for _, path in found]


def _unsaid(problem: Problem) -> str:
    """The field that a problem misses; it stands where the field would."""
    return MISSES.get(problem.rule, problem.expected.removeprefix("the key ") if problem.rule == "missing-key" else "")


def _spot(draft: Draft, below: str, path: Steps, tree: Tree | None) -> Spot:
    if tree is not None:
        nth = tree.entries.get(path[:4])
        if nth is not None:
            return Spot("entry", nth, str(path[4]) if len(path) > 4 else "")
        field = str(path[0]) if path else ""
        return Spot("issue", field=field) if tree.name == "issue" else Spot("article", tree.name, field)
    registry, id = below.removesuffix(".yaml"), str(path[0]) if path else ""
    new: dict[str, tuple[SpotKind, Iterable[str]]] = {
        "units": ("unit", draft.units),
        "indicators": ("indicator", draft.indicators),
        "measures": ("measure", draft.measures),
    }
    kind, ids = new.get(registry, ("data", ()))
    return Spot(kind, id, str(path[1]) if len(path) > 1 else "") if id in ids else Spot("data")
