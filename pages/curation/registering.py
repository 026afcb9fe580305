"""Entries of the registries, new or worded anew, where a number needs them: what looks alike goes first."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from etl.curating.curated import Curated
from etl.curating.records import ID
from etl.drafting.drafts import Draft, Entry, article_of
from etl.drafting.marking import quantity_of
from etl.printed.quantity import Quantity
from etl.scanning import grounds, similar
from pages.curation import decisions, details, faults, registry_forms
from pages.curation.registries import indicator_names, measure_names, names, put, tree, unit_names, widened
from pages.curation.registry_forms import Controls
from pages.curation.work import Change, Work, curated, keep
from pages.parts import frame
from pages.parts.text import literal

ALIKE_MOST = 6
ALIKE: Mapping[str, Any] = {
    "units": similar.units,
    "indicators": similar.indicators,
    "measures": similar.measures,
}


def offers(work: Work, nth: int, entry: Entry) -> None:
    """The ways to an entry that is new, or to those that a number has."""
    with st.container(horizontal=True, key="new-entries"):
        name = _unknown(entry)
        unit = literal(work.say("curation.new.unit-named", name=name)) if name else work.say("curation.new.unit")
        _offer(work, "unit", unit, _new, nth, "units")
        _offer(work, "indicator", work.say("curation.new.indicator"), _new, nth, "indicators")
        if _strange(work, entry):
            word = literal(work.say("curation.new.word", word=_word(entry)))
            _offer(work, "word", word, _new, nth, "measures")
        if _chosen(work, entry):
            _offer(work, "change", work.say("curation.new.change"), _change_one, nth)


def _offer(work: Work, what: str, label: str, form: Any, *more: Any) -> None:
    if st.button(label, type="tertiary", key=f"new-{what}"):
        st.dialog(work.say(f"curation.new.{what}-title"), width="large")(form)(work, *more)


def change(work: Work, registry: str, id: str) -> None:
    """A dialog to word an entry anew."""
    st.dialog(work.say("curation.new.change-title"), width="large")(_change)(work, registry, id)


def _word(entry: Entry) -> str:
    found = quantity_of(entry)
    return found.measure_word if isinstance(found, Quantity) else ""


def _strange(work: Work, entry: Entry) -> bool:
    """Whether the printed measure word says no measure, or none that the indicator may have."""
    word, known = _word(entry), work.held.measures.values()
    unfit = entry.indicator in work.held.indicators and not faults.measures_of(work.held, entry)
    return bool(word) and (unfit or not any(word in measure.words for measure in known))


def _chosen(work: Work, entry: Entry) -> dict[str, str]:
    """The names of the entries that a number has, by registry and id: units/hexi-district."""
    unit, measures = faults.unit_of(work.draft, entry), faults.measures_of(work.held, entry)
    chosen = {"units": [unit], "indicators": [entry.indicator], "measures": measures}
    named = {registry: names(getattr(work.held, registry), work.visit.lang) for registry in chosen}
    return {
        f"{registry}/{id}": named[registry][id]
        for registry, ids in chosen.items()
        for id in ids
        if id in named[registry]
    }


def _new(work: Work, nth: int, registry: str) -> None:
    """A new entry for a number."""
    entry = work.draft.entries[nth]
    controls = Controls(work, f"new-{registry}-{nth}", _proposed(work, registry, entry))
    said = registry_forms.entry(controls, registry, partial(_alike, work, nth, registry))
    held = getattr(work.held, registry)
    proposed = similar.proposed_id(said["name"]["en"], held)
    id = st.text_input(work.say("curation.field.id"), proposed, max_chars=64).strip()  # without a key: it follows
    article = article_of(work.draft, entry.line)
    lonely = registry == "units" and article is not None and not article.unit
    together = lonely and st.checkbox(work.say("curation.new.together"), value=True)

    def added(draft: Draft) -> Draft:
        draft = given(put(draft, curated(), registry, id, said), curated(), nth, registry, id)
        return _of_article(draft, nth, id) if together else draft

    if not st.button(work.say("curation.new.save"), type="primary", key="save-new"):
        return
    if id in held:
        frame.notice(work.say("curation.new.taken", id=id))
    else:
        _save(work, registry, said, added, [] if re.fullmatch(ID, id) else ["id"])


def _proposed(work: Work, registry: str, entry: Entry) -> dict[str, Any]:
    """What the form of a new entry begins with."""
    word = _word(entry)
    if registry == "measures":
        return {"name": {"zh": word}, "words": [word]}
    if registry == "indicators":
        fitting = [id for id, measure in work.held.measures.items() if word in measure.words]
        return {"measures": fitting[:1], "better": "neutral"}
    return {"name": {"zh": _unknown(entry)}}


def _unknown(entry: Entry) -> str:
    """The body that the text names and no registry has."""
    kind, words = grounds.read(entry.because.get("unit", ""))
    return words if kind == "new" else ""


def _alike(work: Work, nth: int, registry: str, zh: str) -> None:
    """Entries whose names look like the one typed, or like the words of the number, each to be taken instead."""
    entry, held = work.draft.entries[nth], getattr(work.held, registry)
    words = zh or (registry == "indicators" and (entry.detail_zh or details.beside(work.draft, entry))) or ""
    found, shown = ALIKE[registry](words, held), _shown(work, registry)
    likely = _allowed(work, entry) if registry == "measures" else []
    if registry == "indicators" and not zh:
        likely = [id for id in entry.indicators if id in held]
    near = list(dict.fromkeys([*likely, *(one.id for one in found)]))[:ALIKE_MOST]
    if near or registry == "measures":
        frame.remark(work.say(f"curation.new.alike-{registry}", word=_word(entry)))
    word = _word(entry) if registry == "measures" else ""
    if registry == "units" and near and not any(one.name == zh for one in found):
        label, only = literal(work.say("curation.new.alias", name=zh)), zh == _unknown(entry) and _only(work, zh, near)
        word = zh if st.checkbox(label, value=only, key=f"alias-{nth}-{zh}") else ""
    with st.container(horizontal=True):
        taken = [id for id in near if st.button(literal(shown[id]), key=f"alike-{id}")]
    if registry == "measures":
        options = [id for id in shown if id not in near]
        taken += filter(None, [_other(work, options, shown, nth)])
    if taken and keep(work, partial(_instead, nth, registry, taken[0], word)):
        st.rerun()


def _only(work: Work, zh: str, near: list[str]) -> bool:
    """Whether it is a known name in short, or at length, and the text calls that body by no name that is known."""
    names = [(unit.name.zh, *unit.aliases) for id in near for unit in [work.held.units[id]]]
    return any(
        similar.abbreviates(zh, known[0]) and not any(name in work.draft.text for name in known) for known in names
    )


def _other(work: Work, options: list[str], shown: Mapping[str, str], nth: int) -> str | None:
    """A measure that is not called alike: 幢 is a word for buildings, too."""
    label, choose = work.say("curation.new.other-measure"), work.say("curation.review.choose")
    key = f"other-{nth}"
    return st.selectbox(label, options, None, format_func=lambda one: shown[one], key=key, placeholder=choose)


def _allowed(work: Work, entry: Entry) -> list[str]:
    """The measures that the indicator of a number may have."""
    known = work.held.indicators.get(entry.indicator)
    return list(known.measures) if known else []


def _shown(work: Work, registry: str) -> dict[str, str]:
    lang, held = work.visit.lang, work.held
    if registry == "measures":
        return measure_names(held, lang)
    return unit_names(held, lang) if registry == "units" else indicator_names(held, lang)


def _instead(nth: int, registry: str, id: str, word: str, draft: Draft) -> Draft:
    """The draft whose entry `nth` has this one of a registry, which is called or printed `word`, too."""
    lists = {"units": "aliases", "measures": "words"}
    more = {lists[registry]: word} if word else {}
    draft = widened(draft, curated(), registry, id, **more) if more else draft
    return given(draft, curated(), nth, registry, id)


def given(draft: Draft, data: Curated, nth: int, registry: str, id: str) -> Draft:
    """The draft whose entry `nth` has this one of a registry; a measure is then one that the indicator may have.

    A unit is that of all numbers that wait and that the text gives to a body of the same name.
    """
    indicator = draft.entries[nth].indicator
    if registry == "measures" and indicator:
        draft = widened(draft, data, "indicators", indicator, measures=id)
    name = _unknown(draft.entries[nth]) if registry == "units" else ""
    fields: dict[str, Any] = {registry.removesuffix("s"): id}
    for one, entry in enumerate(draft.entries):
        if one == nth or (name and _unknown(entry) == name and entry.state == "undecided"):
            draft = decisions.fill(draft, one, **fields)
    return draft


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


def _change_one(work: Work, nth: int) -> None:
    """One of the entries that a number has, worded anew."""
    chosen = _chosen(work, work.draft.entries[nth])
    options = list(chosen)
    picked = st.pills(
        work.say("curation.new.which"),
        options,
        default=options[0],
        format_func=lambda one: literal(chosen[one]),
        key=f"change-{nth}",
        required=True,
    )
    _change(work, *(picked or options[0]).split("/"))


def _change(work: Work, registry: str, id: str) -> None:
    """An entry, worded anew."""
    if id in getattr(curated(), registry).records:
        frame.remark(work.say("curation.new.change-about"))
    controls = Controls(work, f"change-{registry}-{id}", tree(getattr(work.held, registry)[id]))
    said = registry_forms.entry(controls, registry, lambda zh: None)
    if st.button(work.say("curation.new.save"), type="primary", key="save-change"):
        _save(work, registry, said, lambda draft: put(draft, curated(), registry, id, said))


def _save(work: Work, registry: str, said: Mapping[str, Any], how: Change, wrong: list[str] | None = None) -> None:
    """Keep an entry that has its shape; else tell what it lacks."""
    wrong = [*registry_forms.missing(registry, said), *(wrong or [])]
    if wrong:
        frame.notice(work.say("curation.new.missing", fields=registry_forms.fields_said(work, wrong)))
    elif keep(work, how):
        st.rerun()
