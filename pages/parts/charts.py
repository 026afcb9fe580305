"""The chart forms: figures in, plain Plotly figures out."""

from pages.parts.bars import bars
from pages.parts.coverage import coverage
from pages.parts.describe import describe_bars, describe_coverage, table_twin

__all__ = ["bars", "coverage", "describe_bars", "describe_coverage", "table_twin"]
