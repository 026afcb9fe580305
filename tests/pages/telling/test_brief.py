import re
from html.parser import HTMLParser

import pandas as pd
import pytest

from pages.parts.telling import brief_bars
from pages.parts.telling.brief import Edition, brief, headline
from pages.parts.text import LANGUAGES
from tests.etl.made import tables
from tests.test_dashboard_letters import HOSTILE, hostile

EDITION = Edition("c0ffee", "2026-01-02", "http://127.0.0.1:8501/unit?unit=north&lang=en")
UNITS = [{"unit": "north", "kind": "district"}, {"unit": "south", "kind": "district"}]
MADE = tables(
    figures=[
        {"comparator": ">", "value": 32000, "printed": "3.2万余件", "page": "11"},
        {"year": 2022, "value": 5},
        {"unit": "south", "value": 9},
        {"status": "target", "indicator": "people-trained", "measure": "person", "measure_word": "人"},
    ],
    units=UNITS,
    measures=[{"measure": "case", "name_en": "cases"}],
)


def words(html: str) -> str:
    return re.sub(r"<style>.*?</style>|<[^>]+>", " ", html)


def bar(**given) -> str:
    [row] = tables(figures=[given])["figures"].to_dict("records")
    return brief_bars.bar(row, 10)


def test_a_brief_says_who_what_how_sure_when_where_and_from_which_release():
    said = words(brief(MADE, "en", "north", EDITION))
    for expected in (
        "North",
        "District",
        "over 32,000 cases",
        "[1] p. 11",
        "(target)",
        "Others of its kind",
        "made-2025期",
        "release c0ffee, published 2026-01-02",
        "http://127.0.0.1:8501/unit?unit=north&amp;lang=en",
    ):
        assert expected in said


def test_a_year_without_figures_is_named_so():
    html = brief(tables(figures=[{"year": 2021}, {"year": 2023}]), "en", "north", EDITION)
    assert re.findall(r"<text[^>]*>([^<]+)</text>", html) == ["1", "2021", "none", "2022", "1", "2023"]
    assert html.count("<rect") == 4  # two columns, and the two bars of the two figures


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_asked_of_the_network_and_nothing_runs(lang):
    html = brief(MADE, lang, "north", EDITION)
    assert "default-src 'none'" in html
    assert re.findall(r"<(?:script|link|img|iframe|object|embed)|\ssrc=|url\(|@import", html) == []
    assert re.findall(r'href="([^"]*)"', html) == ["http://127.0.0.1:8501/unit?unit=north&amp;lang=en"]


class Read(HTMLParser):
    """What a browser finds in a file: its tags and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("label", HOSTILE)
def test_labels_are_shown_to_the_letter(label):
    plain = Read(brief(hostile("plain"), "en", "north", EDITION))
    read = Read(brief(hostile(label), "en", "north", Edition(label, label, label)))
    assert read.text.count(label) > 5
    assert read.tags == plain.tags


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_unit_without_figures_has_a_brief_that_says_so(lang):
    html = brief(tables(figures=[{"unit": "south"}], units=UNITS), lang, "north", EDITION)
    assert "<table>" not in html
    assert "North" in html or "north" in html


def test_the_sheet_keeps_the_first_of_every_theme_and_background_last():
    rows = pd.DataFrame(
        {"theme": ["a", "a", "a", "b", "b"], "status": ["reported"] * 3 + ["background", "reported"]},
        index=[7, 8, 9, 3, 4],
    )
    assert headline(rows, [1] * 5, 100).index.tolist() == [7, 8, 9, 3, 4]
    assert headline(rows, [1] * 5, 4).index.tolist() == [7, 8, 4]
    assert headline(rows, [5] * 5, 4).empty


@pytest.mark.parametrize(
    ("figure", "drawn"),
    [
        ({"value": 5}, [("33.0", 'fill="#333"')]),
        ({"value": 5, "comparator": "<"}, [("33.0", 'fill="none" stroke="#333" stroke-dasharray="3 2"')]),
        ({"value": 5, "status": "target"}, [("33.0", 'fill="none" stroke="#333"')]),
        ({"value": 0}, [("1.0", 'fill="#333"')]),
        ({"value": -3}, [("1.0", 'fill="#333"')]),
    ],
)
def test_bars_say_how_sure_without_colour(figure, drawn):
    assert re.findall(r'width="([\d.]+)" height="8" ([^/]+)/>', bar(**figure)) == drawn


def test_an_open_end_fades_a_range_is_thin_an_approximation_hatched():
    assert bar(value=5, comparator=">").count("opacity") == 3
    between = bar(value=None, comparator="range", lower=5, upper=10, measure_word="件", printed="5至10件")
    assert '<rect x="33.0" y="3" width="33.0" height="3"' in between
    assert bar(value=5, comparator="~").count("<path") > 3
