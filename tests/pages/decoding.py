"""Charts read back into figures, without the code that drew them: what a reader sees, held against the release."""

import math
import re
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from typing import Any

import pandas as pd

SIGNS = {
    "zh": {"": "=", "＞": ">", "≥": ">=", "＜": "<", "≤": "<=", "≈": "~"},
    "en": {"": "=", "over": ">", "at least": ">=", "under": "<", "at most": "<=", "about": "~"},
}
TIMES = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
NUMBER = {"zh": r"\d+(?:\.\d+|/\d+)?(?:万亿|亿|万)?", "en": r"\d{1,3}(?:,\d{3})*(?:\.\d+|/\d+)?"}
BETWEEN = {"range": r"^({0})–({0})(?![\d,.])", "vague": r"[（(]({0})–({0})[）)]"}


@dataclass(frozen=True)
class Read:
    """What a text says of a quantity: how sure, from where to where; NaN where it is open."""

    comparator: str
    lower: float
    upper: float


def quantity(text: str, lang: str) -> Read:
    """The quantity that a text opens with. AssertionError where it is none, or abbreviated as the language never is."""
    assert not re.search(r"\d\s?[kKMB](?![a-zA-Z])|\de[+-]?\d", text), text
    for comparator, form in BETWEEN.items():
        if found := re.search(form.format(NUMBER[lang]), text):
            return Read(comparator, *(number(part, lang) for part in found.groups()))
    marks = "|".join(sorted(map(re.escape, SIGNS[lang]), key=len, reverse=True))
    found = re.match(rf"({marks}) ?({NUMBER[lang]})(?![\d,.])", text)
    assert found, text
    comparator, value = SIGNS[lang][found[1]], number(found[2], lang)
    return (
        Read(
            comparator,
            value if comparator in ("=", ">", ">=") else math.nan,
            value if comparator in ("=", "<", "<=") else math.nan,
        )
        if comparator != "~"
        else Read("~", value, value)
    )


def number(text: str, lang: str) -> float:
    """A number of a language; one that is too long to read at a glance is no such number."""
    digits, times = re.fullmatch(r"([\d,./]+)(万亿|亿|万)?", text).groups(default="")
    over, _, under = digits.replace(",", "").partition("/")
    value = float(over) / float(under or 1) * TIMES[times]
    if lang == "zh" and not times:
        assert value < 10**4 or round(value, 4) % 1, f"{text} wants 万"
    return value


def said(row: dict[str, Any]) -> Read:
    """What the release says of a figure's quantity."""
    if row["comparator"] == "~":
        return Read("~", row["value"], row["value"])
    return Read(row["comparator"], row["lower"], row["upper"])


def assert_says(text: str, row: dict[str, Any], lang: str) -> None:
    """A text opens with the quantity of a figure, its qualifier with it."""
    assert agree(quantity(text, lang), row, lang), (text, row)


def says(text: str, row: dict[str, Any], lang: str) -> bool:
    """Whether a text opens with the quantity of a figure."""
    try:
        return agree(quantity(plain(text), lang), row, lang)
    except AssertionError:
        return False


