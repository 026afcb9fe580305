import pytest
from lxml import html

from etl.exporting import html_table
from etl.exporting.html_table import figures_html
from etl.exporting.selection import extract
from etl.exporting.words import LANGUAGES
from etl.exporting.workbook import TooLarge
from etl.query import Choice
from etl.tables import Tables
from tests.etl.made import tables


def page(made: Tables, lang="en", choice: Choice | None = None):
    return html.fromstring(figures_html(extract(made, choice or Choice(), "4f2a", "2026-01-31"), lang))


@pytest.mark.parametrize(("lang", "spoken"), [("zh", "zh-CN"), ("en", "en")])
def test_it_says_what_it_is_in_its_language_and_where_it_is_from(lang, spoken):
    made = page(tables(figures=[{}, {"unit": "south"}]), lang, Choice(units=("south",)))
    assert (made.get("lang"), made.findtext(".//title")) == (spoken, made.findtext(".//h1"))
    assert "1" in made.findtext(".//caption")
    footer = made.find(".//footer").text_content()
    assert "made-2025期" in footer
    for told in ("4f2a", "2026-01-31", "http://127.0.0.1:8501/figures?unit=south"):
        assert told in footer


@pytest.mark.parametrize(
    ("lang", "published", "said"),
    [
        ("zh", "2025-12-01", "来源：《made-2025期》（2025-12-01）"),
        ("en", "2025-12-01", "Source: made-2025期 (2025-12-01)"),
        ("en", None, "Source: made-2025期"),
    ],
)
def test_an_issue_is_named_with_the_date_of_print_where_that_is_known(lang, published, said):
    made = page(tables(figures=[{}], issues=[{"issue": "made-2025", "published": published}]), lang)
    assert made.findtext(".//footer/p") == said


def test_every_cell_is_headed_both_ways_and_leads_to_its_source():
    made = page(tables(figures=[{"comparator": ">", "value": 32000, "printed": "3.2万余件"}]))
    heads = [(cell.text, cell.get("scope")) for cell in made.findall(".//thead//th")]
    assert [cell.get("scope") for cell in made.findall(".//tbody//th")] == ["row"]
    cells = [cell.text_content() for cell in made.find(".//tbody/tr")]
    row = dict(zip([name for name, scope in heads if scope == "col"], cells, strict=True))
    assert {name: row[name] for name in ("Unit", "As printed", "Comparator", "Value", "At least", "Id")} == {
        **{
            "Unit": "North",
            "As printed": "3.2万余件",
            "Comparator": "more than",
            "Value": "32000",
            "At least": "32000",
        },
        "Id": "made-2025/1/1",
    }
    assert made.xpath("//tbody//a/@href") == ["http://127.0.0.1:8501/sources?figure=made-2025/1/1"]


def test_columns_that_are_empty_are_left_out():
    heads = [cell.text for cell in page(tables(figures=[{"comparator": ">"}])).findall(".//thead//th")]
    assert {"At most", "Note", "Page", "Release"} & set(heads) == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_in_it_runs_whatever_the_labels_say(lang):
    hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    names = {"name_zh": hostile, "name_en": hostile}
    made = tables(
        figures=[{"printed": hostile}],
        units=[{"unit": "north"} | names],
        issues=[{"title": hostile, "issue": "made-2025"}],
    )
    shown = page(made, lang)
    assert shown.xpath("//script | //img | //@onerror | //link | //iframe") == []
    assert shown.findtext(".//tbody//th") == hostile
    (policy,) = shown.xpath("//meta[@http-equiv]/@content")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_without_rows_the_header_stays():
    assert len(page(tables(figures=[{}]), choice=Choice(text="nothing")).findall(".//thead//th")) > 10


def test_more_rows_than_it_bears_are_refused(monkeypatch):
    monkeypatch.setattr(html_table, "MOST_ROWS", 1)
    with pytest.raises(
        TooLarge, match=r"^An HTML table holds 1 rows, here are 2\. Narrow the choice, or take the CSV\."
    ):
        page(tables(figures=[{}, {}]))
