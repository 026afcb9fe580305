"""The real dashboard on a free loopback port, and a real browser to visit it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parent.parent.parent
PAGES = ("/", "/indicator", "/unit", "/figures", "/sources", "/method")
LOCALES = {"zh": "zh-CN", "en": "en-US"}

PATIENCE = 60_000  # milliseconds that a busy machine may take to answer

CHROMIUMS = (
    "chromium-headless-shell",  # has no windows to keep up, and does the same in two thirds of the time
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# Nothing is asked of the network but the page itself.
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# When the page asked the server for anything: that the script runs is known only when the server says so.
ASKING = """
window.asked = -Infinity;
const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (said) { window.asked = performance.now(); return send.call(this, said); };
"""
# The script rests, the page is connected, and both have been so for a moment, in which nothing was asked; what was
# asked has been under way since, or for long enough that no run is to come of it.
SETTLED = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const rests = app?.dataset.testScriptState === 'notRunning' && app.dataset.testConnectionState === 'CONNECTED'
    && document.querySelector('[data-testid="stMain"] h1') && !document.querySelector('[data-testid="stSkeleton"]');
  const now = performance.now();
  if (!rests) [window.lastBusy, window.asked] = [now, -Infinity];
  return now - window.lastBusy > 150 && now - window.asked > 1000;
}"""


@dataclass(frozen=True)
class Served:
    """A running dashboard: where it answers, the database it reads, and what it prints."""

    url: str
    database: str
    log: Path


@contextmanager
def served(folder: Path, port: int = 0, *settings: str, data: Path = ROOT / "data") -> Iterator[Served]:
    """Serve the real data, published in a database in `folder`, until the block ends, with settings.

    `data` may be a copy of them, for the pages to change; its texts are then beside it in `texts`.
    """
    port = port or free_port()
    dashboard = Served(f"http://127.0.0.1:{port}", f"sqlite:///{folder / 'shiji.db'}", folder / "server.log")
    environment = os.environ | {"DATABASE_URL": dashboard.database, "AUDIT_LOG": str(folder / "audit.jsonl")}
    if data != ROOT / "data":
        environment |= {"DATA_DIR": str(data), "TEXTS_DIR": str(data.parent / "texts")}
    shutil.copytree(_published().name, folder, dirs_exist_ok=True)
    serve = ("pages.parts.serve", "--server.port", str(port), *settings)
    with dashboard.log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", *serve],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_it_answers(server, dashboard)
        yield dashboard
    finally:
        server.terminate()
        server.wait(timeout=20)


@cache
def _published() -> TemporaryDirectory[str]:
    """The database with the real data in force and its audit log, made once, to be copied."""
    folder = TemporaryDirectory()
    place = {"DATABASE_URL": f"sqlite:///{folder.name}/shiji.db", "AUDIT_LOG": f"{folder.name}/audit.jsonl"}
    publish = [sys.executable, "-m", "etl", "publish", "--by", "tests", "--reason", "to be visited"]
    subprocess.run(publish, cwd=ROOT, env=os.environ | place, check=True, stdout=subprocess.DEVNULL)
    return folder


def desk_of(folder: Path) -> Path:
    """A copy of the data in `folder`, to be changed, with an empty folder for its texts, both in a git repository."""
    shutil.copytree(ROOT / "data", folder / "data", ignore=shutil.ignore_patterns("texts"))
    (folder / "texts").mkdir()
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    return folder / "data"


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_until_it_answers(server: subprocess.Popen[bytes], dashboard: Served, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while _body(f"{dashboard.url}/_stcore/health") != b"ok" or b"<html" not in _body(dashboard.url):
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"the dashboard does not answer at {dashboard.url}:\n{dashboard.log.read_text()}")
        time.sleep(0.05)


def _body(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310 (a loopback address made here)
            return bytes(response.read())
    except OSError:
        return b""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The installed Chromium without a window; RuntimeError where there is none."""
    found = next((path for path in map(shutil.which, CHROMIUMS) if path), None)
    if found is None:
        raise RuntimeError("no Chromium on this machine: run `make test` once, or tests/browser/install.sh")
    sandbox = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[*QUIET, *sandbox])
        yield browser
        browser.close()


def visitor(browser: Browser, **settings: Any) -> BrowserContext:
    """Somebody new, with these settings of the browser, whom `settle` can wait for."""
    context = browser.new_context(**settings)
    context.set_default_timeout(PATIENCE)
    context.add_init_script(ASKING)
    return context


def settle(page: Page) -> None:
    """Wait until a page has answered the last thing done to it."""
    page.evaluate("window.lastBusy = performance.now()")
    page.wait_for_function(SETTLED, timeout=PATIENCE)
