"""What stands around the figures: what it is called, and its cells as readers know them."""

import pytest

from pages.parts.passports import around
from pages.parts.released import NOTHING, Released
from pages.parts.visit import Visit
from tests.etl.made import tables

FIGURES = [{}, {"value": 4.0}]
MADE = tables(
    figures=FIGURES,
    checks=[{"kind": "less", "result": "made-2025/1/1", "operands": "made-2025/2/1"}],
    not_figures=[{"line": 3}, {"line": 3, "nth": 2}],
)
VISIT = Visit("method", "en", None, Released(NOTHING.publication, MADE), {})


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("units/north", "Unit · North"),
        ("units/gone", "Unit · gone"),
        ("issues/made-2025", "Issue · made-2025期"),
        ("not_figures/made-2025/3/2025/2", "Not recorded · 2025"),
        ("readings/made-2025", "Second reading · made-2025期"),
        ("made-2025/1/1", "3件 · North · Cases resolved · made-2025/1/1"),
        ("made-2025/9/1", "made-2025/9/1"),
    ],
)
def test_names(subject, name):
    assert around.named(VISIT, subject) == name


def test_columns():
    assert [around.column(VISIT, name) for name in ("unit", "readings.unit")] == ["Unit", "Unit differs"]


@pytest.mark.parametrize(
    ("column", "cell", "shown"),
    [
        ("parent", "north", "North"),
        ("operands", "made-2025/2/1 made-2025/1/1", "4件, 3件"),
        ("aliases", "北院|北", "北院, 北"),
        ("over", "1200.0", "1,200"),
        ("why", "list-number", "list number"),
        ("period", "as-of 2021-06-16", "as of 16 June 2021"),
        ("note_zh", None, ""),
        ("line_end", "9", "9"),
        ("readings.value", "9", "9"),
    ],
)
def test_cells(column, cell, shown):
    assert around.value(VISIT, column, cell) == shown
