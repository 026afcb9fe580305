"""An address that no page has is told so in both languages; Streamlit shows its first page, and says so in English."""

import re
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from etl.exporting.words import FONTS
from pages.parts.choice import OWN
from pages.parts.look import DARK, LIGHT
from pages.parts.serving.base import base, below
from pages.parts.text import LANGUAGES, Language, say

FIRST = "overview"  # the page whose address is the root
KNOWN = {"", *OWN, "oauth2callback"} - {FIRST}
ONE_STEP = re.compile(r"/([^/.]*)")  # Streamlit's own addresses have two, its files a dot
STYLE = f"""
body {{ font: 1.125rem/1.6 {FONTS["zh"]}; max-width: 40em; margin: 12vh auto; padding: 0 1.5rem;
  overflow-wrap: anywhere; color: {LIGHT.ink}; background: {LIGHT.paper}; }}
[lang=en] {{ font-family: {FONTS["en"]}; }}
h1 {{ font-size: 1.5rem; }}
a {{ color: inherit; }}
@media (prefers-color-scheme: dark) {{ body {{ color: {DARK.ink}; background: {DARK.paper}; }} }}
"""


def told(app: ASGIApp) -> ASGIApp:
    """The application, but for addresses that look like pages and are none."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (path := nowhere(str(scope.get("path", "")))):
            await HTMLResponse(_page(path, Request(scope)), 404)(scope, receive, send)
        else:
            await app(scope, receive, send)

    return answer


def nowhere(path: str) -> str:
    """The path, where no page has it; else ""."""
    step = ONE_STEP.fullmatch(below(path) or "")
    return path if step and step[1] not in KNOWN else ""


def _page(path: str, request: Request) -> str:
    """The reader's language first, as far as the browser tells."""
    chinese = request.headers.get("accept-language", "zh").casefold().startswith("zh")
    order = LANGUAGES if chinese else LANGUAGES[::-1]
    return (
        f'<!DOCTYPE html><html lang="{order[0]}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(say(order[0], "frame.name"))}</title>'
        f"<style>{STYLE}</style></head><body><main>{''.join(_said(lang, path) for lang in order)}</main></body></html>"
    )


def _said(lang: Language, path: str) -> str:
    way_out = f'<a href="{escape(base())}/?lang={lang}">{escape(say(lang, "nowhere.way-out"))}</a>'
    head, sentence = (escape(say(lang, key, path=path)) for key in ("frame.name", "nowhere.said"))
    return f'<section lang="{lang}"><h1>{head}</h1><p>{sentence}</p><p>{way_out}</p></section>'
