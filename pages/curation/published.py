"""After publishing: the new release, and the ways to its figures."""

import streamlit as st

from etl.releasing import releases
from pages.curation import places, work
from pages.parts import frame
from pages.parts.text import literal
from pages.parts.visit import Visit


def show(visit: Visit) -> None:
    """What is in force now, with links to it."""
    now = releases.current(work.engine())
    asked = st.query_params.get("release", "")
    if now is None or now.release != asked:
        frame.finding(visit.say("curation.published.past"))
    else:
        frame.finding(
            visit.say("curation.published.done", release=now.release, by=visit.who(now.by), reason=now.reason)
        )
        frame.remark(visit.say("curation.published.seen"))
        issue = st.query_params.get("issue", "")
        with st.container(horizontal=True, key="published"):
            for name in ("overview", "indicator", "figures", "sources"):
                query = {"lang": [visit.lang]} | ({"issue": [issue]} if name in ("figures", "sources") else {})
                st.page_link(visit.pages[name], label=literal(visit.say(frame.title(name))), query_params=query)
    with st.container(horizontal=True, key="onward"):
        places.go(visit, visit.say("curation.to-start"), step="start")
        places.go(visit, visit.say("curation.start.history"), step="history")
