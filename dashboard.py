"""How a visit comes about: the page list, language, the release in force, what the address asks for; no more."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

import streamlit as st

from etl.releasing.releases import DatabaseUnusable
from pages.curation import refresh
from pages.parts import ahead, choice, frame, pickers, preview
from pages.parts.frame import DESK
from pages.parts.passports import revised
from pages.parts.released import NOTHING, NotReleased, Released, released
from pages.parts.text import Language, say
from pages.parts.visit import Visit
from pages.parts.visitors import rights
from pages.parts.visitors.rights import Curator, Refusal
from pages.public import figures, indicator, method, overview, sources, unit

PAGES: Mapping[str, Callable[[Visit], None]] = {
    "overview": overview.show,
    "indicator": indicator.show,
    "unit": unit.show,
    "figures": figures.show,
    "sources": sources.show,
    "method": method.show,
}


def visit() -> None:
    """One run: everything is read from the address and the database, nothing is remembered from an earlier run."""
    st.set_page_config(layout="wide")
    address = {name: st.query_params.get_all(name) for name in st.query_params}
    # A link to another view of the same page reaches only the server: this brings it into the browser's address too.
    st.query_params.from_dict(address)
    lang = choice.language_of(address, st.context.locale)
    state = released()
    pages: dict[str, st.Page] = {}
    for name in (*PAGES, DESK):
        title = f"{say(lang, frame.title(name))} · {say(lang, 'frame.name')}"
        run = partial(_curate if name == DESK else _show, name, pages, address, lang, state)
        pages[name] = st.Page(run, title=title, url_path=name, default=name == "overview")
    st.navigation(list(pages.values()), position="hidden").run()


def _show(
    page: str,
    pages: Mapping[str, st.Page],
    address: choice.Parameters,
    lang: Language,
    state: Released | NotReleased,
) -> None:
    frame.prepare(lang)
    may = rights.of_visitor()
    if may.barred:
        frame.refused(lang, may.barred, pages[page], None)
        return
    curator, told = may.curates if isinstance(may.curates, Curator) else None, ""
    if asked := address.get(choice.PREVIEW):
        shown = preview.previewed(asked[0], curator)
        if isinstance(shown, Released):
            state = shown
        else:
            told = say(lang, f"curation.previewing.{shown}")
            address = {name: address[name] for name in address if name != choice.PREVIEW}
    if isinstance(state, NotReleased):
        frame.unreleased(lang, state)
        return
    said = choice.read(address, page, state.tables, lang)
    if told:
        said = replace(said, notices=(told, *said.notices))
    this = Visit(page, lang, said, state, pages, st.context.theme.type == "dark", curator)
    if not this.preview:
        ahead.begun(this.tables, lang, this.dark)
    preview.band(this)
    frame.masthead(this)
    with _broken_off(this):
        revised.news(this)
        revised.banner(this)
        pickers.row(this)
        PAGES[page](this)
    frame.foot(this)


def _curate(
    page: str,
    pages: Mapping[str, st.Page],
    address: choice.Parameters,
    lang: Language,
    state: Released | NotReleased,
) -> None:
    """The page of curation, which reads an address of its own and is there before the first release."""
    frame.prepare(lang)
    may = rights.of_visitor()
    if isinstance(who := may.curates, Refusal):
        rights.turned_away(page, who)
        frame.refused(lang, who, pages[page], None if may.barred else pages["overview"])
        return
    if isinstance(state, NotReleased) and state.why != "none":
        frame.unreleased(lang, state)
        return
    if rights.NAME in st.session_state:  # a reload keeps the name
        st.query_params[rights.NAME] = st.session_state[rights.NAME]
    now = NOTHING if isinstance(state, NotReleased) else state
    said = choice.read({name: address[name] for name in choice.FRAME if name in address}, page, now.tables, lang)
    this = Visit(page, lang, said, now, pages, st.context.theme.type == "dark", who)
    frame.masthead(this)
    with _broken_off(this):
        revised.news(this)
        refresh.show(this)


@contextmanager
def _broken_off(visit: Visit) -> Iterator[None]:
    """What the database does not give just now is not shown, and said to be missing."""
    try:
        yield
    except DatabaseUnusable:
        frame.notice(visit.say("frame.broken-off"))


if __name__ == "__main__":
    visit()
