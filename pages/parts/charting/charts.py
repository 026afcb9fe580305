"""The chart forms: figures in, plain Plotly figures out, each with its description in words."""

from pages.parts.charting.arranged import arranged
from pages.parts.charting.bars import bars
from pages.parts.charting.breakdown import breakdown, wholes
from pages.parts.charting.breakdown import describe as describe_breakdown
from pages.parts.charting.describe import describe_bars, in_words, table_twin
from pages.parts.charting.series import describe as describe_lines
from pages.parts.charting.series import lines, series

__all__ = [
    "arranged",
    "bars",
    "breakdown",
    "describe_bars",
    "describe_breakdown",
    "describe_lines",
    "in_words",
    "lines",
    "series",
    "table_twin",
    "wholes",
]
