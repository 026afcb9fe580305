"""A scan -> the files of a draft issue, written as by hand, with a TODO wherever a person has to decide."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, islice

from etl.drafting import drafts
from etl.drafting.drafts import LOW, Draft, Entry, Piece, commonest
from etl.scanning.related import RelationKind
from etl.scanning.scan import Scanned, by_article
from etl.yaml_text.yaml_edit import flow, scalar

RELATED: Mapping[RelationKind, str] = {
    "total": "checks: total of",
    "rate": "checks: rate of",
    "less": "checks: less than",
    "part": "part_of",
}

Proposed = tuple[Entry, Scanned]  # what is proposed, and how sure every part of it is
Implied = Mapping[tuple[int, int], list[str]]  # what the text says of a figure and others, by its line and offset


def draft(text: str, found: list[Scanned], name: str, sha256: str, published: str | None = None) -> dict[str, str]:
    """The files of a draft issue by name: issue.yaml, and one an article; `name` and `sha256` of the archived text.

    They propose what `drafts.begin` does. `check` refuses them until every TODO that stands for a value is decided;
    those in comments are advice.
    """
    made = drafts.begin("", text, name, found)
    implied = _implied(made)
    every = zip(made.entries, found, strict=True)
    groups = [(section, list(islice(every, len(group)))) for section, group in by_article(found)]
    outside = [number for section, numbers in groups if section is None for number in numbers]
    inside = zip(made.articles, (numbers for section, numbers in groups if section), strict=True)
    files = {"issue.yaml": [*_issue(text, name, sha256, published), *_paragraphs(outside, "", "", implied)]}
    files |= {f"{piece.id}.yaml": [*_article(piece, numbers, implied)] for piece, numbers in inside}
    return {file: "\n".join(lines) + "\n" for file, lines in files.items()}


def _implied(made: Draft) -> Implied:
    """What a person has to decide of figures that belong together, at the one that the words are about."""
    printed = {(one.line, one.start): one.printed for one in made.entries}
    said: dict[tuple[int, int], list[str]] = {}
    for one in made.related:
        others = ", ".join(printed[place] for place in one.places[1:])
        said.setdefault(one.places[0], []).append(f"{RELATED[one.kind]} {others} ({one.because})")
    return said


def _issue(text: str, name: str, sha256: str, published: str | None) -> Iterator[str]:
    title = next((line.strip("# \t") for line in text.split("\n") if line.strip("# \t")), "")
    yield "# yaml-language-server: $schema=../../schemas/issue.json"
    yield f"title: {scalar(title[:80])}  # TODO as printed; kind, publisher, number, issn where the text says them"
    if published:
        yield f"published: {published}"
    yield f"text: {scalar(name)}"
    yield f"sha256: {scalar(sha256)}"


def _article(piece: Piece, numbers: Sequence[Proposed], implied: Implied) -> Iterator[str]:
    figures = _figures(numbers)
    yield "# yaml-language-server: $schema=../../schemas/article.json"
    yield "# TODO rename this file before publishing: its name is an id and stays"
    yield f"title: {scalar(piece.title[:80])}  # TODO as printed; authors and pages, too"
    yield f"lines: {piece.first}-{piece.last}"
    if figures:
        yield f"unit: {piece.unit or 'TODO'}  # TODO {_because(figures, 'unit')}"
        yield f"period: {piece.period}  # TODO {_because(figures, 'period')}"
    yield from _paragraphs(numbers, piece.unit, piece.period, implied)


def _figures(numbers: Sequence[Proposed]) -> list[Proposed]:
    return [number for number in numbers if number[0].proposed == "figure"]


def _because(figures: Sequence[Proposed], name: str) -> str:
    """The evidence that most figures name."""
    return commonest(entry.because[name] for entry, _ in figures if name in entry.because) or "nothing says so"


def _paragraphs(numbers: Sequence[Proposed], unit: str, period: str, implied: Implied) -> Iterator[str]:
    yield from ["paragraphs:"] if numbers else []
    for line, group in groupby(numbers, key=lambda number: number[0].line):
        yield from _paragraph(line, list(group), unit, period, implied)


def _paragraph(line: int, numbers: list[Proposed], unit: str, period: str, implied: Implied) -> Iterator[str]:
    yield f"  - line: {line}"
    if figures := _figures(numbers):
        yield "    figures:"
        for entry, one in figures:
            decisions = [*_decisions(entry, one), *implied.get((entry.line, entry.start), ())]
            yield f"{_figure(entry, unit, period)}  # TODO {'; '.join(decisions)}"
    if others := [entry for entry, _ in numbers if entry.proposed != "figure"]:
        yield "    not_figures:"
        yield from (_not_figure(entry) for entry in others)


def _figure(entry: Entry, unit: str, period: str) -> str:
    """A figure in one line, without what its article says for it."""
    values = {
        "printed": entry.printed,
        "qualifier": entry.qualifier,
        "unit": entry.unit or "TODO" if entry.unit != unit else "",
        "indicator": entry.indicator or "TODO",
        "measure": entry.measure,
        "status": entry.status if entry.status != "reported" else "",
        "period": entry.period if entry.period != period else "",
    }
    return f"      - {flow({name: value for name, value in values.items() if value})}"


def _decisions(entry: Entry, one: Scanned) -> Iterator[str]:
    """What a person has to decide of a figure, and the evidence there is."""
    yield f"detail ({one.detail.value})" if one.detail else "detail"
    if one.indicators and not entry.indicator:
        yield f"indicator ({', '.join(entry.indicators)}? {one.indicators[0].because})"
    asked = {"unit": one.unit, "measure": one.measure, "period": one.period, "status": one.status}
    for name, proposal in asked.items():
        if proposal and (proposal.value is None or proposal.confidence < LOW):
            yield f"{name} ({proposal.because})" if proposal.because else name
    if one.candidate.confidence < LOW:
        yield "a figure at all?"


def _not_figure(entry: Entry) -> str:
    comment = "" if entry.confidence >= LOW else "  # TODO left over: a figure, or why not"
    return f"      - {flow({'printed': entry.printed, 'why': entry.why or 'TODO'})}{comment}"
