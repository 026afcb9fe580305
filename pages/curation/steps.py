"""The six steps at the top of curation, each with its state, and problems in the reader's words."""

from html import escape

import streamlit as st

from etl.drafting import drafts
from etl.problems import Place, Problem
from pages.curation import places
from pages.curation.work import Work
from pages.parts.text import words
from pages.parts.visit import Visit

HERE = Place("publish")  # of what is wrong with no file


def show(visit: Visit, work: Work | None, current: str) -> None:
    """The steps; free to go to and fro once there is a draft."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="steps"):
        places.go(visit, visit.say("curation.to-start"), step="start")
        for nth, name in enumerate(places.STEPS, start=1):
            label = visit.say("curation.step", nth=nth, name=visit.say(f"curation.steps.{name}"))
            if work and name == "review":
                done = drafts.progress(work.draft)
                label = visit.say("curation.step-state", step=label, state=f"{done.decided}/{done.entries}")
            id = work.kept.id if work else ""
            with st.container(key=f"step-{name}{'-current' if name == current else ''}", width="content"):
                if (work is None) == (name == "text"):
                    places.go(visit, label, step=name, draft=id)
                else:
                    st.html(f'<p class="step">{escape(label)}</p>', width="content")


def head(visit: Visit, work: Work | None) -> None:
    """What the page is called; of a draft, its title and when it was saved."""
    if work is None:
        st.title(visit.say("curation.title"))
        return
    at = visit.say("curation.saved", at=work.kept.saved_at[11:16], by=visit.who(work.kept.curator))
    title = escape(work.draft.title or work.draft.issue)
    st.html(f'<div class="draft"><h1 lang="zh">{title}</h1><p class="remark">{escape(at)}</p></div>')


def sentence(visit: Visit, problem: Problem) -> str:
    """What is wrong, in the reader's words; in those of the rule's own where there are none."""
    key = f"curation.rule.{problem.rule}"
    if key not in words(visit.lang):
        return problem.message
    return visit.say(key, found=problem.found.strip("`"), expected=problem.expected)
