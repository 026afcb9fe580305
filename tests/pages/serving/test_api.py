"""The machine address, asked in process."""

import io
import json
import re
from xml.etree import ElementTree as Xml

import pandas as pd
import pytest
from starlette.testclient import TestClient

from etl import query
from etl.__main__ import main
from etl.exporting import files
from etl.exporting.export import COLUMNS, figures_csv
from etl.query import Choice
from etl.releasing import releases
from pages.parts.serving.api import MACHINES, OPENAPI
from tests.etl.made import tables
from tests.pages.visiting import out_of_order, publish

MADE = tables(
    figures=[{"value": n, "year": 2020 + n, "unit": f"u{n}"} for n in range(1, 6)],
    units=[{"unit": "u2", "parent": "u1"}],
)
DOCUMENT = json.loads(OPENAPI.read_bytes())


@pytest.fixture
def client(tmp_path, monkeypatch):
    publish(MADE, tmp_path, monkeypatch)
    return TestClient(MACHINES)


@pytest.fixture
def source(client) -> files.ReleaseSource:
    engine = releases.connect(releases.address())
    (publication,) = releases.history(engine)
    tables = releases.load(engine, publication.release)
    return files.ReleaseSource(tables, publication.release, [publication], files.counting(engine))


def values(client, address: str) -> list[float]:
    return [row["value"] for row in client.get(address).json()["figures"]]


def test_figures_of_a_choice(client):
    assert values(client, "/api/figures.json") == [1, 2, 3, 4, 5]
    assert values(client, "/api/figures.json?unit=u1") == [1, 2]
    assert values(client, "/api/figures.json?unit=u1&only=1") == [1]
    assert values(client, "/api/figures.json?year=2023&year=2025") == [3, 5]
    assert values(client, "/api/figures.json?text=nothing") == []


def test_pages_of_figures_follow_one_another(client):
    seen, address = [], "/api/figures.json?unit=u1&unit=u3&unit=u5&limit=2"
    while address:
        page = client.get(address).json()
        assert (page["total"], page["limit"]) == (4, 2)
        seen += [row["value"] for row in page["figures"]]
        address = page["next"]
    assert seen == [1, 2, 3, 5]
    assert client.get("/api/figures.csv?limit=2&offset=1").headers["link"] == (
        '</api/figures.csv?limit=2&offset=3>; rel="next"'
    )
    assert "link" not in client.get("/api/figures.csv?offset=3").headers


