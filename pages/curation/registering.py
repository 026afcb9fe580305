"""New entries of the registries, made where a number needs them: what there is already and looks alike comes first."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, get_args

import streamlit as st
from pydantic import BaseModel, ValidationError

from etl import similar
from etl.drafts import Draft, Entry, article_of
from etl.marking import quantity_of
from etl.quantity import Quantity
from etl.records import ID, Better, Dimension, Indicator, IndicatorKind, Unit, UnitKind
from etl.similar import Similar
from pages.curation import decisions, faults
from pages.curation.registries import indicator_names, names, unit_names
from pages.curation.work import Change, Work, keep
from pages.parts import frame
from pages.parts.text import listed, literal

NEW = "not in units.yaml: "  # what a scan says of a body that no registry has


def offers(work: Work, nth: int, entry: Entry) -> None:
    """The ways to a new entry."""
    with st.container(horizontal=True, key="new-entries"):
        if st.button(work.say("curation.new.unit"), type="tertiary", key="new-unit"):
            _dialog(work, "unit", _unit, nth)
        if st.button(work.say("curation.new.indicator"), type="tertiary", key="new-indicator"):
            _dialog(work, "indicator", _indicator, nth)
        word = _word(entry)
        strange = word and entry.indicator in work.held.indicators and not faults.measures_of(work.held, entry)
        label = literal(work.say("curation.new.word", word=word))
        if strange and st.button(label, type="tertiary", key="new-word"):
            _dialog(work, "word", _measure_word, nth)


def _dialog(work: Work, what: str, form: Any, nth: int) -> None:
    st.dialog(work.say(f"curation.new.{what}-title"), width="medium")(form)(work, nth)


def _word(entry: Entry) -> str:
    found = quantity_of(entry)
    return found.measure_word if isinstance(found, Quantity) else ""


def _unit(work: Work, nth: int) -> None:
    """A unit of units.yaml."""
    entry, lang = work.draft.entries[nth], work.visit.lang
    proposed = entry.because.get("unit", "")
    zh = _text(work, "name_zh", proposed.removeprefix(NEW) if proposed.startswith(NEW) else "")
    _alike(work, nth, "unit", similar.units(zh, work.held.units), unit_names(work.held, lang))
    en = _text(work, "name_en")
    id = _text(work, "id", similar.proposed_id(en, work.held.units))
    kinds = {kind: work.say(f"unit.one.{kind}") for kind in get_args(UnitKind)}
    kind = _list(work, "kind", kinds)
    parent = _list(work, "parent", unit_names(work.held, lang))
    aliases = [one for one in re.split(r"[、,，;；|\s]+", _text(work, "aliases")) if one]
    article = article_of(work.draft, entry.line)
    together = st.checkbox(work.say("curation.new.together"), value=True) if article and not article.unit else False
    tree: dict[str, Any] = {"name": {"zh": zh, "en": en}, "kind": kind}
    tree |= {"parent": parent} if parent else {}
    tree |= {"aliases": aliases} if aliases else {}

    def added(draft: Draft) -> Draft:
        draft = replace(draft, units={**draft.units, id: tree})
        draft = decisions.fill(draft, nth, unit=id)
        return _of_article(draft, nth, id) if together else draft

    _save(work, Unit, id, tree, added)


def _of_article(draft: Draft, nth: int, unit: str) -> Draft:
    """The unit for the article of an entry too, and for its numbers that have none."""
    piece = article_of(draft, draft.entries[nth].line)
    assert piece is not None, "asked only where there is one"
    pieces = tuple(replace(one, unit=unit) if one == piece else one for one in draft.articles)
    lines = range(piece.first, piece.last + 1)
    entries = tuple(
        replace(one, unit=unit) if one.line in lines and not one.unit and one.state == "undecided" else one
        for one in draft.entries
    )
    return replace(draft, articles=pieces, entries=entries)


def _indicator(work: Work, nth: int) -> None:
    """An indicator of indicators.yaml."""
    entry, lang = work.draft.entries[nth], work.visit.lang
    zh = _text(work, "name_zh")
    near = similar.indicators(zh, work.held.indicators)
    _alike(work, nth, "indicator", near, indicator_names(work.held, lang))
    en = _text(work, "name_en")
    id = _text(work, "id", similar.proposed_id(en, work.held.indicators))
    theme = _list(work, "theme", names(work.held.themes, lang))
    about = {lang: _text(work, f"about_{lang}") for lang in ("zh", "en")}
    every = {one: f"{name}（{one}）" for one, name in names(work.held.measures, lang).items()}
    fitting = [one for one, measure in work.held.measures.items() if _word(entry) in measure.words]
    measures = st.multiselect(
        work.say("curation.field.measures"), list(every), default=fitting[:1], format_func=lambda one: every[one]
    )
    kind = _list(work, "indicator-kind", _said(work, "kind", IndicatorKind))
    over = _said(work, "over", Dimension)
    adds = st.pills(
        work.say("curation.field.adds_over"), list(over), selection_mode="multi", format_func=lambda one: over[one]
    )
    better = _list(work, "better", _said(work, "better", Better), "neutral")
    tree: dict[str, Any] = {"name": {"zh": zh, "en": en}, "theme": theme, "about": about, "measures": measures}
    tree |= {"kind": kind} | ({"adds_over": list(adds)} if adds else {}) | {"better": better}

    def added(draft: Draft) -> Draft:
        draft = replace(draft, indicators={**draft.indicators, id: tree})
        return decisions.fill(draft, nth, indicator=id, measure="")

    _save(work, Indicator, id, tree, added)


def _measure_word(work: Work, nth: int) -> None:
    """A printed measure word for a measure that the indicator may have."""
    entry, lang = work.draft.entries[nth], work.visit.lang
    word, known = _word(entry), work.held.measures
    frame.remark(work.say("curation.new.word-about", word=word))
    allowed = work.held.indicators[entry.indicator].measures
    shown = {id: f"{getattr(known[id].name, lang)}（{listed(lang, known[id].words)}）" for id in allowed}
    id = _list(work, "measure", shown, allowed[0])

    def added(draft: Draft) -> Draft:
        words = (*draft.words.get(id, ()), word)
        return replace(draft, words={**draft.words, id: words})

    if st.button(work.say("curation.new.save"), type="primary") and keep(work, added):
        st.rerun()


def _alike(work: Work, nth: int, field: str, near: Sequence[Similar], shown: Mapping[str, str]) -> None:
    """Entries whose names look like the one typed, each to be taken instead."""
    if not near:
        return
    frame.remark(work.say("curation.new.alike"))
    with st.container(horizontal=True):
        for one in near:
            if st.button(literal(shown[one.id]), key=f"alike-{one.id}"):
                chosen: dict[str, Any] = {field: one.id}
                keep(work, partial(decisions.fill, nth=nth, **chosen))
                st.rerun()


def _said(work: Work, group: str, values: Any) -> dict[str, str]:
    return {one: work.say(f"curation.{group}.{one}") for one in get_args(values)}


def _text(work: Work, name: str, value: str = "") -> str:
    return st.text_input(work.say(f"curation.field.{name}"), value, max_chars=200).strip()


def _list(work: Work, name: str, shown: Mapping[str, str], value: str | None = None) -> str:
    options = list(shown)
    index = options.index(value) if value is not None and value in shown else None
    label = work.say(f"curation.field.{name}")
    return st.selectbox(label, options, index, format_func=lambda one: shown[one], placeholder="") or ""


def _save(work: Work, shape: type[Unit | Indicator], id: str, tree: Mapping[str, Any], added: Change) -> None:
    """The button that keeps a new entry, once it has the right shape and an id of its own."""
    if not st.button(work.say("curation.new.save"), type="primary", key="save-new"):
        return
    wrong = missing(shape, tree)
    if not re.fullmatch(ID, id):
        wrong.append("id")
    if id in (work.held.units if shape is Unit else work.held.indicators):
        frame.notice(work.say("curation.new.taken", id=id))
    elif wrong:
        fields = listed(work.visit.lang, (work.say(f"curation.field.{name}") for name in dict.fromkeys(wrong)))
        frame.notice(work.say("curation.new.missing", fields=fields))
    elif keep(work, added):
        st.rerun()


def missing(shape: type[BaseModel], tree: Mapping[str, Any]) -> list[str]:
    """The fields that keep a tree from having its shape."""
    try:
        shape.model_validate(tree)
    except ValidationError as error:
        paths = ["_".join(str(step) for step in one["loc"][:2] if isinstance(step, str)) for one in error.errors()]
        return [{"kind": "indicator-kind"}.get(path, path) if shape is Indicator else path for path in paths]
    return []
