"""The history of releases: who, when, why, what changed; the way back to any of them, and to issues that went."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from etl.curating.folders import data_folder
from etl.problems import Problem
from etl.refreshing import refresh
from etl.releasing import releases
from etl.releasing.releases import Publication, ReleaseError
from etl.releasing.revisions import to_explain
from pages.curation import differences, places, start, steps, work
from pages.parts import frame
from pages.parts.passports import around, revised
from pages.parts.released import between, entries_between, issues_of
from pages.parts.text import literal
from pages.parts.visit import Visit
from pages.parts.visitors import rights

MOST = 30  # publications that are listed at first
DONE = "taken-back"  # where the session keeps the release that was gone back to, until that is told


def show(visit: Visit) -> None:
    """All publications, the latest first."""
    places.go(visit, visit.say("curation.to-start"), step="start")
    if back := st.session_state.pop(DONE, None):
        frame.notice(visit.say("curation.history.done", release=back))
    frame.finding(visit.say("curation.history.about"))
    log = releases.history(work.engine())
    explanations = releases.explanations(work.engine())
    there = set(work.curated().issues)
    for nth, one in enumerate(log[:MOST]):
        before = log[nth + 1] if nth + 1 < len(log) else None
        said = [(each.subject, each.kind, each.why) for each in explanations if each.sequence == one.sequence]
        _publication(visit, one, before, said, in_force=nth == 0)
        if one.release != log[0].release:
            _take_back(visit, one)
        issues = issues_of(one.release)
        _gone(visit, one, {id: title for id, title in issues.items() if id not in there})
        there |= issues.keys()
    if len(log) > MOST:
        frame.remark(visit.say("curation.history.more", n=len(log) - MOST))


def _publication(
    visit: Visit, one: Publication, before: Publication | None, said: Sequence[tuple[str, str, str]], in_force: bool
) -> None:
    """One of them."""
    kind = visit.say(f"curation.history.{one.kind}")
    label = visit.say("curation.history.line", at=one.at[:16].replace("T", " "), by=visit.who(one.by), kind=kind)
    frame.heading(one.reason)
    frame.remark(label + (visit.say("curation.history.in-force") if in_force else ""))
    changes = between(before.release, one.release) if before else None
    entries = entries_between(before.release, one.release) if before else None
    shown = pd.DataFrame({"subject": []})
    if changes is not None and entries is not None:
        frame.remark(differences.said(visit, changes, entries))
        shown = to_explain(changes, entries)
    if said or not shown.empty:
        with st.expander(visit.say("curation.history.changes")):
            _changes(visit, shown, said)


def _gone(visit: Visit, one: Publication, issues: Mapping[str, str]) -> None:
    """Issues that this release is the last to have, each to be opened again as a draft."""
    for id, title in issues.items():
        label = literal(visit.say("curation.history.reopen", title=title))
        key, args = f"open-{id}", (visit, id, one.release)
        st.button(label, type="tertiary", key=key, on_click=start.open_again, args=args)


def _changes(visit: Visit, shown: pd.DataFrame, said: Sequence[tuple[str, str, str]]) -> None:
    """Each thing that changed with the reason for it, then the doubts that were looked into."""
    subjects = shown["subject"].drop_duplicates().tolist()
    for subject in subjects:
        differences.change(visit, shown[shown["subject"] == subject])
        for kind, why in ((kind, why) for one, kind, why in said if one == subject):
            frame.remark(visit.say("curation.history.explained", kind=visit.say(f"curation.kinds.{kind}"), why=why))
    for subject, kind, why in said:
        if kind == "doubt":
            frame.remark(visit.say("curation.history.doubted", subject=_doubted(visit, subject), why=why))


def _doubted(visit: Visit, subject: str) -> str:
    """What a doubt was about: its figure, the second reading not waited for, or a remark of the checks."""
    kind, _, rest = subject.partition(":")
    if kind in ("reading", "warning"):
        return visit.say(f"curation.history.doubt-{kind}")
    return around.named(visit, rest)


def _take_back(visit: Visit, one: Publication) -> None:
    """Put this release in force again, with a reason."""
    with st.popover(visit.say("curation.history.back"), type="tertiary", key=f"back-{one.sequence}"):
        frame.remark(visit.say("curation.history.back-about", release=one.release))
        changes, entries = between(visit.release, one.release), entries_between(visit.release, one.release)
        if changes is not None and entries is not None:
            frame.remark(differences.said(visit, changes, entries))
        key = f"why-back-{one.sequence}"
        st.text_input(visit.say("curation.history.why"), key=key, max_chars=300)
        force = st.checkbox(visit.say("curation.history.force"), key=f"force-{one.sequence}")
        st.button(
            literal(visit.say("curation.history.back-now", release=one.release)),
            type="primary",
            key=f"do-back-{one.sequence}",
            on_click=_roll_back,
            args=(one.release, key, force),
        )


def _roll_back(release: str, key: str, force: bool) -> None:
    reason = " ".join(st.session_state[key].split())
    who = work.allowed("rollback", approval=True, release=release, reason=reason)
    if who is None:
        return
    try:
        made = refresh.rollback(work.engine(), data_folder(), release, who.name, reason, force)
    except (ReleaseError, ValueError) as error:
        made = [Problem(steps.HERE, "not-published", "a release", str(error))]
    rights.came_of(who, "rollback", made)
    if isinstance(made, Publication):
        st.session_state[DONE] = made.release
        revised.known(made.release)
    for problem in made if isinstance(made, list) else ():
        work.tell(problem)
