"""What stands before every answer: headers that browsers protect readers by, and a limit on one visitor's messages."""

import time

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'self'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}
BURST, STEADY = 200.0, 40.0  # messages a browser may send at once, and each second after that
POLICY_VIOLATION = 1008


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
