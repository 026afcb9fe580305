"""After a log-in, back to the page that it was asked for on; after a log-out, to the first page in its language.

Streamlit itself leads everybody to the first page as it is.
"""

import re
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.parts.serving.base import base, below
from pages.parts.text import LANGUAGES

COOKIE = "return_to"
LOG_IN, LOG_OUT, CALLBACK = "/auth/login", "/auth/logout", "/oauth2callback"
HOLDS = 600  # seconds that a log-in or log-out may take
LONGEST = 3_500  # letters of an address; browsers keep cookies up to 4,096
# A page and what is chosen on it: no other server, no address that does something, nothing that ends a cookie.
PAGE = re.compile(r"/[a-z]*(\?[^\x00- \x7f-\U0010ffff\",;\\]*)?")


def returning(app: ASGIApp) -> ASGIApp:
    """The application with log-ins that end where they began, if that is a page of ours, and log-outs on the first."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        path = str(scope.get("path", ""))
        if scope["type"] != "http" or not path.endswith((LOG_IN, LOG_OUT, CALLBACK)):
            await app(scope, receive, send)
            return

        async def led(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 302:
                _lead(path, Request(scope), MutableHeaders(scope=message))
            await send(message)

        await app(scope, receive, led)

    return answer


def _lead(path: str, request: Request, answer: MutableHeaders) -> None:
    """A log-in or log-out remembers where it ends while it is at the provider's; the callback leads there."""
    if path.endswith(LOG_IN):
        answer.append("set-cookie", _cookie(came_from(request), HOLDS))
    elif path.endswith(CALLBACK):
        answer["location"] = ours(request.cookies.get(COOKIE, "")) or answer["location"]
        answer.append("set-cookie", _cookie("", 0))
    elif ours(answer["location"]):  # the provider is not asked
        answer["location"] = first_page(request)
    else:
        answer.append("set-cookie", _cookie(first_page(request), HOLDS))


def first_page(request: Request) -> str:
    """The first page, in the language of the page that the browser says it comes from."""
    asked = parse_qs(urlsplit(came_from(request)).query).get("lang", [""])[0]
    return f"{base()}/{f'?lang={asked}' if asked in LANGUAGES else ''}"


def came_from(request: Request) -> str:
    """The page of ours that the browser says it comes from, as path and query; "" for none."""
    try:
        said = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return ""
    query = f"?{said.query}" if said.query else ""
    return ours(said.path + query) if said.netloc == request.headers.get("host") else ""


def ours(address: str) -> str:
    """The address as it is where it is one of a page of ours, else ""."""
    return address if PAGE.fullmatch(below(address) or "") and len(address) <= LONGEST else ""


def _cookie(value: str, seconds: int) -> str:
    return f"{COOKIE}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax"
