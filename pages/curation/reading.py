"""A second reading as its reader makes it: the text with blanks marked, and nothing of what was read before."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from etl.drafting import kept_drafts, kept_readings, second
from etl.drafting.drafts import Draft
from etl.drafting.kept_readings import KeptReading
from etl.drafting.second import Answer, Blank, Reading
from etl.problems import Place, Problem
from etl.scanning import when
from pages.curation import marks, places, work
from pages.curation.registries import first, registries, unit_names
from pages.curation.second import save
from pages.parts import frame
from pages.parts.text import literal
from pages.parts.visit import Visit
from pages.parts.visitors import rights
from pages.parts.visitors.rights import Curator, Refusal


def show(visit: Visit) -> None:
    """The reading that the address names."""
    kept = kept_readings.load(work.engine(), st.query_params.get("reading", "")[:32])
    draft = kept_drafts.load(work.engine(), kept.draft) if kept else None
    if kept is None or draft is None or kept.reading.ended or not kept.reading.blanks:
        ended = kept is not None and kept.reading.ended
        frame.finding(visit.say(f"curation.reading.{'ended' if ended else 'none'}"))
        places.go(visit, visit.say("curation.to-start"), step="start")
    elif not kept.reading.reader:
        frame.finding(visit.say("curation.reading.about", n=len(kept.reading.blanks)))
        st.button(visit.say("curation.reading.take"), type="primary", key="take", on_click=_take, args=(kept,))
    elif not _reads(rights.visitor(), kept):
        frame.finding(visit.say("curation.reading.other", name=visit.who(kept.reading.reader)))
        places.go(visit, visit.say("curation.to-start"), step="start")
    else:
        _blank(visit, kept, second.blind(draft.draft, kept.reading))


def _blank(visit: Visit, kept: KeptReading, shown: Draft) -> None:
    """One blank to fill in."""
    at = places.at(len(shown.entries)) or 0
    frame.remark(visit.say("curation.reading.progress", n=len(kept.reading.answers), all=len(shown.entries)))
    text, form = st.columns([11, 10], gap="medium")
    with text:
        found = marks.text(shown, at, visit.say("curation.review.text"), kept.version, places.go_to)
        frame.remark(visit.say("curation.reading.select"))
        if found:
            label = literal(visit.say("curation.review.add", words=found[2]))
            st.button(label, key="add-selected", on_click=_add, args=(kept, shown, found))
    with form, st.container(key="deciding"):
        _answer(visit, kept, at, unit_names(registries(work.curated(), shown), visit.lang))
        with st.container(horizontal=True):
            ways = {"next": ("reading", "j", at + 1), "back": ("review", "k", at - 1)}
            for name, (of, key, to) in ways.items():
                label, outside = visit.say(f"curation.{of}.{name}"), not 0 <= to < len(shown.entries)
                st.button(label, shortcut=key, key=name, on_click=places.go_to, args=(to,), disabled=outside)
        st.button(visit.say("curation.reading.end"), key="end", on_click=_end, args=(kept,))


def _answer(visit: Visit, kept: KeptReading, at: int, units: Mapping[str, str]) -> None:
    blank = kept.reading.blanks[at]
    key = f"reading-{kept.id}-{blank.id}"
    given = kept.reading.answers.get(blank.id, Answer())
    changed: dict[str, Any] = {"on_change": _said, "args": (kept, blank, key)}
    frame.remark(visit.say("curation.reading.place", nth=at + 1, line=blank.line))
    st.text_input(visit.say("curation.reading.value"), given.value, key=f"{key}-value", max_chars=60, **changed)
    recent = [one.unit for one in kept.reading.answers.values() if one.unit][::-1]
    options = first([given.unit, *recent], units)
    index = options.index(given.unit) if given.unit in options else None
    st.selectbox(
        visit.say("curation.field.unit"), options, index, format_func=lambda one: units[one], key=f"{key}-unit",
        placeholder=visit.say("curation.review.choose"), **changed,
    )  # fmt: skip
    typed = st.text_input(
        visit.say("curation.field.period"), given.period, key=f"{key}-period", max_chars=40,
        help=visit.say("curation.review.period-forms"), **changed,
    )  # fmt: skip
    if typed and isinstance(when.typed(typed), Problem):
        frame.notice(visit.say("curation.rule.bad-period", found=typed))
    if blank.own:
        st.button(
            visit.say("curation.review.unmark"), key="unmark", type="tertiary", on_click=_take_out, args=(kept, blank)
        )


def _said(kept: KeptReading, blank: Blank, key: str) -> None:
    """Keep what now stands in the fields of a blank; where its period cannot be read, the one it had stays."""
    value, unit, typed = (st.session_state[f"{key}-{name}"] or "" for name in second.FIELDS)
    read = when.typed(typed) if typed else None
    had = kept.reading.answers.get(blank.id, Answer()).period
    period = had if isinstance(read, Problem) else read.text if read else ""
    _keep(kept, second.answer(kept.reading, blank.id, Answer(value, unit, period)))


def _reads(who: Curator | Refusal, kept: KeptReading) -> bool:
    """Whether it is theirs to fill in and to end: what another types into it is no second reading."""
    return isinstance(who, Curator) and who.name == kept.reading.reader


def _mine(kept: KeptReading, what: str) -> bool:
    """Whether the visitor may do this, and reads it; told at the next run where not."""
    who = work.allowed(what, reading=kept.id)
    if who and not _reads(who, kept):
        work.tell(Problem(Place("reading"), "reading-taken", "a reading of one's own", kept.reading.reader))
        return False
    return who is not None


def _keep(kept: KeptReading, reading: Reading) -> None:
    if _mine(kept, "second-reading"):
        save(kept, reading)


def _add(kept: KeptReading, shown: Draft, found: marks.Picked) -> None:
    """A number that nobody marked; it is the next to fill in."""
    added = second.add(kept.reading, shown, *found)
    if isinstance(added, Problem):
        work.tell(added)
        return
    _keep(kept, added)
    places.go_to(next(nth for nth, blank in enumerate(added.blanks) if blank not in kept.reading.blanks))


def _take_out(kept: KeptReading, blank: Blank) -> None:
    _keep(kept, second.take_out(kept.reading, blank))


def _take(kept: KeptReading) -> None:
    who = work.allowed("take-second", reading=kept.id)
    if who is None:
        return
    taken = second.take(kept.reading, who.name, datetime.now(UTC))
    if isinstance(taken, Problem):
        work.tell(taken)
    else:
        save(kept, taken)


def _end(kept: KeptReading) -> None:
    now = kept_readings.load(work.engine(), kept.id)  # with what was typed just before
    draft = kept_drafts.load(work.engine(), kept.draft)
    if now and draft and _mine(now, "end-second"):
        save(now, second.end(now.reading, draft.draft, datetime.now(UTC)))
