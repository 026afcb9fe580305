import re

import pytest

from etl.query import Choice
from pages.parts.charting import charts
from pages.parts.taking import pictures
from pages.parts.taking.pictures import Caption, Edition, paper
from tests.etl.made import tables

MADE = tables(
    figures=[{"value": 3}, {"value": 5, "unit": "south", "year": 2023}],
    indicators=[{"indicator": "cases-resolved", "name_zh": "办结<b>$案$</b>件"}],
    units=[{"unit": "south", "name_en": "South & co"}],
)
EDITION = Edition("4f2a", "2026-01-31")
ONE = Choice(indicator="cases-resolved", measure="case", units=("south",), years=(2023,))


def test_a_chart_says_what_was_chosen_where_it_is_from_and_where_to_find_it(monkeypatch):
    monkeypatch.setenv("PUBLIC_URL", "https://shiji.example/")
    assert pictures.of_chart(MADE, ONE, EDITION, "en") == Caption(
        title=["Cases resolved: Case"],
        chosen=["Unit: South & co · Year: 2023"],
        source=[
            "Shiji, release 4f2a (2026-01-31).",
            "https://shiji.example/indicator?unit=south&year=2023&indicator=cases-resolved&measure=case&v=4f2a",
        ],
    )


@pytest.mark.parametrize(
    ("choice", "link"),
    [
        (Choice(), "http://127.0.0.1:8501/?v=4f2a"),
        (Choice(units=("south",)), "http://127.0.0.1:8501/unit?unit=south&v=4f2a"),
        (Choice(years=(2023,)), "http://127.0.0.1:8501/figures?year=2023&v=4f2a"),
    ],
)
def test_a_map_leads_to_the_page_that_shows_it(choice, link):
    assert pictures.of_map(MADE, choice, "图", EDITION, "zh").source == [
        f"实绩看板，发布版本 4f2a（2026-01-31）。{link}"
    ]


def test_on_paper_the_caption_stands_in_wider_margins_and_the_chart_is_as_it_was():
    chart = charts.bars(MADE["figures"], MADE, "zh")
    before = chart["layout"]["annotations"]
    drawn = paper(chart, pictures.of_chart(MADE, Choice(indicator="cases-resolved", measure="case"), EDITION, "zh"))
    old, new = chart["layout"], drawn["layout"]
    assert drawn["data"] == chart["data"]
    assert new["annotations"][: len(before)] == before
    title, source = new["annotations"][len(before) :]
    assert title["text"] == "<b>办结&lt;b&gt;&#36;案&#36;&lt;/b&gt;件：case（中</b>"
    issue, release = "《made-2025期》（2025年12月31日）", "实绩看板，发布版本 4f2a（2026-01-31）。"
    link = "http://127.0.0.1:8501/indicator?indicator=cases-resolved&amp;measure=case&amp;v=4f2a"
    assert source["text"] == f"来源：{issue}<br>{release}<br>{link}"
    assert (new["width"], new["paper_bgcolor"], new["plot_bgcolor"]) == (800, "#FFFFFF", "#FFFFFF")
    heights = [one["height"] - one["margin"]["t"] - one["margin"]["b"] for one in (old, new)]
    assert heights[0] == heights[1]  # the plot itself is not squeezed
    assert title["yshift"] + pictures.EDGE == new["margin"]["t"]  # from the plot up to the edge of the picture
    assert -source["yshift"] + 3 * pictures.LINE + pictures.EDGE <= new["margin"]["b"]


def test_a_button_cannot_be_broken_out_of():
    html = pictures.buttons("api/map.svg?text=%22%3E&by=unit", '"><script>', "en")
    assert "<script>" not in html
    assert re.findall(r'data-picture="(\w+)" data-from="([^"]*)"', html) == [
        ("png", "api/map.svg?text=%22%3E&amp;by=unit"),
        ("svg", "api/map.svg?text=%22%3E&amp;by=unit"),
    ]


def test_addresses_name_what_is_drawn():
    assert pictures.chart_address(ONE, "lines", False, "en") == (
        "api/chart.json?unit=south&year=2023&indicator=cases-resolved&measure=case&form=lines&lang=en"
    )
    assert pictures.chart_address(ONE, "bars", True, "zh").endswith("form=bars&lang=zh&log=1")
    assert pictures.map_address(Choice(), "theme", "zh") == "api/map.svg?by=theme&lang=zh"
