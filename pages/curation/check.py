"""Step 4, check: everything that is wrong, each with a way to where it is mended; and what is new in the registries."""

from collections.abc import Iterator
from html import escape
from itertools import groupby

import streamlit as st

from etl.drafting.draft_registries import REGISTRIES, without
from etl.drafting.entering import Entered
from etl.drafting.spots import Spot
from etl.problems import Problem, errors
from pages.curation import english, issue, places, preview, registering, steps
from pages.curation.work import Work, entered, keep, reviewed
from pages.parts import frame

STEP_OF = {"entry": "review", "text": "review", "article": "issue", "issue": "issue"}


def show(work: Work) -> None:
    """Errors first, then warnings, then what the registries get."""
    with st.spinner(work.say("curation.check.running")):
        found = entered(work)
    wrong = errors(found.problems)
    frame.finding(finding(work, found))
    if wrong:
        frame.heading(work.say("curation.check.errors"))
        _list(work, found, wrong)
    warnings = [one for one in found.problems if one.level == "warning" and found.where(one).kind != "data"]
    if warnings:
        frame.heading(work.say("curation.check.warnings"))
        _list(work, found, warnings)
    if found.tables is not None:
        _under_way(work, found)
    _new(work)
    if not wrong:
        places.on(work.visit, work.say("curation.check.on"), step="preview", draft=work.kept.id)


def _under_way(work: Work, found: Entered) -> None:
    """Second readings that have not ended; whoever publishes without them says why."""
    for doubt in reviewed(work, found).doubts:
        if doubt.kind == "reading":
            frame.notice(preview.doubt_said(work, doubt))
            places.go(work.visit, work.say("curation.check.second"), step="second", draft=work.kept.id)


def finding(work: Work, found: Entered) -> str:
    """Whether it may go on."""
    wrong = len(errors(found.problems))
    return work.say("curation.check.wrong", n=wrong) if wrong else work.say("curation.check.sound")


def _list(work: Work, found: Entered, problems: list[Problem]) -> None:
    items = [f"<li>{item}</li>" for item in _items(work, found, problems)]
    st.html(f'<ul class="prose problems">{"".join(items)}</ul>')


def _items(work: Work, found: Entered, problems: list[Problem]) -> Iterator[str]:
    """Each problem with a link; undecided numbers are told together, and so are details without English."""
    undecided = [one for one in problems if one.rule == "undecided"]
    if undecided:
        said = work.say("curation.check.undecided", n=len(undecided))
        yield _link(work, found.where(undecided[0]), said)
    placed = [(found.where(one), one) for one in problems if one.rule != "undecided"]
    bare = [pair for pair in placed if _lacks_english(work, *pair)]
    if bare:
        yield _link(work, bare[0][0], work.say("curation.check.english", n=english.missing(work.draft)))
    rest = [pair for pair in placed if pair not in bare]
    for spot, group in groupby(rest, key=lambda pair: pair[0]):
        for _, problem in group:
            said = sentence(work, spot, problem)
            yield f"{_link(work, spot, _named(work, spot, problem))} {escape(said)}"


def _lacks_english(work: Work, spot: Spot, problem: Problem) -> bool:
    """Whether it is a Chinese detail without its English, to be put for all at the end of the review."""
    lacking = spot.kind == "entry" and spot.field == "detail" and problem.rule in ("missing-key", "wrong-form")
    return lacking and not work.draft.entries[int(spot.id)].detail_en


def sentence(work: Work, spot: Spot, problem: Problem) -> str:
    """What is wrong, in the reader's words."""
    if spot.kind == "entry" and spot.field in ("detail", "note") and problem.rule in ("missing-key", "wrong-form"):
        return work.say(f"curation.fault.{spot.field}")
    if spot.kind == "issue" and problem.rule == "bad-id" and not work.draft.issue:
        return work.say("curation.issue.id-missing", example=issue.EXAMPLE)
    return steps.sentence(work.visit, problem)


def _named(work: Work, spot: Spot, problem: Problem) -> str:
    """What a problem is about."""
    if spot.kind == "entry":
        entry = work.draft.entries[int(spot.id)]
        return work.say("curation.check.entry", nth=int(spot.id) + 1, printed=entry.printed)
    if spot.kind == "text":
        return work.say("curation.check.line", line=spot.id)
    if spot.kind == "data":
        return str(problem.place)
    return work.say(f"curation.check.{spot.kind}", id=spot.id)


def _link(work: Work, spot: Spot, label: str) -> str:
    """A link to where it is mended, as HTML; the label alone where that is not in the draft."""
    step = STEP_OF.get(spot.kind)
    if step is None:
        return f"<strong>{escape(label)}</strong>"
    at = nth_of(work, spot) + 1 if step == "review" else None
    return places.link(work.visit, label, step=step, draft=work.kept.id, at=at)


def nth_of(work: Work, spot: Spot) -> int:
    """The entry of a spot, or the first at or after its line."""
    if spot.kind == "entry":
        return int(spot.id)
    after = (nth for nth, entry in enumerate(work.draft.entries) if entry.line >= int(spot.id))
    return next(after, max(len(work.draft.entries) - 1, 0))


def _new(work: Work) -> None:
    """What the draft adds to the registries and words anew, each to be worded otherwise or taken out again."""
    entries = [(kind, id) for kind in REGISTRIES for id in getattr(work.draft, kind)]
    changed = [one for one in entries if "/".join(one) in work.draft.replaced]
    for name, chosen in {"new": [one for one in entries if one not in changed], "changed": changed}.items():
        if chosen:
            frame.heading(work.say(f"curation.check.{name}"))
        for kind, id in chosen:
            _entry(work, kind, id)


def _entry(work: Work, kind: str, id: str) -> None:
    name = getattr(work.draft, kind)[id]["name"]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(work.say(f"curation.check.new-{kind}", zh=name["zh"], en=name["en"], id=id))
        if st.button(work.say("curation.check.change"), key=f"change-{kind}-{id}", type="tertiary"):
            registering.change(work, kind, id)
        label = work.say("curation.check.take-out")
        st.button(label, key=f"out-{kind}-{id}", type="tertiary", on_click=_take_out, args=(work, kind, id))


def _take_out(shown: Work, kind: str, id: str) -> None:
    keep(shown, lambda draft: without(draft, kind, id))