def test_pandas_reads_the_csv_in_one_line(client, source):
    answer = client.get("/api/figures.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert not answer.content.startswith(b"\xef\xbb\xbf")
    read = pd.read_csv(io.BytesIO(answer.content), dtype={"release": str})  # some of them look like 1e25
    assert (list(read.columns), read["value"].tolist()) == (list(COLUMNS), [1, 2, 3, 4, 5])
    assert read["release"].unique().tolist() == [source.release]


@pytest.mark.parametrize(
    ("address", "options", "format", "lang"),
    [
        ("/api/figures.csv?unit=u1&bom=1", ("--unit", "u1"), "csv", "zh"),
        ("/api/figures.xlsx?unit=u1&lang=en", ("--unit", "u1", "--lang", "en"), "xlsx", "en"),
        ("/api/figures.html?unit=u1", ("--unit", "u1"), "html", "zh"),
        ("/api/figures.sdmx.zip?unit=u1", ("--unit", "u1"), "sdmx", "zh"),
        ("/api/releases/{}/package.zip", (), "package", "zh"),
    ],
)
def test_a_file_is_the_same_from_here_the_command_and_a_page(client, source, tmp_path, address, options, format, lang):
    answer = client.get(address.format(source.release))
    made = files.file(source, Choice(units=("u1",)), format, lang)
    assert main(["export", "--to", str(tmp_path / "out"), "--format", format, *options]) == 0
    (written,) = (tmp_path / "out").iterdir()
    assert answer.content == made.content == written.read_bytes()
    assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''{made.name}"
    assert (written.name, answer.headers["content-type"]) == (made.name, made.media)


@pytest.mark.parametrize("name", ["units", "indicators", "measures", "themes", "issues"])
def test_lists_are_whole(client, source, name):
    told = client.get(f"/api/{name}").json()
    assert (told["release"], told["total"]) == (source.release, len(source.tables[name]))
    assert [list(row) for row in told[name]] == [list(source.tables[name].columns)] * told["total"]


def test_an_answer_is_given_again_only_when_the_release_changed(client, source, tmp_path, monkeypatch):
    needed = {"/api/chart.json": "?indicator=cases-resolved&measure=case"}
    paths = [path + needed.get(path, "") for path in DOCUMENT["paths"] if path != "/ready"]
    addresses = [path.replace("{release}", source.release) for path in paths]
    tags = {address: client.get(address).headers["etag"] for address in addresses}
    assert re.fullmatch(rf'"{source.release}-[0-9a-f]{{12}}"', tags["/api/figures.csv"])
    for address, tag in tags.items():
        again = client.get(address, headers={"If-None-Match": f'"other", W/{tag}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    publish(tables(figures=[{"value": 9}]), tmp_path, monkeypatch)
    for address in ("/api/figures.csv", "/api/units", "/api/releases", "/feed.xml"):
        assert client.get(address, headers={"If-None-Match": tags[address]}).status_code == 200


@pytest.mark.parametrize(
    "address", ["/api/figures.csv?unit=u1", "/api/figures.xlsx?lang=en", "/api/figures.json?limit=2"]
)
def test_who_holds_an_answer_is_told_so_before_any_work(client, monkeypatch, address):
    tag = client.get(address).headers["etag"]
    monkeypatch.setattr(query, "rows", lambda *_: pytest.fail("the figures are looked for"))
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_each_question_has_a_tag_of_its_own_and_wrong_ones_have_none(client, monkeypatch):
    addresses = (
        "/api/figures.csv",
        "/api/figures.csv?unit=u1",
        "/api/figures.csv?bom=1",
        "/api/figures.html",
        "/api/units",
    )
    tags = [client.get(address).headers["etag"] for address in addresses]
    assert len(set(tags)) == len(tags)
    assert client.get("/api/figures.csv?unit=x", headers={"If-None-Match": "*"}).status_code == 400
    monkeypatch.setenv("PUBLIC_URL", "https://shiji.example")
    assert client.get("/api/figures.csv").headers["etag"] != tags[0]


@pytest.mark.parametrize(
    ("address", "status", "parameter", "message"),
    [
        ("/api/figures.json?unit=u11", 400, "unit", "'u11' is not in this release; did you mean u1?"),
        ("/api/figures.csv?units=u1", 400, "units", "there is no such parameter; did you mean unit?"),
        ("/api/figures.csv?limit=0", 400, "limit", "must be from 1 to 100000"),
        ("/api/figures.csv?offset=-1", 400, "offset", "must be from 0 to 1000000000"),
        ("/api/figures.csv?limit=1&limit=2", 400, "limit", "is given more than once"),
        ("/api/figures.csv?bom=yes", 400, "bom", "must be 0 or 1"),
        ("/api/figures.xlsx?lang=fr", 400, "lang", "must be zh or en"),
        ("/api/units?unit=u1", 400, "unit", "is not used"),
        ("/api/releases/nope/package.zip", 404, None, "there is no release 'nope'; /api/releases lists them"),
        ("/api/nope", 404, None, "there is nothing here; /api/openapi.json describes what there is"),
        ("/api", 404, None, "there is nothing here; /api/openapi.json describes what there is"),
        ("/api/figures.csv/", 404, None, "there is nothing here; /api/openapi.json describes what there is"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_the_reason(client, address, status, parameter, message):
    answer = client.get(address, follow_redirects=False)
    error = answer.json()["error"]
    assert (answer.status_code, error["status"]) == (status, status)
    told = error["parameters"] or [{"parameter": None, "message": error["message"]}]
    assert told == [{"parameter": parameter, "message": message}]


def test_nothing_can_be_changed_here(client):
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(client, method)("/api/figures.json")
        assert (answer.status_code, answer.json()["error"]["status"]) == (405, 405)


def test_ready_tells_the_release(client, source):
    assert client.get("/ready").json() == {"ready": True, "release": source.release, "damaged": []}


def test_without_a_release_nothing_is_ready(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/none.db")
    client = TestClient(MACHINES)
    assert (client.get("/ready").status_code, client.get("/ready").json()) == (503, {"ready": False, "why": "none"})
    answer = client.get("/api/figures.csv")
    assert (answer.status_code, answer.json()["error"]["status"]) == (503, 503)


def test_the_feed_tells_what_each_release_brought(client, source, tmp_path, monkeypatch):
    figures = [{"value": n, "year": 2020 + n, "unit": f"u{n}"} for n in range(1, 7)]
    later = publish(tables(figures=figures, units=[{"unit": "u2", "parent": "u1"}]), tmp_path, monkeypatch)
    feed = Xml.fromstring(client.get("/feed.xml").content)  # noqa: S314 (made here)
    entries = feed.findall("{*}entry")
    assert [entry.findtext("{*}title") for entry in entries] == [
        f"{release} · to be read" for release in (later, source.release)
    ]
    assert entries[0].findtext("{*}content") == (
        "1 added, 0 removed, 0 changed\n6件 http://127.0.0.1:8501/sources?figure=made-2025/6/1"
    )


def test_every_address_is_described_and_every_description_is_an_address(client):
    described = {re.sub(r"{\w+}", "{}", path) for path in DOCUMENT["paths"]}
    served = {re.sub(r"{[\w:]+}", "{}", route.path) for route in MACHINES.routes}
    assert served - described == {"/api", "/api/{}", "/api/openapi.json"}
    assert client.get("/api/openapi.json").json() == DOCUMENT


def test_the_csv_with_a_mark_is_the_file_of_the_pages(client, source):
    rows = source.tables["figures"]
    assert client.get("/api/figures.csv?bom=1").content == figures_csv(source.tables, rows, source.release)


@pytest.mark.parametrize("path", ["/api/releases", "/feed.xml", "/api/releases/{}/package.zip", "/api/figures.xlsx"])
def test_what_the_database_does_not_give_just_now_is_no_empty_answer(client, source, path):
    address = path.format(source.release)
    with out_of_order():
        answer = client.get(address)
    assert (answer.status_code, answer.json()["error"]["message"]) == (
        503,
        "no sound release is being served: unusable",
    )
    assert client.get(address).status_code == 200
