import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from pages.parts.guard import BURST, HEADERS, protected, unhurried
from pages.parts.serve import settings


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
