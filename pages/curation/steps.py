"""The six steps at the top of curation, each with its state, and problems in the reader's words."""

import streamlit as st

from etl import drafts
from etl.problems import Problem
from pages.curation import places
from pages.curation.work import Work
from pages.parts import frame
from pages.parts.frame import Visit
from pages.parts.text import literal, words


def show(visit: Visit, work: Work | None, current: str) -> None:
    """The steps; free to go to and fro once there is a draft."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="steps"):
        places.go(visit, visit.say("curation.to-start"), step="start")
        for nth, name in enumerate(places.STEPS, start=1):
            label = visit.say("curation.step", nth=nth, name=visit.say(f"curation.steps.{name}"))
            if work and (said := _state(work, name)):
                label = visit.say("curation.step-state", step=label, state=said)
            id = work.kept.id if work else ""
            with st.container(key=f"step-{name}{'-current' if name == current else ''}", width="content"):
                st.page_link(
                    visit.pages[visit.page],
                    label=literal(label),
                    query_params=places.address(visit, step=name, draft=id),
                    disabled=(work is None) != (name == "text"),
                )
    if work:
        frame.remark(_saved(work))


def _saved(work: Work) -> str:
    title = work.draft.title or work.draft.issue
    return work.say("curation.saved", title=title, at=work.kept.saved_at[11:16], by=work.kept.curator)


def _state(work: Work, name: str) -> str:
    """How far a step is, "" where that takes long to find out or says nothing."""
    if name == "text":
        return work.say("curation.done")
    if name == "issue":
        missing = not (work.draft.title and work.draft.issue)
        return work.say("curation.open") if missing else work.say("curation.done")
    if name == "review":
        done = drafts.progress(work.draft)
        return f"{done.decided}/{done.entries}"
    return ""


def sentence(visit: Visit, problem: Problem) -> str:
    """What is wrong, in the reader's words; in those of the rule's own where there are none."""
    key = f"curation.rule.{problem.rule}"
    if key not in words(visit.lang):
        return problem.message
    return visit.say(key, found=problem.found.strip("`"), expected=problem.expected)
