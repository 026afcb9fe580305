import re
from html.parser import HTMLParser

import pytest

from pages.parts.telling import brief_bars
from pages.parts.telling.brief import Origin, brief, headline
from pages.parts.text import LANGUAGES
from tests.etl.made import tables
from tests.test_dashboard_letters import HOSTILE, hostile

ORIGIN = Origin("c0ffee", "2026-01-02", "http://127.0.0.1:8501/unit?unit=north&lang=en")
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
    said = words(brief(MADE, "en", "north", ORIGIN))
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
    html = brief(tables(figures=[{"year": 2021}, {"year": 2023}]), "en", "north", ORIGIN)
    assert re.findall(r"<text[^>]*>([^<]+)</text>", html) == ["1", "2021", "none", "2022", "1", "2023"]
    assert html.count("<rect") == 4  # two columns, and the two bars of the two figures


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_asked_of_the_network_and_nothing_runs(lang):
    html = brief(MADE, lang, "north", ORIGIN)
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
    plain = Read(brief(hostile("plain"), "en", "north", ORIGIN))
    read = Read(brief(hostile(label), "en", "north", Origin(label, label, label)))
    assert read.text.count(label) > 5
    assert read.tags == plain.tags


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_unit_without_figures_has_a_brief_that_says_so(lang):
    html = brief(tables(figures=[{"unit": "south"}], units=UNITS), lang, "north", ORIGIN)
    assert "<table>" not in html
    assert "North" in html or "north" in html


def taken(room, *figures, lines=1):
    """What a sheet of so many lines has, as it is printed."""
    rows = tables(figures=figures)["figures"]
    return headline(rows, [lines] * len(rows), room)["printed"].tolist()


def test_the_sheet_keeps_one_of_every_theme_and_background_last():
    some = [{"value": 3}, {"value": 2}, {"value": 1}]
    other = [{"theme": "learning", "value": 9, "status": "background"}, {"theme": "learning", "value": 5}]
    assert taken(100, *some, *other) == ["3件", "2件", "1件", "5件", "9件"]
    assert taken(4, *some, *other) == ["3件", "5件"]
    assert taken(5, *some, *other) == ["3件", "2件", "5件"]
    assert taken(4, *some, *other, lines=5) == []


@pytest.mark.parametrize(
    ("figures", "order"),
    [
        ([{"value": 14}, {"value": 118}], [118, 14]),
        # One of each indicator before a second of the same, which then stands with the first.
        ([{"value": 14}, {"value": 118}, {"indicator": "sites", "value": 6}], [118, 6]),
        ([{"value": 6}, {"indicator": "income", "measure": "yuan", "value": 1390}], [1390, 6]),
        # What was reported before targets and rules of the same turn.
        ([{"indicator": "plan", "status": "target", "value": 900}, {"value": 6}], [6, 900]),
        ([{"status": "rule", "value": 900}, {"value": 6}, {"indicator": "sites", "value": 1}], [6, 1]),
        ([{"measure": "rank", "value": 2}, {"measure": "rank", "value": 1}], [1, 2]),
    ],
)
def test_within_a_theme_the_largest_of_each_indicator_comes_first(figures, order):
    assert taken(3, *figures) == [f"{n}件" for n in order]


def test_the_sheet_says_how_its_figures_are_chosen():
    html = brief(tables(figures=[{"value": n} for n in range(60)]), "en", "north", ORIGIN)
    assert "the largest figure of each indicator comes first, reported ones before targets and rules." in words(html)


def test_beside_others_stand_its_own_largest_and_the_largest_of_each():
    figures = [{"value": n} for n in (14, 15, 118)] + [{"unit": "south", "value": n} for n in (1, 7, 8)]
    more = [{"unit": "west", "value": 2}]
    cases, west = {"measure": "case", "name_en": "cases"}, {"unit": "west", "kind": "district"}
    made = tables(figures=[*figures, *more], units=[*UNITS, west], measures=[cases])
    _, compared = words(brief(made, "en", "north", ORIGIN)).split("Others of its kind")
    assert re.findall(r"(\d+) cases? ", compared) == ["118", "15", "8", "2", "7"]


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
