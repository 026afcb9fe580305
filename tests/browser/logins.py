"""A dashboard that people log in to, and a provider of log-ins on this machine."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page

from tests.browser.served import Served, settle

PEOPLE = {
    "li": {"email": "Li@example.org", "email_verified": True, "name": "李梅"},
    "mei": {"email": "mei@example.org", "email_verified": True},
    "zhao": {"email": "zhao@example.org", "email_verified": True},
    "sun": {"email": "li@example.org", "email_verified": False},
}
SECRETS = """
[auth]
redirect_uri = "{url}/oauth2callback"
cookie_secret = "0123456789abcdef0123456789abcdef"
client_id = "shiji"
client_secret = "anything"
server_metadata_url = "http://localhost:{provider}/.well-known/openid-configuration"
[curation]
curators = ["li@example.org"]
approvers = ["mei@example.org"]
"""


@dataclass(frozen=True)
class Guarded:
    """A dashboard that people log in to: the file that says who may, what it says at first, and the audit log."""

    dashboard: Served
    secrets: Path
    said: str

    @property
    def url(self) -> str:
        return self.dashboard.url

    @property
    def folder(self) -> Path:
        """Its folder, a git repository with the data in it."""
        return self.secrets.parent

    def done(self) -> list[dict[str, Any]]:
        """The lines of the audit log."""
        return [json.loads(line) for line in (self.folder / "audit.jsonl").read_text().splitlines()]

    def refused(self) -> list[tuple[str, str, str]]:
        """Who was refused what, and why."""
        return [(line["who"], line["asked"], line["why"]) for line in self.done() if line["what"] == "refused"]


@contextmanager
def provider(port: int) -> Iterator[None]:
    """A provider of log-ins that knows PEOPLE, and asks for no password."""
    people = [word for sub, claims in PEOPLE.items() for word in ("--user-claims", json.dumps({"sub": sub} | claims))]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), *people]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            yield
        finally:
            running.terminate()


COOKIES: dict[str, list[Any]] = {}  # of who has logged in to this dashboard before


def log_in(context: BrowserContext, guarded: Guarded, who: str) -> Page:
    """The desk, to somebody who logs in by its button, or did so in an earlier test."""
    page = context.new_page()
    context.add_cookies(COOKIES.get(who, []))
    go(page, f"{guarded.url}/refresh")
    if who not in COOKIES:
        press_log_in(page, who)
        COOKIES[who] = context.cookies()
    return page


def press_log_in(page: Page, who: str) -> None:
    """Log in by the button of a page, which is the page that one comes back to."""
    address = page.url
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("button", name=who, exact=True).click()
    page.wait_for_url(address)
    settle(page)


def go(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)
