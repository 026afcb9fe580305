import hashlib
import json

import pandas as pd
import pytest

from etl.releasing import content
from etl.tables import TABLES
from tests.etl.made import tables


def written(made):
    return content.written(content.columns(made))


THEMES = [
    {"theme": "学", "name_zh": "“学习”", "name_en": 'a "b" \\ c', "position": 2},
    {"theme": "justice", "name_zh": "司法", "name_en": "", "position": 1},
]


def test_columns_as_declared_rows_by_key_text_as_it_is():
    text = written(tables(themes=THEMES)).decode()
    assert text.endswith(
        '"themes":{"theme":["justice","学"],"name_zh":["司法","“学习”"],'
        '"name_en":["","a \\"b\\" \\\\ c"],"position":[1,2]}}'
    )
    assert list(json.loads(text)) == list(TABLES)


def test_numbers_to_the_last_digit_and_missing_null():
    figures = [{"value": 0.1 + 0.2, "upper": None}, {"value": 2e10, "upper": None, "year": None}]
    columns = json.loads(written(tables(figures=figures)))["figures"]
    assert (columns["value"], columns["upper"], columns["year"]) == (
        [0.30000000000000004, 2e10],
        [None, None],
        [2025, None],
    )


def test_the_bytes_never_change_by_accident():
    """Every release is named by them. Columns were changed on purpose? Then raise SCHEMA and renew the digests."""
    digests = [hashlib.sha256(written(made)).hexdigest()[:12] for made in (tables(), tables(themes=THEMES))]
    assert digests == ["819959bc907f", "d8019f874d11"]


def test_order_of_rows_is_no_content():
    figures = [{"line": 10}, {"line": 9}, {"line": 8, "unit": "south"}]
    one, other = tables(figures=figures), tables(figures=figures[::-1])
    assert one["figures"]["line"].tolist() != other["figures"]["line"].tolist()
    assert written(one) == written(other)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({}, "tables differ"),
        ({**tables(), "more": pd.DataFrame()}, r"tables differ .*\['more'\]"),
        ({**tables(), "themes": tables()["themes"].astype({"position": "float64"})}, "themes: columns or types"),
        ({**tables(), "themes": tables()["themes"][["position", "theme", "name_zh", "name_en"]]}, "themes: columns"),
        (tables(figures=[{"value": float("inf")}]), "not JSON compliant"),
    ],
)
def test_tables_that_are_not_the_declared_ones_are_refused(wrong, sentence):
    with pytest.raises(ValueError, match=sentence):
        written(wrong)


def test_other_columns_than_declared_now_are_not_guessed():
    columns = json.loads(written(tables()))
    del columns["units"]["parent"]
    assert content.read(json.dumps(columns).encode()) is None
