"""Every chart that the real data makes, decoded: no year, bound or word is added to print, and none is lost."""

import copy
import re
from collections import Counter
from html import unescape
from typing import Any

import pandas as pd
import pytest

from etl.tables import Tables
from pages.parts.charting import charts, coverage
from pages.parts.telling import brief, brief_bars, profile
from pages.parts.text import LANGUAGES, say
from tests.pages import decoding

BOUNDS = (">", ">=", "<", "<=", "~", "range", "vague")
THING = ["indicator", "measure"]


@pytest.fixture(scope="module")
def told_again(real: Tables) -> Tables:
    """The real figures of 2023, and most of them again for 2019 and 2020: no unit repeats itself in print so far."""
    figures = real["figures"]
    now = figures[figures["year"] == 2023].drop_duplicates(["unit", *THING, "status", "detail_zh"])
    kept = [now]
    for year, left_out in ((2019, 3), (2020, 5)):
        again = now[[n % left_out > 0 for n in range(len(now))]]
        kept.append(again.assign(figure=again["figure"] + f"-{year}", period=str(year), period_kind="year", year=year))
    return dict(real) | {"figures": pd.concat(kept, ignore_index=True).astype(figures.dtypes.to_dict())}


def by_thing(tables: Tables):
    """The figures of every picture: one indicator in one measure; a rank is told in words, and never drawn."""
    for (_, measure), rows in tables["figures"].groupby(THING, sort=False):
        if measure != "rank":
            yield rows


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("log", [False, True])
def test_every_bar_is_its_figure(real, lang, log):
    drawn = 0
    for rows in by_thing(real):
        decoding.assert_bars(charts.bars(rows, real, lang, log=log), rows, lang)
        drawn += len(rows)
    assert drawn == int((real["figures"]["measure"] != "rank").sum())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_bar_of_every_unit_is_its_figure(real, lang):
    for (_, _, measure), rows in real["figures"].groupby(["unit", *THING], sort=False):
        if measure != "rank":
            decoding.assert_bars(charts.bars(rows, real, lang), rows, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_line_leaves_a_gap_where_nothing_was_reported(told_again, lang):
    lines = gaps = 0
    for rows in by_thing(told_again):
        if found := charts.series(rows, told_again, lang):
            chart = charts.lines(found, lang)
            decoding.assert_lines(chart, rows, lang)
            told = charts.describe_lines(found, lang)
            for trace in chart["data"]:
                lines += 1
                years = [year for year, y in zip(trace["x"], trace["y"], strict=True) if y is not None]
                if silent := sorted(set(range(years[0], years[-1])) - set(years)):
                    gaps += 1
                    assert say(lang, "charts.alt.missing", years=f"{silent[0]}–{silent[-1]}") in told
    assert lines > 40
    assert gaps > 20


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_breakdown_is_of_its_whole(real, lang):
    found = 0
    for rows in by_thing(real):
        for whole in charts.wholes(rows, real, lang):
            decoding.assert_breakdown(charts.breakdown(whole, real, lang), rows, lang)
            told = charts.describe_breakdown(whole, lang)
            assert all(part["shown"] in told for part in (whole.whole, *whole.parts))
            found += 1
    assert found == 3


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_qualifier_is_lost_in_a_table_or_a_description(real, lang):
    head = say(lang, "table.quantity")
    for rows in by_thing(real):
        twin = charts.table_twin(charts.in_words(rows, real, lang), lang)[head]
        for text, row in zip(twin, rows.to_dict("records"), strict=True):
            decoding.assert_says(text, row, lang)
        told = charts.describe_bars(rows, real, lang)
        assert any(text in told for text in twin)
        bounds = int(rows["comparator"].isin(BOUNDS).sum())
        named = say(lang, "charts.alt.bounds", figures="").strip(" ，；其中")[-6:]
        assert (named in told) == (bounds > 0), told


def cells(html: str) -> list[list[str]]:
    """The rows of a map, as the texts of their cells on a wide page."""
    wide = re.sub('<span class="narrow">.*?</span>', "", html)
    return [
        [unescape(re.sub("<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in re.findall(r"<tr.*?</tr>", wide)
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("key", "made"), [("unit", coverage.by_unit), ("theme", coverage.by_theme)])
def test_every_cell_of_the_maps_counts_its_figures_and_a_silent_one_holds_nothing(real, lang, key, made):
    figures = real["figures"][real["figures"]["status"] != "background"]
    html = coverage.as_html(made(real["figures"], real, lang, lambda one, year: f"{one}?{year}"), "")
    head, *rows = cells(html)
    years = head[2:]
    assert years[:-1] == [str(year) for year in range(int(years[0]), int(years[-2]) + 1)]
    names = dict(zip(real[f"{key}s"][f"name_{lang}"], real[f"{key}s"][key], strict=True))
    counts = Counter(
        (one, "" if pd.isna(year) else str(year)) for one, year in zip(figures[key], figures["year"], strict=True)
    )
    seen = 0
    for name, every, *counted in (row for row in rows if len(row) > 1 and row[0] in names):
        own = [counts[names[name], year if year.isdigit() else ""] for year in years]
        assert counted == [str(n) if n else "" for n in own]
        assert every == str(sum(own))
        seen += sum(own)
    assert seen == len(figures)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_brief_draws_its_figures_and_no_year_that_was_not_told(real, lang):
    origin = brief.Origin("0123456789ab", "2026-01-01", "http://127.0.0.1:8501/unit")
    every = real["figures"].to_dict("records")
    for unit in real["units"]["unit"]:
        assert_brief(brief.brief(real, lang, unit, origin), profile.own(real, unit), every, lang)


def assert_brief(html: str, own: pd.DataFrame, every: list[dict[str, Any]], lang: str) -> None:
    """Every row of a brief says the quantity of a figure, and its bar, where it has one, how sure it is."""
    first = re.findall(r'<tr><td class="n">(.*?)</td><td>(.*?)</td><td>(.*?)</td>', html)
    assert bool(first) == bool(len(own))
    for quantity, bar, _ in first:
        text = unescape(quantity)
        if re.match(r"第\d|no\. ", text):
            continue
        read = decoding.quantity(text, lang)
        assert any(decoding.agree(read, row, lang) for row in every), text
        if bar:
            assert sure(bar) == sign(read.comparator) or 'fill="none" stroke="#333"/>' in bar, (text, bar)
    known = Counter(int(year) for year in coverage.charted(own)["year"].dropna())
    if drawn := re.search(r'<svg width="\d+" height="54".*?</svg>', html):
        texts = re.findall(r"<text[^>]*>(.*?)</text>", drawn[0])
        silent = say(lang, "brief.silent")
        years = range(min(known), max(known) + 1)
        assert texts == [text for year in years for text in (str(known[year]) if known[year] else silent, str(year))]
        assert len(re.findall("<rect", drawn[0])) == len(known)


def sure(bar: str) -> str:
    """How sure a bar in SVG says its number is."""
    marks = {"dasharray": "less", "opacity": "more", "<path": "about", 'height="3"': "between"}
    return next((sign for mark, sign in marks.items() if mark in bar), "exact")


def sign(comparator: str) -> str:
    signs = {">": "more", ">=": "more", "<": "less", "<=": "less", "~": "about", "range": "between", "vague": "between"}
    return signs.get(comparator, "exact")


def test_the_bars_of_a_brief_are_as_long_as_their_numbers(real):
    for row in real["figures"].to_dict("records"):
        if row["comparator"] in ("=", ">", ">=") and row["measure"] != "rank" and row["value"]:
            drawn = brief_bars.bar(row, row["value"] * 2)
            assert re.search(r'<rect x="0.[05]" y="0.5" width="(.*?)"', drawn)[1] == "33.0"


def joined(chart):
    chart["data"][0]["connectgaps"] = True


def zeroed(chart):
    chart["data"][0]["y"] = [0 if y is None else y for y in chart["data"][0]["y"]]


def squeezed(chart):
    trace = chart["data"][0]
    kept = [n for n, y in enumerate(trace["y"]) if y is not None]
    for name in ("x", "y", "customdata", "hovertext"):
        trace[name] = [trace[name][n] for n in kept]


def unmarked(chart):
    trace = chart["data"][0]
    trace["hovertext"] = [re.sub("＞|≥|＜|≤|≈", "", text) for text in trace["hovertext"]]
    letters = chart["data"][-1]
    letters["text"] = [re.sub("＞|≥|＜|≤|≈", "", text) for text in letters["text"]]


def short(chart):
    for axis in ("xaxis", "yaxis"):
        if "ticktext" in chart["layout"][axis]:
            chart["layout"][axis]["ticktext"][-1] = "10k"


def longer(chart):
    chart["data"][0]["x"][0] += 1


def dropped(chart):
    for name in ("x", "y", "base", "customdata", "hovertext"):
        chart["data"][0][name] = chart["data"][0][name][1:]


def in_digits(chart):
    letters = chart["data"][-1]
    letters["text"] = [text.replace("8.4万", "84000") for text in letters["text"]]


@pytest.mark.parametrize("spoilt", [joined, zeroed, squeezed, short])
def test_a_spoilt_line_is_found(told_again, spoilt):
    rows = told_again["figures"].query("indicator == 'people-selected' and measure == 'person'")
    chart = charts.lines(charts.series(rows, told_again, "zh"), "zh")
    chart["data"] = [trace for trace in chart["data"] if None in trace["y"]][:1]
    decoding.assert_lines(chart, rows, "zh")
    worse = copy.deepcopy(chart)
    spoilt(worse)
    with pytest.raises(AssertionError):
        decoding.assert_lines(worse, rows, "zh")


@pytest.mark.parametrize("spoilt", [unmarked, short, longer, dropped, in_digits])
def test_a_spoilt_bar_is_found(real, spoilt):
    rows = real["figures"].query("indicator == 'disputes-resolved' and measure == 'matter'")
    chart = charts.bars(rows, real, "zh")
    decoding.assert_bars(chart, rows, "zh")
    worse = copy.deepcopy(chart)
    spoilt(worse)
    with pytest.raises(AssertionError):
        decoding.assert_bars(worse, rows, "zh")
