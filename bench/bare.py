"""The page that others are measured against: one selectbox and one plotly.express bar chart, as anybody writes them."""

import pandas as pd
import plotly.express as px
import streamlit as st


@st.cache_data
def figures() -> pd.DataFrame:
    """Eight indicators of twelve units in two years; made up."""
    rows = [
        (f"Indicator {i}", f"Unit {u}", str(year), (i + 3) * (u + 1) * (year - 2020))
        for i in range(8)
        for u in range(12)
        for year in (2023, 2025)
    ]
    return pd.DataFrame(rows, columns=["indicator", "unit", "year", "value"])


indicators = figures()["indicator"].unique()
indicator = st.selectbox("Indicator", indicators, key="indicator")
shown = figures()[figures()["indicator"] == indicator]
st.plotly_chart(px.bar(shown, x="value", y="unit", color="year", barmode="group", orientation="h"))
