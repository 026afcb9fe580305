"""What a figure says beside its number, field by field; each is kept as soon as it is left.

Every row has a container of its own. Without, a row that comes or goes has a browser build those below it anew, and
whoever is typing there types commands instead.
"""

from collections.abc import Mapping
from typing import Any, get_args

import streamlit as st

from etl.curating.records import Status
from etl.drafting import drafts, marking
from etl.drafting.drafts import Entry
from etl.printed import period
from etl.printed.period import Period
from etl.problems import Problem
from etl.scanning import when
from etl.tables import pairs
from pages.curation import decisions, details, faults, registering
from pages.curation.registries import first, indicator_names, names, unit_names
from pages.curation.work import Work, keep
from pages.parts import frame, numbers
from pages.parts.text import literal

# The row that a fault is mended in; what is in none of them is told above.
ROWS = {"unit": "row-unit", "period": "row-unit", "indicator": "row-indicator", "measure": "row-indicator"}
ROWS |= {"which-measure": "row-measure"}
PERIODS = 2  # other times that a click says, beside that there is none
ALWAYS = ("status", "unit", "period", "indicator")  # not to be left empty: what was said stays


def show(work: Work, nth: int, entry: Entry, lacks: str = "") -> None:
    """The fields that every figure has; what it lacks is told at its field."""
    with st.container(key="row-unit"):
        left, right = st.columns(2)
        with left:
            _unit(work, nth, entry)
        with right:
            _period(work, nth, entry)
        _lacking(work, lacks, "row-unit")
    registering.offers(work, nth, entry)
    with st.container(key="row-indicator"):
        _indicator(work, nth, entry)
        _lacking(work, lacks, "row-indicator")
    with st.container(key="row-measure"):
        _measure(work, nth, entry)
        _lacking(work, lacks, "row-measure")
    with st.container(key="row-detail"):
        _line(work, nth, "detail_zh", entry)
        if entry.detail_en:
            frame.remark(work.say("curation.review.english", words=entry.detail_en))
        _details(work, nth, entry)
    with st.container(key="row-status"):
        statuses = {status: work.say(f"status.{status}") for status in get_args(Status)}
        _pills(work, nth, "status", statuses, entry.status)


def _lacking(work: Work, fault: str, row: str) -> None:
    if ROWS.get(fault) == row:
        frame.notice(work.say(f"curation.fault.{fault}"), "alarm")


def more(work: Work, nth: int, entry: Entry) -> None:
    """What few numbers need."""
    key = _seed(work, nth, "printed", entry.printed)
    help = work.say("curation.review.printed")
    st.text_input(work.say("curation.field.printed"), key=key, help=help, on_change=_reprint, args=(work, nth, key))
    for names_of in (("qualifier",), ("note_zh", "note_en"), ("value", "lower", "upper")):
        for column, name in zip(st.columns(len(names_of)), names_of, strict=True):
            with column:
                _line(work, nth, name, entry)
    frame.remark(work.say("curation.review.by-hand"))


def _unit(work: Work, nth: int, entry: Entry) -> None:
    """The unit, found by the name that is printed, too, where the page is in English."""
    lang, draft = work.visit.lang, work.draft
    units = unit_names(work.held, lang)
    if lang != "zh":
        apart = work.say("frame.apart")
        units = {id: f"{name}{apart}{work.held.units[id].name.zh}" for id, name in units.items()}
    near = [faults.unit_of(draft, one) for one in draft.entries[max(0, nth - 6) : nth + 1]][::-1]
    options = first([*near, *(piece.unit for piece in draft.articles)], units)
    _select(work, nth, "unit", {id: units[id] for id in options}, faults.unit_of(draft, entry))


def _indicator(work: Work, nth: int, entry: Entry) -> None:
    """The likely indicators side by side, and all of them in a list; none is chosen while none is sure enough.

    What counts as the one chosen stands below it.
    """
    every, said = indicator_names(work.held, work.visit.lang), entry.indicator
    chosen = decisions.chosen_before(work.draft, nth, work.held)
    likely = [one for one in dict.fromkeys([*entry.indicators, *chosen, entry.indicator]) if one in every]
    some = len(likely) > 1 or (bool(likely) and not said)
    if some:
        short = names(work.held.indicators, work.visit.lang)
        _pills(work, nth, "indicator", {id: short[id] for id in likely}, said)
    options = {id: every[id] for id in first(likely, every)}
    _select(work, nth, "indicator", options, said, label_visibility="collapsed" if some else "visible")
    if said in every:
        frame.remark(getattr(work.held.indicators[said].about, work.visit.lang))


def _measure(work: Work, nth: int, entry: Entry) -> None:
    """Which measure, where its word may mean several."""
    fitting = faults.measures_of(work.held, entry)
    if len(fitting) < 2:
        return
    called = names(work.held.measures, work.visit.lang)
    _pills(work, nth, "measure", {id: called[id] for id in fitting}, faults.measure_of(work.draft, entry, work.held))


