import plotly.graph_objects as go

from pages.parts.charting import charts
from tests.etl.made import tables


def made(figures):
    return tables(figures=figures, measures=[{"measure": "case", "name_en": "items"}])


def drawn(figures, lang="en"):
    given = made(figures)
    found = charts.series(given["figures"], given, lang)
    return found, charts.lines(found, lang) if found else None


FIGURES = [
    {"value": 10.0, "year": 2019},
    {"value": 12.0, "year": 2020, "comparator": ">"},
    {"value": 20.0, "year": 2023},
    {"value": 5.0, "year": 2019, "unit": "south"},
    {"value": 6.0, "year": None, "unit": "south"},
]


def test_a_line_has_every_year_of_the_range_and_a_gap_where_nothing_was_reported():
    _, chart = drawn(FIGURES)
    (line,) = chart["data"]
    assert line["x"] == [2019, 2020, 2021, 2022, 2023]
    assert line["y"] == [10, 12, None, None, 20]
    assert line["connectgaps"] is False
    assert "markers" in line["mode"]
    assert line["customdata"] == ["made-2025/1/1", "made-2025/2/1", None, None, "made-2025/3/1"]
    assert chart["layout"]["xaxis"]["ticktext"] == ["2023", "2022", "2021", "2020", "2019"]


def test_a_bound_keeps_its_mark_and_its_words():
    _, chart = drawn(FIGURES)
    assert chart["data"][0]["marker"]["symbol"][:2] == ["circle", "circle-open"]
    assert "over 12 items" in chart["data"][0]["hovertext"][1]


def test_one_year_other_units_and_other_things_make_no_line():
    apart = [{"year": 2023}, {"year": 2024, "unit": "south"}, {"year": 2025, "detail_en": "Appeals"}, {"year": None}]
    assert drawn(apart) == ([], None)
    assert drawn([{"year": 2023}, {"year": 2024, "status": "target"}])[0] == []


def test_of_two_figures_in_one_year_the_first_given_is_drawn():
    _, chart = drawn([{"value": 8.0, "year": 2023}, {"value": 7.0, "year": 2023}, {"value": 1.0, "year": 2022}])
    assert chart["data"][0]["y"] == [1, 8]


def test_the_lines_in_sentences_name_the_gaps():
    found, _ = drawn(FIGURES)
    assert charts.describe_lines(found, "en") == (
        "North · Cases: 2019 10 items, 2023 20 items (nothing reported between them for 2021–2022)"
    )


def test_at_most_seven_lines_and_plotly_takes_them():
    units = [f"unit-{n}" for n in range(9)]
    found, chart = drawn([{"unit": unit, "year": year, "value": 1e8} for unit in units for year in (2023, 2024)], "zh")
    assert len(found) == 7
    go.Figure(chart)
    assert chart["layout"]["yaxis"]["ticktext"][-1] == "1亿"
