"""The Figures page: short lists as a table with links, long ones as a grid with links."""

import re

import pytest

from pages.parts.tables_shown import MOST_ROWS
from pages.parts.text import say
from tests.etl.made import tables
from tests.pages.visiting import open_page, publish

FEW = tables(
    figures=[
        {"comparator": ">", "value": 32000, "printed": "3.2万余件", "page": "11"},
        {"unit": "south", "value": None, "comparator": "range", "lower": 20, "upper": 30, "detail_en": None},
    ],
    measures=[{"measure": "case", "name_en": "cases"}],
)
MANY = tables(figures=[{"printed": f"{n}件", "value": n} for n in range(MOST_ROWS + 1)])


def markup(visit) -> str:
    return "".join(element.proto.body for element in visit.main.get("html"))


def opened(made, tmp_path, monkeypatch, **address):
    publish(made, tmp_path, monkeypatch)
    return open_page("figures", lang="en", **address)


def test_few_figures_stand_in_a_table_whose_quantities_lead_to_their_sources(tmp_path, monkeypatch):
    visit = opened(FEW, tmp_path, monkeypatch)
    assert len(visit.dataframe) == 0
    shown = markup(visit)
    assert shown.count("<tr>") == 3
    assert '<a href="sources?lang=en&amp;figure=made-2025%2F1%2F1" target="_self">over 32,000 cases</a>' in shown
    assert '<td class="short" data-label="As printed" lang="zh">3.2万余件</td>' in shown
    assert ">Value<" not in shown  # a bare 32000 says less than the quantity does


@pytest.mark.parametrize(
    ("columns", "heads", "link"),
    [
        (["unit", "value"], ["Unit", "Value"], ">North</a>"),
        (["detail", "printed"], ["Detail", "As printed"], ">3.2万余件</a>"),
    ],
)
def test_the_columns_are_those_chosen_and_a_link_is_never_empty(columns, heads, link, tmp_path, monkeypatch):
    shown = markup(opened(FEW, tmp_path, monkeypatch, column=columns))
    assert re.findall(r">([^<>]*)</th>", shown) == heads
    assert link in shown
    assert "></a>" not in shown


def test_many_figures_stand_in_a_grid_with_a_link_each(tmp_path, monkeypatch):
    visit = opened(MANY, tmp_path, monkeypatch, year="2025")
    grid = visit.dataframe[0].value
    assert grid["As printed"].tolist() == [f"{n}件" for n in range(MOST_ROWS + 1)]
    assert grid[say("en", "figures.source")].tolist()[:2] == [
        "sources?lang=en&figure=made-2025/1/1",
        "sources?lang=en&figure=made-2025/2/1",
    ]
    assert set(grid["Unit"]) == {"North"}


def test_the_first_of_many_stand_in_a_table_too_for_screens_where_a_grid_cannot_be_read(tmp_path, monkeypatch):
    shown = markup(opened(MANY, tmp_path, monkeypatch))
    assert f"the first {MOST_ROWS} only" in shown
    assert shown.count("<tr>") == MOST_ROWS + 1
