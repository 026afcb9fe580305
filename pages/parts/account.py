"""Logging in and out, where that is configured."""

import time
from html import escape
from typing import Literal

import streamlit as st

from pages.parts import rights
from pages.parts.permits import permits
from pages.parts.text import Language, say


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
