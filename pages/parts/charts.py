"""The chart forms: figures in, plain Plotly figures out."""

from pages.parts.bars import bars
from pages.parts.describe import describe_bars, table_twin

__all__ = ["bars", "describe_bars", "table_twin"]
