"""An issue taken up again as a draft, every entry decided as the data, or an earlier release, has it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from etl.curating.curated import Curated, CuratedFigure, CuratedNotFigure
from etl.curating.records import Bilingual, Issue
from etl.drafting import draft_registries
from etl.drafting.drafts import HEAD, Draft, Entry, Piece
from etl.evidence import Span, account, claims
from etl.problems import DataRejected, errors
from etl.releasing.explanations import Explanation

COPIED = ("printed", "qualifier", "indicator", "measure", "key", "part_of", "value", "lower", "upper")


def opened(curated: Curated, issue: str, text: str, base: str = "") -> Draft:
    """The issue of the data as a draft over its archived text; `base` is the release in force.

    An entry whose print the text does not have stands at the start of its line, with no characters. Raises
    DataRejected where files of the issue have errors: what is not read would be missing without a word.
    """
    folder = f"/issues/{issue}/"
    if wrong := [problem for problem in errors(curated.problems) if folder in problem.place.file]:
        raise DataRejected(sorted(wrong))
    record = curated.issues[issue].record
    spans = account(text, claims(curated, issue)).spans
    figures = [_figure(figure, spans.get(figure.id, ())) for figure in curated.figures if figure.issue == issue]
    ids = [(one, f"{issue}/{one.line}/not-{one.nth}") for one in curated.not_figures if one.issue == issue]
    numerals = [_not_figure(one, spans.get(id, ()), id) for one, id in ids]
    return Draft(
        issue=issue,
        text=text,
        name=record.text,
        base=base,
        opened=True,
        articles=tuple(_pieces(curated, issue)),
        entries=tuple(sorted([*figures, *numerals], key=lambda entry: (entry.line, entry.start))),
        **_said(record),
    )


def brought_back(  # noqa: PLR0913, PLR0917 -- what was, what is, and what was said of it
    then: Curated, issue: str, text: str, now: Curated, base: str = "", explained: Iterable[Explanation] = ()
) -> Draft:
    """An issue that the data, `now`, has no more as a draft of a new one, as an earlier release, `then`, has it.

    With it comes what its figures need of the registries, what its second reading came to, and what was said of its
    doubts. Raises what `opened` raises.
    """
    draft = replace(opened(then, issue, text, base), opened=False)
    reading = draft_registries.held(then.files, "readings.yaml").get(issue, {})
    doubts = [one for one in explained if one.kind == "doubt"]
    reasons = {one.subject: one.why for one in doubts if any(f"{sign}{issue}/" in one.subject for sign in ":/")}
    return draft_registries.regained(replace(draft, reading=reading, reasons=reasons), then.files, now.files)


def _said(record: Issue) -> dict[str, Any]:
    said = {name: getattr(record, name) or "" for name in HEAD}
    return {**said, **_words("note", record.note)}


def _pieces(curated: Curated, issue: str) -> Iterator[Piece]:
    """The articles of an issue by their lines."""
    filed = {id: one.record for id, one in curated.articles.items() if id.startswith(f"{issue}/")}
    for id, record in sorted(filed.items(), key=lambda item: item[1].lines):
        checks = [node.data() for node in curated.articles[id].root.at("checks").items()]
        yield Piece(
            id=id.removeprefix(f"{issue}/"),
            title=record.title,
            first=record.lines.start,
            last=record.lines.end,
            unit=record.unit or "",
            period=record.period or "",
            pages=record.pages or "",
            authors=tuple(record.authors),
            checks=tuple(checks),
            was=id.removeprefix(f"{issue}/"),
        )


def _figure(figure: CuratedFigure, spans: Sequence[Span]) -> Entry:
    data = figure.node.data()
    return Entry(
        **_spread(figure.line, spans),
        **{name: data.get(name, "") for name in COPIED},
        **_words("detail", figure.record.detail),
        **_words("note", figure.record.note),
        state="figure",
        proposed="figure",
        unit=figure.unit or "",
        period=figure.period.text if figure.period else "",
        status=figure.record.status,
        confidence=1.0,
        was=figure.id,
    )


def _not_figure(numeral: CuratedNotFigure, spans: Sequence[Span], id: str) -> Entry:
    return Entry(
        **_spread(numeral.line, spans),
        printed=numeral.record.printed,
        why=numeral.record.why,
        state="not_figure",
        proposed="not_figure",
        confidence=1.0,
        was=id,
    )


def _spread(line: int, spans: Sequence[Span]) -> dict[str, Any]:
    """From the first character to the last, over a page break where print has one."""
    if not spans:
        return {"line": line, "start": 0, "end_line": line, "end": 0}
    return {"line": line, "start": spans[0].start, "end_line": spans[-1].line, "end": spans[-1].end}


def _words(name: str, words: Bilingual | None) -> dict[str, Any]:
    return {f"{name}_zh": words.zh, f"{name}_en": words.en} if words else {}
