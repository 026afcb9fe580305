"""Logging in and out, where that is configured."""

from html import escape

import streamlit as st

from pages.parts.permits import permits
from pages.parts.text import Language, say


def corner(lang: Language) -> None:
    """Who is logged in, and the button out or in; nothing where nobody can log in."""
    now = permits()
    if not now.log_in or now.faults:
        return
    claims = st.user.to_dict()
    if claims.get("is_logged_in"):
        name = claims.get("name") or claims.get("email") or ""
        st.html(f'<p class="account">{escape(str(name))}</p>', width="content")
        st.button(say(lang, "curation.log-out"), on_click=st.logout, type="tertiary", key="log-out")
    else:
        st.button(say(lang, "curation.log-in"), on_click=st.login, type="tertiary", key="log-in")
