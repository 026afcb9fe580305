"""A second reading, asked for and settled: where the two differ, the text decides."""

from datetime import UTC, datetime
from html import escape

import streamlit as st

from etl.drafting import kept_readings, second
from etl.drafting.kept_readings import KeptReading
from etl.drafting.second import Difference, Reading
from etl.problems import Place, Problem
from pages.curation import places
from pages.curation.fields import period_name
from pages.curation.registries import unit_names
from pages.curation.work import Work, allowed, engine, keep, tell
from pages.parts import frame


def show(work: Work) -> None:
    """Ask for a reading, see how far those asked for are, settle what they differ in."""
    frame.finding(work.say("curation.second.about"))
    st.button(work.say("curation.second.ask"), key="ask-second", on_click=_ask, args=(work,))
    for kept in kept_readings.listed(engine(), work.kept.id):
        _reading(work, kept)
    places.go(work.visit, work.say("curation.second.back"), step="review", draft=work.kept.id)


def save(kept: KeptReading, reading: Reading) -> None:
    """Keep a reading as it is now, unless somebody else has saved it since; that is told."""
    if kept_readings.save(engine(), kept.id, reading, kept.version) is None:
        tell(Problem(Place("reading"), "reading-changed", "the reading as it was shown", "a later one"))


def _ask(shown: Work) -> None:
    who = allowed("ask-second", draft=shown.kept.id)
    if who is not None:
        reading = second.ask(shown.draft, who.name, datetime.now(UTC))
        kept_readings.start(engine(), shown.kept.id, reading)


def _reading(work: Work, kept: KeptReading) -> None:
    reading = kept.reading
    said = {"asked": reading.asked[:16].replace("T", " "), "reader": work.visit.who(reading.reader) or "–"}
    frame.heading(work.say("curation.second.line", **said))
    if not reading.ended:
        frame.remark(work.say("curation.second.under-way", n=len(reading.answers), all=len(reading.blanks)))
        places.go(work.visit, work.say("curation.second.read"), step="reading", reading=kept.id)
        return
    found = second.differences(work.draft, reading)
    recorded = work.draft.reading == second.recorded(work.draft, reading).reading
    frame.remark(
        work.say(f"curation.second.{'differences' if found else 'recorded' if recorded else 'same'}", n=len(found))
    )
    for nth, difference in enumerate(found):
        _difference(work, kept, difference, f"{kept.id}-{nth}")
    if not found and not recorded:
        label = work.say("curation.second.record")
        st.button(label, key=f"record-{kept.id}", type="primary", on_click=_record, args=(work, reading))


def _difference(work: Work, kept: KeptReading, one: Difference, key: str) -> None:
    """One field that the two do not agree on, and the ways to settle it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if one.nth is None:
            _line(work.say("curation.second.at", line=one.blank.line, words=second.words(work.draft, one.blank)))
        else:
            printed = work.draft.entries[one.nth].printed
            label = work.say("curation.check.entry", nth=one.nth + 1, printed=printed)
            places.go(work.visit, label, step="review", draft=work.kept.id, at=one.nth + 1)
        _line(_said(work, one))
        st.button(work.say("curation.second.first"), key=f"first-{key}", on_click=_first, args=(work, kept, one))
        if one.field != "value":
            named = "add" if one.field == "figure" else "second"
            label = work.say(f"curation.second.{named}")
            st.button(label, key=f"second-{key}", on_click=_second, args=(work, kept, one))


def _line(sentence: str) -> None:
    """Words between links and buttons."""
    st.html(f"<p>{escape(sentence)}</p>", width="content")


def _said(work: Work, one: Difference) -> str:
    """What the two say."""
    if one.field == "figure":
        return work.say("curation.second.only-second", second=one.second)
    values = {"first": _shown(work, one, one.first), "second": _shown(work, one, one.second)}
    return work.say("curation.second.difference", field=work.say(f"curation.field.{one.field}"), **values)


def _shown(work: Work, one: Difference, value: str) -> str:
    if one.field == "unit":
        return unit_names(work.held, work.visit.lang).get(value, value)
    return period_name(work, value) if one.field == "period" else value


def _first(shown: Work, kept: KeptReading, one: Difference) -> None:
    if allowed("settle", draft=shown.kept.id, difference=one.id):
        save(kept, second.keep_first(kept.reading, one))


def _second(shown: Work, kept: KeptReading, one: Difference) -> None:
    keep(shown, lambda draft: second.adopt_second(draft, kept.reading, one) or draft)


def _record(shown: Work, reading: Reading) -> None:
    keep(shown, lambda draft: second.recorded(draft, reading))
