"""The desk: where an issue is entered, checked and published."""

import streamlit as st

from pages.parts import frame
from pages.parts.frame import Visit


def show(visit: Visit) -> None:
    """What there is to do, for a visitor who may."""
    assert visit.curator is not None
    st.title(visit.say("curation.title"))
    frame.remark(visit.say("curation.as", name=visit.curator.name))
