"""Where curation begins: a new issue, drafts under way, published issues to take up again, the history."""

import streamlit as st

from etl.drafting import drafts, kept_drafts, kept_readings
from etl.drafting.kept_drafts import DraftDamaged, KeptDraft, ListedDraft
from etl.tables import cell, records
from pages.curation import places, work
from pages.parts import frame
from pages.parts.text import literal
from pages.parts.visit import Visit
from pages.parts.visitors import account


def show(visit: Visit) -> None:
    """All ways on."""
    frame.finding(visit.say("curation.start.about"))
    account.naming(visit.lang, "curation.as")
    with st.container(horizontal=True, key="begin"):
        label = visit.say("curation.start.new")
        st.button(label, type="primary", key="new", on_click=_begin, args=(visit,))
        places.go(visit, visit.say("curation.start.history"), step="history")
    _under_way(visit)
    _readings(visit)
    _published(visit)


def _begin(visit: Visit) -> None:
    st.query_params.from_dict(places.address(visit, step="text"))


def _under_way(visit: Visit) -> None:
    lines = kept_drafts.listed(work.engine())
    frame.heading(visit.say("curation.start.drafts"))
    if not lines:
        frame.remark(visit.say("curation.start.no-drafts"))
    for line in lines:
        title, about = _told(visit, line)
        with st.container(horizontal=True, vertical_alignment="center", key=f"draft-{line.id}"):
            places.go(visit, title, step="review", draft=line.id)
            frame.remark(about)
            if line.submitted:
                places.go(visit, visit.say("curation.start.submitted"), step="preview", draft=line.id)
            with st.popover(visit.say("curation.start.drop"), type="tertiary"):
                frame.remark(visit.say("curation.start.drop-sure"))
                label = visit.say("curation.start.drop-now")
                st.button(label, key=f"drop-{line.id}", on_click=_drop, args=(line.id, line.version))


def _told(visit: Visit, line: ListedDraft) -> tuple[str, str]:
    """A draft by its title, and who published it when, how far it is, and who saved it last."""
    saved = visit.say("curation.start.saved", by=visit.who(line.curator), at=_at(line.saved_at))
    try:
        kept = kept_drafts.load(work.engine(), line.id)
    except DraftDamaged:  # told where it is opened
        kept = None
    if kept is None:
        return line.issue or visit.say("curation.start.unnamed"), saved
    draft, done = kept.draft, drafts.progress(kept.draft)
    far = visit.say("curation.start.progress", decided=done.decided, all=done.entries)
    if untouched(kept):
        far = visit.say("curation.start.untouched")
    parts = [draft.publisher, draft.published or visit.say("curation.start.undated"), far, saved]
    return draft.title or draft.issue or visit.say("curation.start.unnamed"), visit.say("frame.apart").join(
        filter(None, parts)
    )


def untouched(kept: KeptDraft) -> bool:
    """Whether a published issue was taken up again, and nothing more."""
    return kept.draft.opened and kept.version == 1


def put_back(shown: work.Work) -> None:
    """What an issue that was only opened says of itself, with one click to have it closed."""
    with st.container(horizontal=True, vertical_alignment="center", key="untouched"):
        frame.remark(shown.say("curation.start.opened"))
        st.button(shown.say("curation.start.close"), key="close", on_click=_close, args=(shown,))


def _close(shown: work.Work) -> None:
    _drop(shown.kept.id, shown.kept.version)
    st.query_params.from_dict(places.address(shown.visit, step="start"))


def _drop(id: str, version: int) -> None:
    if work.allowed("drop", draft=id):
        kept_drafts.drop(work.engine(), id, version)


def _readings(visit: Visit) -> None:
    """Second readings that wait for somebody."""
    under_way = {line.id for line in kept_drafts.listed(work.engine())}
    waiting = [one for one in kept_readings.listed(work.engine()) if not one.reading.ended and one.draft in under_way]
    if waiting:
        frame.heading(visit.say("curation.start.readings"))
    for one in waiting:
        said = visit.say("curation.start.reading", owner=visit.who(one.reading.owner), n=len(one.reading.blanks))
        places.go(visit, said, step="reading", reading=one.id)


def _published(visit: Visit) -> None:
    frame.heading(visit.say("curation.start.published"))
    frame.remark(visit.say("curation.start.published-about"))
    for issue in records(visit.tables["issues"].sort_values("position", ascending=False)):
        day = cell(issue, "published") or visit.say("curation.start.undated")
        said = visit.say("curation.start.issue", title=issue["title"], day=day)
        st.button(
            literal(said),
            key=f"open-{issue['issue']}",
            type="tertiary",
            on_click=open_again,
            args=(visit, issue["issue"]),
        )


def open_again(visit: Visit, issue: str, release: str = "") -> None:
    """Take a published issue up again as a draft; of an earlier `release`, one that is not published any more."""
    if id := work.reopen(issue, release):
        st.query_params.from_dict(places.address(visit, step="review", draft=id))


def _at(saved: str) -> str:
    return saved[:16].replace("T", " ")
