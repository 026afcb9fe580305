"""A served dashboard and a browser, each started once, and a fresh visitor for every test."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.browser.logins import SECRETS, Guarded, provider
from tests.browser.served import LOCALES, PATIENCE, Served, chromium, desk_of, free_port, served, settle, visitor

Visit = Callable[..., Page]

expect.set_options(timeout=PATIENCE / 2)


def is_trouble(message: ConsoleMessage) -> bool:
    # Below its root Streamlit looks for the server beside the page first, where it is not, and then finds it.
    return message.type == "error" and "/_stcore/" not in message.location["url"]


@pytest.fixture(scope="session")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("served")) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def visit(dashboard: Served, browser: Browser) -> Iterator[Visit]:
    """Opens a page as somebody new; afterwards nothing may have failed in it or been asked of another host."""
    contexts, troubles, hosts = [], [], set()

    def open_page(address: str, language: str = "zh", width: int = 1280, height: int = 900) -> Page:
        context = visitor(browser, locale=LOCALES[language], viewport={"width": width, "height": height})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: is_trouble(message) and troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
        page.on("websocket", lambda socket: hosts.add(urlsplit(socket.url).hostname))
        page.goto(dashboard.url + address)
        settle(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    print(dashboard.log.read_text())  # pytest shows it where the test failed
    assert troubles == []
    assert hosts - {"127.0.0.1", None} == set()  # None: data: and blob: addresses


@pytest.fixture(scope="session")
def at_login(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    folder, port, other = tmp_path_factory.mktemp("login"), free_port(), free_port()
    desk_of(folder)
    secrets = folder / "secrets.toml"
    said = SECRETS.format(url=f"http://127.0.0.1:{port}", provider=other)
    secrets.write_text(said)
    settings = ("--secrets.files", json.dumps([str(secrets)]))
    with provider(other), served(folder, port, *settings, data=folder / "data") as dashboard:
        yield Guarded(dashboard, secrets, said)


@pytest.fixture
def guarded(at_login: Guarded) -> Iterator[Guarded]:
    """The same dashboard for every test; what a test changed of who may is taken back."""
    yield at_login
    print(at_login.dashboard.log.read_text())  # pytest shows it where the test failed
    at_login.secrets.write_text(at_login.said)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder to change, in a repository, and one for its texts beside it."""
    return desk_of(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def desk_server(data: Path) -> Iterator[Served]:
    with served(data.parent, data=data) as running:
        yield running


@pytest.fixture
def page(desk_server: Served, browser: Browser) -> Iterator[Page]:
    """Where a curator begins who reads Chinese."""
    context = visitor(browser, locale=LOCALES["zh"], viewport={"width": 1280, "height": 1000})
    yield context.new_page()
    context.close()
    print(desk_server.log.read_text())  # pytest shows it where the test failed


@pytest.fixture
def stranger(browser: Browser) -> Iterator[Callable[[], BrowserContext]]:
    """Makes a browser of somebody new, who reads English."""
    contexts = []

    def made() -> BrowserContext:
        context = visitor(browser, locale="en-US", viewport={"width": 1280, "height": 1000})
        contexts.append(context)
        # The provider's page asks another host for its style, and waits.
        context.route(lambda url: "//127.0.0.1:" not in url and "//localhost:" not in url, lambda route: route.abort())
        return context

    yield made
    for context in contexts:
        context.close()


@pytest.fixture
def context(stranger: Callable[[], BrowserContext]) -> BrowserContext:
    return stranger()
