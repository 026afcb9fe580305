"""Pictures to take away: a chart on white, with title, source, release and link inside, to be drawn by a browser."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Any
from urllib.parse import urlencode

from etl.exporting import selection, sheets
from etl.exporting.export import public_url
from etl.query import Choice
from etl.tables import Tables, pairs
from pages.parts import look
from pages.parts.charting import labels
from pages.parts.choice import VERSION
from pages.parts.look import Chart
from pages.parts.text import Language, say

# Pixels; a PNG has twice as many. A line of text in halves of a Han character.
WIDTH, EDGE = 800, 20
TITLE, LINE, BEFORE = 26, 17, 10
TITLE_LETTERS, LETTERS = 78, 112
KINDS = ("png", "svg")


@dataclass(frozen=True)
class Edition:
    """Which data a picture shows: the id of the release, and the day it came into force, ISO 8601."""

    release: str
    day: str


@dataclass(frozen=True)
class Caption:
    """The lines around a picture: title and what was chosen above it, where it is from below."""

    title: list[str]
    chosen: list[str]
    source: list[str]

    @property
    def above(self) -> int:
        """The height of what stands above, in pixels."""
        return TITLE * len(self.title) + LINE * len(self.chosen) + BEFORE

    @property
    def below(self) -> int:
        """The height of what stands below, in pixels."""
        return LINE * len(self.source) + BEFORE


def of_chart(tables: Tables, choice: Choice, edition: Edition, lang: Language) -> Caption:
    """The caption of a chart of one indicator in one measure, both named by the choice."""
    indicator = pairs(tables["indicators"], "indicator", f"name_{lang}")[str(choice.indicator)]
    measure = pairs(tables["measures"], "measure", f"name_{lang}")[str(choice.measure)]
    title = say(lang, "pictures.title", indicator=indicator, measure=measure.strip("（）()"))
    rest = replace(choice, indicator=None, measure=None)
    return _caption(title, sheets.in_words(tables, rest, lang), _link("indicator", choice, edition), edition, lang)


def of_map(tables: Tables, choice: Choice, title: str, edition: Edition, lang: Language) -> Caption:
    """The caption of a map of how many figures each year has: of a unit, of all, or of any other choice."""
    link = _link("unit" if len(choice.units) == 1 else "figures" if choice != Choice() else "", choice, edition)
    return _caption(title, sheets.in_words(tables, choice, lang), link, edition, lang)


def _link(page: str, choice: Choice, edition: Edition) -> str:
    query = urlencode(selection.parameters(choice) | {VERSION: [edition.release]}, doseq=True)
    return f"{public_url()}/{page}?{query}"


def _caption(title: str, chosen: list[tuple[str, str]], link: str, edition: Edition, lang: Language) -> Caption:
    said = [say(lang, "pictures.chosen", what=what, values=values) for what, values in chosen]
    source = say(lang, "pictures.source", release=edition.release, day=edition.day, link=link)
    return Caption(
        labels.wrapped(title, TITLE_LETTERS),
        labels.wrapped(say(lang, "frame.apart").join(said), LETTERS) if said else [],
        labels.wrapped(source, LETTERS),
    )


def paper(chart: Mapping[str, Any], caption: Caption) -> Chart:
    """A Plotly figure of a fixed size on white: the chart as it is, with its foot and caption in wider margins."""
    foot = [line for text in chart["layout"]["meta"]["foot"] for line in labels.wrapped(text, LETTERS)]
    caption = replace(caption, source=[*foot, *caption.source])
    layout, old, palette = chart["layout"], chart["layout"]["margin"], look.palette()
    top = old["t"] + caption.above
    left = {"xref": "paper", "x": 0, "xanchor": "left", "xshift": -old["l"], "yref": "paper", "yanchor": "top"}
    places = [
        (1, top, [f"<b>{labels.literal(line)}</b>" for line in caption.title], 18, palette.ink),
        (1, top - TITLE * len(caption.title), map(labels.literal, caption.chosen), 13, palette.muted),
        (0, -old["b"] - BEFORE, map(labels.literal, caption.source), 12, palette.muted),
    ]
    notes = [
        left
        | {"y": y, "yshift": shift, "text": "<br>".join(lines), "align": "left", "showarrow": False}
        | {"font": {"size": size, "color": colour}}
        for y, shift, lines, size, colour in places
    ]
    ground = {"paper_bgcolor": "#FFFFFF", "plot_bgcolor": "#FFFFFF", "width": WIDTH, "autosize": False}
    return {
        "data": chart["data"],
        "layout": layout
        | ground
        | {
            "height": layout["height"] + caption.above + caption.below + 2 * EDGE,
            "margin": {
                "l": old["l"] + EDGE,
                "r": old["r"] + EDGE,
                "t": top + EDGE,
                "b": old["b"] + caption.below + EDGE,
            },
            "annotations": [*layout["annotations"], *(note for note in notes if note["text"])],
        },
    }


def chart_address(choice: Choice, form: str, log: bool, lang: Language) -> str:
    """Where a chart of one indicator in one measure is found, as a Plotly figure."""
    own = {"form": [form], "lang": [lang]} | ({"log": ["1"]} if log else {})
    return f"api/chart.json?{urlencode(selection.parameters(choice) | own, doseq=True)}"


def map_address(choice: Choice, by: str, lang: Language) -> str:
    """Where the map of a choice is found, as SVG."""
    return f"api/map.svg?{urlencode(selection.parameters(choice) | {'by': [by], 'lang': [lang]}, doseq=True)}"


def buttons(address: str, of: str, lang: Language) -> str:
    """Two buttons, as HTML, that give the picture at an address of this server; the page's script is their hand."""
    label, failed = (escape(say(lang, f"pictures.{name}")) for name in ("label", "failed"))
    each = (
        f'<button type="button" class="picture" data-picture="{kind}" data-from="{escape(address)}" '
        f'data-failed="{failed}" aria-label="{label} {kind.upper()}: {escape(of)}">{kind.upper()}</button>'
        for kind in KINDS
    )
    return f'<p class="pictures">{label} {"".join(each)}</p>'
