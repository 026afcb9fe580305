"""The addresses of curation: which draft, which step, which number."""

import re
from urllib.parse import urlencode

import streamlit as st

from pages.parts import choice
from pages.parts.text import linked, literal
from pages.parts.visit import Visit

STEPS = ("text", "issue", "review", "check", "preview", "publish")
ASIDE = ("start", "history", "second", "reading", "published")


def address(visit: Visit, **own: object) -> dict[str, list[str]]:
    """The address of a place of this page, in the reader's language."""
    return choice.link(visit.said, lang=visit.lang) | {name: [str(value)] for name, value in own.items() if value}


def go(visit: Visit, label: str, **own: object) -> None:
    """A link to a place of this page."""
    st.page_link(visit.pages[visit.page], label=literal(label), query_params=address(visit, **own))


def on(visit: Visit, label: str, **own: object) -> None:
    """The way on from a step: its one button that stands out."""
    st.button(literal(label), type="primary", key="on", on_click=_lead, args=(address(visit, **own),))


def _lead(address: dict[str, list[str]]) -> None:
    st.query_params.from_dict(address)


def step() -> str:
    """The step that the address names: the start without a draft, the review with one."""
    said = st.query_params.get("step", "")
    if said in (*STEPS, *ASIDE):
        return said
    return "review" if draft() else "start"


def draft() -> str:
    """The draft that the address names, "" for none."""
    return st.query_params.get("draft", "")[:32]


def at(count: int) -> int | None:
    """The number, from 0, that the address names among so many; the last where it names a later one, None for none."""
    said = re.fullmatch(r"0*([1-9][0-9]{0,8})", st.query_params.get("at", ""))
    return min(int(said[1]), count) - 1 if said else None


def go_to(nth: int) -> None:
    """Have the address name a number, from 0."""
    st.query_params["at"] = str(nth + 1)


def link(visit: Visit, label: str, **own: object) -> str:
    """A link to a place of this page, as HTML."""
    target = f"{visit.page}?{urlencode(address(visit, **own), doseq=True)}"
    return linked(label, target)
