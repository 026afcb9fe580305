"""What was counted, in English: asked once for each new Chinese detail, when all numbers are decided."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from etl.drafting.drafts import Draft
from pages.curation.fields import details_told
from pages.curation.work import Work, keep
from pages.parts import frame
from pages.parts.text import literal


def asked(draft: Draft, known: Mapping[str, str]) -> dict[str, str]:
    """Chinese details of figures that no earlier issue has in English, or that have none here, and their English."""
    figures = [entry for entry in draft.entries if entry.state == "figure" and entry.detail_zh]
    bare = {entry.detail_zh for entry in figures if not entry.detail_en}
    words = dict.fromkeys(
        entry.detail_zh for entry in figures if entry.detail_zh not in known or entry.detail_zh in bare
    )
    return {zh: _english(draft, zh) for zh in words}


def _english(draft: Draft, zh: str) -> str:
    return next((entry.detail_en for entry in draft.entries if entry.detail_zh == zh and entry.detail_en), "")


def missing(draft: Draft) -> int:
    """How many Chinese details of figures wait for their English."""
    return len(
        {one.detail_zh for one in draft.entries if one.state == "figure" and one.detail_zh and not one.detail_en}
    )


def put(draft: Draft, zh: str, english: str) -> Draft:
    """The draft with a Chinese detail in English, wherever a person has not put it otherwise."""
    before = ("", _english(draft, zh))
    entries = (
        replace(one, detail_en=english) if one.detail_zh == zh and one.detail_en in before else one
        for one in draft.entries
    )
    return replace(draft, entries=tuple(entries))


def show(work: Work) -> None:
    """A field for each; open as long as one is empty."""
    words = asked(work.draft, details_told(work))
    if not words:
        return
    times = Counter(entry.detail_zh for entry in work.draft.entries if entry.state == "figure")
    left = missing(work.draft)
    title = work.say("curation.english.left", n=left) if left else work.say("curation.english.done")
    with st.expander(title, expanded=bool(left), key="english"):
        frame.remark(work.say("curation.english.about"))
        half = (len(words) + 1) // 2  # Tab goes down one column, then the other, as the text does
        for part, column in zip((slice(half), slice(half, None)), st.columns(2), strict=True):
            with column:
                for zh in list(words)[part]:
                    _field(work, zh, words[zh], times[zh])


def _field(work: Work, zh: str, english: str, times: int) -> None:
    key = f"{work.key}-english-{zh}"
    if st.session_state.get(key) != english:
        st.session_state[key] = english
    label = zh if times == 1 else work.say("curation.english.times", words=zh, n=times)
    st.text_input(literal(label), key=key, max_chars=200, on_change=_keep, args=(work, zh, key))


def _keep(shown: Work, zh: str, key: str) -> None:
    english = " ".join(st.session_state[key].split())
    keep(shown, lambda draft: put(draft, zh, english))
