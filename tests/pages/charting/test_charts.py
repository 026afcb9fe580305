import json
import re
from itertools import pairwise

import plotly.graph_objects as go
import pytest

from pages.parts import look
from pages.parts.charting import charts, labels
from pages.parts.text import LANGUAGES
from tests.etl.made import tables
from tests.pages.decoding import marks, notes

HOSTILE = ['<a href="x">link</a>', "<b>bold</b>", "&lt;", "%{x}", "$x$", "{shown}"]


def drawn(chart):
    """Each bar by its figure's id: from, to, thickness, hover text, fill, hatch, edge."""
    bars = {}
    for trace in marks(chart):
        marker = trace["marker"]
        for n, figure in enumerate(trace["customdata"]):
            start = trace["base"][n]
            bars[figure] = {
                "name": trace["name"],
                "ends": (start, start + trace["x"][n]),
                "thick": trace["width"][n],
                "hover": trace["hovertext"][n],
                "fill": marker["color"][n],
                "hatch": marker["pattern"]["shape"][n],
                "edge": marker["line"]["width"][n],
            }
    return bars


def texts(chart):
    return [note["text"] for note in notes(chart)]


def foot(chart):
    return "".join(chart["layout"]["meta"]["foot"])


def bars(figures, lang="zh", **more):
    made = tables(figures=figures, measures=[{"measure": "case", "name_zh": "件", "name_en": "items"}])
    return charts.bars(made["figures"], made, lang, **more)


SIGNS = [
    {"value": 532.0},
    {"value": 32000.0, "comparator": ">", "printed": "3.2万余件"},
    {"value": 1000.0, "comparator": ">="},
    {"value": 70000.0, "comparator": "<"},
    {"value": 500.0, "comparator": "<="},
    {"value": 16.0, "comparator": "~"},
    {"value": None, "lower": 20.0, "upper": 30.0, "comparator": "range"},
    {"value": None, "lower": 1000.0, "upper": 9999.0, "comparator": "vague"},
    {"value": 90.0, "status": "target"},
]
IDS = [f"made-2025/{n}/1" for n in range(1, len(SIGNS) + 1)]


@pytest.mark.parametrize("log", [False, True])
def test_each_bar_is_as_long_as_its_number(log):
    found = drawn(bars(SIGNS, log=log))
    ends = [(0, 532), (0, 32000), (0, 1000), (0, 70000), (0, 500), (0, 16), (20, 30), (1000, 9999), (0, 90)]
    assert [found[figure]["ends"] for figure in IDS] == ends


def test_marks_say_how_sure_a_number_is():
    chart = bars(SIGNS)
    found = drawn(chart)
    assert [found[figure]["hatch"] for figure in IDS] == ["", "", "", "", "", "/", "", "", ""]
    assert [found[figure]["thick"] for figure in IDS] == [12, 12, 12, 12, 12, 12, 4, 4, 12]
    assert [found[figure]["edge"] for figure in IDS] == [0, 0, 0, 0, 0, 0, 0, 0, 1.5]
    solid = found[IDS[0]]["fill"]
    assert [found[figure]["fill"] == solid for figure in IDS] == [True] * 3 + [False] * 2 + [True] * 3 + [False]
    in_data = [shape for shape in chart["layout"]["shapes"] if shape["xref"] == "x"]
    dashed = [shape["x1"] for shape in in_data if "dash" in shape["line"]]
    assert dashed == [70000, 500]
    fading = [shape for shape in in_data if "dash" not in shape["line"]]
    assert [shape["xanchor"] for shape in fading] == [32000] * 3 + [1000] * 3
    assert {(shape["xsizemode"], shape["x0"] > 0) for shape in fading} == {("pixel", True)}  # beyond, and no value


def test_a_selected_bar_leaves_the_hatch_of_the_others():
    for trace in marks(bars(SIGNS)):
        assert "selected" not in trace
        assert trace["unselected"] == {"marker": {"opacity": 0.45}}