def _period(work: Work, nth: int, entry: Entry) -> None:
    said = faults.period_of(work.draft, entry)
    piece = drafts.article_of(work.draft, entry.line)
    used = [one.period for one in (*work.draft.entries[:nth][::-1], *work.draft.entries[nth:]) if one.period]
    likely = [piece.period if piece else "", *used, work.draft.published[:4]]
    likely = [one for one in dict.fromkeys(likely) if one not in (said, period.UNSTATED) and faults.is_period(one)]
    others = [*likely[:PERIODS], *([period.UNSTATED] if said != period.UNSTATED else [])]
    key = _seed(work, nth, f"period-{work.visit.lang}", period_typed(work, said))
    kept: dict[str, Any] = {"on_change": _fill, "args": (work, nth, "period", key)}
    label, help = work.say("curation.field.period"), work.say("curation.review.period-forms")
    st.text_input(label, key=key, max_chars=period.LONGEST, help=help, **kept)
    key = _seed(work, nth, f"period-pills-{work.visit.lang}", None)
    kept |= {"key": key, "args": (work, nth, "period", key), "label_visibility": "collapsed"}
    shown = {one: literal(period_name(work, one)) for one in others}
    st.pills(work.say("curation.review.other-periods"), list(shown), format_func=shown.__getitem__, **kept)
    if refused := st.session_state.pop(f"{work.key}-refused", ""):
        frame.notice(work.say("curation.rule.bad-period", found=refused))


def period_name(work: Work, text: str) -> str:
    """A period as readers see it; one that cannot be read as it stands."""
    if not faults.is_period(text):
        return text
    return numbers.period_shown({"period": text}, work.visit.lang)


def period_typed(work: Work, text: str) -> str:
    """A period as readers see it, where it may be typed like that, too; else as the data writes it."""
    named = period_name(work, text)
    read = when.typed(named)
    return named if isinstance(read, Period) and read.text == text else text


def _details(work: Work, nth: int, entry: Entry) -> None:
    """Details that a click fills in, as long as there is none."""
    if entry.detail_zh:
        return
    rows, said = work.visit.tables["figures"].dropna(subset=["detail_zh"]), entry.indicator
    told = rows[rows["indicator"] == said]["detail_zh"].drop_duplicates().tolist()
    at_hand = details.likely(work.draft, nth, said, told)
    if at_hand:
        key = _seed(work, nth, "detail-pills", None)
        more: dict[str, Any] = {"key": key, "on_change": _fill, "args": (work, nth, "detail_zh", key)}
        st.pills(work.say("curation.review.details"), at_hand, format_func=literal, **more)


def _select(work: Work, nth: int, name: str, shown: Mapping[str, str], value: str, **more: Any) -> None:
    """A list to choose a field from; kept as soon as chosen."""
    key = _seed(work, nth, f"{name}-list-{work.visit.lang}", value if value in shown else None)
    more |= {"key": key, "index": None, "on_change": _fill, "args": (work, nth, name, key)}
    more |= {"placeholder": work.say("curation.review.choose")}
    st.selectbox(work.say(f"curation.field.{name}"), list(shown), format_func=lambda one: shown.get(one, one), **more)


def _pills(work: Work, nth: int, name: str, shown: Mapping[str, str], value: str) -> None:
    """A few choices of a field side by side."""
    key = _seed(work, nth, f"{name}-pills-{work.visit.lang}", value if value in shown else None)
    more: dict[str, Any] = {"key": key, "on_change": _fill, "args": (work, nth, name, key)}
    st.pills(work.say(f"curation.field.{name}"), list(shown), format_func=lambda one: literal(shown[one]), **more)


def _line(work: Work, nth: int, name: str, entry: Entry) -> None:
    """A field of one line."""
    key = _seed(work, nth, name, getattr(entry, name))
    st.text_input(
        work.say(f"curation.field.{name}"), key=key, max_chars=200, on_change=_fill, args=(work, nth, name, key)
    )


def _seed(work: Work, nth: int, name: str, value: object) -> str:
    """The key of a control, set to what the draft says; left alone where it is, so that typing is not disturbed.

    Controls send the labels that a browser shows, so those with labels are others in another language.
    """
    key = f"{work.key}-{nth}-{name}"
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return key


def _fill(shown: Work, nth: int, name: str, key: str) -> None:
    value = st.session_state.get(key)
    if not value and name in ALWAYS:
        return
    said = " ".join(str(value or "").split())
    if name == "period":
        read = when.typed(said)
        if isinstance(read, Problem):
            st.session_state[f"{shown.key}-refused"] = said[: period.LONGEST]
            return
        said = read.text
    if name in ("unit", "period"):
        keep(shown, lambda draft: decisions.told_of(draft, nth, name, said))
    elif name == "detail_zh":
        keep(shown, lambda draft: decisions.detailed(draft, nth, said, details_told(shown)))
    else:
        fields: dict[str, Any] = {name: said}
        keep(shown, lambda draft: decisions.fill(draft, nth, **fields))


def details_told(work: Work) -> Mapping[str, str]:
    """Details of published figures in Chinese, and what they are in English."""
    rows = work.visit.tables["figures"].dropna(subset=["detail_zh", "detail_en"])
    return pairs(rows, "detail_zh", "detail_en")


def _reprint(shown: Work, nth: int, key: str) -> None:
    words = st.session_state[key]
    keep(shown, lambda draft: marking.reprint(draft, nth, words))