def agree(found: Read, row: dict[str, Any], lang: str) -> bool:
    """Whether what was read is what the release says of a figure."""
    wanted = said(row)
    if wanted.comparator == "vague" and lang == "zh" and wanted.lower >= 10**4:
        wanted = Read("vague", wanted.lower, wanted.upper // 10**4 * 10**4)  # told to the 万
    ends = ((found.lower, wanted.lower), (found.upper, wanted.upper))
    return found.comparator == wanted.comparator and all(
        math.isclose(one, other, rel_tol=1e-9) or (math.isnan(one) and math.isnan(other)) for one, other in ends
    )


def plain(text: str) -> str:
    """The text of a picture without its tags and line breaks."""
    return unescape(re.sub("<[^>]+>", "", text.replace("<br>", " ")))


def marks(chart: dict[str, Any]) -> list[dict[str, Any]]:
    """The traces that show figures."""
    return [trace for trace in chart["data"] if trace.get("mode") != "markers+text"]


def notes(chart: dict[str, Any]) -> list[dict[str, Any]]:
    """The texts of a picture: y, text, size, and where it stands: on or beside a point of the plot, or outside it."""
    places = {"top right": "on", "middle right": "beside"}
    outside = chart["layout"]["annotations"]
    found = [{"y": one["y"], "text": one["text"], "size": one["font"]["size"], "at": ""} for one in outside]
    for trace in chart["data"]:
        if trace not in marks(chart):
            texts = zip(trace["y"], trace["text"], trace["textfont"]["size"], trace["textposition"], strict=True)
            found += [{"y": y, "text": text, "size": size, "at": places[at]} for y, text, size, at in texts]
    return found


def end(row: dict[str, Any]) -> float:
    """Where a figure's mark ends: its upper bound, its value, its lower bound, whichever there is first."""
    return next(row[name] for name in ("upper", "value", "lower") if not pd.isna(row[name]))


def assert_bars(chart: dict[str, Any], rows: pd.DataFrame, lang: str) -> None:
    """Every figure is a bar as long as its number, under its year, with its quantity beside it and in its hover."""
    figures = {row["figure"]: row for row in rows.to_dict("records")}
    beside = {note["y"]: plain(note["text"]) for note in notes(chart) if note["at"] == "beside"}
    sections = sorted((note["y"], plain(note["text"])) for note in notes(chart) if note["size"] == 14)
    drawn = []
    for trace in marks(chart):
        assert trace["type"] == "bar"
        for n, figure in enumerate(trace["customdata"]):
            row, start, y = figures[figure], trace["base"][n], trace["y"][n]
            drawn.append(figure)
            assert start == (row["lower"] if row["comparator"] in BETWEEN else 0), figure
            assert math.isclose(start + trace["x"][n], end(row), rel_tol=1e-9), figure
            assert trace["name"] == ("" if pd.isna(row["year"]) else str(int(row["year"]))), figure
            assert_says(beside[y], row, lang)
            assert_hover(trace["hovertext"][n], row, lang)
            years = [name for at, name in sections if at <= y and re.fullmatch(r"\d{4}", name)]
            assert not years or years[-1] == trace["name"] or row["status"] == "background" or not trace["name"], figure
    assert sorted(drawn) == sorted(figures)
    assert_ticks(chart["layout"]["xaxis"]["ticktext"], lang)


def assert_hover(text: str, row: dict[str, Any], lang: str) -> None:
    """The hover has the quantity in a line of its own, and what is printed."""
    lines = [plain(line) for line in text.split("</b>")]
    assert any(says(re.sub(r"^.*<b>", "", line), row, lang) for line in text.split("</b>")), text
    assert row["printed"].replace(" ", "") in "".join(lines).replace(" ", ""), text


def assert_ticks(texts: list[str], lang: str) -> None:
    """Ticks are whole numbers of the language, per cent at most."""
    for text in texts:
        assert re.fullmatch(rf"-?{NUMBER[lang]}%?", text), text
        number(text.strip("%-"), lang)


def assert_lines(chart: dict[str, Any], rows: pd.DataFrame, lang: str) -> None:
    """Each line has a place for every year; a year has a point where its unit reported, and nothing elsewhere."""
    figures = {row["figure"]: row for row in rows.to_dict("records")}
    thing = ["unit", "indicator", "measure", "status", "detail_zh"]
    told = rows.assign(detail_zh=rows["detail_zh"].fillna("")).groupby(thing)["year"].agg(set).to_dict()
    for trace in chart["data"]:
        assert trace["connectgaps"] is False
        assert "markers" in trace["mode"]
        assert trace["x"] == list(range(trace["x"][0], trace["x"][-1] + 1))
        own = [figures[figure] for figure in trace["customdata"] if figure]
        (key,) = {tuple("" if pd.isna(row[part]) else row[part] for part in thing) for row in own}
        assert {year for year, y in zip(trace["x"], trace["y"], strict=True) if y is not None} == told[key]
        for (year, y), (after, beyond) in pairwise(zip(trace["x"], trace["y"], strict=True)):
            assert y is None or beyond is None or {year, after} <= told[key]  # a segment joins told years only
        points = zip(trace["x"], trace["y"], trace["customdata"], trace["hovertext"], strict=True)
        symbols = dict(zip(trace["customdata"], trace["marker"]["symbol"], strict=True))
        for year, y, figure, hover in points:
            if figure is None:
                assert (y, hover) == (None, "")
                continue
            row = figures[figure]
            assert (y, year) == (end(row), row["year"])
            assert symbols[figure].endswith("-open") == (row["comparator"] != "=")
            assert any(says(part, row, lang) for part in re.split(r"<br>|年 |日 |月 |\d{4} ", hover)), hover
    assert_ticks(chart["layout"]["yaxis"]["ticktext"], lang)


def assert_breakdown(chart: dict[str, Any], rows: pd.DataFrame, lang: str) -> None:
    """Segments as long as the parts, which are of one whole, and together as long as it."""
    figures = {row["figure"]: row for row in rows.to_dict("records")}
    parts = [figures[figure] for trace in chart["data"] for figure in trace["customdata"] if figure]
    (whole,) = {row["part_of"] for row in parts}
    lengths = [trace["x"][0] for trace in chart["data"]]
    assert math.isclose(sum(lengths), figures[whole]["value"], rel_tol=1e-9)
    assert chart["layout"]["xaxis"]["range"] == [0, figures[whole]["value"]]
    written = " ".join(plain(note["text"]) for note in chart["layout"]["annotations"])
    for trace in chart["data"]:
        if (figure := trace["customdata"][0]) is not None:
            row = figures[figure]
            assert trace["x"] == [row["value"]]
            hover = plain(trace["hovertext"][0])
            assert any(says(part, row, lang) for part in _tails(hover)), hover
            assert any(says(part, row, lang) for part in _tails(written)), written


def _tails(text: str) -> list[str]:
    """A text from each of its words on."""
    return [text[match.start() :] for match in re.finditer(r"\S+", text)]
