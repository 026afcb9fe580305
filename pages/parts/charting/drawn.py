"""The pictures of a view, drawn once for a release, a choice, a language and a ground."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st
from plotly.basedatatypes import BaseFigure
from plotly.io.json import to_json_plotly

from etl.query import Choice
from etl.tables import Tables
from pages.parts import choice, look
from pages.parts.charting import charts
from pages.parts.kept import kept
from pages.parts.look import Chart
from pages.parts.text import Language


@dataclass(frozen=True)
class View:
    """All that pictures depend on besides the tables; `choice` names one indicator in one measure."""

    choice: Choice
    lang: Language
    dark: bool
    log: bool


class SerializedChart(BaseFigure):  # type: ignore[misc]
    """A chart as it is sent.

    Plotly would check it, property by property, and copy it at every run: of a page that is most of the work. What
    charts can look like is checked by their tests. Kept as one text, which the collector of garbage need not walk.
    """

    def __init__(self, chart: Chart) -> None:
        self._json = to_json_plotly(chart)

    def to_dict(self) -> dict[str, Any]:
        """The chart, to be changed as the caller likes."""
        return dict(json.loads(self._json))


@dataclass(frozen=True)
class Picture:
    """A chart, the words for it, what is said under it as HTML, and what tells it from the others of its measure."""

    form: str
    chart: SerializedChart
    alt: str
    foot: str


def _picture(form: str, chart: Chart, alt: str) -> Picture:
    return Picture(form, SerializedChart(chart), alt, "<br>".join(map(escape, chart["layout"]["meta"]["foot"])))


@kept(most=1024)
def pictures(tables: Tables, view: View) -> tuple[Picture, ...]:
    """Bars of all the view's figures, then a breakdown for each whole, then lines through the years."""
    rows, lang, dark = choice.rows(tables, view.choice), view.lang, view.dark
    chart = charts.bars(rows, tables, lang, dark=dark, log=view.log)
    drawn = [_picture("bars", chart, charts.describe_bars(rows, tables, lang))]
    for n, whole in enumerate(charts.wholes(rows, tables, lang)):
        chart = charts.breakdown(whole, tables, lang, dark)
        drawn.append(_picture(f"breakdown-{n}", chart, charts.describe_breakdown(whole, lang)))
    if found := charts.series(rows, tables, lang):
        chart = charts.lines(found, lang, dark)
        drawn.append(_picture("lines", chart, charts.describe_lines(found, lang)))
    return tuple(drawn)


def show(view: View, tables: Tables, below: Callable[[View, Picture], str]) -> None:
    """The pictures one below the other, each with its foot and what `below` gives, as HTML."""
    for picture in pictures(tables, view):
        st.plotly_chart(
            picture.chart,
            theme=None,
            key=f"{picture.form}-{view.choice.measure}",
            config=look.config(view.lang),
            alt=picture.alt,
        )
        st.html(f'<p class="remark">{picture.foot}</p>{below(view, picture)}')
