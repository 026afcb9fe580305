"""Step 6, publish: who, why, and what still stands in the way."""

from collections.abc import Iterator

import streamlit as st

from etl.curating.folders import data_folder, texts_folder
from etl.drafting import entering, kept_drafts, kept_readings, second
from etl.drafting.kept_drafts import Conflict
from etl.problems import Problem, errors
from etl.refreshing import doubts, git, refresh
from etl.refreshing.refresh import Overtaken
from etl.releasing import releases
from etl.releasing.releases import Publication, ReleaseError
from pages.curation import differences, places, steps
from pages.curation.work import (
    Work,
    allowed,
    base,
    curated,
    engine,
    entered,
    in_repository,
    keep,
    reviewed,
    see,
    tell,
)
from pages.parts import frame
from pages.parts.passports import revised
from pages.parts.released import between, entries_between
from pages.parts.visitors import account, rights
from pages.parts.visitors.permits import permits


def show(work: Work) -> None:
    """What is missing, else the form."""
    moved = _moved(work)
    missing = list(_missing(work))
    if missing:
        frame.finding(work.say("curation.publish.blocked"))
        for said, step in missing:
            places.go(work.visit, said, step=step, draft=work.kept.id)
    elif not moved:
        _form(work)


def _missing(work: Work) -> Iterator[tuple[str, str]]:
    """What stands in the way, and the step where it is seen to."""
    found = entered(work)
    if wrong := len(errors(found.problems)):
        yield work.say("curation.publish.errors", n=wrong), "check"
    if found.tables is None:
        return
    review = reviewed(work, found)
    bare = doubts.unexplained(work.draft.kinds, work.draft.reasons, review.to_explain, review.doubts)
    if bare:
        yield work.say("curation.publish.unexplained", n=len(bare)), "preview"
    readings = [kept.reading for kept in kept_readings.listed(engine(), work.kept.id) if kept.reading.ended]
    if unsettled := sum(len(second.differences(work.draft, reading)) for reading in readings):
        yield work.say("curation.publish.unsettled", n=unsettled), "second"
    elif readings and not work.draft.reading:
        yield work.say("curation.publish.unrecorded"), "second"
    if not wrong and found.files == curated().files:
        yield work.say("curation.publish.nothing"), "review"


def _moved(work: Work) -> bool:
    """Whether another release came into force since the draft was begun; it has to be looked at first."""
    release = base()
    if release == work.draft.base:
        return False
    now = releases.current(engine())
    frame.notice(
        work.say("curation.publish.moved", by=work.visit.who(now.by) if now else "", reason=now.reason if now else ""),
        "alarm",
    )
    changes, entries = between(work.draft.base, release), entries_between(work.draft.base, release)
    if changes is not None and entries is not None:
        differences.finding(work.visit, changes, entries)
    st.button(work.say("curation.publish.seen"), type="primary", key="seen", on_click=_rebase, args=(work, release))
    return True


def _rebase(shown: Work, release: str) -> None:
    """The draft starts from the release now in force; the preview shows the new difference."""
    if keep(shown, lambda draft: refresh.rebased(engine(), draft, release)):
        st.query_params["step"] = "preview"


def _form(work: Work) -> None:
    """Who and why; with four eyes, one asks and another publishes."""
    assert work.visit.curator is not None, "only who may is here"
    name = work.visit.curator.name
    found = entered(work)
    digest = entering.digest(found.files)
    may = work.visit.curator.approver and (not permits().four_eyes or _approves(work, name, digest))
    frame.finding(work.say("curation.publish.ready" if may else "curation.publish.four-eyes"))
    review = reviewed(work, found)
    frame.remark(differences.said(work.visit, review.changes, review.entries))
    if not may:
        _ask(work, digest)
        return
    account.naming(work.visit.lang, "curation.publish.by")
    with st.form("publish", border=False):
        reason = st.text_input(work.say("curation.publish.reason"), _reason(work), max_chars=300)
        there = in_repository()
        in_git = st.checkbox(
            work.say("curation.publish.git" if there else "curation.publish.no-git"), disabled=not there
        )
        if st.form_submit_button(work.say("curation.publish.now"), type="primary"):
            _publish(work, reason.strip(), there and in_git)


def _reason(work: Work) -> str:
    return work.say(f"curation.publish.reason-{'changed' if work.draft.opened else 'new'}", title=work.draft.title)


def _approves(work: Work, name: str, digest: str) -> bool:
    """Whether this visitor may publish what another asks to be approved."""
    curator = work.visit.curator
    return bool(curator and curator.approver and name != work.kept.curator and work.kept.submitted == digest)


def _ask(work: Work, digest: str) -> None:
    if work.kept.submitted == digest:
        frame.notice(work.say("curation.publish.waits"))
        return
    st.button(work.say("curation.publish.ask"), type="primary", key="ask", on_click=_submit, args=(work, digest))


def _submit(shown: Work, digest: str) -> None:
    if not (who := allowed("submit", draft=shown.kept.id, digest=digest)):
        return
    done = kept_drafts.submit(engine(), shown.kept.id, shown.kept.version, digest, who.name)
    if not isinstance(done, Conflict):
        see(shown.kept.id, done.version)


def _publish(work: Work, reason: str, in_git: bool) -> None:
    """Put it in force, and go to what came of it."""
    who = allowed("publish", approval=True, draft=work.kept.id, issue=work.draft.issue, reason=reason)
    if who is not None:
        with st.spinner(work.say("curation.publish.running")):
            made = _done(work, who.name, reason)
            rights.came_of(who, "publish", made)
            _told(work, made, in_git, who.name)
    st.rerun(scope="fragment")


def _done(work: Work, by: str, reason: str) -> Publication | Overtaken | Conflict | list[Problem]:
    try:
        four_eyes = permits().four_eyes
        return refresh.publish(engine(), data_folder(), texts_folder(), work.kept, by, reason, four_eyes)
    except (ReleaseError, ValueError) as error:
        return [Problem(steps.HERE, "not-published", "a release", str(error))]


def _told(work: Work, made: Publication | Overtaken | Conflict | list[Problem], in_git: bool, by: str) -> None:
    """What came of it: on to the new figures, or why not."""
    if isinstance(made, list):
        for problem in made:
            tell(problem)
    if not isinstance(made, Publication):
        return
    revised.known(made.release)
    if in_git and (failed := git.commit(data_folder(), *_commit(work, made, by))):
        tell(failed)
    address = places.address(work.visit, step="published", issue=work.draft.issue, release=made.release)
    st.query_params.from_dict(address)


def _commit(work: Work, made: Publication, by: str) -> tuple[str, str]:
    """Message and author of a commit: whose draft it was, and who published it where that is another."""
    said, author = f"{work.draft.issue}: {made.reason}", work.kept.curator
    return (said if author == by else f"{said}\n\nApproved-by: {by}"), author.removeprefix(f"{rights.HERE}: ")
