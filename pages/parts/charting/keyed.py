"""What stands under a picture: a key, one line a colour, so that no label must fit what it names."""

from dataclasses import dataclass

from pages.parts import look
from pages.parts.charting import labels
from pages.parts.look import Chart

# Pixels; a line's width in letters, of which a Han character is two.
SWATCH, FROM, LINE, LETTERS = 12, 20, 18, 48


@dataclass(frozen=True)
class KeyLine:
    """One line of the key: its text, and the colour it explains."""

    text: str
    colour: str


def key(entries: list[KeyLine], palette: look.Palette, start: int) -> tuple[list[Chart], list[Chart], int]:
    """Swatches, names and their height in pixels, from `start` pixels under the plot down."""
    shapes: list[Chart] = []
    names: list[Chart] = []
    y = start
    for entry in entries:
        lines = labels.wrapped(entry.text, LETTERS)
        shapes.append(_swatch(entry.colour, y))
        names.append(_name(lines, y, palette))
        y += LINE * len(lines)
    return shapes, names, y - start


def _swatch(colour: str, y: int) -> Chart:
    place = {"xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": 0, "yanchor": 0}
    box = {"type": "rect", "x0": 0, "x1": SWATCH, "y0": -y - 3, "y1": -y - 3 - SWATCH}
    return box | place | {"fillcolor": colour, "line": {"width": 0}}


def _name(lines: list[str], y: int, palette: look.Palette) -> Chart:
    place = {"xref": "paper", "x": 0, "xanchor": "left", "xshift": FROM, "yref": "paper", "y": 0, "yanchor": "top"}
    text = {"text": labels.lines(lines), "align": "left", "showarrow": False}
    return place | text | {"yshift": -y, "font": {"size": 13, "color": palette.ink}}
