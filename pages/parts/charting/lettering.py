"""The texts of a picture as a trace: Plotly measures annotations one by one, which takes longer than all the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

from pages.parts.look import Chart

MODE = "markers+text"


@dataclass(frozen=True)
class Letters:
    """A text to the right of a point of the plot, `gap` pixels away (1 or more): standing on it, or beside it."""

    x: float
    y: float
    text: str
    size: int
    colour: str
    gap: float
    on: bool


def lettering(texts: Sequence[Letters]) -> Chart:
    """Texts on a plot whose y axis counts pixels downwards. Invisible markers keep them their distance."""
    return {
        "type": "scatter",
        "mode": MODE,
        "x": [one.x for one in texts],
        # Plotly keeps a text that stands on its point as far above it as right of it.
        "y": [one.y + one.gap if one.on else one.y for one in texts],
        "text": [one.text for one in texts],
        "textposition": ["top right" if one.on else "middle right" for one in texts],
        "textfont": {"size": [one.size for one in texts], "color": [one.colour for one in texts]},
        # Plotly begins a text 1.25 times the radius of its marker, and one pixel more, away from its point.
        "marker": {"size": [(one.gap - 1) * 1.6 for one in texts], "opacity": 0},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }
