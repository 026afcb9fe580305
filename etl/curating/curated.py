"""The data folder as records, each with its place, and the problems met on the way."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Generic

from etl.curating.desk import Desk
from etl.curating.records import (
    CHECKS,
    ID,
    LINE,
    AnyRecord,
    Article,
    Check,
    Figure,
    Furniture,
    Indicator,
    Issue,
    Measure,
    NotFigure,
    Paragraph,
    SecondReading,
    Theme,
    Unit,
)
from etl.curating.shape import FORMS, Node, shaped
from etl.printed import period, quantity
from etl.printed.period import Period
from etl.printed.quantity import Quantity
from etl.problems import Problem
from etl.watch import Watch, unwatched
from etl.yaml_text.yaml_source import Source


@dataclass(frozen=True)
class Registry(Generic[AnyRecord]):
    """One file of entries by id; `known` also names the entries that are out of shape."""

    root: Node | None
    records: Mapping[str, AnyRecord]
    known: tuple[str, ...]

    def at(self, id: str, *steps: str | int) -> Node:
        """Where an entry, or a part of it, stands."""
        assert self.root is not None, "an entry has been read"
        return self.root.at(id, *steps)


@dataclass(frozen=True)
class Filed(Generic[AnyRecord]):
    """A record that has a file of its own."""

    root: Node
    record: AnyRecord


@dataclass(frozen=True)
class CuratedParagraph:
    """One line of a text that has entries."""

    node: Node
    issue: str
    article: str | None
    line: int


@dataclass(frozen=True)
class CuratedFigure:
    """A figure with what its article says for it filled in; what could not be read is None."""

    node: Node
    id: str
    issue: str
    article: str
    line: int
    record: Figure
    unit: str | None
    period: Period | None
    quantity: Quantity | None


@dataclass(frozen=True)
class CuratedNotFigure:
    """A numeral that reports nothing, in its context."""

    node: Node
    issue: str
    article: str | None
    line: int
    nth: int
    record: NotFigure


@dataclass(frozen=True)
class CuratedCheck:
    """A relation that an article implies between its figures."""

    node: Node
    id: str
    article: str
    record: Check


@dataclass
class Curated:
    """All that is curated; `files` are the bytes it was read from, by path below the data folder."""

    units: Registry[Unit]
    indicators: Registry[Indicator]
    measures: Registry[Measure]
    themes: Registry[Theme]
    readings: Registry[SecondReading]
    files: dict[str, bytes]
    problems: list[Problem]
    issues: dict[str, Filed[Issue]] = field(default_factory=dict)
    articles: dict[str, Filed[Article]] = field(default_factory=dict)
    paragraphs: list[CuratedParagraph] = field(default_factory=list)
    figures: list[CuratedFigure] = field(default_factory=list)
    not_figures: list[CuratedNotFigure] = field(default_factory=list)
    checks: list[CuratedCheck] = field(default_factory=list)


def load(data: Path, watch: Watch = unwatched) -> Curated:
    """Everything in the folder `data`; what is wrong with a file is in `problems`, the rest is loaded all the same."""
    desk = Desk(data)
    curated = Curated(
        units=_registry(desk, "units.yaml", Unit),
        indicators=_registry(desk, "indicators.yaml", Indicator),
        measures=_registry(desk, "measures.yaml", Measure),
        themes=_registry(desk, "themes.yaml", Theme),
        readings=_registry(desk, "readings.yaml", SecondReading, optional=True),
        files=desk.files,
        problems=desk.problems,
    )
    for name in watch(desk.issue_names()):
        _load_issue(curated, desk, name)
    curated.problems += desk.strays()
    return curated


def _registry(desk: Desk, below: str, shape: type[AnyRecord], optional: bool = False) -> Registry[AnyRecord]:
    if optional and not (desk.data / below).exists():
        return Registry(None, {}, ())
    source = desk.read(below)
    if source is None:
        return Registry(None, {}, ())
    records = {}
    for name in source.data:
        record, problems = shaped(Node(source, (name,)), shape)
        problems += _bad_id(source, name)
        desk.problems += problems
        if record is not None:
            records[name] = record
    return Registry(Node(source), records, tuple(source.data))


def _bad_id(source: Source, name: str) -> list[Problem]:
    if re.fullmatch(ID, name):
        return []
    return [Problem(source.key_place((name,)), "bad-id", FORMS[ID], name)]


def _load_issue(curated: Curated, desk: Desk, issue: str) -> None:
    """issue.yaml for what is said of the whole document, then every article."""
    source = desk.read(f"issues/{issue}/issue.yaml")
    if source is not None:
        root = Node(source)
        record, problems = shaped(root, Issue, apart=("paragraphs",))
        curated.problems += problems
        if record is not None:
            curated.issues[issue] = Filed(root, record)
        _load_furniture(curated, root, issue)
    for name in desk.article_names(issue):
        article = desk.read(f"issues/{issue}/{name}.yaml")
        if article is not None:
            _load_article(curated, Node(article), issue, f"{issue}/{name}")


def _load_article(curated: Curated, root: Node, issue: str, article: str) -> None:
    record, problems = shaped(root, Article, apart=("paragraphs", "checks"))
    curated.problems += problems
    if record is not None:
        curated.articles[article] = Filed(root, record)
    default = _read_period(curated, root.at("period"), record.period if record else None)
    _load_paragraphs(curated, root, _Context(issue, article, record.unit if record else None, default))
    for nth, node in enumerate(root.at("checks").items(), start=1):
        kind = next((kind for kind in CHECKS if kind in (node.data() or {})), "total")
        check, problems = shaped(node, CHECKS[kind])
        curated.problems += problems
        if check is not None:
            curated.checks.append(CuratedCheck(node, f"{article}/{nth}", article, check))


@dataclass(frozen=True)
class _Context:
    """What an article says for all of its figures."""

    issue: str
    article: str
    unit: str | None
    period: Period | None


def _load_furniture(curated: Curated, root: Node, issue: str) -> None:
    for node in root.at("paragraphs").items():
        paragraph, problems = shaped(node, Furniture, apart=("not_figures",))
        curated.problems += problems
        _load_not_figures(curated, node, issue, None, paragraph.line if paragraph else 0)


def _load_paragraphs(curated: Curated, root: Node, context: _Context) -> None:
    for node in root.at("paragraphs").items():
        paragraph, problems = shaped(node, Paragraph, apart=("figures", "not_figures"))
        curated.problems += problems
        line = paragraph.line if paragraph else 0
        nth = 0
        for at in node.at("figures").items():
            nth = _number(at, nth + 1)
            _load_figure(curated, at, context, line, nth)
        _load_not_figures(curated, node, context.issue, context.article, line)


def _number(figure: Node, following: int) -> int:
    """The number of a figure on its line: the one it says, else the one that follows."""
    said = figure.at("nth").data()
    return int(said) if isinstance(said, str) and re.fullmatch(LINE, said) else following


def _load_not_figures(curated: Curated, node: Node, issue: str, article: str | None, line: int) -> None:
    curated.paragraphs.append(CuratedParagraph(node, issue, article, line))
    for nth, at in enumerate(node.at("not_figures").items(), start=1):
        not_figure, problems = shaped(at, NotFigure)
        curated.problems += problems
        if not_figure is not None:
            curated.not_figures.append(CuratedNotFigure(at, issue, article, line, nth, not_figure))


def _load_figure(curated: Curated, node: Node, context: _Context, line: int, nth: int) -> None:
    record, problems = shaped(node, Figure)
    curated.problems += problems
    if record is None:
        return
    curated.figures.append(
        CuratedFigure(
            node=node,
            id=f"{context.issue}/{line}/{nth}",
            issue=context.issue,
            article=context.article,
            line=line,
            record=record,
            unit=record.unit or context.unit,
            period=_read_period(curated, node.at("period"), record.period) if record.period else context.period,
            quantity=_read_quantity(curated, node, record),
        )
    )


def _read_period(curated: Curated, node: Node, text: str | None) -> Period | None:
    read = period.read(text, node.place()) if text is not None else None
    if isinstance(read, Problem):
        curated.problems.append(read)
        return None
    return read


def _read_quantity(curated: Curated, node: Node, record: Figure) -> Quantity | None:
    """What `printed` says, its qualifier put back in front where print sets it apart; None where it does not read."""
    read = quantity.read(record.printed, node.place("printed"))
    if record.qualifier is not None and isinstance(read, Quantity):
        read = quantity.read(record.qualifier + record.printed, node.place("qualifier"))
        if isinstance(read, Problem):  # its place counts in both together, so it may lie beyond the qualifier
            read = replace(read, place=node.place("qualifier"))
    if isinstance(read, Quantity):
        return read
    if (record.value, record.lower, record.upper) == (None, None, None):
        curated.problems.append(read)
    return None
