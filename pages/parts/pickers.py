"""Controls whose value lives in the address: what is shown is what a copied link shows."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pages.parts import choice
from pages.parts.frame import Visit

# Streamlit's own binding writes the printed label into the address, which changes with the language and the release;
# here the address holds ids.


def many(visit: Visit, parameter: str, options: Mapping[str, str], keep: Mapping[str, str] | None = None) -> None:
    """Any number of options, none meaning all; `keep` goes into the address with them, so that it stays as shown."""
    key = _seed(parameter, list(visit.said.values.get(parameter, ())))
    label, empty = _label(visit, parameter), visit.say("frame.all")
    names = dict(options)
    st.multiselect(
        label,
        list(names),
        format_func=lambda value: names[value],
        key=key,
        placeholder=empty,
        **_writing(parameter, keep),
    )


def one(visit: Visit, parameter: str, options: Mapping[str, str], given: str | None = None) -> None:
    """One option or, unless `given` says which stands where the address has none, no option meaning all."""
    key = _seed(parameter, visit.said.one(parameter) or given)
    label, empty = _label(visit, parameter), visit.say("frame.all")
    names = dict(options)
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
    key = _seed(parameter, visit.said.one(parameter) or "")
    hint = visit.say("figures.search-hint")
    st.text_input(
        _label(visit, parameter),
        key=key,
        max_chars=choice.LONGEST_TEXT,
        placeholder=hint,
        **_writing(parameter),
    )


def switch(visit: Visit, parameter: str) -> None:
    """On or off."""
    key = _seed(parameter, visit.said.one(parameter) is not None)
    st.toggle(_label(visit, parameter), key=key, **_writing(parameter))


def _label(visit: Visit, parameter: str) -> str:
    name = visit.say(f"parameter.{parameter}")
    return name[0].upper() + name[1:]


def _seed(parameter: str, value: object) -> str:
    """The key of a control, set to what the address says, so that back and forward move it too.

    Set at every run, even to the same: the browser keeps the words of the other language otherwise.
    """
    key = f"pick-{parameter}"
    st.session_state[key] = value
    return key


def _writing(parameter: str, keep: Mapping[str, str] | None = None) -> dict[str, Any]:
    return {"on_change": _write, "args": (parameter, keep or {})}


def _write(parameter: str, keep: Mapping[str, str]) -> None:
    """Put the value of a control into the address."""
    st.query_params.update(keep)
    value = st.session_state[f"pick-{parameter}"]
    values = value if isinstance(value, list) else ["1"] if value is True else [value] if value else []
    if values:
        st.query_params[parameter] = values
    else:
        st.query_params.pop(parameter, None)
