"""After a log-in, back to the page that it was asked for on; Streamlit itself leads everybody to the first page."""

import re
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

COOKIE = "return_to"
LOG_IN, CALLBACK = "/auth/login", "/oauth2callback"
HOLDS = 600  # seconds that a log-in may take
LONGEST = 3_500  # letters of an address; browsers keep cookies up to 4,096
# A page and what is chosen on it: no other server, no address that does something, nothing that ends a cookie.
PAGE = re.compile(r"/[a-z]*(\?[^\x00- \x7f-\U0010ffff\",;\\]*)?")


def returning(app: ASGIApp) -> ASGIApp:
    """The application with log-ins that end where they began, if that is a page of ours."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        path = str(scope.get("path", ""))
        if scope["type"] != "http" or not path.endswith((LOG_IN, CALLBACK)):
            await app(scope, receive, send)
            return

        async def led(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 302:
                headers = MutableHeaders(scope=message)
                if path.endswith(LOG_IN):
                    headers.append("set-cookie", _cookie(came_from(Request(scope)), HOLDS))
                else:
                    headers["location"] = ours(Request(scope).cookies.get(COOKIE, "")) or headers["location"]
                    headers.append("set-cookie", _cookie("", 0))
            await send(message)

        await app(scope, receive, led)

    return answer


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
    base = f"/{(config.get_option('server.baseUrlPath') or '').strip('/')}".rstrip("/")
    page = PAGE.fullmatch(address.removeprefix(base))
    return address if page and address.startswith(base) and len(address) <= LONGEST else ""


def _cookie(value: str, seconds: int) -> str:
    return f"{COOKIE}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax"
