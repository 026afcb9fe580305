"""What stands before every answer: headers that protect readers, a limit on messages, and who may ask at all."""

import json
import time
from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import get_origin_from_redirect_uri
from streamlit.web.server.starlette import starlette_websocket as websocket
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from pages.parts.serving.base import below
from pages.parts.visitors import rights
from pages.parts.visitors.permits import permits
from pages.parts.visitors.rights import Connection, Refusal

HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'self'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}
BURST, STEADY = 200.0, 40.0  # messages a browser may send at once, and each second after that
POLICY_VIOLATION = 1008
FOR_READERS = ("/api", "/feed.xml", "/media")  # what is given away outside the pages, which ask for themselves
FOR_CURATORS = ("/_stcore/upload_file",)
UNKNOWN = "the readers of this server log in: open it in a browser first"
NO_READER = "you are logged in, but not on the list of this server's readers"
NO_CURATOR = "only who may enter data may upload files"


def protected(app: ASGIApp) -> ASGIApp:
    """The application with HEADERS on each of its answers."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await app(scope, receive, with_headers)

    return answer


def unhurried(app: ASGIApp) -> ASGIApp:
    """The application without visitors who send more messages than hands can: their connections are closed."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await app(scope, receive, send)
            return
        tokens, last, closed = BURST, time.monotonic(), False

        async def limited() -> Message:
            nonlocal tokens, last, closed
            message = await receive()
            now = time.monotonic()
            tokens, last = min(BURST, tokens + (now - last) * STEADY) - 1, now
            if message["type"] != "websocket.receive" or tokens > 0:
                return message
            closed = True
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}

        async def while_open(message: Message) -> None:
            if not closed:
                await send(message)

        await app(scope, limited, while_open)

    return answer


def asked_who(app: ASGIApp) -> ASGIApp:
    """The application without files for those who may not read, and without uploads from those who may not curate."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (refusal := _refusal(Request(scope))):
            await refusal(scope, receive, send)
        else:
            await app(scope, receive, send)

    return answer


def _refusal(request: Request) -> Response | None:
    now, path = permits(), below(str(request.scope["path"]))
    if path is None:
        return None
    if _among(FOR_READERS, path) and (refusal := rights.may_not_read(now, _claims(request))):
        if refusal.why in ("unverified", "no-reader"):
            return _refused(403, NO_READER, {})
        return _refused(401, UNKNOWN, {"WWW-Authenticate": 'Cookie realm="OpenID Connect"'})
    if _among(FOR_CURATORS, path) and request.method != "OPTIONS":
        link = Connection(request.client.host if request.client else "", request.headers.items())
        if isinstance(rights.judged(now, link, _claims(request), ""), Refusal):
            return _refused(403, NO_CURATOR, {})
    return None


def _among(addresses: tuple[str, ...], path: str) -> bool:
    return any(path == address or path.startswith(f"{address}/") for address in addresses)


def _claims(request: Request) -> Mapping[str, object]:
    """What the cookie of a log-in says, read as Streamlit does for a page; nothing from one that is forged."""
    cookie = websocket._get_signed_cookie_with_chunks(request.cookies, USER_COOKIE_NAME)
    origin = get_origin_from_redirect_uri()
    return websocket._parse_decoded_user_cookie(cookie, origin) if cookie and origin else {}


def _refused(status: int, message: str, headers: Mapping[str, str]) -> Response:
    """The form in which the address for machines tells every error."""
    content = {"error": {"status": status, "message": message, "parameters": []}}
    return Response(json.dumps(content), status, headers, "application/json; charset=utf-8")
