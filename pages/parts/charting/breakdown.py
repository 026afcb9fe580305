"""Parts of a whole as one stacked bar each, drawn only where print says what belongs to what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.tables import Row, Tables
from pages.parts import look
from pages.parts.charting import labels
from pages.parts.charting.describe import in_words, sources
from pages.parts.charting.keyed import KeyLine, key
from pages.parts.look import Chart
from pages.parts.text import Language, say

MOST = 7  # parts told apart
PALER = (1.0, 0.68, 0.46, 0.82, 0.57, 0.38, 0.3)  # of the colour of the year, next to each other well apart
BAR, TOP, BELOW, FOOT = 26, 26, 6, 8  # pixels
TITLE = 46  # letters
CERTAIN = ("=", "~")  # a bound is of no known length beside others


@dataclass(frozen=True)
class Whole:
    """A figure and its parts, the largest first; `rest` where they do not fill it."""

    whole: Row
    parts: tuple[Row, ...]
    rest: bool


def wholes(rows: pd.DataFrame, tables: Tables, lang: Language) -> list[Whole]:
    """The figures among `rows` with two or more parts among them, of one unit and measure, that fit into them."""
    return list(_wholes([row for row in in_words(rows, tables, lang) if row["comparator"] in CERTAIN]))


def _wholes(rows: Sequence[Row]) -> Iterator[Whole]:
    by_whole: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        by_whole.setdefault((row["part_of"], *_alike(row)), []).append(row)
    for whole in rows:
        parts = by_whole.get((whole["figure"], *_alike(whole)), [])
        filled = sum(part["largest"] for part in parts)
        if len(parts) > 1 and filled <= whole["largest"]:
            largest_first = sorted(parts, key=lambda part: -part["largest"])
            yield Whole(whole, tuple(largest_first), filled < whole["largest"])


def _alike(row: Row) -> tuple[str, ...]:
    return row["unit"], row["measure"], row["status"]


def breakdown(found: Whole, tables: Tables, lang: Language, dark: bool = False) -> Chart:
    """One bar as long as the whole; customdata is the figure's id, None for what no figure tells.

    `meta.foot` are the sentences that belong under the picture.
    """
    palette = look.palette(dark)
    colour = look.colours_of_years(tables["figures"], dark).get(found.whole["year"], palette.neutral)
    segments = _segments(found, colour, lang, palette)
    title = _title(found)
    shapes, names, height = key([KeyLine(name, colour) for name, _, colour, _ in segments], palette, BELOW)
    margin = {"l": 8, "r": 8, "t": TOP + 17 * (len(title) - 1), "b": BELOW + height + FOOT}
    return {
        "data": [_trace(segment, found, palette) for segment in segments],
        "layout": {
            "template": look.template(dark, lang),
            "barmode": "stack",
            "xaxis": {"range": [0, found.whole["largest"]], "visible": False},
            "yaxis": {"range": [-0.5, 0.5], "visible": False},
            "shapes": shapes,
            "annotations": [_above(title, palette), *names],
            "meta": {"foot": [sources([found.whole, *found.parts], lang)]},
            "margin": margin,
            "height": BAR + margin["t"] + margin["b"],
            "showlegend": False,
        },
    }


Segment = tuple[str, float, str, Row | None]  # name, length, colour, figure


def _segments(found: Whole, colour: str, lang: Language, palette: look.Palette) -> list[Segment]:
    told = found.parts if len(found.parts) <= MOST else found.parts[: MOST - 1]
    others = found.parts[len(told) :]
    segments: list[Segment] = [
        (
            f"{part['said']} {part['shown']}".strip(),
            part["largest"],
            look.mixed(palette.paper, colour, PALER[n]),
            part,
        )
        for n, part in enumerate(told)
    ]
    if others:
        length = sum(part["largest"] for part in others)
        segments.append((say(lang, "charts.other-parts", n=len(others)), length, palette.neutral, None))
    if found.rest:
        length = found.whole["largest"] - sum(part["largest"] for part in found.parts)
        segments.append((say(lang, "charts.rest"), length, palette.pale, None))
    return segments


def _trace(segment: Segment, found: Whole, palette: look.Palette) -> Chart:
    name, length, colour, figure = segment
    hover = [figure["unit_name"], name, figure["time"]] if figure else [found.whole["unit_name"], name]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [length],
        "y": [0],
        "width": [1],
        "customdata": [figure["figure"] if figure else None],
        "hovertext": [labels.lines([line for text in hover for line in labels.wrapped(text, 46)])],
        "hoverinfo": "text",
        "marker": {"color": colour, "line": {"color": palette.paper, "width": 1.5}},
    }


def _title(found: Whole) -> list[str]:
    whole = found.whole
    return labels.packed([whole["unit_name"], whole["said"], whole["shown"], whole["time"]], TITLE)


def _above(lines: list[str], palette: look.Palette) -> Chart:
    place = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "y": 1, "yanchor": "bottom", "yshift": 4}
    text = "<br>".join(f"<b>{labels.literal(line)}</b>" for line in lines)
    return place | {"text": text, "showarrow": False, "align": "left", "font": {"size": 13, "color": palette.ink}}


def describe(found: Whole, lang: Language) -> str:
    """The bar in a sentence: the whole, its parts, and whether they fill it."""
    parts = [f"{part['said']} {part['shown']}".strip() for part in found.parts]
    if found.rest:
        parts.append(say(lang, "charts.rest"))
    whole = " ".join(part for part in (found.whole["unit_name"], found.whole["said"], found.whole["shown"]) if part)
    return say(lang, "charts.alt.breakdown", whole=whole, parts=say(lang, "charts.alt.join").join(parts))
