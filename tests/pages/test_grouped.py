"""Figures under headings: the table that a unit's page is made of."""

import re

import pytest

from pages.parts import choice, grouped
from pages.parts.grouped import Group
from pages.parts.released import NOTHING, Released
from pages.parts.visit import Visit
from tests.etl.made import tables

MADE = tables(
    figures=[{"value": float(n), "detail_en": "Appeals" if n else None} for n in range(5)],
    measures=[{"measure": "case", "name_en": "cases"}],
)
VISIT = Visit("unit", "en", choice.read({}, "unit", MADE, "en"), Released(NOTHING.publication, MADE), {})


def table(*groups: Group, units: bool = False) -> str:
    return grouped.grouped(VISIT, groups, "Its <figures>", units)


def cells(html: str) -> list[list[str]]:
    rows = re.findall(r"<tr>(.*?)</tr>", html)
    return [[re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<t[dh].*?</t[dh]>", row)] for row in rows]


def test_every_figure_stands_under_its_heading_and_a_group_of_none_is_left_out():
    figures = MADE["figures"]
    html = table(Group("First", figures[:1], ""), Group("None", figures[:0], ""), Group("Second", figures[1:2], ""))
    assert 'aria-label="Its &lt;figures&gt;"' in html
    assert cells(html)[1:] == [
        ["First"],
        ["0 cases", "Cases resolved", "2025", "made-2025期"],
        ["Second"],
        ["1 case", "Cases resolved · Appeals", "2025", "made-2025期"],
    ]


@pytest.mark.parametrize(
    ("units", "addresses"),
    [
        (False, ["sources?figure=made-2025%2F2%2F1", "indicator?unit=north&amp;only=1&amp;indicator=cases-resolved"]),
        (True, ["sources?figure=made-2025%2F2%2F1", "unit?unit=north"]),
    ],
)
def test_a_figure_leads_to_its_passport_and_to_its_like_or_whose_it_is(units, addresses):
    html = table(Group("One", MADE["figures"][1:2], ""), units=units).replace("lang=en&amp;", "")
    assert re.findall('href="(.*?)"', html) == addresses


def test_under_an_indicator_of_its_own_only_the_detail_is_said():
    shown = cells(table(Group("Cases resolved", MADE["figures"][:2], ""), units=True))[2:]
    assert [row[1:3] for row in shown] == [["North", "Cases resolved"], ["North", "Appeals"]]


def test_of_many_figures_some_are_shown_with_a_way_to_all(monkeypatch):
    monkeypatch.setattr(grouped, "MOST", 2)
    html = table(Group("Many", MADE["figures"], "figures?unit=north&theme=justice"))
    assert len(re.findall("<tr><td>", html)) == 2
    assert html.endswith(
        '<tr><th colspan="4"><a href="figures?unit=north&amp;theme=justice" target="_self">'
        "and 3 figures more</a></th></tr></tbody></table></div>"
    )
