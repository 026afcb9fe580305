import pytest
from starlette.testclient import TestClient

from etl import releases
from etl.query import Choice
from pages.parts import choice, downloads
from pages.parts.api import MACHINES
from pages.parts.frame import Visit
from pages.parts.released import Released
from tests.etl.made import tables
from tests.pages.visiting import open_page, publish

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
    ("format", "address"), [("csv", "/api/figures.csv?bom=1&"), ("xlsx", "/api/figures.xlsx?lang=en&"), ("html", "/api/figures.html?lang=en&")]
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
