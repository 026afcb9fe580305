"""Parts of pages that hold no controls: written once for a release and an address, then repeated by Streamlit."""

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

import streamlit as st

from pages.parts.choice import VERSION
from pages.parts.visit import Visit

Given = str | Sequence[str]


def once(visit: Visit, part: Callable[..., None], *given: Given) -> None:
    """Write a part of a page, `part(visit, *given)`, or repeat what it wrote for the same address.

    Publication, address and what is given determine all that a part writes; what depends on anything else, such as a
    file beside the release, is not written through here. A part that raises is written anew at the next run.
    """
    asked = urlencode([(name, value) for name, value in visit.said.values.items() if name != VERSION], doseq=True)
    here = (st.context.url or "").partition("?")[0], visit.page, asked, visit.lang, visit.dark
    key = (part.__module__, part.__qualname__, given, visit.released.publication, *here)
    # By name, for Streamlit looks up what each other argument is called, every time.
    _written(key=repr(key), _visit=visit, _part=part, _given=given)


@st.cache_resource(max_entries=512, show_spinner=False)
def _written(key: str, _visit: Visit, _part: Callable[..., None], _given: tuple[Given, ...]) -> None:
    _part(_visit, *_given)
