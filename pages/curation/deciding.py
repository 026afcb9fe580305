"""The number being decided: what it says, what is proposed and why, and the keys that decide it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, get_args

import pandas as pd
import streamlit as st

from etl import drafts, marking, period
from etl.drafts import Draft, Entry
from etl.marking import quantity_of
from etl.period import Period
from etl.problems import Problem
from etl.quantity import Quantity
from etl.records import Status, Why
from pages.curation import because, decisions, faults, registering, relations
from pages.curation.registries import first, indicator_names, names, unit_names
from pages.curation.work import Work, keep, now
from pages.parts import frame, numbers
from pages.parts.text import literal

PANE = "deciding"


def show(work: Work, nth: int) -> None:
    """One entry (from 0)."""
    entry = work.draft.entries[nth]
    with st.container(key=PANE, gap="small"):
        _headline(work, nth, entry)
        _keys(work, nth, entry)
        if not _is_none(entry):
            _fields(work, nth, entry)
        _reasons(work, nth, entry)
        because.show(work, entry)
        if entry.state == "undecided" and _is_none(entry):
            with st.expander(work.say("curation.review.after-all")):
                _fields(work, nth, entry)
        with st.expander(work.say("curation.review.more")):
            _more(work, nth, entry)
        relations.show(work, nth)


def _headline(work: Work, nth: int, entry: Entry) -> None:
    """The printed form and what it says."""
    place = work.say("curation.review.place", nth=nth + 1, all=len(work.draft.entries), line=entry.line)
    state = work.say(f"curation.review.state.{entry.state}")
    printed = f"{entry.qualifier}…{entry.printed}" if entry.qualifier else entry.printed
    said = "" if _is_none(entry) else reading(work, entry)
    st.html(
        f'<p class="remark">{escape(place)} · <strong class="{entry.state}">{escape(state)}</strong></p>'
        f'<p class="printed" lang="zh">{escape(printed)}</p><p class="reading">{escape(said)}</p>'
    )
    if not _is_none(entry):
        for fault in faults.faults(work.draft, entry, work.held):
            frame.notice(work.say(f"curation.fault.{fault}"))


def reading(work: Work, entry: Entry) -> str:
    """What is printed, in words and with its bounds; or that it cannot be read."""
    found = quantity_of(entry)
    if isinstance(found, Problem):
        return work.say("curation.review.unread")
    measure = next(iter([entry.measure] if entry.measure else faults.measures_of(work.held, entry)), "")
    row: dict[str, Any] = {name: None if value is None else float(value) for name, value in _bounds(found).items()}
    known = work.held.measures.get(measure)
    name = known.name.en if known else found.measure_word
    measures = pd.DataFrame({"measure": [measure], "name_en": [name]})
    row |= {"comparator": found.comparator, "measure_word": found.measure_word, "measure": measure}
    words = numbers.reading(row, measures, work.visit.lang)
    if found.comparator == "=":
        return words
    ends = {key: _end(work, row[key]) for key in ("lower", "upper")}
    return work.say("curation.review.bounds", words=words, **ends)


def _bounds(found: Quantity) -> dict[str, Any]:
    return {"value": found.value, "lower": found.lower, "upper": found.upper}


def _end(work: Work, value: float | None) -> str:
    return work.say("curation.review.open") if value is None else numbers.number(value, "en")


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
    lacking = bool(faults.grave(list(faults.faults(work.draft, entry, held))))
    waiting = sum(work.draft.entries[one].state == "undecided" for one in near)
    why = work.say(f"why.{entry.why or decisions.ANYTHING}")
    refuse = work.say("curation.review.refuse", why=why)
    together = work.say("curation.review.together", n=waiting)
    kinds = ("secondary", "primary") if _is_none(entry) else ("primary", "secondary")
    with st.container(horizontal=True, key="keys"):
        accept = _Act("accept", "a", lambda draft: decisions.accept(draft, nth, held))
        _button(work, nth, accept, type=kinds[0], disabled=lacking)
        _button(work, nth, _Act("refuse", "n", lambda draft: decisions.refuse(draft, nth), refuse), type=kinds[1])
        _button(work, nth, _Act("repeated", "d", lambda draft: decisions.refuse(draft, nth, "repeated")))
        whole = _Act("together", "p", lambda draft: decisions.accept_together(draft, near, held), together)
        if waiting > 1:
            _button(work, nth, whole)
        if entry.state != "undecided":
            _button(work, nth, _Act("reopen", "u", lambda draft: decisions.reopen(draft, nth), stay=True))
        ways = {"next": ("j", decisions.following(work.draft, nth)), "back": ("k", max(nth - 1, 0))}
        for name, (key, to) in ways.items():
            label = work.say(f"curation.review.{name}")
            st.button(label, shortcut=key, key=name, on_click=_go, args=(to,), disabled=to == nth)


def _is_none(entry: Entry) -> bool:
    """Whether an entry is no figure, or nothing else was proposed or decided."""
    return entry.state == "not_figure" or (entry.state == "undecided" and entry.proposed == "not_figure")


def _button(work: Work, nth: int, act: _Act, **looks: Any) -> None:
    """A button that keeps a decision, and goes on to the next number."""
    label = literal(act.label or work.say(f"curation.review.{act.name}"))
    st.button(label, shortcut=act.key, key=act.name, on_click=_decide, args=(work, nth, act.how, act.stay), **looks)


def _decide(shown: Work, nth: int, how: Callable[[Draft], Draft], stay: bool) -> None:
    if keep(shown, how) and not stay:
        after = now(shown)
        if after.entries[nth].state != "undecided":
            _go(decisions.following(after, nth))


def _go(nth: int) -> None:
    st.query_params["at"] = str(nth + 1)


def _fields(work: Work, nth: int, entry: Entry) -> None:
    """What a figure says beside its number."""
    lang, draft = work.visit.lang, work.draft
    units, indicators = unit_names(work.held, lang), indicator_names(work.held, lang)
    near = [faults.unit_of(draft, one) for one in draft.entries[max(0, nth - 6) : nth + 1]][::-1]
    left, right = st.columns(2)
    with left:
        options = first([*near, *(piece.unit for piece in draft.articles)], units)
        _select(work, nth, "unit", {id: units[id] for id in options}, faults.unit_of(draft, entry))
    with right:
        _period(work, nth, entry)
    registering.offers(work, nth, entry)
    likely = [one for one in dict.fromkeys([*entry.indicators, entry.indicator]) if one in indicators]
    if len(likely) > 1:
        short = names(work.held.indicators, lang)
        _pills(work, nth, "indicator", {id: short[id] for id in likely}, entry.indicator)
    every = {id: indicators[id] for id in first(likely, indicators)}
    visible = "collapsed" if len(likely) > 1 else "visible"
    _select(work, nth, "indicator", every, entry.indicator, label_visibility=visible)
    _measure(work, nth, entry)
    for column, name in zip(st.columns(2), ("detail_zh", "detail_en"), strict=True):
        with column:
            _line(work, nth, name, entry)
    statuses = {status: work.say(f"status.{status}") for status in get_args(Status)}
    _pills(work, nth, "status", statuses, entry.status)


def _measure(work: Work, nth: int, entry: Entry) -> None:
    """Which measure, where its word may mean several."""
    fitting = faults.measures_of(work.held, entry)
    if len(fitting) < 2:
        return
    known = {id: getattr(work.held.measures[id].name, work.visit.lang) for id in fitting}
    shown = {id: work.say("curation.review.measure-option", name=name, id=id) for id, name in known.items()}
    _pills(work, nth, "measure", shown, entry.measure)


def _period(work: Work, nth: int, entry: Entry) -> None:
    said = faults.period_of(work.draft, entry)
    piece = drafts.article_of(work.draft, entry.line)
    used = [one.period for one in work.draft.entries if one.period]
    likely = filter(None, [said, piece.period if piece else "", *used, work.draft.published[:4]])
    options = [*(one for one in dict.fromkeys(likely) if one != period.UNSTATED), period.UNSTATED]
    shown: Mapping[str, str] = {one: period_name(work, one) for one in options}
    _select(work, nth, "period", shown, said, accept_new_options=True, help=period.FORMS)


def period_name(work: Work, text: str) -> str:
    """A period as readers see it; one that cannot be read as it stands."""
    if not isinstance(period.read(text), Period):
        return text
    return numbers.period_shown({"period": text}, work.visit.lang)


def _select(work: Work, nth: int, name: str, shown: Mapping[str, str], value: str, **more: Any) -> None:
    """A list to choose a field from; kept as soon as chosen."""
    key = _seed(work, nth, f"{name}-list", value if value in shown else None)
    more |= {"key": key, "index": None, "on_change": _fill, "args": (work, nth, name, key)}
    more |= {"placeholder": work.say("curation.review.choose")}
    st.selectbox(work.say(f"curation.field.{name}"), list(shown), format_func=lambda one: shown.get(one, one), **more)


def _pills(work: Work, nth: int, name: str, shown: Mapping[str, str], value: str) -> None:
    """A few choices of a field side by side."""
    key = _seed(work, nth, f"{name}-pills", value if value in shown else None)
    more: dict[str, Any] = {"key": key, "on_change": _fill, "args": (work, nth, name, key)}
    st.pills(work.say(f"curation.field.{name}"), list(shown), format_func=lambda one: literal(shown[one]), **more)


def _line(work: Work, nth: int, name: str, entry: Entry) -> None:
    """A field of one line."""
    key = _seed(work, nth, name, getattr(entry, name))
    st.text_input(
        work.say(f"curation.field.{name}"), key=key, max_chars=200, on_change=_fill, args=(work, nth, name, key)
    )


def _seed(work: Work, nth: int, name: str, value: object) -> str:
    """The key of a control, set to what the draft says; left alone where it is, so that typing is not disturbed."""
    key = f"{work.key}-{nth}-{name}"
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return key


def _fill(shown: Work, nth: int, name: str, key: str) -> None:
    value = st.session_state.get(key)
    if value is None and name in ("status", "unit", "period"):
        return  # not to be left empty: what was said stays
    fields = {name: " ".join(str(value or "").split())}
    if name in ("unit", "period"):
        keep(shown, lambda draft: decisions.told_of(draft, nth, name, fields[name]))
        return
    entry = shown.draft.entries[nth]
    if name == "detail_zh" and not entry.detail_en:  # the same words were put into English before
        fields["detail_en"] = decisions.english(shown.draft, fields[name], published(shown))
    keep(shown, lambda draft: decisions.fill(draft, nth, **fields))


def published(work: Work) -> Mapping[str, str]:
    """Details of published figures in Chinese, and what they are in English."""
    rows = work.visit.tables["figures"].dropna(subset=["detail_zh", "detail_en"])
    return dict(zip(rows["detail_zh"].tolist(), rows["detail_en"].tolist(), strict=True))


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


def _more(work: Work, nth: int, entry: Entry) -> None:
    """What few numbers need."""
    key = _seed(work, nth, "printed", entry.printed)
    help = work.say("curation.review.printed")
    st.text_input(work.say("curation.field.printed"), key=key, help=help, on_change=_reprint, args=(work, nth, key))
    for names_of in (("qualifier", "key", "part_of"), ("note_zh", "note_en"), ("value", "lower", "upper")):
        for column, name in zip(st.columns(len(names_of)), names_of, strict=True):
            with column:
                _line(work, nth, name, entry)
    frame.remark(work.say("curation.review.by-hand"))
    st.button(work.say("curation.review.unmark"), key="unmark", on_click=_unmark, args=(work, nth))


def _reprint(shown: Work, nth: int, key: str) -> None:
    words = st.session_state[key]
    keep(shown, lambda draft: marking.reprint(draft, nth, words))


def _unmark(shown: Work, nth: int) -> None:
    if keep(shown, lambda draft: marking.unmark(draft, nth)):
        _go(max(nth - 1, 0))
