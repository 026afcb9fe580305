import csv
import io
import zipfile

import pytest

from etl.exporting.sdmx import figures_sdmx, time_period
from etl.exporting.selection import extract
from etl.query import Choice
from etl.tables import Tables
from tests.etl.made import tables

MADE = tables(
    figures=[
        {"comparator": ">", "value": 32000, "unit": "south", "printed": "3.2万余件", "qualifier": "共", "page": "11"},
        {"comparator": "range", "value": None, "lower": 20, "upper": 30.5, "year": None, "detail_zh": "=1+1"},
    ],
    units=[{"unit": "south", "parent": "north", "name_zh": "=1+1"}],
)


def read(made: Tables, name: str) -> list[dict[str, str]]:
    """A file of the zip, by the rules of CSV alone, without the apostrophe of inert text."""
    taken = extract(made, Choice(), "4f2a", "2026-01-31")
    with zipfile.ZipFile(io.BytesIO(figures_sdmx(taken))) as packed:
        text = packed.read(name).decode("utf-8")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return [{key: cell.removeprefix("'") for key, cell in row.items()} for row in rows]


def test_a_bound_is_an_observation_with_its_comparator_and_bounds():
    row = read(MADE, "figures.csv")[0]
    assert list(row)[:8] == [
        *("STRUCTURE", "STRUCTURE_ID", "ACTION", "FIGURE", "REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_VALUE")
    ]
    assert {name: row[name] for name in list(row)[:14]} == {
        "STRUCTURE": "dataflow",
        "STRUCTURE_ID": "SHIJI:FIGURES(1.0.0)",
        "ACTION": "I",
        "FIGURE": "made-2025/1/1",
        "REF_AREA": "south",
        "INDICATOR": "cases-resolved",
        "TIME_PERIOD": "2025",
        "OBS_VALUE": "32000",
        "UNIT_MEASURE": "case",
        "UNIT_MULT": "0",
        "OBS_STATUS": "A",
        "COMPARATOR": "more-than",
        "LOWER_BOUND": "32000",
        "UPPER_BOUND": "",
    }
    assert (row["PRINTED"], row["PAGE"], row["LINE"], row["RELEASE"]) == ("共3.2万余件", "11", "1", "4f2a")


def test_a_range_has_bounds_and_no_value():
    row = read(MADE, "figures.csv")[1]
    names = ("TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "COMPARATOR", "LOWER_BOUND", "UPPER_BOUND", "DETAIL_ZH")
    assert [row[name] for name in names] == ["", "", "O", "range", "20", "30.5", "=1+1"]


def test_a_time_that_nobody_printed_is_not_made_up():
    rows = read(MADE, "figures.csv")
    assert [(row["STRUCTURE_ID"], row["TIME_PERIOD"], row["PERIOD_KIND"]) for row in rows] == [
        ("SHIJI:FIGURES(1.0.0)", "2025", "year"),
        ("SHIJI:FIGURES_UNDATED(1.0.0)", "", "unstated"),
    ]


def test_every_code_is_in_its_list():
    codes = {(row["CODELIST"], row["CODE"]) for row in read(MADE, "codelists.csv")}
    coded = ("REF_AREA", "INDICATOR", "UNIT_MEASURE", "UNIT_MULT", "OBS_STATUS", "COMPARATOR", "PERIOD_KIND", "ISSUE")
    for row in read(MADE, "figures.csv"):
        assert {(f"CL_{name}", row[name]) for name in (*coded, "FIGURE_STATUS")} - codes == set()


def test_a_code_has_its_names_and_what_it_belongs_to():
    rows = {(row["CODELIST"], row["CODE"]): row for row in read(MADE, "codelists.csv")}
    assert list(rows["CL_REF_AREA", "south"].values()) == ["CL_REF_AREA", "south", "=1+1", "South", "north"]
    assert list(rows["CL_COMPARATOR", "more-than"].values())[2:] == ["超过", "more than", ""]


@pytest.mark.parametrize(
    ("period", "start", "end", "written"),
    [
        ("2025", "2025-01-01", "2025-12-31", "2025"),
        ("2023-11", "2023-11-01", "2023-11-30", "2023-11"),
        ("2023-11-05", "2023-11-05", "2023-11-05", "2023-11-05"),
        ("2012/2021", "2012-01-01", "2021-12-31", "2012-01-01/P10Y"),
        ("2023-01/2023-10", "2023-01-01", "2023-10-31", "2023-01-01/P10M"),
        ("2022-11/2023-01", "2022-11-01", "2023-01-31", "2022-11-01/P3M"),
        ("2023-01-30/2023-02-01", "2023-01-30", "2023-02-01", "2023-01-30/P3D"),
        ("2012/2021-06-16", "2012-01-01", "2021-06-16", "2012-01-01/P3455D"),
        ("as-of 2021-06-16", None, "2021-06-16", "2021-06-16"),
        ("as-of 2023", None, "2023-12-31", "2023"),
        ("unstated", None, None, ""),
    ],
)
def test_periods_as_sdmx_writes_them(period, start, end, written):
    assert time_period(period, start, end) == written


def test_the_same_choice_gives_the_same_bytes():
    taken = extract(MADE, Choice(), "4f2a", "2026-01-31")
    assert figures_sdmx(taken) == figures_sdmx(taken)
