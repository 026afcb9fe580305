"""Controls whose value lives in the address: what is shown is what a copied link shows."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from etl.exporting.selection import LONGEST_TEXT
from etl.tables import Tables
from pages.parts import choice, frame
from pages.parts.choice import names
from pages.parts.kept import kept
from pages.parts.text import Language, listed, say
from pages.parts.visit import Visit

# Streamlit's own binding writes the printed label into the address, which changes with the language and the release;
# here the address holds ids.


def many(visit: Visit, parameter: str, options: Mapping[str, str], keep: Mapping[str, str] | None = None) -> None:
    """Any number of options, none meaning all; `keep` goes into the address with them, so that it stays as shown."""
    names, chosen = dict(options), list(visit.said.values.get(parameter, ()))
    key = _seed(visit, parameter, chosen, [names[value] for value in chosen])
    label, empty = _label(visit, parameter), visit.say("frame.all")
    st.multiselect(
        label,
        list(names),
        format_func=lambda value: names[value],
        key=key,
        placeholder=empty,
        select_all=False,  # it would stand first, so that Enter chooses all that a name is part of
        **_writing(parameter, keep),
    )


def one(visit: Visit, parameter: str, options: Mapping[str, str], given: str | None = None) -> None:
    """One option or, unless `given` says which stands where the address has none, no option meaning all."""
    names, chosen = dict(options), visit.said.one(parameter) or given
    key = _seed(visit, parameter, chosen, names.get(chosen or ""))
    label, empty = _label(visit, parameter), visit.say("frame.all")
    st.selectbox(
        label,
        list(names),
        index=None if given is None else 0,
        format_func=lambda value: names[value],
        key=key,
        placeholder=empty,
        **_writing(parameter),
    )


def words(visit: Visit, parameter: str) -> None:
    """A search text."""
    key = _seed(visit, parameter, visit.said.one(parameter) or "")
    hint = visit.say("figures.search-hint")
    st.text_input(
        _label(visit, parameter),
        key=key,
        max_chars=LONGEST_TEXT,
        placeholder=hint,
        **_writing(parameter),
    )


def search(visit: Visit, label: str) -> str:
    """A search that is not of this page: its text, "" until there is one."""
    hint = visit.say("figures.search-hint")
    return (st.text_input(visit.say(label), key=label, max_chars=LONGEST_TEXT, placeholder=hint) or "").strip()


def switch(visit: Visit, parameter: str) -> None:
    """On or off."""
    key = _seed(visit, parameter, visit.said.one(parameter) is not None)
    st.toggle(_label(visit, parameter), key=key, **_writing(parameter))


def row(visit: Visit) -> None:
    """What the pages share of the choice, in one row: units, years, theme, indicator, status, and the way back."""
    if visit.tables["figures"].empty:
        return
    if visit.page not in choice.CHOOSING:
        _kept(visit)
        return
    _drawer(visit)
    with st.container(horizontal=True, vertical_alignment="top", key="choice"):
        keep = {"indicator": visit.indicator} if visit.page == "indicator" else {}
        with st.container(gap=None, key="units"):
            many(visit, "unit", names("unit", visit.tables, visit.lang), keep)
            _bodies(visit)
        many(visit, "year", names("year", visit.tables, visit.lang), keep)
        one(visit, "theme", names("theme", visit.tables, visit.lang))
        shown = keep.get("indicator")
        one(visit, "indicator", _indicators(visit, shown or visit.said.one("indicator") or ""), given=shown)
        one(visit, "status", names("status", visit.tables, visit.lang))
        if set(visit.said.values) - {"lang", choice.VERSION, choice.PREVIEW}:
            with st.container(key="reset", width="content"):
                frame.reset(visit)


def _drawer(visit: Visit) -> None:
    """On a phone the row opens from one line, and what is chosen stands under it; see the style."""
    st.html(f'<details class="drawer"><summary>{escape(visit.say("frame.choice"))}</summary></details>')
    headed = ("indicator",) if visit.page == "indicator" else ()  # the page is headed by it
    if chosen := _chosen(visit, [name for name in choice.FRAME[1:] if name not in headed]):
        st.html(f'<p class="remark chosen">{escape(chosen)}</p>')


def _chosen(visit: Visit, parameters: Sequence[str]) -> str:
    """What is chosen of some parameters, by name."""
    chosen = (
        names(parameter, visit.tables, visit.lang)[value]
        for parameter in parameters
        for value in visit.said.values.get(parameter, ())
    )
    return listed(visit.lang, chosen)


def _kept(visit: Visit) -> None:
    """On a page that shows all, in one line what is kept for the pages that choose, and the way to drop it."""
    own = ("unit", "only") if visit.page == "unit" else ()
    if chosen := _chosen(visit, [name for name in choice.FRAME[1:] if name not in own]):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="kept"):
            st.html(f'<p class="remark">{escape(visit.say("frame.kept", chosen=chosen))}</p>', width="content")
            frame.reset(visit)


def _bodies(visit: Visit) -> None:
    """With what belongs to the units chosen, or they themselves only: asked where something belongs to them."""
    parents = choice.by_key(visit.tables, "units", "parent").values()
    if visit.said.one("only") or set(visit.choice.units) & set(parents):
        switch(visit, "only")


def _indicators(visit: Visit, shown: str) -> dict[str, str]:
    """The indicators with figures, of the theme chosen or with the name of each one's theme; `shown` at any rate."""
    theme = visit.said.one("theme")
    named = _of_theme(visit.tables, visit.lang, theme)
    return named if shown in named else _of_theme(visit.tables, visit.lang, theme, shown)


@kept(most=64)
def _of_theme(tables: Tables, lang: Language, chosen: str | None, shown: str = "") -> dict[str, str]:
    used = {shown, *tables["figures"]["indicator"]}
    themes, theme_of = names("theme", tables, lang), choice.by_key(tables, "indicators", "theme")
    named = {key: name for key, name in names("indicator", tables, lang).items() if key in used}
    if chosen:
        return {key: name for key, name in named.items() if theme_of[key] == chosen or key == shown}
    return {
        key: say(lang, "indicator.option", theme=themes[theme], name=name)
        for theme in themes
        for key, name in named.items()
        if theme_of[key] == theme
    }


def _label(visit: Visit, parameter: str) -> str:
    name = visit.say(f"parameter.{parameter}")
    return name[0].upper() + name[1:]


def _seed(visit: Visit, parameter: str, value: object, words: object = None) -> str:
    """The key of a control, set to what the address says where it says anything else, as on the way back and forward.

    The browser keeps the words of a value, not the value, for each page and language apart: there, and for other
    words, they are set, too. Set to the same, every control would be drawn twice at every run.
    """
    key, shown, now = f"pick-{parameter}", f"shown-{parameter}", (visit.page, visit.lang, words)
    if st.session_state.get(key) != value or st.session_state.get(shown) != now:
        st.session_state[key], st.session_state[shown] = value, now
    return key


def _writing(parameter: str, keep: Mapping[str, str] | None = None) -> dict[str, Any]:
    return {"on_change": _write, "args": (parameter, keep or {})}


def _write(parameter: str, keep: Mapping[str, str]) -> None:
    """Put the value of a control into the address; a theme opens all its indicators."""
    value = st.session_state[f"pick-{parameter}"]
    values = value if isinstance(value, list) else ["1"] if value is True else [value] if value else []
    address = {name: st.query_params.get_all(name) for name in st.query_params}
    address |= {name: [one] for name, one in keep.items()} | {parameter: values}
    if parameter == "theme":
        address.pop("indicator", None)
    st.query_params.from_dict({name: given for name, given in address.items() if given})
