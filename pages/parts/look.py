"""Colours, type and behaviour that every chart shares, for paper and for the dark."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.exporting.words import FONTS
from pages.parts.kept import kept
from pages.parts.text import Language

Chart = dict[str, Any]  # as Plotly takes it, or a part of one


@dataclass(frozen=True)
class Palette:
    """The colours of one ground; `oldest` to `latest` is the one ramp, for years and for counts.

    `quoted` is the share (0 to 1) of its colour that a bar of background keeps.
    """

    paper: str
    ink: str
    muted: str
    line: str
    pale: str
    neutral: str
    oldest: str
    latest: str
    accent: str
    quoted: float


LIGHT = Palette(
    paper="#FDFCFA",
    ink="#1F2328",
    muted="#5C6570",
    line="#E4E0D8",
    pale="#EFECE5",
    neutral="#918E87",
    oldest="#A9BBCF",
    latest="#24415F",
    accent="#D8432B",
    quoted=0.4,
)
DARK = Palette(
    paper="#16181B",
    ink="#E8E6E1",
    muted="#A8ADB4",
    line="#30353B",
    pale="#22262B",
    neutral="#85888C",
    oldest="#48607A",
    latest="#B5CEE8",
    accent="#FF7A5C",
    quoted=0.6,
)

# Told apart by those who do not see every colour (Okabe and Ito): for lines that are neither years nor counts.
APART = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8C8C8C")

CHINESE = {"format": {"decimal": ".", "thousands": "", "grouping": [4]}}


def palette(dark: bool = False) -> Palette:
    """The colours for light or dark ground."""
    return DARK if dark else LIGHT


def mixed(one: str, other: str, share: float) -> str:
    """The colour that lies `share` (0 to 1) of the way from one #RRGGBB to the other."""
    ends = ([int(colour[place : place + 2], 16) for place in (1, 3, 5)] for colour in (one, other))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in zip(*ends, strict=True))


def faded(colour: str, opacity: float) -> str:
    """A #RRGGBB colour as see-through rgba()."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"


def readable_on(colour: str) -> str:
    """Black or white text, whichever stands out more from a #RRGGBB ground."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    luminance = 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2
    return "#111111" if luminance > 0.18 else "#FFFFFF"


def year_colours(years: Iterable[int], dark: bool = False) -> dict[int, str]:
    """A colour for each year of the release, the latest the strongest: pass all its years, not those in view."""
    ordered, colours = sorted(set(years)), palette(dark)
    last = max(len(ordered) - 1, 1)
    return {
        year: mixed(colours.latest, colours.oldest, (len(ordered) - 1 - n) / last) for n, year in enumerate(ordered)
    }


@kept(most=2)
def colours_of_years(figures: pd.DataFrame, dark: bool = False) -> dict[int, str]:
    """The colour of every year of a release, the same in every picture; a year of background only takes the nearest.

    Background tells of history: its years would crowd those that units report on out of the ramp.
    """
    told = figures.loc[figures["status"] != "background", "year"].dropna()
    every = figures["year"].dropna()
    colours = year_colours((int(year) for year in (told if len(told) else every)), dark)
    return {int(year): colours[min(colours, key=lambda known: abs(known - int(year)))] for year in every}


def template(dark: bool = False, lang: Language = "zh") -> dict[str, Any]:
    """The Plotly template; show charts with theme=None, so that screen, picture and HTML look the same."""
    colours = palette(dark)
    axis = {
        "color": colours.muted,
        "gridcolor": colours.line,
        "linecolor": colours.line,
        "zerolinecolor": colours.muted,
        "tickfont": {"size": 12},
        "fixedrange": True,
        "automargin": False,
    }
    return {
        "layout": {
            "font": {"family": FONTS[lang], "size": 13, "color": colours.ink},
            "paper_bgcolor": colours.paper,
            "plot_bgcolor": colours.paper,
            "xaxis": axis,
            "yaxis": axis,
            "hovermode": "closest",
            "dragmode": False,
            "hoverlabel": {
                "align": "left",
                "namelength": -1,
                "bgcolor": colours.paper,
                "bordercolor": colours.accent,
                "font": {"family": FONTS[lang], "size": 13, "color": colours.ink},
            },
            "legend": {"font": {"size": 12, "color": colours.muted}, "bgcolor": "rgba(0,0,0,0)"},
        }
    }


def config(lang: Language) -> dict[str, Any]:
    """Plotly's config: no buttons, for its picture tells no source; nothing leaves the machine."""
    chosen: dict[str, Any] = {
        "displayModeBar": False,
        "showSendToCloud": False,
        "typesetMath": False,
        "responsive": True,
        "scrollZoom": False,
        "doubleClick": False,
    }
    if lang == "zh":
        chosen |= {"locale": "zh-CN", "locales": {"zh-CN": CHINESE}}
    return chosen
