"""Step 3, review: the text with its numbers, the number being decided, and those around it in a table."""

import streamlit as st

from etl.drafting import drafts, marking
from pages.curation import deciding, english, listing, marks, places
from pages.curation.work import Work, keep, now
from pages.parts import frame
from pages.parts.text import literal


def show(work: Work) -> None:
    """All of the step; nothing to review where the text has no number."""
    if not work.draft.entries:
        frame.remark(work.say("curation.review.none"))
        return
    named = places.at(len(work.draft.entries))
    at = _first_waiting(work) if named is None else named
    with st.container(key="row-progress"):
        _progress(work)
    text, decision = st.columns([11, 10], gap="medium")
    with text, st.container(key="beside", gap="small"):
        found = marks.text(work.draft, at, work.say("curation.review.text"), work.kept.version, places.go_to)
        _legend(work)
        if found:
            _selected(work, at, found)
    with decision:
        deciding.show(work, at)
    listing.show(work, at)


def _first_waiting(work: Work) -> int:
    """The first undecided entry, from 0; else the first."""
    waiting = (nth for nth, entry in enumerate(work.draft.entries) if entry.state == "undecided")
    return next(waiting, 0)


def _progress(work: Work) -> None:
    done = drafts.progress(work.draft)
    sentence = work.say("curation.review.progress", decided=done.decided, all=done.entries, left=done.left_over)
    st.progress(done.decided / done.entries, text=literal(sentence))
    if done.decided == done.entries:
        english.show(work)
        places.on(work.visit, work.say("curation.review.on"), step="check", draft=work.kept.id)


def _legend(work: Work) -> None:
    samples = (
        f'<span class="mark {state}">{work.say(f"curation.review.mark.{state}")}</span>' for state in marks.STATES
    )
    st.html(f'<p class="remark marked-text legend">{" ".join(samples)} {work.say("curation.review.select")}</p>')


def _selected(work: Work, at: int, found: marks.Picked) -> None:
    """What can be done with words selected in the text."""
    _, _, words = found
    with st.container(horizontal=True, key="selected"):
        label = literal(work.say("curation.review.add", words=words))
        st.button(label, on_click=add, args=(work, found), key="add-selected")
        label = literal(work.say("curation.review.reprint", printed=work.draft.entries[at].printed, words=words))
        st.button(label, on_click=reprint, args=(work, at, words), key="reprint-selected")


def add(shown: Work, found: marks.Picked) -> None:
    """A number that the scan missed becomes an entry, and the one being decided."""
    line, start, words = found
    if keep(shown, lambda draft: marking.mark(draft, line, words, start)):
        begin = [(entry.line, entry.start) for entry in now(shown).entries]
        places.go_to(begin.index((line, start)) if (line, start) in begin else 0)


def reprint(shown: Work, nth: int, words: str) -> None:
    """An entry gets other limits."""
    keep(shown, lambda draft: marking.reprint(draft, nth, words))
