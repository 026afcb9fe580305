"""Files to take away: exactly the rows shown, built when asked for."""

import re

import pandas as pd
import streamlit as st

from etl.export import figures_csv
from pages.parts.frame import Visit

LONGEST = 70  # characters of a file name before the release, three bytes each at most
UNFIT = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff-]+")


def csv(visit: Visit, rows: pd.DataFrame) -> None:
    """A button that gives the rows as CSV."""
    st.download_button(
        visit.say("download.csv", figures=visit.count("figure", len(rows))),
        data=lambda: figures_csv(visit.tables, rows, visit.release),
        file_name=file_name(visit),
        mime="text/csv",
        on_click="ignore",
        key="csv",
    )


def file_name(visit: Visit) -> str:
    """What the file holds, of which release: shiji_figures_hexi-district_2025_4f2a.csv."""
    chosen = [UNFIT.sub("-", value) for name, values in visit.said.values.items() if name != "lang" for value in values]
    return f"{'_'.join(['shiji_figures', *chosen])[:LONGEST]}_{visit.release}.csv"
