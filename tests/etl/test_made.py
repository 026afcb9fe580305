from tests.etl.made import tables


def test_a_figure_brings_what_it_refers_to():
    made = tables(figures=[{"unit": "south", "year": 2023, "comparator": ">", "value": 40.0}, {}])
    assert made["figures"]["figure"].tolist() == ["made-2025/1/1", "made-2025/2/1"]
    assert made["figures"].loc[0, ["unit", "period", "year", "lower"]].tolist() == ["south", "2023", 2023, 40.0]
    assert made["figures"]["upper"].isna().tolist() == [True, False]
    assert sorted(made["units"]["unit"]) == ["north", "south"]
    assert made["articles"]["article"].tolist() == ["made-2025/report"]
    assert made["issues"]["issue"].tolist() == ["made-2025"]


def test_nothing_given_is_all_tables_empty():
    assert {name: len(frame) for name, frame in tables().items()} == dict.fromkeys(tables(), 0)
