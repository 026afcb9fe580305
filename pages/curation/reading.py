"""A second reading as its reader makes it: the text with blanks marked, and nothing of what was read before."""

from collections.abc import Mapping
from datetime import UTC, datetime

import streamlit as st

from etl.drafting import kept_drafts, kept_readings, second
from etl.drafting.drafts import Draft
from etl.drafting.kept_readings import KeptReading
from etl.drafting.second import Answer, Blank, Reading
from etl.problems import Problem
from etl.scanning import when
from pages.curation import marks, places, work
from pages.curation.registries import first, registries, unit_names
from pages.curation.second import save
from pages.parts import frame
from pages.parts.frame import Visit
from pages.parts.text import literal


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
    else:
        _blank(visit, kept, second.blind(draft.draft, kept.reading))


def _blank(visit: Visit, kept: KeptReading, shown: Draft) -> None:
    """One blank to fill in."""
    said = st.query_params.get("at", "1")
    at = min(int(said), len(shown.entries)) - 1 if said.isascii() and said.isdigit() and int(said) else 0
    frame.remark(visit.say("curation.reading.progress", n=len(kept.reading.answers), all=len(shown.entries)))
    text, form = st.columns([11, 10], gap="medium")
    with text:
        found = marks.text(shown, at, visit.say("curation.review.text"), kept.version, _go)
        frame.remark(visit.say("curation.reading.select"))
        if found:
            label = literal(visit.say("curation.review.add", words=found[2]))
            st.button(label, key="add-selected", on_click=_add, args=(kept, shown, found))
    with form, st.container(key="deciding"):
        _answer(visit, kept, at, unit_names(registries(work.curated(), shown), visit.lang))
        with st.container(horizontal=True):
            st.button(visit.say("curation.reading.next"), shortcut="j", key="next", on_click=_go, args=(at + 1,),
                      disabled=at + 1 >= len(shown.entries))  # fmt: skip
            st.button(visit.say("curation.review.back"), shortcut="k", key="back", on_click=_go, args=(at - 1,),
                      disabled=at == 0)  # fmt: skip
        st.button(visit.say("curation.reading.end"), key="end", on_click=_end, args=(kept,))


def _answer(visit: Visit, kept: KeptReading, at: int, units: Mapping[str, str]) -> None:
    blank = kept.reading.blanks[at]
    key = f"reading-{kept.id}-{blank.id}"
    given = kept.reading.answers.get(blank.id, Answer())
    frame.remark(visit.say("curation.reading.place", nth=at + 1, line=blank.line))
    value = st.text_input(visit.say("curation.reading.value"), given.value, key=f"{key}-value", max_chars=60)
    recent = [one.unit for one in kept.reading.answers.values() if one.unit][::-1]
    options = first([given.unit, *recent], units)
    index = options.index(given.unit) if given.unit in options else None
    unit = st.selectbox(
        visit.say("curation.field.unit"), options, index, format_func=lambda one: units[one], key=f"{key}-unit",
        placeholder=visit.say("curation.review.choose"),
    )  # fmt: skip
    typed = st.text_input(
        visit.say("curation.field.period"), given.period, key=f"{key}-period", max_chars=40,
        help=visit.say("curation.review.period-forms"),
    )  # fmt: skip
    read = when.typed(typed) if typed else None
    if isinstance(read, Problem):
        frame.notice(visit.say("curation.rule.bad-period", found=typed))
    period = given.period if isinstance(read, Problem) else read.text if read else ""
    said = Answer(value or "", unit or "", period)
    if blank.own:
        st.button(
            visit.say("curation.review.unmark"), key="unmark", type="tertiary", on_click=_take_out, args=(kept, blank)
        )
    if said != given:
        _keep(kept, second.answer(kept.reading, blank.id, said))
        st.rerun(scope="fragment")


def _keep(kept: KeptReading, reading: Reading) -> None:
    if work.allowed("second-reading", reading=kept.id):
        save(kept, reading)


def _add(kept: KeptReading, shown: Draft, found: marks.Picked) -> None:
    """A number that nobody marked; it is the next to fill in."""
    added = second.add(kept.reading, shown, *found)
    if isinstance(added, Problem):
        work.tell(added)
        return
    _keep(kept, added)
    _go(next(nth for nth, blank in enumerate(added.blanks) if blank not in kept.reading.blanks))


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
    draft = kept_drafts.load(work.engine(), kept.draft)
    if draft and work.allowed("end-second", reading=kept.id):
        save(kept, second.end(kept.reading, draft.draft, datetime.now(UTC)))


def _go(nth: int) -> None:
    st.query_params["at"] = str(nth + 1)
