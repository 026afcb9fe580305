"""Start the server, pages and machine address in one: python -m pages.parts.serve [--server.port N ...]."""

import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import get_option
from streamlit.runtime.pages_manager import PagesManager
from streamlit.starlette import App
from streamlit.web.bootstrap import load_config_options

from pages.parts.released import released
from pages.parts.serving import nowhere
from pages.parts.serving.base import base, below
from pages.parts.serving.guard import asked_who, protected, unhurried
from pages.parts.serving.returning import returning
from pages.parts.visitors.permits import permits

TURN = 0.0005  # seconds a thread waits for its turn while another one computes; Python waits ten times as long
MACHINES = ("/api", "/feed.xml", "/ready")
DASHBOARD = Path(__file__).parents[2] / "dashboard.py"


def main() -> None:
    """Serve until interrupted."""
    # Until a first run tells it otherwise, Streamlit takes a folder named pages for its own kind of pages: the first
    # visitor after a start, coming by a link, would be told "Page not found".
    PagesManager.uses_pages_directory = False
    sys.setswitchinterval(TURN)
    options = settings(sys.argv[1:])
    sys.argv = [str(DASHBOARD)]
    made = app()
    load_config_options(options)
    os.environ.setdefault("PUBLIC_URL", f"http://127.0.0.1:{get_option('server.port')}{base()}")
    if faults := permits().faults:
        sys.exit("\n".join(("the server does not start:", *faults)))
    import_module(DASHBOARD.stem)  # it and the release are loaded now, or the first visitor waits for them
    released()
    with suppress(KeyboardInterrupt):
        made.run(config=options)


def app() -> App:
    """The application: the guard before all, the way back from a log-in, machines, nothing, Streamlit's own."""
    before = (protected, unhurried, asked_who, returning, for_machines, nowhere.told)
    return App(DASHBOARD, middleware=[Middleware(one) for one in before])


def for_machines(pages: ASGIApp) -> ASGIApp:
    """The application with the addresses of `api`, which is loaded when first asked: starting stays quick."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        path = below(scope.get("path", "")) or ""
        if scope["type"] != "http" or not (path in MACHINES or path.startswith("/api/")):
            await pages(scope, receive, send)
            return
        api = await run_in_threadpool(import_module, "pages.parts.serving.api")
        await api.MACHINES({**scope, "root_path": base()}, receive, send)

    return answer


def settings(arguments: Sequence[str]) -> dict[str, object]:
    """Streamlit's settings as `streamlit run` takes them: --server.port 8502, --server.port=8502."""
    words = [word for argument in arguments for word in argument.split("=", 1)]
    names, values = words[::2], words[1::2]
    if len(names) != len(values) or not all(name.startswith("--") for name in names):
        sys.exit("usage: python -m pages.parts.serve [--SETTING VALUE ...], such as --server.port 8502")
    return {name.removeprefix("--"): _plain(value) for name, value in zip(names, values, strict=True)}


def _plain(value: str) -> object:
    """A number or yes or no as such, anything else as text."""
    try:
        return json.loads(value)
    except ValueError:
        return value


if __name__ == "__main__":
    main()
