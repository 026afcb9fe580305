"""The pictures of a view, drawn once for a release, a choice, a language and a ground."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from etl.query import Choice
from etl.tables import Tables
from pages.parts import charts, look
from pages.parts.text import Language


@dataclass(frozen=True)
class View:
    """All that the pictures of one measure depend on; `choice` names the indicator."""

    release: str
    choice: Choice
    measure: str
    lang: Language
    dark: bool
    log: bool


@dataclass(frozen=True)
class Picture:
    """A chart that Plotly has checked, the words for it, and what tells it from the others of its measure."""

    form: str
    figure: go.Figure
    alt: str


@st.cache_resource(max_entries=200, show_spinner=False)
def pictures(view: View, _rows: pd.DataFrame, _tables: Tables) -> tuple[Picture, ...]:
    """Bars of all the view's figures in one measure, then a breakdown for each whole, then lines through the years."""
    lang, dark = view.lang, view.dark
    chart = charts.bars(_rows, _tables, lang, dark=dark, log=view.log)
    drawn = [Picture("bars", go.Figure(chart), charts.describe_bars(_rows, _tables, lang))]
    for n, whole in enumerate(charts.wholes(_rows, _tables, lang)):
        chart = charts.breakdown(whole, _tables, lang, dark)
        drawn.append(Picture(f"breakdown-{n}", go.Figure(chart), charts.describe_breakdown(whole, lang)))
    if found := charts.series(_rows, _tables, lang):
        chart = charts.lines(found, lang, dark)
        drawn.append(Picture("lines", go.Figure(chart), charts.describe_lines(found, lang)))
    return tuple(drawn)


@st.cache_resource(max_entries=200, show_spinner=False)
def twin(view: View, _rows: pd.DataFrame, _tables: Tables) -> pd.DataFrame:
    """The figures of the pictures as a table of text; not to be changed."""
    return charts.table_twin(_rows, _tables, view.lang)


def show(view: View, rows: pd.DataFrame, tables: Tables) -> None:
    """The pictures one below the other."""
    for picture in pictures(view, rows, tables):
        name = f"{view.choice.indicator}_{view.measure}_{picture.form}"
        st.plotly_chart(
            picture.figure,
            theme=None,
            key=f"{picture.form}-{view.measure}",
            config=look.config(view.lang, f"shiji_{name}_{view.release}"),
            alt=picture.alt,
        )
