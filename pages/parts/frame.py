"""What stands around every page: masthead, language, notices, links that keep the view, source line, foot."""

import json
import re
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from etl.exporting.words import HTML_LANG
from pages.parts import choice
from pages.parts.released import NotReleased
from pages.parts.text import Language, listed, literal, pages, say
from pages.parts.visit import Visit
from pages.parts.visitors import account
from pages.parts.visitors.rights import Refusal

CITED = 2  # places named in a source line before "and n more"
AFTER_NUMBER, NO_BREAK = re.compile(r"(?<=\d) "), "\u00a0"
RANGE, WHOLE = re.compile(r"\d+–\d+"), r'<span class="whole">\g<0></span>'  # 2012–2025
DESK = "refresh"  # the page of curation, which stands apart: only who may curate is led there


def prepare(lang: Language) -> None:
    """Style, and the only script: the language of the document, which Streamlit leaves at English, and copying."""
    empty = json.dumps(say(lang, "frame.nothing-to-choose"), ensure_ascii=False)
    st.html(f"<style>:root {{ --nothing-to-choose: {empty}; }} {_beside('page.css')}</style>")
    script = _beside("page.js").replace("LANG", HTML_LANG[lang])
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)


@cache
def _beside(name: str) -> str:
    """The text of a file that stands beside this one."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def masthead(visit: Visit) -> None:
    """Name, pages, the other language, then whatever the address asked for in vain."""
    desk = visit.page == DESK
    with st.container(horizontal=True, vertical_alignment="center", gap=None, key="masthead"):
        st.html(f'<p class="name">{escape(visit.say("frame.name"))}</p>', width="content")
        for name, page in visit.pages.items():
            if name != DESK or visit.curator:
                st.page_link(page, label=visit.say(title(name)), query_params=choice.link(visit.said, lang=visit.lang))
        other: Language = "en" if visit.lang == "zh" else "zh"
        view = {name: list(values) for name, values in visit.said.values.items()} | {"lang": [other]}
        st.space("stretch")
        with st.container(horizontal=True, vertical_alignment="center", width="content", key="language"):
            if desk:  # its address goes on while nothing but the step runs: it is asked for at the click
                st.button(say(other, "language"), type="tertiary", key="other-language", on_click=_speak, args=(other,))
            else:
                st.html(copying(visit, here(visit), visit.say("frame.copy-link")), width="content")
                st.page_link(visit.pages[visit.page], label=say(other, "language"), query_params=view)
            account.corner(visit.lang)
    if visit.released.damaged:
        ids = listed(visit.lang, visit.released.damaged)
        notice(visit.say("frame.damaged", damaged=ids, release=visit.release), "alarm")
    for sentence in visit.said.notices:
        notice(sentence)


def _speak(lang: Language) -> None:
    st.query_params["lang"] = lang


def title(page: str) -> str:
    """The key of what a page is called."""
    return "curation.title" if page == DESK else f"{page}.title"


def copying(visit: Visit, text: str, label: str) -> str:
    """A button, as HTML, that copies a text; the script of `prepare` is its hand."""
    done = escape(visit.say("frame.copied"))
    return (
        f'<button type="button" class="copy" data-copy="{escape(text)}" data-done="{done}" aria-live="polite">'
        f"{escape(label)}</button>"
    )


def copyable(visit: Visit, text: str, name: str, lang: str = "") -> None:
    """A named text to take along, with a button that copies it; one click on the text selects all of it."""
    button = copying(visit, text, visit.say("frame.copy"))
    head = f"<figcaption>{escape(name)} {button}</figcaption>"
    st.html(f'<figure class="copyable">{head}<code{_in(lang)}>{escape(text)}</code></figure>')


def here(visit: Visit) -> str:
    """The full address of this view with its release."""
    view = dict(visit.said.values)
    if not visit.preview:
        view[choice.VERSION] = (visit.release,)
    if visit.page == "indicator" and not visit.tables["figures"].empty:
        view["indicator"] = (visit.indicator,)
    return f"{(st.context.url or '').partition('?')[0]}?{urlencode(view, doseq=True)}"


def notice(sentence: str, kind: str = "notice") -> None:
    """A visible remark; its text is shown to the letter."""
    st.html(f'<p class="{kind}" role="status">{escape(sentence)}</p>')


def opening(title: str, sentence: str, *remarks: str) -> None:
    """What a page opens with, in one piece: its name, the sentence that answers, and quiet lines, which are HTML."""
    quiet = "".join(f'<p class="remark">{remark}</p>' for remark in remarks)
    st.html(f'<div class="opening"><h1>{escape(title)}</h1>{_finding(sentence)}{quiet}</div>')


def finding(sentence: str) -> None:
    """The sentence a page opens with; a number stays on the line of what it counts, a range on one line."""
    st.html(_finding(sentence))


def _finding(sentence: str) -> str:
    return f'<p class="finding">{RANGE.sub(WHOLE, escape(AFTER_NUMBER.sub(NO_BREAK, sentence)))}</p>'


def heading(text: str, level: int = 2, lang: str = "") -> None:
    """A heading that is data, to the letter; `lang` where that is not the page's language."""
    shown = escape(text).replace("——", "\u2060——")  # a dash ends a line, and does not begin one
    st.html(f"<h{level}{_in(lang)}>{shown}</h{level}>")


