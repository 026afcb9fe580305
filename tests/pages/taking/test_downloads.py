import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from etl.exporting import html_table
from etl.query import Choice
from etl.releasing import releases
from pages.parts import choice
from pages.parts.released import Released
from pages.parts.serving.api import MACHINES
from pages.parts.taking import downloads, making
from pages.parts.visit import Visit
from tests.etl.made import tables
from tests.pages.visiting import notices, open_page, publish

MADE = tables(figures=[{}, {"unit": "south"}, {"unit": "south", "year": 2023}])


@pytest.fixture
def state(tmp_path, monkeypatch) -> Released:
    publish(MADE, tmp_path, monkeypatch)
    engine = releases.connect(releases.address())
    (publication,) = releases.history(engine)
    return Released(publication, releases.load(engine, publication.release))


def visit(state: Released, page: str = "figures", **address: list[str]) -> Visit:
    return Visit(page, "en", choice.read(address, page, state.tables, "en"), state, {})


def test_a_page_gives_csv_and_excel_of_what_it_shows(state):
    buttons = open_page("figures", lang="en", unit="south").get("download_button")
    assert [button.proto.label for button in buttons] == [
        "Download CSV (2 figures)",
        "Download Excel (2 figures, with charts)",
        "Download the table as a web page (2 figures)",
    ]


@pytest.mark.parametrize(
    ("format", "address"),
    [
        ("csv", "/api/figures.csv?bom=1&"),
        ("xlsx", "/api/figures.xlsx?lang=en&"),
        ("html", "/api/figures.html?lang=en&"),
    ],
)
def test_a_page_gives_the_same_bytes_as_the_machine_address(state, format, address):
    given = {"unit": ["south"], "year": ["2023"]}
    answer = TestClient(MACHINES).get(f"{address}unit=south&year=2023")
    assert downloads.content(visit(state, **given), format) == answer.content


def test_the_page_of_an_indicator_gives_the_one_it_shows(state):
    assert downloads.choice(visit(state)) == Choice()
    assert downloads.choice(visit(state, "indicator")) == Choice(indicator="cases-resolved")


def test_a_value_that_does_not_hold_is_not_in_the_choice(state):
    assert downloads.choice(visit(state, unit=["nowhere"], lang=["en"])) == Choice()


def test_a_large_workbook_is_prepared_first_then_given(state, monkeypatch):
    monkeypatch.setattr(making, "LARGE", 2)
    page = open_page("figures", lang="en")
    assert [one.proto.label for one in page.get("download_button")] == [
        "Download CSV (3 figures)",
    ]
    assert [one.label for one in page.button][-2:] == [
        "Prepare: Download Excel (3 figures, with charts)",
        "Prepare: Download the table as a web page (3 figures)",
    ]
    page.button(key="prepare-xlsx").click().run(timeout=60)
    assert not page.exception
    assert [one.proto.label for one in page.get("download_button")] == [
        "Download CSV (3 figures)",
        "Download Excel (3 figures, with charts)",
    ]


def test_while_too_many_files_are_made_the_page_says_so(state, monkeypatch):
    monkeypatch.setattr(making, "LARGE", 2)
    monkeypatch.setattr(making, "MOST_WAITING", 0)
    page = open_page("figures", lang="en")
    page.button(key="prepare-xlsx").click().run(timeout=60)
    assert "Many files are being made just now. Please try again in a minute." in notices(page)


@pytest.mark.parametrize("large", [1, 5_000])
@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "The file could not be made: A cell holds 32,767 characters; a text of “Note” has 32,768."),
        ("zh", "文件未能生成：单元格最多容纳 32767 个字符，“备注”一列里有 32768 个的。请改用 CSV。"),
    ],
)
def test_a_workbook_that_cannot_be_made_is_told_in_words(tmp_path, monkeypatch, large, lang, sentence):
    monkeypatch.setattr(making, "LARGE", large)
    publish(tables(figures=[{f"note_{lang}": "x" * 32768}]), tmp_path, monkeypatch)
    page = open_page("figures", lang=lang)
    page.button(key="prepare-xlsx").click().run(timeout=60)
    (told,) = notices(page)
    assert told.startswith(sentence)


def test_more_rows_than_a_web_page_bears_are_not_offered_as_one(state, monkeypatch):
    monkeypatch.setattr(html_table, "MOST_ROWS", 2)
    labels = [one.proto.label for one in open_page("figures", lang="en").get("download_button")]
    assert [label.split(" (")[0] for label in labels] == ["Download CSV", "Download Excel"]


@pytest.mark.parametrize("name", ["figures", "sources", "method"])
def test_programs_are_led_to_what_is_theirs(state, name):
    page = open_page(name, lang="en", **({"unit": "south"} if name == "figures" else {}))
    (told,) = (one.proto.body for one in page.get("html") if "For programs:" in one.proto.body)
    addresses = [unescape(address) for address in re.findall(r'href="([^"]+)"', told)]
    chosen = "?unit=south" if name == "figures" else ""
    assert addresses == [
        f"api/releases/{state.publication.release}/package.zip",
        *(f"api/figures.sdmx.zip{chosen}", f"api/figures.json{chosen}", "api/openapi.json", "feed.xml"),
    ]
    client = TestClient(MACHINES)
    assert [client.get(f"/{address}").status_code for address in addresses] == [200] * 5
