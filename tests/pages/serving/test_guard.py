import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit import config

from pages.parts.serve import settings
from pages.parts.serving import guard
from pages.parts.serving.guard import BURST, HEADERS, asked_who, protected, unhurried
from pages.parts.visitors.permits import Permits


async def echo(socket: WebSocket) -> None:
    await socket.accept()
    try:
        while True:
            await socket.send_text(await socket.receive_text())
    except WebSocketDisconnect:
        await socket.close()  # as a server may, not knowing that the guard was first


APP = Starlette(
    routes=[Route("/", lambda request: PlainTextResponse("here")), WebSocketRoute("/socket", echo)],
    middleware=[Middleware(protected), Middleware(unhurried)],
)


ASKED = Starlette(
    routes=[Route("/{rest:path}", lambda request: PlainTextResponse("here"), methods=["GET", "PUT", "OPTIONS"])],
    middleware=[Middleware(asked_who)],
)
HERE = {"host": "127.0.0.1:8501", "origin": "http://127.0.0.1:8501"}


@pytest.mark.parametrize(
    ("path", "closed"),
    [
        ("/api", 401),
        ("/api/figures.csv", 401),
        ("/feed.xml", 401),
        ("/media/abc.csv", 401),
        ("/", 200),
        ("/figures", 200),
        ("/apiary", 200),
        ("/ready", 200),
        ("/_stcore/health", 200),
    ],
)
def test_files_are_for_readers_and_pages_ask_for_themselves(monkeypatch, path, closed):
    client = TestClient(ASKED)
    assert client.get(path).status_code == 200
    monkeypatch.setattr(guard, "permits", lambda: Permits(True, readers_must_log_in=True))
    assert client.get(path).status_code == closed
    assert client.get(path, headers={"cookie": "_streamlit_user=forged"}).status_code == closed


def test_below_a_path_files_are_for_readers_too(monkeypatch):
    monkeypatch.setattr(guard, "permits", lambda: Permits(True, readers_must_log_in=True))
    config.set_option("server.baseUrlPath", "/data/")
    try:
        assert TestClient(ASKED).get("/data/media/abc.csv").status_code == 401
    finally:
        config.set_option("server.baseUrlPath", "")


@pytest.mark.parametrize(
    ("peer", "headers", "now", "status"),
    [
        ("127.0.0.1", HERE, Permits(), 200),
        ("127.0.0.1", HERE | {"x-forwarded-for": "127.0.0.1"}, Permits(), 403),
        ("127.0.0.1", HERE | {"origin": "http://127.0.0.1:9"}, Permits(), 403),
        ("10.0.0.7", HERE, Permits(), 403),
        ("127.0.0.1", HERE, Permits(True), 403),
    ],
)
def test_uploads_are_for_curators(monkeypatch, peer, headers, now, status):
    monkeypatch.setattr(guard, "permits", lambda: now)
    client = TestClient(ASKED, client=(peer, 50000))
    assert client.put("/_stcore/upload_file/a/b", headers=headers).status_code == status
    assert client.get("/figures", headers=headers).status_code == 200


@pytest.mark.parametrize(("path", "status"), [("/", 200), ("/nowhere", 404)])
def test_every_answer_has_the_headers(path, status):
    answer = TestClient(APP).get(path)
    assert answer.status_code == status
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_who_sends_as_hands_do_is_answered():
    with TestClient(APP).websocket_connect("/socket") as socket:
        for n in range(int(BURST) - 10):
            socket.send_text(str(n))
            assert socket.receive_text() == str(n)


def test_who_floods_is_closed():
    with TestClient(APP).websocket_connect("/socket") as socket:
        for _ in range(int(BURST) * 3):
            socket.send_text("again")
        with pytest.raises(WebSocketDisconnect) as closed:
            [socket.receive_text() for _ in range(int(BURST) * 3)]
    assert closed.value.code == 1008


@pytest.mark.parametrize(
    ("arguments", "read"),
    [
        ([], {}),
        (["--server.port", "8502"], {"server.port": 8502}),
        (["--server.port=8502", "--server.runOnSave", "true"], {"server.port": 8502, "server.runOnSave": True}),
        (["--server.fileWatcherType", "auto"], {"server.fileWatcherType": "auto"}),
    ],
)
def test_settings_are_read_as_streamlit_reads_them(arguments, read):
    assert settings(arguments) == read


@pytest.mark.parametrize("arguments", [["--server.port"], ["server.port", "8502"]])
def test_settings_that_cannot_be_read_are_told(arguments):
    with pytest.raises(SystemExit, match="usage:"):
        settings(arguments)
