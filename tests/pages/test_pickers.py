"""The row of choices, and its one line on pages that show all."""

from urllib.parse import parse_qs

import pytest

from tests.etl.made import tables
from tests.pages.visiting import open_page, publish, texts

KEPT = "Chosen on the pages Indicator and Figures: {}. This page shows all."


@pytest.fixture(autouse=True)
def release(tmp_path, monkeypatch) -> str:
    return publish(tables(figures=[{}, {"unit": "south", "year": 2023}]), tmp_path, monkeypatch)


def cleared(visit) -> dict[str, list[str]]:
    """Where the link leads that clears the choice."""
    (link,) = (link for link in visit.get("page_link") if link.proto.label == "Clear the choice")
    return parse_qs(link.proto.query_string)


@pytest.mark.parametrize("page", ["overview", "method", "sources"])
def test_a_page_that_shows_all_says_what_is_kept_for_the_others(page):
    visit = open_page(page, lang="en", year="2023", unit="south")
    assert KEPT.format("South, 2023") in texts(visit)
    assert cleared(visit) == {"lang": ["en"]}


def test_a_unit_and_a_source_stay_when_the_rest_is_cleared():
    of_unit = open_page("unit", lang="en", year="2023", unit="south")
    assert KEPT.format("2023") in texts(of_unit)
    assert cleared(of_unit) == {"lang": ["en"], "unit": ["south"]}
    of_figure = open_page("sources", lang="en", year="2023", figure="made-2025/1/1")
    assert cleared(of_figure) == {"lang": ["en"], "figure": ["made-2025/1/1"]}


@pytest.mark.parametrize(("page", "given"), [("overview", {}), ("unit", {"unit": "south"})])
def test_with_nothing_chosen_there_is_no_such_line(page, given):
    visit = open_page(page, lang="en", **given)
    assert not any(text.startswith("Chosen on") for text in texts(visit))
    assert not any(link.proto.label == "Clear the choice" for link in visit.get("page_link"))


@pytest.mark.parametrize(("page", "said"), [("indicator", "South, 2023"), ("figures", "South, 2023, Cases resolved")])
def test_what_is_chosen_is_said_once(page, said):
    """In the one line of a phone, where the page is not headed by it."""
    visit = open_page(page, lang="en", year="2023", unit="south", indicator="cases-resolved")
    bodies = [html.proto.body for html in visit.get("html")]
    assert [body for body in bodies if "remark chosen" in body] == [f'<p class="remark chosen">{said}</p>']