SHOWN = {
    "zh": ["532件", "＞3.2万件", "≥1000件", "＜7万件", "≤500件", "≈16件", "20–30件", "数千件（1000–9999）", "90件"],
    "en": [
        "532 items",
        "over 32,000 items",
        "at least 1,000 items",
        "under 70,000 items",
        "at most 500 items",
        "about 16 items",
        "20–30 items",
        "thousands of items (1,000–9,999)",
        "90 items",
    ],
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_qualifier_is_in_the_text_and_in_the_hover(lang):
    chart = bars(SIGNS, lang)
    found = drawn(chart)
    written = [text.replace("<br>", " ") for text in texts(chart)]
    for figure, shown in zip(IDS, SHOWN[lang], strict=True):
        literal = labels.literal(shown)
        assert f"<b>{literal}</b>" in written
        assert literal in found[figure]["hover"].replace("<br>", " ")


def test_the_legend_names_only_the_years_and_marks_that_occur():
    def legend(figures, lang):
        return [note["text"] for note in notes(bars(figures, lang)) if note["y"] == 1]

    assert legend([{"year": 2024}, {"year": 2021}], "zh") == ["2021", "2024"]
    assert legend([{"year": None, "comparator": ">"}], "zh") == ["无单一年份", "＞ ≥ 实际更多"]
    assert legend(SIGNS, "en") == [
        "2025",
        "over, at least: it is more",
        "under, at most: it is less",
        "about",
        "only a range",
        "outlined: target or rule",
    ]


def test_units_by_their_largest_and_each_named_once():
    chart = bars(
        [
            {"unit": "small", "value": 5.0},
            {"unit": "big", "value": 2.0, "detail_zh": "甲"},
            {"unit": "big", "value": 9.0, "detail_zh": "乙"},
        ]
    )
    order = sorted(chart["data"][0]["y"])
    by_place = dict(zip(chart["data"][0]["y"], chart["data"][0]["customdata"], strict=True))
    assert [by_place[y].split("/")[1] for y in order] == ["3", "2", "1"]
    above = [note["text"] for note in notes(chart) if note["at"] == "on"]
    assert above == ["<b>big（中）</b> · 乙", "甲", "<b>small（中）</b> · 案件"]


def test_a_year_has_one_colour_whatever_is_in_view():
    made = tables(figures=[{"year": year} for year in (2012, 2021, 2025)])
    whole = drawn(charts.bars(made["figures"], made, "zh"))
    part = drawn(charts.bars(made["figures"][1:2], made, "zh"))
    assert (
        part["made-2025/2/1"]["fill"] == whole["made-2025/2/1"]["fill"] == look.year_colours([2012, 2021, 2025])[2021]
    )
    assert len({bar["fill"] for bar in whole.values()}) == 3


def test_a_figure_without_a_single_year_is_grey_and_says_its_period():
    chart = bars([{"year": None, "period": "2012/2021", "period_kind": "span"}])
    assert drawn(chart)["made-2025/1/1"]["fill"] == look.LIGHT.neutral
    assert "<b>north（中）</b> · 案件 · 2012–2021年" in texts(chart)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_names_are_shown_to_the_letter(hostile):
    made = tables(
        figures=[{"detail_zh": hostile, "printed": hostile}],
        units=[{"unit": "north", "name_zh": hostile}],
        issues=[{"issue": "made-2025", "title": hostile}],
    )
    for chart in [charts.bars(made["figures"], made, "zh")]:
        written = texts(chart) + [text for trace in marks(chart) for text in trace["hovertext"]]
        ours = re.compile(r"</?b>|<br>")
        assert all(re.search(r"[<>$]|&(?!amp;|lt;|gt;|#36;)", ours.sub("", text)) is None for text in written)
        assert any(labels.literal(hostile) in text for text in written)
        assert "hovertemplate" not in json.dumps(chart)
        assert "texttemplate" not in json.dumps(chart)


def test_a_log_axis_that_would_show_zero_is_drawn_linear_and_says_so():
    chart = bars([{"value": 0.0}, {"value": 100.0}], log=True)
    assert chart["layout"]["xaxis"]["type"] == "linear"
    assert "对数刻度画不出" in foot(chart)
    assert bars([{"value": 1.0}, {"value": 100.0}], log=True)["layout"]["xaxis"]["type"] == "log"


def test_the_axis_starts_at_zero_and_leaves_room_for_every_value():
    chart = bars([{"value": 1.39e9, "comparator": ">"}], "en")
    start, end = chart["layout"]["xaxis"]["range"]
    assert start == 0
    beside = "over 1,390,000,000"  # and below it what is measured, or there would be little bar
    assert f"<b>{beside}<br>items</b>" in texts(chart)
    assert 340 * (1 - 1.39e9 / end) > len(beside) * 7


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("log", [False, True])
def test_no_tick_is_abbreviated(lang, log):
    for largest in (7.0, 2019.0, 32000.0, 1.39e9):
        axis = bars([{"value": largest}, {"value": 3.0}], lang, log=log)["layout"]["xaxis"]
        assert axis["tickmode"] == "array"
        assert axis["tickvals"]
        assert not re.search("[kKMBGe]", "".join(axis["ticktext"]))


def test_whole_numbers_have_whole_ticks():
    assert bars([{"value": 11.0}])["layout"]["xaxis"]["ticktext"] == ["0", "5", "10"]
    assert bars([{"value": 1.0}])["layout"]["xaxis"]["ticktext"] == ["0", "1"]
    assert bars([{"value": 1.5}])["layout"]["xaxis"]["ticktext"] == ["0", "0.5", "1", "1.5"]


@pytest.mark.parametrize(("least", "offered"), [(1.0, True), (1.01, False), (0.0, False)])
def test_where_a_bar_is_too_short_to_see_the_log_scale_is_offered(least, offered):
    assert ("可打开对数刻度" in foot(bars([{"value": least}, {"value": 300.0}]))) == offered


def test_per_cent_is_on_the_ticks():
    chart = bars([{"value": 95.2, "measure": "percent", "measure_word": "%"}])
    assert chart["layout"]["xaxis"]["ticktext"][-1] == "80%"


def test_one_chart_shows_one_measure():
    with pytest.raises(ValueError, match="one measure"):
        bars([{"measure": "case"}, {"measure": "person"}])


def test_nothing_chosen_says_so():
    made = tables()
    assert foot(charts.bars(made["figures"], made, "en")) == "There are no figures to draw."


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("dark", [False, True])
def test_plotly_takes_the_charts_and_no_text_is_small(lang, dark):
    made = tables(figures=SIGNS)
    chart = charts.bars(made["figures"], made, lang, dark)
    go.Figure(chart)
    assert all(note["size"] >= 12 for note in notes(chart))


def test_sixty_long_names_are_wrapped_and_none_is_cut():
    name = "天津市住房公积金管理中心河西管理部跨省通办业务服务窗口第{}号分中心便民服务站点"
    units = [{"unit": f"unit-{n}", "name_zh": name.format(n)} for n in range(60)]
    made = tables(figures=[{"unit": unit["unit"]} for unit in units], units=units)
    chart = charts.bars(made["figures"], made, "zh")
    written = [re.sub("<.*?>", "", text) for text in texts(chart)]
    assert all(any(unit["name_zh"] in text for text in written) for unit in units)
    assert max(labels.width(line) for text in texts(chart) for line in re.sub("</?b>", "", text).split("<br>")) <= 52
    ends = sorted(y for trace in marks(chart) for y in trace["y"])
    assert min(after - before for before, after in pairwise(ends)) >= 28
    assert chart["layout"]["height"] > 60 * 28


def test_the_bars_in_sentences():
    figures = [
        {"unit": "north", "value": 40.0, "year": 2021, "comparator": ">", "detail_en": None, "detail_zh": None},
        {"unit": "south", "value": 3.0, "year": 2024},
    ]
    made = tables(figures=figures, measures=[{"measure": "case", "name_en": "items"}])
    assert charts.describe_bars(made["figures"], made, "en") == (
        "Bar chart: 2 units, 2 figures; the largest is North, over 40 items (2021); "
        "the least is South, Cases, 3 items (2024); 1 figure not exact (a bound, an approximation or a range); "
        "years: 2021, 2024; years between them with nothing reported: 2022–2023"
    )
    assert "最大的是north（中） ＞40件（2021年）" in charts.describe_bars(made["figures"], made, "zh")


def test_the_table_twin_says_what_the_chart_says():
    row = {"value": 32000.0, "comparator": ">", "printed": "3.2万余件", "page": "3", "line": 17, "detail_en": None}
    row |= {"qualifier": "累计", "note_en": "Counted twice."}
    made = tables(figures=[row], measures=[{"measure": "case", "name_en": "items"}])
    assert charts.table_twin(charts.in_words(made["figures"], made, "en"), "en") == {
        "Unit": ["North"],
        "Indicator": ["Cases resolved"],
        "Detail": ["案件"],
        "Figure": ["over 32,000 items"],
        "As printed": ["累计…3.2万余件"],
        "Period": ["2025"],
        "Status": ["reported"],
        "Issue": ["made-2025期"],
        "Page, line": ["p. 3, line 17"],
        "Note": ["Counted twice."],
    }
    assert next(iter(charts.table_twin([], "zh"))) == "单位"


def test_nothing_leaves_the_machine_and_no_button_gives_a_picture_without_its_source():
    config = look.config("zh")
    assert (config["showSendToCloud"], config["displayModeBar"]) == (False, False)
    assert config["locales"][config["locale"]]["format"]["grouping"] == [4]
    assert "locale" not in look.config("en")
