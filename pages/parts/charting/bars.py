"""Bars: one a figure, grouped by unit, coloured by year, drawn as surely as print says it."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.tables import Tables
from pages.parts import look, numbers
from pages.parts.charting import labels
from pages.parts.charting.arranged import BAR, arranged, placed
from pages.parts.charting.describe import in_words, sources
from pages.parts.charting.legend import AXIS, BETWEEN, INTENDED, LESS, MORE, legend
from pages.parts.charting.lettering import Letters, lettering
from pages.parts.look import Chart
from pages.parts.text import Language, counted, say

Record = dict[str, Any]

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
    records = arranged(sorted(every, key=_by_size)[:MOST], lang)
    drawn_log = log and all(_least(record) > 0 for record in records)
    height = placed(records, lang)
    scale = _scale(records, drawn_log)
    palette = look.palette(dark)
    _colour(records, look.colours_of_years(tables["figures"], dark), palette)
    left_out = say(lang, "charts.most", n=MOST, figures=counted(lang, "figure", len(every)))
    foot = [*([left_out] if len(every) > MOST else []), *_foot(records, log, drawn_log, lang)]
    swatches, names, above = legend(records, lang, palette, NARROW)
    texts = [text for record in records for text in _texts(record, scale, palette)]
    ends = [shape for record in records for shape in _ends(record, scale)]
    layout = _layout(scale, records, lang, dark)
    margin = {"l": _left(layout["xaxis"]["ticktext"]), "r": 8, "t": AXIS + above + 8, "b": 8}
    layout |= {
        "yaxis": {"range": [height or 1, 0], "visible": False},
        "annotations": names,
        "shapes": swatches + ends,
        "margin": margin,
        "height": height + margin["t"] + margin["b"],
        "meta": {"foot": foot},
    }
    return {"data": [*_traces(records), lettering(texts)], "layout": layout}


def _by_size(record: Record) -> tuple[bool, float]:
    return record["status"] == "background", -record["largest"]


def _colour(records: list[Record], colours: dict[int, str], palette: look.Palette) -> None:
    """The colour of its year; that of background is paler."""
    for record in records:
        colour = colours.get(record["year"], palette.neutral)
        background = record["status"] == "background"
        record["colour"] = look.mixed(palette.paper, colour, 0.4) if background else colour


def _least(record: Record) -> float:
    return float(record["lower"] if record["comparator"] in BETWEEN else record["value"])


def _scale(records: list[Record], log: bool) -> Scale:
    """An axis on which every value text fits beside its bar, even on the narrowest plot."""
    largest = max((record["largest"] for record in records), default=1) or 1
    low = min([0.0, *(_least(record) for record in records)])
    if log:
        least = min(_least(record) for record in records)
        low = 10.0 ** (math.ceil(math.log10(least)) - 1)
    scale = Scale(low, largest, log)
    start = scale.at(low)
    span = max((scale.at(r["largest"]) - start) / (1 - _beside(r) / NARROW) for r in records) if records else 1
    end = start + (span or 1)
    return Scale(low, 10**end if log else end, log)


def _beside(record: Record) -> float:
    """Pixels that the open end and the value text take to the right of a bar."""
    text = max(labels.width(line) for line in record["value_lines"]) * LETTER
    return float(min(text + _open_end(record) + 10, NARROW * 0.7))


def _open_end(record: Record) -> int:
    return FADE[-1][1] + 2 if record["comparator"] in MORE else 0


def _traces(records: list[Record]) -> list[Chart]:
    """One trace a year, those without a single year last; the bars' numbers are the figures' own."""
    years = sorted({record["year"] for record in records}, key=lambda year: (year is None, year or 0))
    return [_trace([record for record in records if record["year"] == year]) for year in years]


def _trace(records: list[Record]) -> Chart:
    between = [record["comparator"] in BETWEEN for record in records]
    bases = [record["lower"] if is_between else 0 for record, is_between in zip(records, between, strict=True)]
    return {
        "type": "bar",
        "orientation": "h",
        "name": str(records[0]["year"] or ""),
        "showlegend": False,
        "x": [record["largest"] - base for record, base in zip(records, bases, strict=True)],
        "base": bases,
        "y": [record["middle"] for record in records],
        "width": [THIN if is_between else BAR for is_between in between],
        "customdata": [record["figure"] for record in records],
        "hovertext": [record["hover"] for record in records],
        "hoverinfo": "text",
        "marker": {
            "color": [_fill(record) for record in records],
            "line": {
                "color": [record["colour"] for record in records],
                "width": [1.5 if record["status"] in INTENDED else 0 for record in records],
            },
            "pattern": {"shape": ["/" if record["comparator"] == "~" else "" for record in records]} | HATCH,
        },
        # Only paler: a colour for the selected would fill the hatch of the others.
        "unselected": {"marker": {"opacity": 0.45}},
    }


HATCH = {"size": 5, "solidity": 0.45, "fillmode": "replace"}


def _fill(record: Record) -> str:
    if record["status"] in INTENDED:
        return look.faded(record["colour"], 0.06)
    return look.faded(record["colour"], 0.18) if record["comparator"] in LESS else str(record["colour"])


def _ends(record: Record, scale: Scale) -> list[Chart]:
    """What is drawn about a bound besides its bar: stripes that fade beyond it, or a dashed edge around it."""
    top, bottom = record["middle"] - BAR / 2, record["middle"] + BAR / 2
    if record["comparator"] in MORE:
        return [
            {"type": "rect", "layer": "above", "xref": "x", "yref": "y", "xsizemode": "pixel"}
            | {"xanchor": record["largest"], "x0": start + 2, "x1": end + 2, "y0": top, "y1": bottom}
            | {"line": {"width": 0}, "fillcolor": look.faded(record["colour"], opacity)}
            for start, end, opacity in FADE
        ]
    if record["comparator"] in LESS:
        edge = {"color": record["colour"], "width": 1.5, "dash": "4px,3px"}
        return [
            {"type": "rect", "layer": "above", "xref": "x", "yref": "y", "fillcolor": "rgba(0,0,0,0)", "line": edge}
            | {"x0": scale.low, "x1": record["largest"], "y0": top, "y1": bottom}
        ]
    return []


def _texts(record: Record, scale: Scale, palette: look.Palette) -> Iterator[Letters]:
    """The heading of the section that a bar opens, the label above it and the value beside it."""
    if record["heading"] is not None:
        heading = f"<b>{labels.literal(record['section'])}</b>"
        yield Letters(scale.low, record["heading"], heading, 14, palette.muted, GAP, on=True)
    yield Letters(scale.low, record["label_bottom"], "<br>".join(record["label"]), 13, palette.ink, GAP, on=True)
    value, gap = f"<b>{labels.lines(record['value_lines'])}</b>", GAP + 1 + _open_end(record)
    yield Letters(record["largest"], record["middle"], value, 13, palette.ink, gap, on=False)


def _foot(records: list[Record], log: bool, drawn_log: bool, lang: Language) -> list[str]:
    """The sentences under the bars: what the scale is, where it is not the plain one asked for, and the sources."""
    scale = say(lang, "charts.log" if drawn_log else "charts.no-log") if log else ""
    if not log and records and _apart(records):
        scale = say(lang, "charts.try-log")
    return [text for text in (scale, sources(records, lang)) if text] if records else [say(lang, "charts.nothing")]


def _layout(scale: Scale, records: list[Record], lang: Language, dark: bool) -> Chart:
    ticks, texts = _ticks(scale, records, lang)
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


def _apart(records: list[Record]) -> bool:
    """Whether the least bar is too short to see beside the largest, and a log scale would show it."""
    least = min(_least(record) for record in records)
    return least > 0 and max(record["largest"] for record in records) / least >= FAR


def _ticks(scale: Scale, records: list[Record], lang: Language) -> tuple[list[float], list[str]]:
    """As many ticks as the narrowest plot has room for."""
    if not records:
        return [], []
    largest = max(record["largest"] for record in records)
    ticks, texts = numbers.axis_ticks(scale.low, largest, lang, scale.log)
    if all(float(record["largest"]).is_integer() for record in records):  # no half a country on the axis
        whole = [n for n, tick in enumerate(ticks) if tick.is_integer()]
        ticks, texts = [ticks[n] for n in whole], [texts[n] for n in whole]
    sign = "%" if records[0]["measure_word"] in numbers.PER_CENT else ""
    room = NARROW * (scale.at(largest) - scale.at(scale.low)) / (scale.at(scale.high) - scale.at(scale.low) or 1)
    every = max(1, math.ceil(sum(labels.width(text + sign) * SMALL + 14 for text in texts) / max(room, 1)))
    return ticks[::every], [text + sign for text in texts[::every]]
