"""The curated data as they stand, read and built once for all tests of a process; not to be changed."""

from functools import cache
from pathlib import Path

from etl import build
from etl.curating import curated
from etl.curating.curated import Curated
from etl.tables import Tables


@cache
def loaded() -> Curated:
    """The data folder."""
    return curated.load(Path(__file__).parent.parent / "data")


@cache
def real() -> Tables:
    """The tables built from it."""
    return build.build(loaded())
