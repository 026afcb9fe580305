import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit import config

from pages.parts.serving.returning import LONGEST, ours, returning

PAGE = "/figures?lang=en&unit=court&q=%E5%8F%97%2C%22%3B"
OURS = "http://testserver"


@pytest.fixture
def client():
    """A server that logs in as Streamlit does: to the provider, back to the callback, then to its first page."""
    routes = [
        Route("/auth/login", lambda request: RedirectResponse("http://provider/authorize", 302)),
        Route("/oauth2callback", lambda request: RedirectResponse("/", 302)),
        Route("/auth/logout", lambda asked: RedirectResponse("http://provider/end" if asked.url.query else "/", 302)),
        Route("/figures", lambda request: PlainTextResponse("here")),
    ]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(returning)]), follow_redirects=False)


def log_in(client, referer):
    assert client.get("/auth/login", headers={"referer": referer}).headers["location"] == "http://provider/authorize"
    return client.get("/oauth2callback?code=1").headers["location"]


def test_who_logs_in_comes_back_once(client):
    assert log_in(client, OURS + PAGE) == PAGE
    assert client.get("/oauth2callback").headers["location"] == "/"
    assert log_in(client, OURS + "/") == "/"


def test_nothing_else_leads_elsewhere(client):
    client.get("/auth/login", headers={"referer": OURS + PAGE})
    assert "set-cookie" not in client.get("/figures").headers


@pytest.mark.parametrize(
    ("page", "first"), [("/refresh?lang=en&step=review", "/?lang=en"), ("/refresh", "/"), ("/figures?lang=%22", "/")]
)
def test_who_logs_out_is_led_to_the_first_page_in_their_language(client, page, first):
    referer = {"referer": OURS + page}
    assert client.get("/auth/logout", headers=referer).headers["location"] == first
    at_provider = client.get("/auth/logout?provider", headers=referer)
    assert at_provider.headers["location"] == "http://provider/end"
    assert client.get("/oauth2callback").headers["location"] == first


def test_below_a_path_only_what_is_there_is_ours():
    config.set_option("server.baseUrlPath", "below")
    try:
        assert [ours(one) for one in ("/below/figures?unit=a", "/below/", "/below/auth/logout", "/figures")] == [
            "/below/figures?unit=a",
            "/below/",
            "",
            "",
        ]
    finally:
        config.set_option("server.baseUrlPath", "")


@pytest.mark.parametrize(
    "referer",
    [
        "",
        "http://evil.org/figures",
        "http://testserver@evil.org/figures",
        "http://testserver:80/",
        "http://[/",
        "about:blank",
    ],
)
def test_who_comes_from_elsewhere_is_led_to_the_first_page(client, referer):
    assert log_in(client, referer) == "/"


def test_a_cookie_of_others_leads_nowhere_else(client):
    client.cookies.set("return_to", "//evil.org/figures")
    assert client.get("/oauth2callback").headers["location"] == "/"


@pytest.mark.parametrize("address", ["/", "/refresh?step=review&draft=0a", PAGE])
def test_a_page_of_ours(address):
    assert ours(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "figures",
        "//evil.org",
        "///evil.org",
        "/\\evil.org",
        "/a//evil.org",
        "/.//evil.org",
        "/figures/..",
        "/auth/logout",
        "/below/figures",
        "http://evil.org",
        "https:evil.org",
        "/oauth2callback?code=1",
        "/figures?a=1\r\nSet-Cookie: x=1",
        "/figures?a=1; Domain=evil.org",
        "/figures?a=\u2028",
        "/\tevil.org",
        "/figures?" + "a" * LONGEST,
    ],
)
def test_not_a_page_of_ours(address):
    assert ours(address) == ""
