import re
from dataclasses import replace

import pytest

from pages.parts.charting import coverage
from tests.etl.made import tables

FIGURES = [
    {"unit": "north", "year": 2021},
    {"unit": "north", "year": 2021},
    {"unit": "south", "year": 2024},
    {"unit": "south", "year": None},
    {"unit": "south", "year": 1953, "status": "background"},
    {"unit": "nation", "year": 2023, "status": "background"},
]
SILENT = "没有提到"


def address(key, year):
    return f"{key}?{year}"


def units(figures, lang="zh", **more):
    made = tables(figures=figures, **more)
    return coverage.by_unit(made["figures"], made, lang, address)


def rows(shown):
    """The rows of the map as texts of their cells, headings first, as a wide page shows them."""
    html = re.sub('<span class="narrow">.*?</span>', "", coverage.as_html(shown, ""))
    plain = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr.*?</tr>", html)]
    return [[re.sub("<.*?>", "", cell) for cell in row] for row in plain]


def test_every_year_of_the_range_has_a_column_and_background_stretches_nothing():
    assert rows(units(FIGURES)) == [
        ["单位", "共", "2021", "2022", "2023", "2024", "无单一年份"],
        ["政府部门"],
        ["north（中）", "2", "2", "", "", "", ""],
        ["south（中）", "2", "", "", "", "1", "1"],
    ]


def test_a_cell_leads_to_its_figures_and_one_without_says_what_that_means():
    html = coverage.as_html(units(FIGURES), "how many")
    assert "<caption>how many</caption>" in html
    assert '<a href="north?2021" target="_self" title="north（中）（2021）：2 个数字">2</a>' in html
    assert 'title="south（中）（无单一年份）：1 个数字">1</td>' in html
    assert '<td class="none" title="north（中）（2022）：这里没有提到；没有提到不等于没有做。"></td>' in html
    assert html.count('class="none') == 7
    assert ">0<" not in html


def test_units_stand_under_their_kinds_in_registry_order():
    given = [
        {"unit": "court-b", "kind": "court"},
        {"unit": "tax", "kind": "agency"},
        {"unit": "court-a", "kind": "court"},
    ]
    shown = units([{"unit": unit["unit"]} for unit in given], "en", units=given)
    heads = [row[0] for row in rows(shown)]
    assert heads == ["Unit", "Courts", "Court b", "Court a", "Government agencies", "Tax"]


def test_themes_are_counted_year_by_year():
    figures = [
        {"theme": "justice", "year": 2023},
        {"theme": "learning", "year": 2025},
        {"theme": "learning", "year": 2025},
    ]
    made = tables(figures=figures)
    assert rows(coverage.by_theme(made["figures"], made, "en", address)) == [
        ["Theme", "All", "2023", "2024", "2025"],
        ["Justice", "1", "1", "", ""],
        ["Learning", "2", "", "", "2"],
        ["All themes", "3", "1", "", "2"],
    ]
    html = coverage.as_html(coverage.by_theme(made["figures"], made, "en", address), "")
    assert '<a href="?2025" target="_self" title="All themes, 2025: 2 figures">2</a>' in html


def test_the_sum_of_a_row_leads_to_its_figures_where_the_name_leads_elsewhere():
    html = coverage.as_html(replace(units(FIGURES), name_address=lambda unit: f"unit?{unit}"), "")
    assert '<a href="unit?south" target="_self">south（中）</a>' in html
    assert '<td class="sum"><a href="south?None" target="_self" title="south（中）：2 个数字">2</a></td>' in html


@pytest.mark.parametrize(("years", "scrolls"), [((2016, 2025), False), ((2015, 2025), True)])
def test_many_years_scroll_in_their_own_box(years, scrolls):
    html = coverage.as_html(units([{"year": year} for year in years]), "")
    assert ('class="coverage many"' in html) == scrolls


def test_the_more_the_darker_and_the_ink_stands_out():
    figures = [{"year": 2021}] + [{"year": 2022}] * 9
    html = coverage.as_html(units(figures), "")
    styles = dict(re.findall(r'style="background-color:(#\w+);color:(#\w+)"', html))
    assert styles == {"#A9BBCF": "#111111", "#24415F": "#FFFFFF"}


def test_hostile_names_and_addresses_are_shown_to_the_letter():
    made = tables(figures=[{}], units=[{"unit": "north", "name_zh": '<a href="x">&lt;'}])
    shown = coverage.by_unit(made["figures"], made, "zh", lambda _key, _year: 'x"&y=1')
    html = coverage.as_html(shown, "<b>")
    assert ">&lt;a href=&quot;x&quot;&gt;&amp;lt;</a>" in html
    assert html.count('href="x&quot;&amp;y=1"') == 2
    assert "<caption>&lt;b&gt;</caption>" in html


def test_a_phone_gets_short_headings():
    html = coverage.as_html(units(FIGURES), "")
    assert '<span class="wide">20</span><span class="narrow">\'</span>21</th>' in html
    assert '<span class="wide">无单一年份</span><span class="narrow">其他</span></th>' in html


def test_nothing_to_show_is_a_map_without_rows():
    made = tables()
    assert rows(coverage.by_unit(made["figures"], made, "en", address)) == [["Unit", "All"]]


def test_the_legend_says_what_a_cell_without_figures_is_not():
    assert "不等于零，也不等于没有做" in coverage.legend(units(FIGURES))
    assert "neither zero nor “did nothing”" in coverage.legend(units(FIGURES, "en"), dark=True)


def test_the_legend_says_nothing_of_cells_that_there_are_not():
    html = coverage.legend(units([{"unit": "north"}]))
    assert "由少到多" in html
    assert "none" not in html
