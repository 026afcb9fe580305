import re

import plotly.graph_objects as go
import pytest

from pages.parts.charting import charts
from pages.parts.text import LANGUAGES
from tests.etl.made import tables

WHOLE = {"value": 827.0, "detail_en": "Projects"}
PARTS = [
    {"value": 249.0, "detail_en": "Landed", "part_of": "made-2025/1/1"},
    {"value": 223.0, "detail_en": "In talks", "part_of": "made-2025/1/1"},
    {"value": 355.0, "detail_en": "Nurtured", "part_of": "made-2025/1/1"},
]


def found(figures):
    made = tables(figures=figures, measures=[{"measure": "case", "name_en": "items"}])
    return charts.wholes(made["figures"], made, "en"), made


def drawn(figures, lang="en"):
    wholes, made = found(figures)
    chart = charts.breakdown(wholes[0], made, lang)
    key = [re.sub("<.*?>", " ", note["text"]) for note in chart["layout"]["annotations"]][1:]
    return key, [trace["x"][0] for trace in chart["data"]], chart


def test_parts_stand_in_one_bar_as_long_as_the_whole():
    key, lengths, chart = drawn([WHOLE, *PARTS])
    assert key == ["Nurtured 355 items", "Landed 249 items", "In talks 223 items"]
    assert lengths == [355, 249, 223]
    assert chart["layout"]["xaxis"]["range"] == [0, 827]
    assert [trace["customdata"][0] for trace in chart["data"]] == ["made-2025/4/1", "made-2025/2/1", "made-2025/3/1"]
    assert charts.describe_breakdown(found([WHOLE, *PARTS])[0][0], "en") == (
        "Breakdown of North Projects 827 items: Nurtured 355 items; Landed 249 items; In talks 223 items"
    )


def test_what_the_parts_leave_is_named_and_given_no_number():
    key, lengths, chart = drawn([WHOLE, *PARTS[:2]])
    assert key[-1] == "the rest: not itemised"
    assert lengths == [249, 223, 355]
    assert chart["data"][-1]["customdata"] == [None]


def test_at_most_seven_parts_are_told_apart():
    parts = [{"value": float(n), "detail_en": f"Part {n}", "part_of": "made-2025/1/1"} for n in range(1, 10)]
    key, lengths, _ = drawn([{"value": 45.0}, *parts])
    assert [name.partition(" items")[0] for name in key] == [f"Part {n} {n}" for n in (9, 8, 7, 6, 5, 4)] + [
        "other parts: 3"
    ]
    assert sum(lengths) == 45


@pytest.mark.parametrize(
    "figures",
    [
        [WHOLE, PARTS[0]],  # one part is no breakdown
        [WHOLE | {"comparator": ">"}, *PARTS],  # of no known length
        [WHOLE, *(part | {"comparator": ">"} for part in PARTS)],
        [WHOLE | {"value": 100.0}, *PARTS],  # print contradicts itself
        [WHOLE, *(part | {"unit": "south"} for part in PARTS)],
        [WHOLE, *(part | {"measure": "person"} for part in PARTS)],
        [WHOLE, *(part | {"part_of": None} for part in PARTS)],
    ],
)
def test_what_does_not_make_up_a_whole_is_not_drawn_as_one(figures):
    assert found(figures)[0] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_plotly_takes_it_and_names_are_shown_to_the_letter(lang):
    hostile = {"detail_zh": "<b>x</b>", "detail_en": "<b>x</b>"}
    _, _, chart = drawn([WHOLE | hostile, *(part | hostile for part in PARTS)], lang)
    go.Figure(chart)
    assert all("&lt;b&gt;x" in trace["hovertext"][0] for trace in chart["data"])
