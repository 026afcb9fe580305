"""The served dashboard as programs see it: the same process as the pages, behind the same guard."""

import json
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from email.message import Message
from functools import partial
from pathlib import Path

import pytest

from pages.parts.serving.guard import HEADERS
from pages.parts.text import say
from tests.browser.programs import answered, html
from tests.browser.served import ROOT, Served

pytestmark = pytest.mark.browser


def ask(url: str) -> tuple[int, Message, bytes]:
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 (a loopback address)
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


@pytest.mark.parametrize(
    ("path", "status", "media"),
    [
        ("/", 200, "text/html"),
        ("/figures", 200, "text/html"),
        ("/ready", 200, "application/json"),
        ("/feed.xml", 200, "application/atom+xml"),
        ("/api/figures.json?limit=1", 200, "application/json"),
        ("/api/figures.csv?nonsense=1", 400, "application/json"),
        ("/api/nowhere", 404, "application/json"),
        ("/api", 404, "application/json"),
    ],
)
def test_pages_and_machine_address_are_one_server(dashboard: Served, path: str, status: int, media: str):
    found, headers, _ = ask(dashboard.url + path)
    assert (found, headers["content-type"].split(";")[0]) == (status, media)
    assert {name: headers[name] for name in HEADERS} == HEADERS


def test_no_page_around_this_one_may_command_it(dashboard: Served):
    assert json.loads(ask(f"{dashboard.url}/_stcore/host-config")[2])["allowedOrigins"] == []


def test_ready_and_figures_tell_the_same_release(dashboard: Served):
    ready = json.loads(ask(f"{dashboard.url}/ready")[2])
    assert json.loads(ask(f"{dashboard.url}/api/figures.json?limit=1")[2])["release"] == ready["release"]


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ({}, None),
        ({"X-Forwarded-For": "127.0.0.1"}, "This request came through a proxy"),
        ({"X-Forwarded-For": "10.0.0.7"}, "Entering data is open only"),
        ({"Forwarded": "for=127.0.0.1"}, "This request came through a proxy"),
        ({"Via": "1.1 proxy"}, "This request came through a proxy"),
        ({"X-Real-IP": "127.0.0.1"}, "This request came through a proxy"),
    ],
)
def test_what_comes_through_a_proxy_is_not_this_machine(dashboard: Served, headers: dict[str, str], said: str | None):
    told = answered(dashboard.url, "refresh", headers=headers)
    shown, links = html(told), {message.delta.new_element.page_link.label for message in told}
    assert (say("en", "curation.title") in links) == (said is None)
    refused = [why for why in ("This request came through a proxy", "Entering data is open only") if why in shown]
    assert refused == ([said] if said else [])


def test_a_page_of_another_server_is_not_this_machine(dashboard: Served):
    shown = html(answered(dashboard.url, "refresh", origin="http://127.0.0.1:9"))
    assert "Entering data is open only to visitors at the machine" in shown


def test_an_interrupt_ends_the_server_without_a_word():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    serve = [sys.executable, "-u", "-m", "pages.parts.serve", "--server.port", port]
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # where tests run in the background it is not
    with subprocess.Popen(
        serve,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=heard,  # noqa: PLW1509 (there are no threads)
    ) as server:
        assert server.stdout is not None
        while "URL:" not in (line := server.stdout.readline()):
            assert line, "the server ended before it began"
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=30) == 0
        assert "Traceback" not in server.stdout.read()


def test_a_server_whose_cookies_can_be_forged_does_not_start(tmp_path: Path):
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(
        '[auth]\nredirect_uri = "http://localhost/oauth2callback"\ncookie_secret = "changeme"\n'
        'client_id = "a"\nclient_secret = "b"\nserver_metadata_url = "http://localhost"\n'
    )
    serve = [sys.executable, "-m", "pages.parts.serve", "--secrets.files", json.dumps([str(secrets)])]
    started = subprocess.run(serve, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (started.returncode, started.stderr.splitlines()) == (
        1,
        ["the server does not start:", "[auth] cookie_secret can be guessed; make one: openssl rand -hex 32"],
    )
