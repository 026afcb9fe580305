"""The paragraph of the archived text that a figure stands in, where the archive is at hand."""

import os
from collections.abc import Mapping
from html import escape
from pathlib import Path

import streamlit as st

from etl import evidence
from etl.evidence import Span
from etl.tables import Tables
from pages.parts import frame
from pages.parts.frame import Row, Visit


def show(visit: Visit, row: Row) -> None:
    """The paragraph with the figure marked; nothing where the text is not there or is another than was read."""
    issue = visit.row("issues", row["issue"])
    folder = Path(os.environ.get("TEXTS_DIR") or "data/texts")
    text = evidence.archived(folder, issue["text"], issue["sha256"])
    if not isinstance(text, str):
        return
    spans = _spans(visit.release, row["issue"], text, visit.tables).get(row["figure"], ())
    if spans:
        frame.remark(visit.say("passport.paragraph"))
        st.html(f'<blockquote class="archived" lang="zh">{_marked(text.split(chr(10)), spans)}</blockquote>')


@st.cache_resource(max_entries=8, show_spinner=False)
def _spans(release: str, issue: str, text: str, _tables: Tables) -> Mapping[str, tuple[Span, ...]]:
    """Where every figure of an issue stands; weighed together, for none may take the characters of another."""
    return evidence.account(text, evidence.published_claims(_tables, issue)).spans


def _marked(lines: list[str], spans: tuple[Span, ...]) -> str:
    """The lines from the first span to the last as HTML, the spans marked."""
    marks = {span.line: span for span in spans}
    paragraphs = []
    for number in range(spans[0].line, spans[-1].line + 1):
        line, span = lines[number - 1], marks.get(number)
        if span is None:
            paragraphs.append(escape(line))
        else:
            before, marked, after = line[: span.start], line[span.start : span.end], line[span.end :]
            paragraphs.append(f"{escape(before)}<mark>{escape(marked)}</mark>{escape(after)}")
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs if paragraph.strip())
