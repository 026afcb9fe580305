import math

import pandas as pd
import pytest

from etl.tables import TABLES, THEMES, cell, frame, pairs, plain_records, records
from tests.etl.made import tables

JUSTICE = {"theme": "justice", "name_zh": "司法", "name_en": "Justice", "position": 1}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_declarations_hold_together(table):
    required = {column.name for column in table.columns if column.required}
    assert set(table.key) <= required
    assert len(table.column_names) == len(set(table.column_names))
    assert {column.refers_to for column in table.columns} - {""} <= {n for n, t in TABLES.items() if len(t.key) == 1}


def test_types_are_the_declared_ones_even_when_empty():
    for made in (tables(), tables(figures=[{"year": None}], checks=[{}])):
        types = made["figures"].dtypes.astype(str)
        assert types[["printed", "value", "year"]].tolist() == ["str", "float64", "Int64"]
        assert made["checks"].dtypes.astype(str)["holds"] == "bool"


def test_rows_stay_in_the_order_given_and_columns_in_the_order_declared():
    made = frame(THEMES, [JUSTICE | {"theme": "z"}, dict(reversed(JUSTICE.items()))])
    assert made.columns.tolist() == ["theme", "name_zh", "name_en", "position"]
    assert made["theme"].tolist() == ["z", "justice"]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([{"theme": "justice"}], r"themes: columns differ by \['name_en', 'name_zh', 'position'\]"),
        ([JUSTICE | {"colour": "red"}], r"themes: columns differ by \['colour'\]"),
        ([JUSTICE | {"name_zh": None}], r"themes\.name_zh: a row leaves it empty"),
        ([JUSTICE, JUSTICE | {"position": 2}], r"themes: two rows have the key \['justice'\]"),
    ],
)
def test_a_wrong_build_is_named(rows, sentence):
    with pytest.raises(ValueError, match=sentence):
        frame(THEMES, rows)


def test_missing_is_missing_and_empty_text_is_text():
    made = tables(figures=[{"note_zh": None, "note_en": ""}])["figures"]
    assert pd.isna(made.loc[0, "note_zh"])
    assert made.loc[0, "note_en"] == ""


def test_rows_are_walked_one_by_one_or_by_column():
    made = pd.DataFrame({"unit": ["a", "b"], "year": pd.array([2023, None], "Int64"), "value": [1.5, math.nan]})
    assert records(made)[0] == plain_records(made)[0] == {"unit": "a", "year": 2023, "value": 1.5}
    missing = records(made)[1]
    assert (missing["unit"], missing["year"] is pd.NA, math.isnan(missing["value"])) == ("b", True, True)
    assert plain_records(made)[1] == {"unit": "b", "year": None, "value": None}
    assert [type(value) for value in plain_records(made)[0].values()] == [str, int, float]
    assert pairs(made, "unit", "value") == {"a": 1.5, "b": pytest.approx(math.nan, nan_ok=True)}
    assert (records(made[:0]), plain_records(made[:0])) == ([], [])


def test_an_empty_cell_has_no_text():
    row = records(tables(figures=[{"year": None, "page": "3-4"}])["figures"])[0]
    assert [cell(row, column) for column in ("page", "value", "year", "note_en")] == ["3-4", "3.0", "", ""]
