"""The Unit page, over tables made here and over the real data."""

import re

import pytest

from pages.parts.text import LANGUAGES, say
from tests.etl.made import tables
from tests.pages.visiting import links, notices, open_page, publish, texts

UNITS = [
    {"unit": "city", "kind": "city", "name_en": "City"},
    {"unit": "north", "kind": "district", "parent": "city", "name_en": "North District"},
    {"unit": "quay", "kind": "sub-district", "parent": "north", "name_en": "Quay"},
    {"unit": "south", "kind": "district", "parent": "city", "name_en": "South District"},
]
MADE = tables(
    figures=[
        {"comparator": ">", "value": 32000, "printed": "3.2万余件", "page": "11"},
        {"unit": "south", "value": 5},
        {"unit": "quay", "year": 2023},
        {"status": "target", "theme": "learning", "indicator": "people-trained"},
        {"indicator": "share", "value": 95, "measure": "percent", "measure_word": "%"},
    ],
    units=UNITS,
    indicators=[{"indicator": "share", "kind": "rate", "name_en": "Share"}],
    measures=[{"measure": "case", "name_en": "cases"}],
)


def shown(tmp_path, monkeypatch, made=MADE, **address):
    publish(made, tmp_path, monkeypatch)
    return open_page("unit", lang="en", **address)


def markup(visit) -> str:
    return "".join(element.proto.body for element in visit.main.get("html"))


def test_without_a_unit_all_stand_below_what_they_belong_to(tmp_path, monkeypatch):
    visit = shown(tmp_path, monkeypatch)
    assert visit.title[0].value == "Units"
    assert "City (5)North District (4)Quay (1)South District (1)" in texts(visit)


def test_a_profile_has_the_answer_first_and_every_figure_leads_to_its_passport(tmp_path, monkeypatch):
    visit = shown(tmp_path, monkeypatch, unit="north")
    said = texts(visit)
    assert "North District" in said
    assert "District · Belongs to City" in said
    assert (
        "North District is on record with 3 figures from 1 issue, for 2025; most are on “Justice”, with 2 figures."
    ) in said
    table = re.search(r'<div class="table grouped".*?</div>', markup(visit))[0]
    assert re.findall(r'<th scope="rowgroup" colspan="4">(.*?)</th>', table) == [
        "Justice",
        "Learning",
        "Rates, averages and ranks",
    ]
    [link] = re.findall(r'<a href="([^"]*)" target="_self">over 32,000 cases</a>', table)
    assert link.startswith("sources?")
    assert "figure=made-2025%2F1%2F1" in link
    assert "People trained · Cases (target)" in table


def test_its_bodies_its_years_and_its_issues_are_linked(tmp_path, monkeypatch):
    visit = shown(tmp_path, monkeypatch, unit="north")
    assert [head.proto.anchor for head in visit.header] == ["years", "bodies", "beside", "issues"]
    assert any("QuaySub-district or town1" in text for text in texts(visit))
    assert links(visit)[-2:] == [
        "See the 4 figures of it and its bodies on the Figures page",
        "made-2025期 · 3 figures",
    ]


def test_of_a_unit_without_bodies_none_are_spoken(tmp_path, monkeypatch):
    visit = shown(tmp_path, monkeypatch, unit="quay")
    assert "See its 1 figure on the Figures page" in links(visit)


def test_others_of_its_kind_stand_beside_it_without_an_order_where_one_is_a_bound(tmp_path, monkeypatch):
    visit = shown(tmp_path, monkeypatch, unit="north")
    assert say("en", "unit.side-by-side") in texts(visit)
    assert "By size" not in markup(visit)


def test_an_order_is_told_where_figures_compare(tmp_path, monkeypatch):
    made = tables(figures=[{"value": 3}, {"unit": "south", "value": 5}], units=UNITS)
    visit = shown(tmp_path, monkeypatch, made, unit="north")
    assert "By size, the largest first, it is no. 2 of 2 bodies." in markup(visit)
    assert say("en", "unit.side-by-side") not in texts(visit)


def test_a_parent_without_figures_of_its_own_shows_its_bodies(tmp_path, monkeypatch):
    visit = shown(tmp_path, monkeypatch, unit="city")
    said = texts(visit)
    assert any(text.startswith("City has no figures of its own on record; the bodies that belong") for text in said)
    assert any("North DistrictDistrict4" in text for text in said)
    assert visit.get("download_button") == []


def test_the_first_of_several_units_is_shown_and_the_others_offered(tmp_path, monkeypatch):
    visit = shown(tmp_path, monkeypatch, unit=["south", "north"])
    assert "District · Belongs to City · Also chosen: North District" in texts(visit)


def test_another_unit_is_picked(tmp_path, monkeypatch):
    visit = shown(tmp_path, monkeypatch, unit="north")
    visit.selectbox(key="pick-unit").select("south").run()
    assert visit.query_params["unit"] == "south"
    assert "South District" in texts(visit)


def test_a_brief_is_offered(tmp_path, monkeypatch):
    [button] = shown(tmp_path, monkeypatch, unit="north").get("download_button")
    assert button.proto.label == "Download a one-page brief (HTML, to print)"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_unit_of_the_data_has_a_page(real, lang, tmp_path, monkeypatch):
    publish(real, tmp_path, monkeypatch)
    visit = open_page("unit", lang=lang)
    for one, name in real["units"][["unit", f"name_{lang}"]].itertuples(index=False):
        visit.query_params["unit"] = one
        visit.run()
        assert name in texts(visit)
        assert notices(visit) == []
