"""Step 1, text: a new text is brought, read and scanned, and becomes a draft."""

import json
from functools import lru_cache

import streamlit as st

from etl.drafting import drafts
from etl.printed.period import Period
from etl.problems import Place, Problem
from etl.scanning import scan, when
from etl.scanning.sections import plain
from etl.texts import texts_in
from pages.curation import biblio, places, start, work
from pages.parts import frame
from pages.parts.text import literal, words
from pages.parts.visit import Visit

MOST = texts_in.MOST


def show(visit: Visit) -> None:
    """Upload or paste, then scan."""
    frame.remark(visit.say("curation.source.about"))
    _in_words(visit)
    kinds = [kind[1:] for kind in texts_in.KINDS]
    st.file_uploader(visit.say("curation.source.upload"), type=kinds, key="upload")
    st.text_area(visit.say("curation.source.paste"), height=220, max_chars=MOST // 3, key="pasted")
    help = visit.say("curation.source.published-help")
    st.text_input(visit.say("curation.source.published"), help=help, max_chars=20, key="published-on")
    if _is_chinese(_uploaded()):
        st.checkbox(visit.say("curation.source.convert"), key="convert")
    # Never disabled, and nothing comes above it: what is typed is sent by the very click that asks for the scan.
    st.button(visit.say("curation.source.scan"), type="primary", key="scan", on_click=_scan, args=(visit,))
    text = _brought()
    if isinstance(text, Problem):
        _refused(visit, text)
    elif not _is_date(_day()):
        frame.notice(visit.say("curation.source.bad-date"))
    elif text.strip():
        _known(visit, text)
    elif st.session_state.pop("nothing-to-scan", False):
        frame.notice(visit.say("curation.source.empty"))


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


def _brought() -> str | Problem:
    """The text that is uploaded, else pasted, as it is at this moment; "" for none. GBK only after somebody says so."""
    text = _uploaded()
    if _is_chinese(text) and st.session_state.get("convert"):
        return _uploaded(chinese=True)
    pasted = st.session_state.get("pasted", "")
    return texts_in.cleaned(pasted, Place("text")) if text == "" and pasted.strip() else text


def _uploaded(chinese: bool = False) -> str | Problem:
    file = st.session_state.get("upload")
    return _text(file.name, file.getvalue(), chinese=chinese) if file else ""


def _day() -> Period | Problem | None:
    """When the text was published, as it is typed at this moment; None for nothing."""
    typed = st.session_state.get("published-on", "").strip()
    return when.typed(typed) if typed else None


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


def _is_date(read: Period | Problem | None) -> bool:
    if read is None:
        return True
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


def _scan(visit: Visit) -> None:
    """Make the draft, keep it, and have the address name it; what hinders that is told by the page."""
    text, day = _brought(), _day()
    st.session_state["nothing-to-scan"] = text == ""
    if isinstance(text, Problem) or not text.strip() or not _is_date(day):
        return
    published = getattr(day, "text", "")
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
