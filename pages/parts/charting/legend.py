"""The legend of the bars: only the years and marks that occur, each drawn as it is in the chart."""

from collections.abc import Mapping, Sequence

from etl.tables import Row
from pages.parts import look
from pages.parts.charting import labels
from pages.parts.look import Chart
from pages.parts.text import Language, say

MORE, LESS, ABOUT, BETWEEN = (">", ">="), ("<", "<="), ("~",), ("range", "vague")
INTENDED = ("target", "rule")

# Pixels, up and to the right of the plot's upper left corner.
SWATCH, TEXT_FROM, APART, LINE, AXIS = 16, 21, 14, 19, 26


def legend(
    rows: Sequence[Row], colours: Mapping[int, str], lang: Language, palette: look.Palette, most: int
) -> tuple[list[Chart], list[Chart], int]:
    """Shapes, names and their height in pixels, in lines at most `most` pixels wide; `colours` are those of years."""
    entries = _years(rows, colours, lang, palette) + _marks(rows, lang, palette)
    places = _places([name for name, _ in entries], most)
    lines = places[-1][1] + 1 if places else 0
    shapes, notes = [], []
    for (name, swatch), (x, line) in zip(entries, places, strict=True):
        y = AXIS + (lines - line - 1) * LINE
        shapes += [_shape(part, x, y) for part in swatch]
        notes.append(_name(name, x + TEXT_FROM, y, palette))
    return shapes, notes, lines * LINE


def _places(names: list[str], most: int) -> list[tuple[float, int]]:
    """For each name, where its entry begins: x in pixels, and the line."""
    places: list[tuple[float, int]] = []
    x, line = 0.0, 0
    for name in names:
        wide = TEXT_FROM + labels.width(name) * 6.1
        if x and x + wide > most:
            x, line = 0.0, line + 1
        places.append((x, line))
        x += wide + APART
    return places


def _years(
    rows: Sequence[Row], colours: Mapping[int, str], lang: Language, palette: look.Palette
) -> list[tuple[str, list[Chart]]]:
    told = {row["year"] for row in rows if row["status"] != "background"}
    years = sorted(told, key=lambda year: (year is None, year or 0))
    return [
        (
            say(lang, "charts.no-year") if year is None else str(year),
            [_box(0, SWATCH, colours.get(year, palette.neutral))],
        )
        for year in years
    ]


def _marks(rows: Sequence[Row], lang: Language, palette: look.Palette) -> list[tuple[str, list[Chart]]]:
    grey = palette.muted
    stripes = [
        _box(start, start + 2, look.faded(grey, opacity)) for start, opacity in ((8, 0.6), (11, 0.4), (14, 0.25))
    ]
    edge = {"color": grey, "width": 1.5}
    outline = _box(0, SWATCH, "rgba(0,0,0,0)") | {"line": edge}
    swatches: dict[str, tuple[str, tuple[str, ...], list[Chart]]] = {
        "more": ("comparator", MORE, [_box(0, 7, grey), *stripes]),
        "less": ("comparator", LESS, [outline | {"line": edge | {"dash": "3px,2px"}}]),
        "about": ("comparator", ABOUT, [_slant(x, edge) for x in (0, 5, 10)]),
        "between": ("comparator", BETWEEN, [_box(0, SWATCH, grey) | {"y0": 4, "y1": 7}]),
        "target": ("status", INTENDED, [outline]),
        "background": ("status", ("background",), [_box(0, SWATCH, look.faded(grey, palette.quoted))]),
    }
    return [
        (say(lang, f"comparators.{mark}"), swatch)
        for mark, (column, values, swatch) in swatches.items()
        if any(row[column] in values for row in rows)
    ]


def _box(start: float, end: float, colour: str) -> Chart:
    return {"type": "rect", "x0": start, "x1": end, "y0": 0, "y1": 10, "fillcolor": colour, "line": {"width": 0}}


def _slant(start: float, edge: Chart) -> Chart:
    return {"type": "line", "x0": start, "x1": start + 6, "y0": 0, "y1": 10, "line": edge}


def _shape(part: Chart, x: float, y: float) -> Chart:
    """A part of a swatch, moved by pixels from the plot's upper left corner."""
    place = {"xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": 0, "yanchor": 1}
    return part | place | {"x0": part["x0"] + x, "x1": part["x1"] + x, "y0": part["y0"] + y, "y1": part["y1"] + y}


def _name(name: str, x: float, y: float, palette: look.Palette) -> Chart:
    place = {"xref": "paper", "x": 0, "xanchor": "left", "xshift": x, "yref": "paper", "y": 1, "yanchor": "middle"}
    font = {"size": 12, "color": palette.muted}
    return place | {"yshift": y + 5, "text": labels.literal(name), "showarrow": False, "font": font}
