"""A draft -> the data folder with it in: every file, everything that is wrong and at which entry, the tables."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from etl import build
from etl.curating import checks, curated
from etl.curating.curated import Curated, CuratedFigure
from etl.curating.records import ID
from etl.curating.shape import FORMS
from etl.drafting import draft_registries
from etl.drafting.draft_registries import held
from etl.drafting.draft_trees import Tree, plain, trees
from etl.drafting.drafts import Draft, article_of
from etl.drafting.proof import proof
from etl.drafting.reread import reread
from etl.drafting.spots import Spot, spotted
from etl.problems import DataRejected, Place, Problem, errors
from etl.tables import Tables
from etl.yaml_text import yaml_edit

HEADER = "# yaml-language-server: $schema=../../schemas/{}.json\n"


@dataclass(frozen=True)
class Entered:
    """The data folder with a draft in it, and what is wrong: nothing is published while a problem is an error.

    `curated` is None and `files` are as they were where the draft cannot be written at all. `tables` are there as soon
    as the data itself has no error, numbers that wait for a decision left out. `entries` are the numbers of entries
    by the id of the figure each makes.
    """

    files: Mapping[str, bytes]
    curated: Curated | None
    problems: tuple[Problem, ...]
    tables: Tables | None
    spots: Mapping[Problem, Spot]
    entries: Mapping[str, int]

    def where(self, problem: Problem) -> Spot:
        """What of the draft a problem is about; kind "data" where it is about none of it."""
        return self.spots.get(problem, Spot("data"))


def entered(draft: Draft, data: Path) -> Entered:
    """What the draft makes of the data folder; nothing is written there."""
    base = curated.load(data)
    refused = dict(_refused(draft, base.files))
    unread = [problem for problem in base.problems if problem.place.file not in _names(base)]
    if refused:
        refused |= {problem: Spot("data") for problem in unread}
        return Entered(base.files, None, tuple(sorted(refused)), None, refused, {})
    made = _trees(draft, base.files)
    proposed = _files(draft, base.files, made)
    loaded = loaded_from(proposed, data.resolve().name)
    problems = [*checks.check(loaded), *unread]
    tables = None if errors(problems) else build.build(loaded)
    spots, entries = spotted(draft, loaded, made, problems)
    held = {figure.id: _said(figure) for figure in base.figures}
    fresh = {figure.id for figure in loaded.figures if held.get(figure.id) != _said(figure)}
    told = [*_waiting(draft), *proof(draft), *reread(draft, loaded, {id: entries[id] for id in entries.keys() & fresh})]
    return Entered(
        proposed,
        loaded,
        tuple(sorted({*problems, *(problem for problem, _ in told)})),
        tables,
        {**spots, **dict(told)},
        entries,
    )


def _said(figure: CuratedFigure) -> tuple[object, ...]:
    """What a figure says, for one that says the same in the base to be held against the text no second time."""
    return figure.record, figure.unit, figure.period


def files(draft: Draft, data: Mapping[str, bytes]) -> dict[str, bytes]:
    """All curated files, by path below the data folder, with the draft in them; what says the same already stays.

    Raises DataRejected where an id of the draft cannot name a file, or is taken.
    """
    if refused := dict(_refused(draft, data)):
        raise DataRejected(refused)
    return _files(draft, data, _trees(draft, data))


def digest(files: Mapping[str, bytes]) -> str:
    """12 hex digits of what the files are: the name of a preview, and what somebody approves."""
    listed = "".join(f"{below} {sha256(content).hexdigest()}\n" for below, content in sorted(files.items()))
    return sha256(listed.encode()).hexdigest()[:12]


def _files(draft: Draft, data: Mapping[str, bytes], made: list[Tree]) -> dict[str, bytes]:
    folder = f"issues/{draft.issue}/"
    kept = {below: content for below, content in data.items() if not below.startswith(folder)}
    for tree in made:
        below, was = f"{folder}{tree.name}.yaml", f"{folder}{tree.was}.yaml"
        header = HEADER.format("issue" if tree.name == "issue" else "article")
        text = yaml_edit.edited(data[was].decode(), tree.data) if was in data else None
        kept[below] = (text or header + yaml_edit.written(tree.data)).encode()
    return kept | draft_registries.files(draft, data) | _reading(draft, data)


def _reading(draft: Draft, data: Mapping[str, bytes]) -> dict[str, bytes]:
    """The file of second readings with that of the draft, where there was one."""
    below, said = "readings.yaml", {draft.issue: plain(draft.reading)}
    if not draft.reading:
        return {}
    if below not in data:
        return {below: yaml_edit.written(said).encode()}
    return {below: yaml_edit.edited(data[below].decode(), {**held(data, below), **said}).encode()}


def _trees(draft: Draft, data: Mapping[str, bytes]) -> list[Tree]:
    folder = f"issues/{draft.issue}/"
    names = {below.removeprefix(folder).removesuffix(".yaml"): below for below in data if below.startswith(folder)}
    return trees(draft, {name: held(data, below) for name, below in names.items()})


def _names(base: Curated) -> set[str]:
    """How problems call the files that could be read."""
    folder = base.units.root.source.name.removesuffix("units.yaml") if base.units.root else "data/"
    return {folder + below for below in base.files}


def loaded_from(files: Mapping[str, bytes], name: str) -> Curated:
    """Curated files that are in no folder yet; problems call the folder `name`."""
    with TemporaryDirectory() as folder:
        data = Path(folder) / name
        for below, content in files.items():
            path = data / below
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return curated.load(data)


def _refused(draft: Draft, data: Mapping[str, bytes]) -> Iterator[tuple[Problem, Spot]]:
    """What keeps a draft from being written at all: ids that cannot name a file or an entry, or that are taken."""
    there = f"issues/{draft.issue}/issue.yaml" in data
    if not re.fullmatch(ID, draft.issue):
        yield Problem(Place(draft.name), "bad-id", FORMS[ID], draft.issue or "nothing"), Spot("issue", field="issue")
    elif there != draft.opened:
        expected, found = ("an issue of the data", "none") if draft.opened else ("an id of its own", "an issue has it")
        yield Problem(Place(draft.name), "bad-id", expected, f"{draft.issue}: {found}"), Spot("issue", field="issue")
    seen = {"issue"}
    for piece in draft.articles:
        if not re.fullmatch(ID, piece.id) or piece.id in seen:
            found = f"{piece.id}, which is taken" if piece.id in seen else piece.id or "nothing"
            place = Place(draft.name, max(1, piece.first))
            yield Problem(place, "bad-id", FORMS[ID], found), Spot("article", piece.id, "id")
        seen.add(piece.id)
    yield from draft_registries.refused(draft, data)


def _waiting(draft: Draft) -> Iterator[tuple[Problem, Spot]]:
    """Numbers that nobody has decided on, and figures that stand in no article."""
    for nth, entry in enumerate(draft.entries):
        place = Place(draft.name, entry.line, entry.start + 1)
        if entry.state == "undecided":
            yield Problem(place, "undecided", "a decision", entry.printed, "figure, or why not"), Spot("entry", nth)
        elif entry.state == "figure" and article_of(draft, entry.line) is None:
            way_out = f"let the lines of an article reach line {entry.line}, or say why it is no figure"
            found = f"{entry.printed} on line {entry.line}"
            yield Problem(place, "figure-outside-article", "a line of an article", found, way_out), Spot("entry", nth)
