"""Bars and columns of a brief: inline SVG that says how sure a number is without colour."""

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from pages.parts.charting.legend import ABOUT, BETWEEN, INTENDED, LESS, MORE

WIDTH, HEIGHT, INK = 80, 9, "#333"
FADE = ((1, 4, 0.6), (6, 3, 0.4), (10, 2, 0.25))  # from, width, opacity: the open end of a lower bound
ROOM = 14  # kept free for it
COLUMN, TALLEST = 34, 26


def end(row: Mapping[str, Any]) -> float:
    """Where the bar of a figure ends: its upper bound, else its value, else its lower bound."""
    return float(next((row[name] for name in ("upper", "value", "lower") if not pd.isna(row[name])), 0))


def bar(row: Mapping[str, Any], most: float) -> str:
    """A bar as long as the figure is to `most`: open where it is more, dashed where less, thin where a range."""
    long = max(0.0, end(row)) / (most or 1) * (WIDTH - ROOM)
    return f'<svg width="{WIDTH}" height="{HEIGHT}" aria-hidden="true">{_drawn(row, long, most)}</svg>'


def _drawn(row: Mapping[str, Any], long: float, most: float) -> str:
    comparator = row["comparator"]
    if row["status"] in INTENDED:
        return _rect(0.5, long, f'fill="none" stroke="{INK}"')
    if comparator in LESS:
        return _rect(0.5, long, f'fill="none" stroke="{INK}" stroke-dasharray="3 2"')
    if comparator in ABOUT:
        slants = "".join(
            f'<path d="M{x} {HEIGHT - 1}l5 -{HEIGHT - 2}" stroke="{INK}"/>' for x in range(1, int(long) - 4, 4)
        )
        return _rect(0.5, long, f'fill="none" stroke="{INK}"') + slants
    if comparator in BETWEEN:
        start = max(0.0, float(row["lower"])) / (most or 1) * (WIDTH - ROOM)
        return f'<rect x="{start:.1f}" y="3" width="{max(long - start, 1):.1f}" height="3" fill="{INK}"/>'
    open_end = FADE if comparator in MORE else ()
    stripes = (_rect(long + start, wide, f'fill="{INK}" opacity="{opacity}"') for start, wide, opacity in open_end)
    return _rect(0, long, f'fill="{INK}"') + "".join(stripes)


def _rect(x: float, wide: float, style: str) -> str:
    return f'<rect x="{x:.1f}" y="0.5" width="{max(wide, 1):.1f}" height="{HEIGHT - 1}" {style}/>'


def columns(counts: Mapping[int, int], silent: str) -> str:
    """A column a year from the first to the last, its count above it; `silent` where a year has none."""
    most = max(counts.values())
    parts = []
    for n, year in enumerate(range(min(counts), max(counts) + 1)):
        count, x = counts.get(year, 0), n * COLUMN
        tall = count / most * TALLEST
        if count:
            parts.append(
                f'<rect x="{x + 8}" y="{12 + TALLEST - tall:.1f}" width="18" height="{tall:.1f}" fill="{INK}"/>'
            )
        label = str(count) if count else silent
        parts.append(_text(x, 9 + TALLEST - tall, label) + _text(x, 24 + TALLEST, str(year)))
    wide = (max(counts) - min(counts) + 1) * COLUMN
    return f'<svg width="{wide}" height="{TALLEST + 28}" aria-hidden="true">{"".join(parts)}</svg>'


def _text(x: float, y: float, text: str) -> str:
    return f'<text x="{x + 17}" y="{y:.1f}" text-anchor="middle" font-size="9">{escape(text)}</text>'
