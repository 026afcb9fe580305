"""Visits in a test: a database of its own, a page opened at an address, and what stands on it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from dashboard import PAGES
from etl.releasing import releases
from etl.tables import Tables
from pages.parts import ahead
from pages.parts.visitors import rights

DASHBOARD = Path(__file__).parents[2] / "dashboard.py"

# At every run AppTest asks all installed packages for components, which takes longer than the page; they stay the same.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)

# A test looks at a page or two: to draw all indicators of every release ahead takes longer than to open them.
DRAWN_AHEAD, ahead.MOST = ahead.MOST, 0

# The release and the database of tables that are published first of all; to publish takes longer than to open a page.
FIRST: dict[int, tuple[str, bytes, Tables]] = {}


def publish(tables: Tables, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Put tables in force in a database under `folder`, the one that pages read from now on; the release's id."""
    file = folder / "shiji.db"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
    if file.exists():
        return _published(tables, file)
    if id(tables) not in FIRST:
        FIRST[id(tables)] = _published(tables, file), file.read_bytes(), tables
    release, content, _ = FIRST[id(tables)]
    file.write_bytes(content)
    return release


def _published(tables: Tables, file: Path) -> str:
    return releases.publish(releases.connect(f"sqlite:///{file}"), tables, {}, "a test", "to be read").release


def open_page(page: str = "overview", **address: str | list[str]) -> AppTest:
    """A page, opened as a browser would at `page?address`."""
    visit = AppTest.from_file(str(DASHBOARD), default_timeout=30)
    visit.query_params.update(address)
    if page != "overview":
        visit._page_hash = calc_hash(page)  # AppTest.switch_page knows pages that are files only
    return visit.run()


@contextmanager
def out_of_order() -> Iterator[None]:
    """While it lasts, the log of publications cannot be read; all else of the database can."""
    with pytest.MonkeyPatch.context() as trouble:
        trouble.setattr(releases, "history", lambda engine: releases.current(releases.connect("nowhere")))
        yield


def at_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on visitors come from the machine of the server, and so may curate: AppTest has no connection."""
    here = [("host", "127.0.0.1:8501"), ("origin", "http://127.0.0.1:8501")]
    monkeypatch.setattr(rights, "connection", lambda: rights.Connection("127.0.0.1", here))


def texts(visit: AppTest) -> list[str]:
    """What stands on the page outside controls, top to bottom, without its markup; a blank is a blank."""
    assert not visit.exception
    pieces = [piece for html in _html(visit) for piece in re.split(r"(?<=</h1>)|(?<=</p>)", html)]
    shown = [unescape(re.sub(r"(?s)<(style|script).*?</\1>|<[^>]+>", "", piece)) for piece in pieces]
    return [text.replace("\u00a0", " ") for text in shown if text]


def notices(visit: AppTest) -> list[str]:
    """The remarks that something is amiss."""
    return [unescape(re.sub(r"<[^>]+>", "", html)) for html in _html(visit) if 'role="status"' in html]


def links(visit: AppTest) -> list[str]:
    """The labels of the links, without the masthead's: the pages and the other language."""
    return [link.proto.label.replace("\\", "") for link in visit.get("page_link")][len(PAGES) + 1 :]


def copied(visit: AppTest) -> list[str]:
    """What the buttons that copy give; the first is the masthead's, a link to the view."""
    return [unescape(text) for html in _html(visit) for text in re.findall(r'data-copy="([^"]*)"', html)]


def _html(visit: AppTest) -> list[str]:
    return [element.proto.body for element in visit.main.get("html")]
