"""The number being decided: what it says, what is proposed and why, and the keys that decide it."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any, get_args

import pandas as pd
import streamlit as st

from etl.curating.records import Why
from etl.drafting import drafts, marking
from etl.drafting.drafts import Draft, Entry
from etl.drafting.marking import quantity_of
from etl.printed.quantity import Quantity
from etl.problems import Problem
from pages.curation import because, decisions, faults, fields, marks, places, relations
from pages.curation.work import Work, keep, now
from pages.parts import frame, numbers
from pages.parts.text import literal

PANE = "deciding"


def show(work: Work, nth: int) -> None:
    """One entry (from 0); why it was just not accepted is told once more, at its field."""
    entry, lacks = work.draft.entries[nth], st.session_state.pop(f"{work.key}-lacking", "")
    with st.container(key=PANE, gap="small"):
        with st.container(key="decided", gap="small"):
            _headline(work, nth, entry)
            _keys(work, nth, entry)
        if not _is_none(entry):
            fields.show(work, nth, entry, lacks)
        _reasons(work, nth, entry)
        because.show(work, entry)
        if entry.state == "undecided" and _is_none(entry):
            with st.expander(work.say("curation.review.after-all"), expanded=bool(lacks)):
                fields.show(work, nth, entry, lacks)
        with st.expander(work.say("curation.review.more")):
            fields.more(work, nth, entry)
            st.button(work.say("curation.review.unmark"), key="unmark", on_click=_unmark, args=(work, nth))
        relations.show(work, nth)


def _headline(work: Work, nth: int, entry: Entry) -> None:
    """The printed form and what it says."""
    place = work.say("curation.review.place", nth=nth + 1, all=len(work.draft.entries), line=entry.line)
    state = work.say(f"curation.review.state.{entry.state}")
    sure = because.sure(work, entry)
    printed = f"{entry.qualifier}…{entry.printed}" if entry.qualifier else entry.printed
    said = "" if _is_none(entry) else reading(work, entry)
    st.html(
        f'<p class="remark">{escape(place)} · <strong class="{entry.state}">{escape(state)}</strong>{escape(sure)}</p>'
        f'<p class="printed" lang="zh">{escape(printed)}</p><p class="reading">{escape(said)}</p>'
    )
    with st.container(key="row-faults"):  # here also where there is none, see `fields`
        for fault in () if _is_none(entry) else faults.faults(work.draft, entry, work.held):
            frame.notice(work.say(f"curation.fault.{fault}"))


def reading(work: Work, entry: Entry) -> str:
    """What is printed, in words and with its bounds; or that it cannot be read."""
    found = quantity_of(entry)
    if isinstance(found, Problem):
        return work.say("curation.review.unread")
    named = faults.measure_of(work.draft, entry, work.held)
    said = named and entry.indicator
    measure = next(iter([named] if said else faults.measures_of(work.held, entry)), "")
    row: dict[str, Any] = {name: None if value is None else float(value) for name, value in _bounds(found).items()}
    known = work.held.measures.get(measure)
    name = known.name.en if known else found.measure_word
    measures = pd.DataFrame({"measure": [measure], "name_en": [name]})
    row |= {"comparator": found.comparator, "measure_word": found.measure_word, "measure": measure}
    words = numbers.reading(row, measures, work.visit.lang, numbers.digits)
    if found.comparator == "=":
        return words
    ends = {key: _end(work, row[key]) for key in ("lower", "upper")}
    return work.say("curation.review.bounds", words=words, **ends)


def _bounds(found: Quantity) -> dict[str, Any]:
    return {"value": found.value, "lower": found.lower, "upper": found.upper}


def _end(work: Work, value: float | None) -> str:
    return work.say("curation.review.open") if value is None else numbers.digits(value, work.visit.lang)


@dataclass(frozen=True)
class _Act:
    """A button that decides: its name, its key, what it does to the draft, and whether the next number follows."""

    name: str
    key: str
    how: Callable[[Draft], Draft]
    label: str = ""
    stay: bool = False


def _keys(work: Work, nth: int, entry: Entry) -> None:
    """The buttons, each with its key."""
    held, near = work.held, decisions.within(work.draft, nth, "paragraph")
    lacks = next(iter(faults.grave(list(faults.faults(work.draft, entry, held)))), "")
    waiting = len(decisions.decided(work.draft, decisions.accept_together(work.draft, near, held)))
    why = work.say(f"why.{entry.why or decisions.ANYTHING}")
    refuse = work.say("curation.review.refuse", why=why)
    together = work.say("curation.review.together", n=waiting)
    likely = "" if entry.state != "undecided" else "refuse" if _is_none(entry) else "accept"
    kinds = {name: "primary" if name == likely else "secondary" for name in ("accept", "refuse")}
    with st.container(horizontal=True, key="keys"):
        if lacks:
            label = work.say("curation.review.accept")
            st.button(label, shortcut="a", key=f"accept-{nth}", on_click=_tell_lacking, args=(work, lacks))
        else:
            accept = _Act("accept", "a", lambda draft: decisions.accept(draft, nth, held))
            _button(work, nth, accept, type=kinds["accept"])
        _button(
            work, nth, _Act("refuse", "n", lambda draft: decisions.refuse(draft, nth), refuse), type=kinds["refuse"]
        )
        if entry.why != "repeated":
            again = work.say("curation.review.refuse", why=work.say("why.repeated"))
            _button(work, nth, _Act("repeated", "d", lambda draft: decisions.refuse(draft, nth, "repeated"), again))
        whole = _Act("together", "p", lambda draft: decisions.accept_together(draft, near, held), together)
        if waiting > 1:
            _button(work, nth, whole)
        if entry.state != "undecided":
            _button(work, nth, _Act("reopen", "u", lambda draft: decisions.reopen(draft, nth), stay=True))
        elif _done(work):
            label = work.say("curation.review.undo")
            st.button(label, shortcut="u", key=f"undo-{nth}", on_click=_undo, args=(work,))
        ways = {"next": ("j", decisions.following(work.draft, nth)), "back": ("k", max(nth - 1, 0))}
        for name, (key, to) in ways.items():
            label = work.say(f"curation.review.{name}")
            st.button(label, shortcut=key, key=name, on_click=places.go_to, args=(to,), disabled=to == nth)


def _is_none(entry: Entry) -> bool:
    """Whether an entry is no figure, or nothing else was proposed or decided."""
    return entry.state == "not_figure" or (entry.state == "undecided" and entry.proposed == "not_figure")


def _button(work: Work, nth: int, act: _Act, **looks: Any) -> None:
    """A button that keeps a decision, and goes on to the next number.

    It has another name for every number: a key that is hit again before the next number is seen decides nothing.
    """
    label = literal(act.label or work.say(f"curation.review.{act.name}"))
    key = f"{act.name}-{nth}"
    st.button(label, shortcut=act.key, key=key, on_click=_decide, args=(work, nth, act.how, act.stay), **looks)


def _tell_lacking(shown: Work, fault: str) -> None:
    st.session_state[f"{shown.key}-lacking"] = fault
    marks.look_at(fields.ROWS.get(fault, "row-faults"))


def _decide(shown: Work, nth: int, how: Callable[[Draft], Draft], stay: bool) -> None:
    if keep(shown, how) and not stay:
        after = now(shown)
        if changed := decisions.decided(shown.draft, after):
            _done(shown).append(changed)
        if after.entries[nth].state != "undecided":
            places.go_to(decisions.following(after, nth))
            if drafts.progress(after).decided == len(after.entries):
                marks.look_at("row-progress")  # what comes next stands there


def _done(work: Work) -> list[list[int]]:
    """What this visitor decided, the last at the end: the numbers of each decision."""
    return st.session_state.setdefault(f"{work.key}-done", [])  # type: ignore[no-any-return]


def _undo(shown: Work) -> None:
    """The last decision is none; its first number is decided again."""
    last = _done(shown).pop()
    if keep(shown, lambda draft: decisions.reopened(draft, last)):
        places.go_to(last[0])


def _reasons(work: Work, nth: int, entry: Entry) -> None:
    """Why it is no figure, one click each."""
    reasons = {why: work.say(f"why.{why}") for why in get_args(Why)}
    key = f"{work.key}-{nth}-why"
    st.session_state[key] = entry.why if entry.state == "not_figure" else None
    st.pills(
        work.say("curation.review.reasons"),
        list(reasons),
        format_func=lambda why: literal(reasons[why]),
        key=key,
        on_change=_refuse,
        args=(work, nth, key),
    )


def _refuse(shown: Work, nth: int, key: str) -> None:
    why = st.session_state[key]
    if why:
        _decide(shown, nth, lambda draft: decisions.refuse(draft, nth, why), False)


def _unmark(shown: Work, nth: int) -> None:
    if keep(shown, lambda draft: marking.unmark(draft, nth)):
        _done(shown).clear()  # the numbers after it are others now
        places.go_to(max(nth - 1, 0))
