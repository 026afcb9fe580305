"""Refresh: a new text becomes published figures, step by step, a person deciding every number."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import streamlit as st

from etl.problems import Problem
from pages.curation import (
    check,
    history,
    issue,
    places,
    preview,
    publish,
    published,
    reading,
    review,
    second,
    source,
    start,
    steps,
)
from pages.curation.work import Work, opened
from pages.parts import frame
from pages.parts.visit import Visit

SHOWN: Mapping[str, Callable[[Work], None]] = {
    "issue": issue.show,
    "review": review.show,
    "check": check.show,
    "preview": preview.show,
    "publish": publish.show,
    "second": second.show,
}
WITHOUT: Mapping[str, Callable[[Visit], None]] = {
    "start": start.show,
    "text": source.show,
    "reading": reading.show,
    "history": history.show,
    "published": published.show,
}


def show(visit: Visit) -> None:
    """The page, for a visitor who may."""
    # Streamlit writes white on the accent, which is light where the page is dark.
    dark = '[data-testid="stBaseButton-primary"]:enabled * { color: #16181b; }' if visit.dark else ""
    st.html(f"<style>{_style()}{dark}</style>")
    _show(visit)


@st.fragment
def _show(visit: Visit) -> None:
    """The step that the address names; acting within it runs nothing but it."""
    _told(visit)
    step, id = places.step(), places.draft()
    if step in WITHOUT:
        steps.head(visit, None)
        if step == "text":
            steps.show(visit, None, step)
        WITHOUT[step](visit)
        return
    work = opened(visit, id)
    steps.head(visit, work)
    if work is None:
        places.go(visit, visit.say("curation.to-start"), step="start")
        return
    steps.show(visit, work, step)
    if start.untouched(work.kept):
        start.put_back(work)
    SHOWN[step](work)


def _told(visit: Visit) -> None:
    """What hindered the last action."""
    with st.container(key="told"):  # here also where there is nothing: what stands below keeps its place
        for hindrance in st.session_state.pop("told", []):
            known = isinstance(hindrance, Problem)
            said = steps.sentence(visit, hindrance) if known else visit.say(f"curation.who.{hindrance.why}")
            frame.notice(visit.say("curation.hindered", said=said), "alarm")


@cache
def _style() -> str:
    return (Path(__file__).parent / "refresh.css").read_text(encoding="utf-8")
