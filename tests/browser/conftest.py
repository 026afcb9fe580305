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


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> dict[str, BrowserContext]:
    """A browser for each language; what one test had it load and compile, the next need not."""
    return {language: visitor(browser, locale=locale) for language, locale in LOCALES.items()}


def forget(context: BrowserContext) -> None:
    """Nobody was here: only what is the same for everybody stays."""
    for page in context.pages:
        if page.url.startswith("http"):
            page.evaluate("localStorage.clear()")
        page.close()
    context.clear_cookies()
    context.clear_permissions()


@pytest.fixture
def visit(dashboard: Served, contexts: dict[str, BrowserContext]) -> Iterator[Visit]:
    """Opens a page as somebody new; afterwards nothing may have failed in it or been asked of another host."""
    troubles, hosts = [], set()

    def open_page(address: str, language: str = "zh", width: int = 1280, height: int = 900) -> Page:
        page = contexts[language].new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.on("console", lambda message: is_trouble(message) and troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
        page.on("websocket", lambda socket: hosts.add(urlsplit(socket.url).hostname))
        page.goto(dashboard.url + address)
        settle(page)
        return page

    yield open_page
    for context in contexts.values():
        forget(context)
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
def page(desk_server: Served, contexts: dict[str, BrowserContext]) -> Iterator[Page]:
    """Where a curator begins who reads Chinese."""
    page = contexts["zh"].new_page()
    page.set_viewport_size({"width": 1280, "height": 1000})
    yield page
    forget(contexts["zh"])
    print(desk_server.log.read_text())  # pytest shows it where the test failed


@pytest.fixture(scope="session")
def forgotten() -> list[BrowserContext]:
    """Browsers of strangers of earlier tests."""
    return []


@pytest.fixture
def stranger(browser: Browser, forgotten: list[BrowserContext]) -> Iterator[Callable[[], BrowserContext]]:
    """Gives a browser to somebody new, who reads English."""
    contexts = []

    def made() -> BrowserContext:
        context = visitor(browser, locale="en-US", viewport={"width": 1280, "height": 1000})
        # The provider's page asks another host for its style, and waits.
        context.route(lambda url: "//127.0.0.1:" not in url and "//localhost:" not in url, lambda route: route.abort())
        return context

    def given() -> BrowserContext:
        contexts.append(forgotten.pop() if forgotten else made())
        return contexts[-1]

    yield given
    for context in contexts:
        forget(context)
    forgotten.extend(contexts)


@pytest.fixture
def context(stranger: Callable[[], BrowserContext]) -> BrowserContext:
    return stranger()
