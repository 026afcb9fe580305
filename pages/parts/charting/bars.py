"""Bars: one a figure, grouped by unit, coloured by year, drawn as surely as print says it."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from etl.tables import Row, Tables
from pages.parts import look, numbers
from pages.parts.charting import labels
from pages.parts.charting.arranged import THICK, Bar, arranged, placed
from pages.parts.charting.describe import in_words, sources
from pages.parts.charting.legend import AXIS, BETWEEN, INTENDED, LESS, MORE, legend
from pages.parts.charting.lettering import Letters, lettering
from pages.parts.look import Chart
from pages.parts.text import Language, counted, say

# Sizes in pixels; the y axis counts pixels too, so that text and bars keep their distance at any width.
NARROW = 340  # the least width a plot gets, on a phone of 390
SMALL, LETTER, WIDEST = 6.7, 7.4, 11  # of a letter: at 12 px, bold at 13 px, the sign % at 12 px; Han is two
THIN = 4
FAR = 300  # times the least: a bar of a pixel
MOST = 120  # bars in one picture: the largest; the table has all
GAP = 3  # of a text from its bar, from the edge
FADE = ((0, 6, 0.55), (8, 12, 0.35), (14, 17, 0.2))  # from, to, opacity: the open end of a lower bound


@dataclass(frozen=True)
class Scale:
    """The horizontal axis: its ends in the measure, and whether it is logarithmic."""

    low: float
    high: float
    log: bool

    def at(self, value: float) -> float:
        """The value in Plotly's axis units: its logarithm on a log axis."""
        return math.log10(value) if self.log else value


def bars(rows: pd.DataFrame, tables: Tables, lang: Language, dark: bool = False, log: bool = False) -> Chart:
    """Horizontal bars of figures in one measure; customdata is the figure's id. ValueError where measures differ.

    `meta.foot` are the sentences that belong under the picture.
    A log axis that would have to show zero is drawn linear, and says so.
    """
    if rows["measure"].nunique() > 1:
        raise ValueError("one chart shows one measure")
    every = in_words(rows, tables, lang)
    told = sorted(every, key=_by_size)[:MOST]
    drawn_log = log and all(_least(row) > 0 for row in told)
    palette, colours = look.palette(dark), look.colours_of_years(tables["figures"], dark)
    drawn, height = placed(arranged(told, lang), partial(_colour, colours, palette), lang)
    scale = _scale(drawn, drawn_log)
    left_out = say(lang, "charts.most", n=MOST, figures=counted(lang, "figure", len(every)))
    told = [bar.row for bar in drawn]
    foot = [*([left_out] if len(every) > MOST else []), *_foot(told, log, drawn_log, lang)]
    swatches, names, above = legend(told, colours, lang, palette, NARROW)
    texts = [text for bar in drawn for text in _texts(bar, scale, palette)]
    ends = [shape for bar in drawn for shape in _ends(bar, scale)]
    layout = _layout(scale, told, lang, dark)
    margin = {"l": _left(layout["xaxis"]["ticktext"]), "r": 8, "t": AXIS + above + 8, "b": 8}
    layout |= {
        "yaxis": {"range": [height or 1, 0], "visible": False},
        "annotations": names,
        "shapes": swatches + ends,
        "margin": margin,
        "height": height + margin["t"] + margin["b"],
        "meta": {"foot": foot},
    }
    return {"data": [*_traces(drawn), lettering(texts)], "layout": layout}


def _by_size(row: Row) -> tuple[bool, float]:
    return row["status"] == "background", -row["largest"]


def _colour(colours: Mapping[int, str], palette: look.Palette, row: Row) -> str:
    """The colour of its year; that of background is paler."""
    colour = colours.get(row["year"], palette.neutral)
    return look.mixed(palette.paper, colour, palette.quoted) if row["status"] == "background" else colour


def _least(row: Row) -> float:
    return float(row["lower"] if row["comparator"] in BETWEEN else row["value"])


def _scale(drawn: Sequence[Bar], log: bool) -> Scale:
    """An axis on which every value text fits beside its bar, even on the narrowest plot."""
    largest = max((bar.row["largest"] for bar in drawn), default=1) or 1
    low = min([0.0, *(_least(bar.row) for bar in drawn)])
    if log:
        least = min(_least(bar.row) for bar in drawn)
        low = 10.0 ** (math.ceil(math.log10(least)) - 1)
    scale = Scale(low, largest, log)
    start = scale.at(low)
    span = max((scale.at(bar.row["largest"]) - start) / (1 - _beside(bar) / NARROW) for bar in drawn) if drawn else 1
    end = start + (span or 1)
    return Scale(low, 10**end if log else end, log)


def _beside(bar: Bar) -> float:
    """Pixels that the open end and the value text take to the right of a bar."""
    text = max(labels.width(line) for line in bar.value) * LETTER
    return float(min(text + _open_end(bar) + 10, NARROW * 0.7))


def _open_end(bar: Bar) -> int:
    return FADE[-1][1] + 2 if bar.row["comparator"] in MORE else 0


def _traces(drawn: Sequence[Bar]) -> list[Chart]:
    """One trace a year, those without a single year last; the bars' numbers are the figures' own."""
    years = sorted({bar.row["year"] for bar in drawn}, key=lambda year: (year is None, year or 0))
    return [_trace([bar for bar in drawn if bar.row["year"] == year]) for year in years]


