"""Logging in and out, where that is configured."""

import getpass
import time
from html import escape
from typing import Literal

import streamlit as st

from pages.parts.text import Language, say
from pages.parts.visitors import rights
from pages.parts.visitors.permits import permits
from pages.parts.visitors.rights import Curator


def naming(lang: Language, key: str) -> None:
    """Who acts, by the sentence `key`; at this machine, where nobody logs in, with a field to say so.

    Asked anew: what runs alone is told nothing of a name that was given since the page was opened.
    """
    curator = rights.visitor()
    if not isinstance(curator, Curator):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="who"):
        st.html(f'<p class="remark">{escape(say(lang, key, name=called(lang, curator.name)))}</p>', width="content")
        _name_field(lang, curator)


def _name_field(lang: Language, curator: Curator) -> None:
    if curator.where != rights.HERE or permits().log_in:
        return
    with st.popover(say(lang, "curation.name"), type="tertiary"):
        label = say(lang, "curation.name-about")
        st.text_input(label, max_chars=rights.LONGEST_NAME, key="own-name", on_change=_named)


def called(lang: Language, name: str) -> str:
    """Somebody by the name that is kept of them; who was at this machine is said to have been there, named or not."""
    where, _, own = name.partition(": ")
    if where != rights.HERE or not own:
        return name
    return say(lang, "curation.here") if own == getpass.getuser() else say(lang, "curation.named-here", name=own)


def _named() -> None:
    if name := st.session_state["own-name"].strip():
        st.query_params[rights.NAME] = name


def corner(lang: Language, prominent: bool = False) -> None:
    """Who is logged in, and the button out or in; nothing where nobody can log in."""
    now = permits()
    if not now.log_in or now.faults:
        return
    claims = st.user.to_dict()
    if rights.unproven(now, claims, time.time()) is None:
        name = claims.get("name") or claims.get("email") or ""
        st.html(f'<p class="account">{escape(str(name))}</p>', width="content")
        st.button(say(lang, "curation.log-out"), on_click=st.logout, type="tertiary", key="log-out")
    else:
        kind: Literal["primary", "tertiary"] = "primary" if prominent else "tertiary"
        st.button(say(lang, "curation.log-in"), on_click=st.login, type=kind, key="log-in")
