"""A scan -> the files of a draft issue, written as by hand, with a TODO wherever a person has to decide."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from etl.scanning.related import Kind, related
from etl.scanning.scan import Scanned, by_article
from etl.scanning.sections import Section
from etl.scanning.whose import Proposal
from etl.yaml_text.yaml_edit import flow, scalar

SURE = 0.6  # what is less sure than this is marked
RELATED: Mapping[Kind, str] = {
    "total": "checks: total of",
    "rate": "checks: rate of",
    "less": "checks: less than",
    "part": "part_of",
}

Implied = Mapping[tuple[int, int], list[str]]  # what the text says of a figure and others, by its line and offset


def draft(text: str, found: list[Scanned], name: str, sha256: str, published: str | None = None) -> dict[str, str]:
    """The files of a draft issue by name: issue.yaml, and one an article; `name` and `sha256` of the archived text.

    `check` refuses them until every TODO that stands for a value is decided; those in comments are advice.
    """
    articles, implied = list(by_article(found)), _implied(text, found)
    outside = [one for section, group in articles if section is None for one in group]
    head = [*_issue(text, name, sha256, published), *_paragraphs(outside, None, None, implied)]
    bodies = [_article(text, section, group, implied) for section, group in articles if section]
    named = {f"article-{nth:02}.yaml": body for nth, body in enumerate(bodies, start=1)}
    return {file: "\n".join(lines) + "\n" for file, lines in {"issue.yaml": head, **named}.items()}


def _implied(text: str, found: list[Scanned]) -> Implied:
    """What a person has to decide of figures that belong together, at the one that the words are about."""
    printed = {(one.line, one.start): _printed(one) for one in found}
    said: dict[tuple[int, int], list[str]] = {}
    for one in related(text, found):
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


def _article(text: str, section: Section, found: list[Scanned], implied: Implied) -> Iterator[str]:
    """An article whose unit and period are those that most of its figures have."""
    figures = [one for one in found if one.candidate.kind == "figure"]
    unit = _commonest([one.unit.value for one in figures if one.unit])
    period = _commonest([one.period.value for one in figures if one.period])
    first = text.count("\n", 0, section.start) + 1
    last = first + text[section.start : section.end].rstrip("\n").count("\n")
    yield "# yaml-language-server: $schema=../../schemas/article.json"
    yield "# TODO rename this file before publishing: its name is an id and stays"
    yield f"title: {scalar(section.title[:80])}  # TODO as printed; authors and pages, too"
    yield f"lines: {first}-{last}"
    if figures:
        units, periods = (_reasons(one.unit for one in figures), _reasons(one.period for one in figures))
        yield f"unit: {unit or 'TODO'}  # TODO {units}"
        yield f"period: {period or 'unstated'}  # TODO {periods}"
    yield from _paragraphs(found, unit, period, implied)


def _paragraphs(found: list[Scanned], unit: str | None, period: str | None, implied: Implied) -> Iterator[str]:
    yield from ["paragraphs:"] if found else []
    for line, group in groupby(found, key=lambda one: one.line):
        yield from _paragraph(line, list(group), unit, period, implied)


def _paragraph(
    line: int, found: list[Scanned], unit: str | None, period: str | None, implied: Implied
) -> Iterator[str]:
    yield f"  - line: {line}"
    figures = [one for one in found if one.candidate.kind == "figure"]
    others = [one for one in found if one.candidate.kind != "figure"]
    if figures:
        yield "    figures:"
        for one in figures:
            decisions = [*_decisions(one), *implied.get((one.line, one.start), ())]
            yield f"{_figure(one, unit, period)}  # TODO {'; '.join(decisions)}"
    if others:
        yield "    not_figures:"
        yield from (_not_figure(one) for one in others)


def _figure(one: Scanned, unit: str | None, period: str | None) -> str:
    """A figure in one line."""
    indicator = one.indicators[0].value if one.indicators else None
    values = {
        "printed": _printed(one),
        "qualifier": one.qualifier,
        "unit": one.unit.value or "TODO" if one.unit and one.unit.value != unit else None,
        "indicator": indicator or "TODO",
        "measure": one.measure.value if one.measure else None,
        "status": one.status.value if one.status and one.status.value != "reported" else None,
        "period": one.period.value if one.period and one.period.value != period else None,
    }
    return f"      - {flow({name: value for name, value in values.items() if value})}"


def _decisions(one: Scanned) -> Iterator[str]:
    """What a person has to decide of a figure, and the evidence there is."""
    yield f"detail ({one.detail.value})" if one.detail else "detail"
    others = ", ".join(str(proposal.value) for proposal in one.indicators[1:])
    if one.indicators and one.indicators[0].confidence < SURE:
        yield f"indicator ({one.indicators[0].because}; or {others})" if others else "indicator"
    asked = {"unit": one.unit, "measure": one.measure, "period": one.period, "status": one.status}
    for name, proposal in asked.items():
        if proposal and proposal.confidence < SURE:
            yield f"{name} ({proposal.because})" if proposal.because else name
    if one.candidate.confidence < SURE:
        yield "a figure at all?"


def _not_figure(one: Scanned) -> str:
    why = one.candidate.why or "TODO"
    comment = "" if one.candidate.confidence >= SURE else "  # TODO left over: a figure, or why not"
    return f"      - {flow({'printed': _printed(one), 'why': why})}{comment}"


def _printed(one: Scanned) -> str:
    """What is printed, on one line where a page break cuts it."""
    return " ".join(one.candidate.printed.split())


def _commonest(values: Sequence[str | None]) -> str | None:
    """The value most have; the first of those that equally many have."""
    return max(values, key=values.count, default=None)


def _reasons(proposals: Iterable[Proposal | None]) -> str:
    """The evidence that most proposals name."""
    because = [proposal.because for proposal in proposals if proposal and proposal.because]
    return _commonest(because) or "nothing says so"
