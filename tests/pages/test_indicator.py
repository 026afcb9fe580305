"""The indicator page as its readers meet it."""

import json
import re

from tests.etl.made import tables
from tests.pages.decoding import marks
from tests.pages.visiting import links, open_page, publish, texts


def opened(tmp_path, monkeypatch, figures, lang="en", **more):
    publish(tables(figures=figures, **more), tmp_path, monkeypatch)
    return open_page("indicator", lang=lang)


def charts(visit):
    return [json.loads(chart.proto.spec) for chart in visit.get("plotly_chart")]


def test_targets_and_background_are_told_apart_from_what_was_reported(tmp_path, monkeypatch):
    figures = [{}, {"unit": "south", "value": 5.0}, {"status": "target"}, {"unit": "nation", "status": "background"}]
    shown = texts(opened(tmp_path, monkeypatch, figures, measures=[{"measure": "case", "name_en": "items"}]))
    assert (
        "2 units reported 2 figures, 1 target or rule, 1 background figure on “Cases resolved”; "
        "the largest is 5 items (South · Cases, 2025)."
    ) in shown


def test_a_rank_is_said_in_words_and_never_drawn(tmp_path, monkeypatch):
    rank = {"measure": "rank", "measure_word": "第…名"}
    figures = [rank | {"value": 2.0, "unit": "south"}, rank | {"value": 1.0}]
    visit = opened(
        tmp_path, monkeypatch, figures, lang="zh", indicators=[{"indicator": "cases-resolved", "kind": "rank"}]
    )
    assert charts(visit) == []
    assert links(visit)[:2] == ["north（中）：第1名（案件、2025年）", "south（中）：第2名（案件、2025年）"]


def test_a_whole_with_its_parts_is_broken_down_and_two_years_make_a_line(tmp_path, monkeypatch):
    parts = [{"value": float(n), "detail_en": f"Part {n}", "part_of": "made-2025/1/1"} for n in (1, 2)]
    visit = opened(tmp_path, monkeypatch, [{}, *parts, {"year": 2023, "value": 1.0}])
    assert [{trace["type"] for trace in marks(chart)} for chart in charts(visit)] == [{"bar"}, {"bar"}, {"scatter"}]
    assert all(chart.proto.alt for chart in visit.get("plotly_chart"))


def test_every_row_of_the_table_leads_to_its_source(tmp_path, monkeypatch):
    visit = opened(tmp_path, monkeypatch, [{}])
    html = "".join(element.proto.body for element in visit.main.get("html"))
    assert 'href="sources?' in html
    assert "figure=made-2025%2F1%2F1" in html


def test_the_table_is_in_the_order_of_the_pictures(tmp_path, monkeypatch):
    hours = {"measure": "hour", "measure_word": "小时", "value": 99.0}
    figures = [{"value": 1.0}, {"value": 5.0, "unit": "south"}, hours, {"value": 2.0}]
    visit = opened(tmp_path, monkeypatch, figures, lang="zh")
    html = "".join(element.proto.body for element in visit.main.get("html"))
    assert re.findall(r'class="number"[^>]*><a [^>]*>(\w+)<', html) == ["5件", "2件", "1件", "99小时"]


def test_the_same_view_is_drawn_once_and_another_release_afresh(tmp_path, monkeypatch):
    first = charts(opened(tmp_path, monkeypatch, [{"value": 3.0}]))
    assert charts(open_page("indicator", lang="en")) == first
    again = charts(opened(tmp_path, monkeypatch, [{"value": 4.0}]))
    assert [chart["data"][0]["x"] for chart in (*first, *again)] == [[3.0], [4.0]]


def test_units_are_named_by_kind_and_of_many_only_counted(tmp_path, monkeypatch):
    kinds = [
        {"unit": "north", "kind": "district"},
        {"unit": "court", "kind": "court"},
        {"unit": "south", "kind": "court"},
    ]
    visit = opened(tmp_path, monkeypatch, [{"unit": unit["unit"]} for unit in kinds], units=kinds)
    assert "Districts: North · Courts: Court, South" in texts(visit)
    many = [{"unit": f"unit-{n:02}"} for n in range(13)]
    assert "Government agencies: 13 units" in texts(opened(tmp_path, monkeypatch, many))


def test_under_the_picture_stands_what_its_figures_come_to(tmp_path, monkeypatch):
    alike = [{"unit": unit, "value": value} for unit, value in (("north", 4.0), ("south", 1.0), ("west", 9.0))]
    shown = texts(opened(tmp_path, monkeypatch, alike, measures=[{"measure": "case", "name_en": "cases"}]))
    assert (
        "Total 14 cases (the sum of 3 figures). "
        "They say the same of the same time and so compare: the median of 3 units is 4 cases."
    ) in shown