def _trace(drawn: Sequence[Bar]) -> Chart:
    rows = [bar.row for bar in drawn]
    between = [row["comparator"] in BETWEEN for row in rows]
    bases = [row["lower"] if is_between else 0 for row, is_between in zip(rows, between, strict=True)]
    return {
        "type": "bar",
        "orientation": "h",
        "name": str(rows[0]["year"] or ""),
        "showlegend": False,
        "x": [row["largest"] - base for row, base in zip(rows, bases, strict=True)],
        "base": bases,
        "y": [bar.middle for bar in drawn],
        "width": [THIN if is_between else THICK for is_between in between],
        "customdata": [row["figure"] for row in rows],
        "hovertext": [bar.hover for bar in drawn],
        "hoverinfo": "text",
        "marker": {
            "color": [_fill(bar) for bar in drawn],
            "line": {
                "color": [bar.colour for bar in drawn],
                "width": [1.5 if row["status"] in INTENDED else 0 for row in rows],
            },
            "pattern": {"shape": ["/" if row["comparator"] == "~" else "" for row in rows]} | HATCH,
        },
        # Only paler: a colour for the selected would fill the hatch of the others.
        "unselected": {"marker": {"opacity": 0.45}},
    }


HATCH = {"size": 5, "solidity": 0.45, "fillmode": "replace"}


def _fill(bar: Bar) -> str:
    if bar.row["status"] in INTENDED:
        return look.faded(bar.colour, 0.06)
    return look.faded(bar.colour, 0.18) if bar.row["comparator"] in LESS else bar.colour


def _ends(bar: Bar, scale: Scale) -> list[Chart]:
    """What is drawn about a bound besides its bar: stripes that fade beyond it, or a dashed edge around it."""
    end, top, bottom = bar.row["largest"], bar.middle - THICK / 2, bar.middle + THICK / 2
    if bar.row["comparator"] in MORE:
        return [
            {"type": "rect", "layer": "above", "xref": "x", "yref": "y", "xsizemode": "pixel"}
            | {"xanchor": end, "x0": start + 2, "x1": stop + 2, "y0": top, "y1": bottom}
            | {"line": {"width": 0}, "fillcolor": look.faded(bar.colour, opacity)}
            for start, stop, opacity in FADE
        ]
    if bar.row["comparator"] in LESS:
        edge = {"color": bar.colour, "width": 1.5, "dash": "4px,3px"}
        return [
            {"type": "rect", "layer": "above", "xref": "x", "yref": "y", "fillcolor": "rgba(0,0,0,0)", "line": edge}
            | {"x0": scale.low, "x1": end, "y0": top, "y1": bottom}
        ]
    return []


def _texts(bar: Bar, scale: Scale, palette: look.Palette) -> Iterator[Letters]:
    """The heading of the section that a bar opens, the label above it and the value beside it."""
    if bar.heading:
        heading = f"<b>{labels.literal(bar.heading)}</b>"
        yield Letters(scale.low, bar.heading_bottom, heading, 14, palette.muted, GAP, on=True)
    yield Letters(scale.low, bar.label_bottom, "<br>".join(bar.label), 13, palette.ink, GAP, on=True)
    value, gap = f"<b>{labels.lines(bar.value)}</b>", GAP + 1 + _open_end(bar)
    yield Letters(bar.row["largest"], bar.middle, value, 13, palette.ink, gap, on=False)


def _foot(told: Sequence[Row], log: bool, drawn_log: bool, lang: Language) -> list[str]:
    """The sentences under the bars: what the scale is, where it is not the plain one asked for, and the sources."""
    scale = say(lang, "charts.log" if drawn_log else "charts.no-log") if log else ""
    if not log and told and _apart(told):
        scale = say(lang, "charts.try-log")
    return [text for text in (scale, sources(told, lang)) if text] if told else [say(lang, "charts.nothing")]


def _layout(scale: Scale, told: Sequence[Row], lang: Language, dark: bool) -> Chart:
    ticks, texts = _ticks(scale, told, lang)
    ends = [scale.at(scale.low), scale.at(scale.high)]
    return {
        "template": look.template(dark, lang),
        "barmode": "overlay",
        "xaxis": {"type": "log" if scale.log else "linear", "range": ends, "side": "top", "tickmode": "array"}
        | {"tickvals": ticks, "ticktext": texts, "zeroline": not scale.log},
        "showlegend": False,
    }


def _left(ticks: list[str]) -> int:
    """The left margin: half the first tick, which Plotly drops where it would stick out."""
    return max([8, *(math.ceil(labels.width(text) * WIDEST / 2) for text in ticks[:1])])


def _apart(told: Sequence[Row]) -> bool:
    """Whether the least bar is too short to see beside the largest, and a log scale would show it."""
    least = min(_least(row) for row in told)
    return least > 0 and max(row["largest"] for row in told) / least >= FAR


def _ticks(scale: Scale, told: Sequence[Row], lang: Language) -> tuple[list[float], list[str]]:
    """As many ticks as the narrowest plot has room for."""
    if not told:
        return [], []
    largest = max(row["largest"] for row in told)
    ticks, texts = numbers.axis_ticks(scale.low, largest, lang, scale.log)
    if all(float(row["largest"]).is_integer() for row in told):  # no half a country on the axis
        whole = [n for n, tick in enumerate(ticks) if tick.is_integer()]
        ticks, texts = [ticks[n] for n in whole], [texts[n] for n in whole]
    sign = "%" if told[0]["measure_word"] in numbers.PER_CENT else ""
    room = NARROW * (scale.at(largest) - scale.at(scale.low)) / (scale.at(scale.high) - scale.at(scale.low) or 1)
    every = max(1, math.ceil(sum(labels.width(text + sign) * SMALL + 14 for text in texts) / max(room, 1)))
    return ticks[::every], [text + sign for text in texts[::every]]
