"""What a visit is: the page list, language, the release in force, what the address asks for; no more."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from pages.parts import choice, frame, pickers, revised
from pages.parts.frame import Visit
from pages.parts.released import NotReleased, Released, released
from pages.parts.text import Language, say
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
    for name in PAGES:
        title = f"{say(lang, f'{name}.title')} · {say(lang, 'frame.name')}"
        run = partial(_show, name, pages, address, lang, state)
        pages[name] = st.Page(run, title=title, url_path=name, default=name == "overview")
    st.navigation(list(pages.values()), position="hidden").run()


def _show(
    page: str,
    pages: Mapping[str, st.Page],
    address: choice.Address,
    lang: Language,
    state: Released | NotReleased,
) -> None:
    frame.prepare(lang)
    if isinstance(state, NotReleased):
        frame.unreleased(lang, state)
        return
    said = choice.read(address, page, state.tables, lang)
    this = Visit(page, lang, said, state, pages, dark=st.context.theme.type == "dark")
    frame.masthead(this)
    revised.banner(this)
    pickers.row(this)
    PAGES[page](this)
    frame.foot(this)


if __name__ == "__main__":
    visit()
