"""Lines through years: only what one unit reported of one thing in two or more years, with its gaps as gaps."""

import pandas as pd

from etl.tables import Row, Tables
from pages.parts import look, numbers
from pages.parts.charting import labels
from pages.parts.charting.describe import in_words, runs, sources
from pages.parts.charting.keyed import KeyLine, key
from pages.parts.look import Chart
from pages.parts.text import Language, say

Series = list[Row]  # one thing's figures, one a year, the earliest first

MOST = 7  # lines told apart
PLOT, TOP, BELOW, FOOT = 260, 16, 34, 8  # pixels
SIGNS = ("circle", "square", "diamond", "triangle-up", "cross", "x", "star")
EXACT = "="


def series(rows: pd.DataFrame, tables: Tables, lang: Language) -> list[Series]:
    """The things among `rows` told of in two or more years, the largest first; of a year the first of `rows`."""
    by_thing: dict[tuple[str, ...], dict[int, Row]] = {}
    for row in in_words(rows, tables, lang):
        if row["year"] is None:
            continue
        thing = tuple(str(row[part]) for part in ("unit", "indicator", "measure", "status", "said"))
        by_thing.setdefault(thing, {}).setdefault(row["year"], row)
    found = [[years[year] for year in sorted(years)] for years in by_thing.values() if len(years) > 1]
    return sorted(found, key=lambda one: -max(row["largest"] for row in one))[:MOST]


def lines(found: list[Series], lang: Language, dark: bool = False) -> Chart:
    """One line a thing over every year of the range; customdata is the figure's id, None in a year without.

    `meta.foot` are the sentences that belong under the picture.
    """
    palette = look.palette(dark)
    years = list(range(min(one[0]["year"] for one in found), max(one[-1]["year"] for one in found) + 1))
    entries = [KeyLine(_named(one, lang), look.APART[n]) for n, one in enumerate(found)]
    shapes, names, height = key(entries, palette, BELOW)
    largest = max(row["largest"] for one in found for row in one)
    ticks, texts = numbers.axis_ticks(0, largest, lang)
    left = max(labels.width(text) for text in texts) * 7 + 10
    margin = {"l": left, "r": 16, "t": TOP, "b": BELOW + height + FOOT}
    every = -(-len(years) * 42 // 300)
    return {
        "data": [_trace(one, years, n) for n, one in enumerate(found)],
        "layout": {
            "template": look.template(dark, lang),
            "xaxis": {"range": [years[0] - 0.4, years[-1] + 0.4], "tickmode": "array", "showgrid": False}
            | {"tickvals": years[::-1][::every], "ticktext": [str(year) for year in years[::-1][::every]]},
            "yaxis": {"range": [0, largest * 1.08 or 1], "tickmode": "array", "tickvals": ticks, "ticktext": texts},
            "shapes": [shape | {"xanchor": 0} for shape in shapes],
            "annotations": names,
            "meta": {"foot": [sources([row for one in found for row in one], lang)]},
            "margin": margin,
            "height": PLOT + margin["t"] + margin["b"],
            "showlegend": False,
        },
    }


def _trace(one: Series, years: list[int], n: int) -> Chart:
    told = {row["year"]: row for row in one}
    across = [told.get(year) for year in years]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "connectgaps": False,
        "x": years,
        "y": [row["largest"] if row else None for row in across],
        "customdata": [row["figure"] if row else None for row in across],
        "hovertext": [_hover(row) if row else "" for row in across],
        "hoverinfo": "text",
        "cliponaxis": False,
        "line": {"color": look.APART[n], "width": 2},
        "marker": {
            "size": 9,
            "color": look.APART[n],
            "symbol": [SIGNS[n] + ("" if row is None or row["comparator"] == EXACT else "-open") for row in across],
        },
    }


def _hover(row: Row) -> str:
    texts = (row["unit_name"], row["said"], f"{row['time']} {row['shown']}", row["as_printed"])
    return labels.lines([line for text in texts if text for line in labels.wrapped(text, 46)])


def _named(one: Series, lang: Language) -> str:
    """Whose line it is, and its first and last figure with their qualifiers."""
    first, last = one[0], one[-1]
    whose = " · ".join(part for part in (first["unit_name"], first["said"]) if part)
    return say(
        lang,
        "charts.from-to",
        whose=whose,
        first=first["shown"],
        last=last["shown"],
        first_time=first["time"],
        last_time=last["time"],
    )


def describe(found: list[Series], lang: Language) -> str:
    """Each line in a sentence: its ends, and the years between them without a figure."""
    return say(lang, "charts.alt.join").join([_named(one, lang) + _gaps(one, lang) for one in found])


def _gaps(one: Series, lang: Language) -> str:
    told = {row["year"] for row in one}
    missing = [year for year in range(min(told), max(told)) if year not in told]
    return say(lang, "charts.alt.missing", years=runs(missing)) if missing else ""
