"""Pictures as the machine address gives them."""

from xml.etree import ElementTree as Xml

import pytest
from starlette.testclient import TestClient

from pages.parts.serving.api import MACHINES
from tests.etl.made import tables
from tests.pages.visiting import publish

MADE = tables(
    figures=[{"value": 3, "year": 2023}, {"value": 0.5, "year": 2024}, {"value": 9, "unit": "south", "measure": "hour"}]
)
SVG = "{http://www.w3.org/2000/svg}"
CHART = "/api/chart.json?indicator=cases-resolved&measure=case"


@pytest.fixture
def release(tmp_path, monkeypatch) -> str:
    return publish(MADE, tmp_path, monkeypatch)


@pytest.fixture
def client(release) -> TestClient:
    return TestClient(MACHINES)


def named(answer) -> str:
    return answer.headers["content-disposition"].removeprefix("attachment; filename*=UTF-8''")


@pytest.mark.parametrize(("form", "bars"), [("bars", 2), ("lines", 0)])
def test_a_chart_is_a_figure_with_its_caption(client, release, form, bars):
    answer = client.get(f"{CHART}&form={form}&lang=en&year=2023&year=2024")
    figure = answer.json()
    assert sum(len(trace["x"]) for trace in figure["data"] if trace["type"] == "bar") == bars
    said = [note["text"] for note in figure["layout"]["annotations"]]
    assert "<b>Cases resolved: Case</b>" in said
    assert "Year: 2023, 2024" in said
    assert any(f"release {release}" in text and f"v={release}" in text for text in said)
    assert any("Source: made-2025期" in text for text in said)
    assert named(answer) == f"shiji_{form}_2023_2024_cases-resolved_case_{release}.en.json"


def test_a_log_scale_is_drawn_where_asked_for(client):
    axes = [client.get(f"{CHART}&log={log}").json()["layout"]["xaxis"]["type"] for log in (0, 1)]
    assert axes == ["linear", "log"]


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/api/chart.json", 400, ["must be given", "must be given"]),
        (f"{CHART}&form=breakdown-0", 404, ["of these figures there is no such chart; there is bars, lines"]),
        (f"{CHART}&form=<b>", 404, ["of these figures there is no such chart; there is bars, lines"]),
        (f"{CHART}&text=nothing", 404, ["of these figures there is no such chart; there is none"]),
        ("/api/map.svg?by=year", 400, ["must be unit or theme"]),
    ],
)
def test_what_cannot_be_drawn_is_refused(client, address, status, told):
    answer = client.get(address)
    error = answer.json()["error"]
    assert answer.status_code == status
    assert [one["message"] for one in error["parameters"]] or [error["message"]] == told


@pytest.mark.parametrize(
    ("query", "title", "name"),
    [
        ("by=unit&lang=en", "How many figures each unit has in each year", "figures-by-unit"),
        ("by=theme&lang=en", "How many figures each theme has in each year", "figures-by-theme"),
        ("unit=south&lang=en", "How many figures South has in each year", "figures-by-unit_south"),
    ],
)
def test_a_map_is_a_picture(client, release, query, title, name):
    answer = client.get(f"/api/map.svg?{query}")
    assert answer.headers["content-type"] == "image/svg+xml"
    root = Xml.fromstring(answer.content)  # noqa: S314 (made here)
    assert root.findtext("{*}title") == title
    assert any(f"release {release}" in text for text in root.itertext())
    assert named(answer) == f"shiji_{name}_{release}.en.svg"


def test_a_map_of_nothing_is_still_one(client):
    root = Xml.fromstring(client.get("/api/map.svg?text=nothing").content)  # noqa: S314 (made here)
    assert len(list(root.iter(f"{SVG}text"))) > 3
