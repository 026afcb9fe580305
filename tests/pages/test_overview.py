"""The overview as its readers meet it."""

import re
from html import unescape
from urllib.parse import parse_qsl

import pytest

from tests.etl.made import tables
from tests.pages.visiting import links, open_page, publish, texts

FIGURES = [
    {"issue": "old", "line": 1, "unit": "north", "year": 2023, "value": 80.0},
    {"issue": "new", "line": 1, "unit": "north", "year": 2023, "value": 88.0},
    {"issue": "new", "line": 2, "unit": "east", "year": 2025, "value": 7.0, "detail_en": "Appeals"},
    {"issue": "new", "line": 3, "unit": "nation", "year": 1953, "status": "background"},
]
MADE = tables(
    figures=FIGURES,
    issues=[{"issue": "old", "position": 1}, {"issue": "new", "position": 2, "title": "An issue"}],
    articles=[{"article": f"{issue}/report", "issue": issue} for issue in ("old", "new")],
    measures=[{"measure": "case", "name_en": "cases"}],
)


@pytest.fixture
def release(tmp_path, monkeypatch) -> str:
    return publish(MADE, tmp_path, monkeypatch)


def page_html(**address):
    """The parts of the page that are its own HTML, below the masthead."""
    bodies = [element.proto.body for element in open_page(**address).main.get("html")]
    return [body for body in bodies if "coverage" in body or 'class="finding"' in body]


def test_background_is_told_apart_and_counts_for_nothing_else(release):
    visit = open_page(lang="en")
    shown = texts(visit)
    assert (
        "On record from 2 issues: 3 figures (and another 1 background figure) on 2 units, for 2023–2025; "
        "the largest theme is “Justice” with 3 figures."
    ) in shown
    assert any('for <span class="whole">2023–2025</span>' in html for html in page_html(lang="en"))  # on one line
    assert "1953" not in " ".join(shown)
    background = next(link for link in visit.get("page_link") if "Not counted" in link.proto.label)
    assert dict(parse_qsl(background.proto.query_string)) == {"status": "background", "lang": "en"}
    assert any("Not listed: 1 unit on record" in text for text in shown)


def test_the_latest_issue_in_sentences_with_numbers(release):
    assert "“An issue” brought 2 figures from 2 units. First seen in it: East." in texts(open_page(lang="en"))
    assert links(open_page(lang="en"))[:5] == [
        "See the 2 figures",
        "Justice: 88 cases · Cases · North",
        "88 cases · Cases · North; before: 80 cases",
        "2025-12-31 An issue, 2 figures (and another 1 background figure)",
        "2025-12-31 old期, 1 figure",
    ]


def test_a_cell_leads_to_the_figures_of_that_unit_alone_and_year(release):
    html = "".join(page_html(lang="en"))
    asked = [dict(parse_qsl(unescape(query))) for query in re.findall(r'href="figures\?(.*?)"', html)]
    told = {"status": "not-background", "lang": "en"}
    assert told | {"unit": "east", "only": "1", "year": "2025"} in asked
    assert 'href="unit?unit=east' in html.replace("lang=en&amp;", "")
    assert told | {"theme": "justice", "year": "2023"} in asked
    assert re.search(r'<td class="none" title="East, 2023: Not mentioned here[^"]+"></td>', html)


def test_a_choice_made_elsewhere_narrows_neither_the_page_nor_its_cells(release):
    chosen = {"unit": "south", "year": "1953", "status": "target"}
    assert page_html(lang="en", **chosen) == page_html(lang="en")


def test_background_alone_says_so(tmp_path, monkeypatch):
    publish(tables(figures=[{"status": "background"}]), tmp_path, monkeypatch)
    shown = texts(open_page(lang="en"))
    assert "From 1 issue: 1 background figure only." in shown
    assert "“made-2025期” has no figures that are not background." in shown
