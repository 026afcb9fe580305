import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit import config

from pages.parts.serve import for_machines
from pages.parts.serving import guard
from pages.parts.serving.base import base, below
from pages.parts.visitors.permits import Permits
from tests.etl.made import tables
from tests.pages.visiting import publish

APP = Starlette(
    routes=[Route("/{rest:path}", lambda request: PlainTextResponse("pages"))],
    middleware=[Middleware(guard.asked_who), Middleware(for_machines)],
)


@pytest.fixture
def under():
    yield lambda path: config.set_option("server.baseUrlPath", path)
    config.set_option("server.baseUrlPath", "")


@pytest.mark.parametrize(
    ("told", "stands", "path", "behind"),
    [
        ("", "", "/api", "/api"),
        ("", "", "/", "/"),
        ("a", "/a", "/a/api", "/api"),
        ("/a/b/", "/a/b", "/a/b/", "/"),
        ("a", "/a", "/a", ""),
        ("a", "/a", "/api", None),
        ("a", "/a", "/", None),
    ],
)
def test_what_stands_behind_a_path_begins_with_a_whole_step(under, told, stands, path, behind):
    under(told)
    assert (base(), below(path)) == (stands, behind)


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [("/api/units", 200, "pages"), ("/a/api/units", 401, "log in"), ("/a/figures", 200, "pages")],
)
def test_who_guards_and_who_answers_read_the_same_path(under, tmp_path, monkeypatch, path, status, said):
    publish(tables(figures=[{}]), tmp_path, monkeypatch)
    monkeypatch.setattr(guard, "permits", lambda: Permits(True, readers_must_log_in=True))
    under("a")
    answer = TestClient(APP).get(path)
    assert (answer.status_code, said in answer.text) == (status, True)


def test_machines_are_answered_below_the_path_and_led_on_there(under, tmp_path, monkeypatch):
    publish(tables(figures=[{}, {}]), tmp_path, monkeypatch)
    under("a")
    answer = TestClient(APP).get("/a/api/figures.json?limit=1").json()
    assert (answer["total"], answer["next"]) == (2, "/a/api/figures.json?limit=1&offset=1")