def _in(lang: str) -> str:
    return f' lang="{lang}"' if lang else ""


def remark(sentence: str, lang: str = "") -> None:
    """A quiet line under a heading or picture; `lang` where that is not the page's language."""
    st.html(f'<p class="remark"{_in(lang)}>{escape(sentence)}</p>')


def go(visit: Visit, page: str, label: str, **own: object) -> None:
    """A link to another view that keeps language, units and years."""
    st.page_link(visit.pages[page], label=literal(label), query_params=choice.link(visit.said, **own, lang=visit.lang))


def address(visit: Visit, page: str, **own: object) -> str:
    """The address of another view, for links inside a table: it keeps language, units and years."""
    return f"{page}?{urlencode(choice.link(visit.said, **own, lang=visit.lang), doseq=True)}"


def nothing(visit: Visit) -> None:
    """The empty state: what is missing, and the way out."""
    remark(visit.say("frame.nothing"))
    reset(visit)


def reset(visit: Visit) -> None:
    """A link to the page with nothing chosen: what it shows besides, a unit or a source, stays."""
    choosing = visit.page in choice.CHOOSING
    own = () if choosing else (*choice.OWN[visit.page], *(("unit",) if visit.page == "unit" else ()))
    stays = {name: list(values) for name, values in visit.said.values.items() if name in (*own, choice.PREVIEW)}
    st.page_link(visit.pages[visit.page], label=visit.say("frame.reset"), query_params=stays | {"lang": [visit.lang]})


def source_line(visit: Visit, rows: pd.DataFrame) -> None:
    """The issues and pages that rows rest on, and the release."""
    found = list(dict.fromkeys(places(visit, rows)))
    named = visit.say("frame.between-places").join(found[:CITED])  # a place has a comma of its own
    if len(found) > CITED:
        named = visit.say("frame.more-places", places=named, n=len(found) - CITED)
    if visit.preview:
        remark(visit.say("curation.previewing.source", places=named))
    else:
        remark(visit.say("frame.source", places=named, release=visit.release))


def places(visit: Visit, rows: pd.DataFrame) -> list[str]:
    """Where each figure is printed: 《…》第11页."""
    titles = choice.by_key(visit.tables, "issues", "title")
    return [
        visit.say("frame.place", title=titles[issue])
        if pd.isna(on)
        else visit.say("frame.place-pages", title=titles[issue], pages=pages(visit.lang, on))
        for issue, on in zip(rows["issue"], rows["page"], strict=True)
    ]


def foot(visit: Visit) -> None:
    """Which data this is."""
    if visit.preview:
        return
    sentence = visit.say("frame.foot", release=visit.release, day=visit.released.publication.at[:10])
    st.html(f'<footer class="foot">{escape(sentence)}</footer>')


def unreleased(lang: Language, state: NotReleased) -> None:
    """The page while there is no release: what is the matter and the one command to run, in both languages."""
    other: Language = "en" if lang == "zh" else "zh"
    st.title(say(lang, "frame.name"))
    finding(say(lang, f"unreleased.{state.why}"))
    st.code(say(lang, f"unreleased.command.{state.why}"), language=None, wrap_lines=True)
    remark(say(other, f"unreleased.{state.why}"), HTML_LANG[other])


def refused(lang: Language, refusal: Refusal, page: st.Page, way_out: st.Page | None) -> None:
    """Instead of a page: why it is not shown, and what can be done about it; `way_out` is a page that may be read."""
    other: Language = "en" if lang == "zh" else "zh"
    st.title(say(lang, "frame.name"))
    finding(say(lang, f"curation.who.{refusal.why}"))
    account.corner(lang, prominent=True)
    if way_out is not None:
        st.page_link(way_out, label=say(lang, "overview.title"), query_params={"lang": [lang]})
    st.page_link(page, label=say(other, "language"), query_params={"lang": [other]})
