import re
from html import unescape

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit import config

from dashboard import PAGES
from pages.parts.frame import DESK
from pages.parts.serving.nowhere import told

APP = Starlette(
    routes=[Route("/{rest:path}", lambda request: PlainTextResponse("here"))], middleware=[Middleware(told)]
)
STREAMLITS = ("/", "/favicon.png", "/static/a.js", "/media/a.csv", "/_stcore/health", "/auth/login", "/oauth2callback")


def words(page: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", page.partition("<body>")[2]))


@pytest.mark.parametrize("path", [*STREAMLITS, *(f"/{name}" for name in (*PAGES, DESK) if name != "overview")])
def test_what_is_there_is_there(path):
    assert TestClient(APP).get(path).text == "here"


@pytest.mark.parametrize("path", ["/nowhere", "/overview", "/Figures", "/a<b>"])
def test_an_address_of_nothing_says_so(path):
    answer = TestClient(APP).get(path)
    assert answer.status_code == 404
    assert f"没有 {path} 这个页面" in words(answer.text)
    assert f"There is no page {path}." in words(answer.text)
    assert "<b>" not in answer.text


@pytest.mark.parametrize(
    ("accepts", "order"),
    [("zh-CN,zh;q=0.9", ["zh", "zh", "en"]), ("en-US", ["en", "en", "zh"]), ("fr", ["en", "en", "zh"])],
)
def test_the_language_of_the_browser_comes_first(accepts, order):
    page = TestClient(APP).get("/nowhere", headers={"accept-language": accepts}).text
    assert re.findall(r'lang="(\w+)"', page) == order


def test_below_a_path_the_way_out_leads_there():
    config.set_option("server.baseUrlPath", "shiji")
    try:
        client = TestClient(APP)
        assert client.get("/shiji/figures").text == "here"
        assert 'href="/shiji/?lang=zh"' in client.get("/shiji/nowhere").text
    finally:
        config.set_option("server.baseUrlPath", "")
