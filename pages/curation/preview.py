"""Step 5, preview: what would change for readers, what looks like a slip, and why it is right all the same."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from etl.refreshing.doubts import Doubt
from pages.curation import differences, places, steps
from pages.curation.work import Work, entered, keep, reviewed
from pages.parts import frame
from pages.parts.text import literal

KINDS = ("revision", "correction")
PAGES = ("overview", "indicator", "unit", "figures", "sources")


def show(work: Work) -> None:
    """The difference, then all that has to be explained."""
    found = entered(work)
    if found.tables is None:
        frame.finding(work.say("curation.preview.not-yet"))
        places.go(work.visit, work.say("curation.preview.to-check"), step="check", draft=work.kept.id)
        return
    review = reviewed(work, found)
    differences.finding(work.visit, review.changes, review.entries)
    _pages(work)
    changed = review.to_explain
    if not changed.empty:
        frame.heading(work.say("curation.preview.changed"))
        frame.remark(work.say("curation.preview.changed-about"))
        _together(work, changed)
        for subject in changed["subject"].drop_duplicates():
            _change(work, changed[changed["subject"] == subject])
    if told := [doubt for doubt in review.doubts if doubt.kind != "vanished"]:
        frame.heading(work.say("curation.preview.doubts"))
        frame.remark(work.say("curation.preview.doubts-about"))
        for doubt in told:
            _doubt(work, doubt, found.entries)
    differences.added(work.visit, review.changes, found.tables)
    places.go(work.visit, work.say("curation.preview.second"), step="second", draft=work.kept.id)
    places.on(work.visit, work.say("curation.preview.on"), step="publish", draft=work.kept.id)


def _pages(work: Work) -> None:
    """The public pages as they would look."""
    frame.remark(work.say("curation.preview.pages"))
    with st.container(horizontal=True, key="previewed"):
        for name in PAGES:
            label = literal(work.say(frame.title(name)))
            own: dict[str, list[str]] = {"issue": [work.draft.issue]} if name in ("figures", "sources") else {}
            query: dict[str, str | Iterable[str]] = {"lang": work.visit.lang, "preview": work.kept.id, **own}
            st.page_link(work.visit.pages[name], label=label, query_params=query)


def _together(work: Work, changed: pd.DataFrame) -> None:
    """One kind and reason for all changes that have none yet."""
    bare = [one for one in changed["subject"].drop_duplicates() if not _is_explained(work, one)]
    if len(bare) < 2:
        return
    with st.form("together", border=False):
        kind = st.segmented_control(
            work.say("curation.preview.kind"), KINDS, format_func=lambda one: work.say(f"curation.kinds.{one}")
        )
        why = st.text_input(work.say("curation.preview.why-all", n=len(bare)), max_chars=300)
        if st.form_submit_button(work.say("curation.preview.for-all")) and kind and why.strip():
            fill = dict.fromkeys(bare, kind), {figure: why.strip() for figure in bare}
            keep(work, lambda draft: _reasoned(draft, *fill))
            st.rerun(scope="fragment")


def _reasoned(draft: Any, kinds: Mapping[str, Any], reasons: Mapping[str, str]) -> Any:
    return replace(draft, kinds={**draft.kinds, **kinds}, reasons={**draft.reasons, **reasons})


def _is_explained(work: Work, figure: str) -> bool:
    return figure in work.draft.kinds and bool(work.draft.reasons.get(figure, "").strip())


def _change(work: Work, rows: pd.DataFrame) -> None:
    """Something published that changes or goes: before and after, the kind of change and why."""
    subject = str(rows["subject"].iloc[0])
    differences.change(work.visit, rows)
    left, right = st.columns([1, 2])
    with left:
        key = _seed(work, f"kind-{subject}", work.draft.kinds.get(subject))
        st.segmented_control(
            work.say("curation.preview.kind"),
            KINDS,
            format_func=lambda one: work.say(f"curation.kinds.{one}"),
            key=key,
            on_change=_keep_kind,
            args=(work, subject, key),
        )
    with right:
        _reason(work, subject)


def _keep_kind(shown: Work, subject: str, key: str) -> None:
    kind = st.session_state[key]
    kinds = {subject: kind} if kind else {}
    rest = {one: said for one, said in shown.draft.kinds.items() if one != subject}
    keep(shown, lambda draft: replace(draft, kinds={**rest, **kinds}))


def _reason(work: Work, subject: str) -> None:
    key = _seed(work, f"why-{subject}", work.draft.reasons.get(subject, ""))
    label = work.say("curation.preview.why")
    st.text_input(label, key=key, max_chars=300, on_change=_keep_reason, args=(work, subject, key))


def _keep_reason(shown: Work, subject: str, key: str) -> None:
    why = " ".join(st.session_state[key].split())
    keep(shown, lambda draft: replace(draft, reasons={**draft.reasons, subject: why}))


def _seed(work: Work, name: str, value: object) -> str:
    key = f"{work.key}-{name}"
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return key


def _doubt(work: Work, doubt: Doubt, entries: Mapping[str, int]) -> None:
    """What looks like a slip, a way to its number, and why it is none."""
    frame.notice(doubt_said(work, doubt))
    if doubt.kind == "reading":
        places.go(work.visit, work.say("curation.check.second"), step="second", draft=work.kept.id)
    if doubt.figure in entries:
        label = work.say("curation.preview.to-number", nth=entries[doubt.figure] + 1)
        places.go(work.visit, label, step="review", draft=work.kept.id, at=entries[doubt.figure] + 1)
    _reason(work, doubt.id)


def doubt_said(work: Work, doubt: Doubt) -> str:
    """A doubt in the reader's words."""
    if doubt.problem is not None:
        return work.say("curation.doubt.warning", said=steps.sentence(work.visit, doubt.problem))
    values = {"figure": doubt.figure, "other": doubt.other, "before": doubt.before, "after": doubt.after}
    if doubt.kind == "measure-changed":
        known = work.held.measures
        for name in ("before", "after"):
            measure = known.get(values[name])
            values[name] = getattr(measure.name, work.visit.lang) if measure else values[name]
    kind = "reading-waits" if doubt.kind == "reading" and not doubt.other else doubt.kind
    return work.say(f"curation.doubt.{kind}", **values)
