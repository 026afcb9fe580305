"""Native charts, as they stand in the file."""

import io
import zipfile

import pandas as pd
import pytest

from etl.exporting.bar_chart import SheetChart, number_format
from etl.exporting.workbook import Front, Sheet, workbook


def drawn(table: pd.DataFrame, chart: SheetChart) -> str:
    data = workbook(Front("t", [], "2026-01-31"), [Sheet("A", "", table, chart.series, chart=chart)], "en")
    return zipfile.ZipFile(io.BytesIO(data)).read("xl/charts/chart1.xml").decode()


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (999, "0", "#,##0"),
        (32000, '0\\.0,"万"', "#,##0"),
        (32450, '0\\.0000"万"', "#,##0"),
        (1_390_000_000, '0\\.00,,"亿"', "#,##0"),
        (123_456_000, '0\\.0,"万"', "#,##0"),
        (95.2, "General", "General"),
        (-32000, '0\\.0,"万"', "#,##0"),
    ],
)
def test_numbers_keep_every_digit_in_their_format(value, zh, en):
    assert (number_format(value, "zh"), number_format(value, "en")) == (zh, en)


@pytest.mark.parametrize(("least", "from_zero"), [(3.0, True), (0.0, True), (-3.0, False)])
def test_an_axis_begins_at_zero_unless_a_number_is_less(least, from_zero):
    chart = drawn(pd.DataFrame({"x": ["a", "b"], "y": [5.0, least]}), SheetChart("title", ("y",)))
    assert ('<c:min val="0"/>' in chart) == from_zero


def test_only_bars_that_are_no_exact_numbers_are_hatched_and_said_to_be():
    table = pd.DataFrame({"x": ["a", "b"], "y": [5.0, 3.0]})
    chart = drawn(table, SheetChart("title", ("y",), (False, True)))
    assert chart.count("<c:dPt>") == chart.count("<a:pattFill") == 1
    assert '<c:dPt><c:idx val="1"/>' in chart
    assert "Hatched bars are not exact numbers" in chart
    exact = drawn(table, SheetChart("title", ("y",), (False, False)))
    assert "pattFill" not in exact
    assert "Hatched" not in exact
