"""The archived text of an issue, where it is at hand: its ledger, and its lines with the figures marked in place."""

from collections.abc import Callable, Mapping
from html import escape

import streamlit as st

from etl import evidence
from etl.curating.folders import texts_folder
from etl.evidence import Ledger, Span
from etl.problems import Problem
from etl.tables import Row, Tables
from pages.parts import frame
from pages.parts.kept import kept
from pages.parts.visit import Visit

PassportAddress = Callable[[str], str]  # of a figure's passport
Marks = Mapping[int, list[tuple[Span, str]]]  # by line


def ledger(visit: Visit, issue: str) -> Ledger | Problem:
    """The account of every numeral of an issue, worked out on its text; a Problem where that is not at hand."""
    text = _text(visit, issue)
    if isinstance(text, Problem):
        return text
    return _ledger(visit.tables, issue, text=text)


def paragraph(visit: Visit, row: Row) -> None:
    """The lines that a figure stands in, with it and, paler, its neighbours marked; nothing without the text.

    Where the text does not say it, that is said.
    """
    text = _text(visit, row["issue"])
    if isinstance(text, Problem):
        return
    if spans := _ledger(visit.tables, row["issue"], text=text).spans.get(row["figure"]):
        frame.remark(visit.say("passport.paragraph"))
        _show(visit, row["issue"], text, range(spans[0].line, spans[-1].line + 1), chosen=row["figure"])
    else:
        frame.notice(visit.say("passport.not-there", line=row["line"], printed=row["printed"]))


def article(visit: Visit, row: Row) -> None:
    """All lines of an article, every figure in them a link; a remark without the text."""
    text = _text(visit, row["issue"])
    if isinstance(text, Problem):
        frame.remark(absent(visit, text))
    else:
        frame.remark(visit.say("sources.text"))
        _show(visit, row["issue"], text, range(row["line_start"], row["line_end"] + 1))


def absent(visit: Visit, problem: Problem) -> str:
    """Why an archived text is not shown."""
    return visit.say("archive.missing" if problem.rule == "text-missing" else "archive.other")


def _text(visit: Visit, issue: str) -> str | Problem:
    row = visit.row("issues", issue)
    return evidence.archived(texts_folder(), row["text"], row["sha256"])


@kept(most=16)
def _ledger(tables: Tables, issue: str, *, text: str) -> Ledger:
    """Weighed together, for no figure may take the characters of another; the tables say which text it is."""
    return evidence.account(text, evidence.published_claims(tables, issue))


@kept(most=16)
def _marks(tables: Tables, issue: str, *, text: str) -> Marks:
    """The figures of an issue by the lines that they stand in."""
    figures = tables["figures"]
    known = set(figures.loc[figures["issue"] == issue, "figure"])
    marks: dict[int, list[tuple[Span, str]]] = {}
    for figure, spans in _ledger(tables, issue, text=text).spans.items():
        for span in spans if figure in known else ():
            marks.setdefault(span.line, []).append((span, figure))
    return marks


def _show(visit: Visit, issue: str, text: str, numbers: range, chosen: str = "") -> None:
    marks = _marks(visit.tables, issue, text=text)
    st.html(f'<blockquote class="archived" lang="zh">{_lines(visit, text, numbers, marks, chosen)}</blockquote>')


def _lines(visit: Visit, text: str, numbers: range, marks: Marks, chosen: str) -> str:
    lines = enumerate(text.split("\n")[numbers.start - 1 : numbers.stop - 1], start=numbers.start)

    def link(figure: str) -> str:
        return frame.address(visit, "sources", figure=figure)

    shown = [(line, marks.get(number, [])) for number, line in lines if line.strip()]
    return "".join(f"<p>{_marked(line, spans, chosen, link)}</p>" for line, spans in shown)


def _marked(line: str, spans: list[tuple[Span, str]], chosen: str, link: PassportAddress) -> str:
    """One line as HTML: the chosen figure marked, every other a link to its passport."""
    parts, at = [], 0
    for span, figure in sorted(spans, key=lambda one: one[0].start):
        quoted = escape(line[span.start : span.end])
        mark = f"<mark>{quoted}</mark>"
        if figure != chosen:
            mark = f'<a class="figure" href="{escape(link(figure))}" target="_self">{quoted}</a>'
        parts += [escape(line[at : span.start]), mark]
        at = span.end
    return "".join([*parts, escape(line[at:])])
