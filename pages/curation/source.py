"""Step 1, text: a new text is brought, read and scanned, and becomes a draft."""

import json
from functools import lru_cache

import streamlit as st

from etl import drafts, scan, texts_in, when
from etl.period import Period
from etl.problems import Place, Problem
from etl.sections import plain
from pages.curation import biblio, places, start, work
from pages.parts import frame
from pages.parts.frame import Visit
from pages.parts.text import literal, words

MOST = texts_in.MOST


def show(visit: Visit) -> None:
    """Upload or paste, then scan."""
    frame.remark(visit.say("curation.source.about"))
    _in_words(visit)
    kinds = [kind[1:] for kind in texts_in.KINDS]
    brought = st.file_uploader(visit.say("curation.source.upload"), type=kinds, key="upload")
    pasted = st.text_area(visit.say("curation.source.paste"), height=220, max_chars=MOST // 3)
    said = st.text_input(
        visit.say("curation.source.published"), help=visit.say("curation.source.published-help"), max_chars=20
    ).strip()
    text: str | Problem = texts_in.cleaned(pasted, Place("text")) if pasted.strip() else ""
    if brought is not None:
        text = _read(visit, brought.name, brought.getvalue())
    if isinstance(text, Problem):
        _refused(visit, text)
        return
    day = when.typed(said) if said else None
    if day and not _is_date(day):
        frame.notice(visit.say("curation.source.bad-date"))
        return
    if text.strip():
        _known(visit, text)
    st.button(
        visit.say("curation.source.scan"),
        type="primary",
        key="scan",
        disabled=not text.strip(),
        on_click=_scan,
        args=(visit, text, getattr(day, "text", "")),
    )


def _in_words(visit: Visit) -> None:
    """What the uploader says, in the reader's language: Streamlit has it in English only."""
    kinds = " ".join(texts_in.KINDS)
    said = {
        "button::after": visit.say("curation.source.choose"),
        "::after": visit.say("curation.source.limits", kinds=kinds, megabytes=MOST // 1_000_000),
    }
    drop = '.st-key-upload :has(> [data-testid="stFileUploaderDropzoneInstructions"])'
    rules = [
        f"{drop}{' ' if part.startswith('button') else ''}{part} {{ content: {json.dumps(text, ensure_ascii=False)}; }}"
        for part, text in said.items()
    ]
    st.html(f"<style>{''.join(rules)}</style>")


def _read(visit: Visit, name: str, content: bytes) -> str | Problem:
    """The text of an upload; one in GBK only after somebody says that it is."""
    text = _text(name, content)
    if _is_chinese(text) and st.checkbox(visit.say("curation.source.convert"), key="convert"):
        return _text(name, content, chinese=True)
    return text


def _is_chinese(text: str | Problem) -> bool:
    """Whether a text is refused for being in GBK."""
    return isinstance(text, Problem) and text.way_out.endswith(texts_in.AS_IT_IS)


# The page runs at every touch; a PDF takes its time.
_text = lru_cache(maxsize=4)(texts_in.text_of)


def _refused(visit: Visit, problem: Problem) -> None:
    rule = problem.rule if f"curation.source.refused.{problem.rule}" in words(visit.lang) else "other"
    rule = "gb18030" if _is_chinese(problem) else rule
    frame.notice(visit.say(f"curation.source.refused.{rule}", found=problem.found), "alarm")
    if problem.way_out:
        st.code(problem.way_out.removesuffix(texts_in.AS_IT_IS), language=None, wrap_lines=True)


def _is_date(read: Period | Problem) -> bool:
    return isinstance(read, Period) and read.kind in ("year", "span") and "/" not in read.text


def _known(visit: Visit, text: str) -> None:
    """Tell that this very text is here already."""
    sha256 = texts_in.fingerprint(text)
    for id, issue in work.curated().issues.items():
        if issue.record.sha256 == sha256:
            frame.notice(visit.say("curation.source.known", title=issue.record.title))
            label = visit.say("curation.source.reopen")
            st.button(label, key="reopen", on_click=start.open_again, args=(visit, id))
    for line in work.lines_of_text(sha256):
        frame.notice(visit.say("curation.source.drafted", issue=line.issue or visit.say("curation.start.unnamed")))
        places.go(visit, literal(visit.say("curation.source.go-on")), step="review", draft=line.id)


def _scan(visit: Visit, text: str, published: str) -> None:
    """Make the draft, keep it, and have the address name it."""
    who = work.allowed("scan", sha256=texts_in.fingerprint(text))
    if who is None:
        return
    known = {id: filed.record for id, filed in work.curated().issues.items()}
    issued = published or when.published(plain(text)) or ""
    found = scan.scan(text, work.learnt(), issued or None)
    draft = drafts.begin("new", text, "new.txt", found, base=work.base(), published=issued)
    draft = biblio.described(draft, known.values())
    draft = biblio.renamed(draft, biblio.issue_id(draft, known))
    id = work.start(draft, who.name)
    st.query_params.from_dict(places.address(visit, step="issue", draft=id))
