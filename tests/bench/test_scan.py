from collections import Counter

from bench.scan import measure, rate, table
from etl import curated
from tests.conftest import ROOT
from tests.etl.folder import load


def test_a_scan_of_what_it_learned_nothing_from_is_counted(tmp_path):
    counts = measure(load(tmp_path), tmp_path / "texts", strict=False)["made-2025"]
    assert counts == Counter(
        {"candidates": 3, "arabic": 3, "detected": 3, "arabic detected": 3, "reading": 3, "status": 3}
        | {"unit known": 3, "unit": 3, "indicator known": 3, "indicator first": 3, "indicator in three": 3, "period": 3}
    )
    assert rate(counts)["precision"] == {"right": 3, "of": 3, "share": 1.0}
    assert rate(counts)["recall, Chinese numerals"]["share"] is None
    assert next(line for line in table({"made-2025": counts}) if line.startswith("precision")).split() == [
        *("precision", "3/3", "100.0%")
    ]


def test_our_own_documents_are_scanned_as_well_as_we_say(texts_dir):
    share = {
        name: one["share"] for name, one in rate(measure(curated.load(ROOT / "data"), texts_dir, False)["all"]).items()
    }
    assert share["recall, Arabic numerals"] >= 0.99
    assert share["recall, Chinese numerals"] >= 0.95
    assert share["precision"] >= 0.85
    assert share["reading, of detected"] >= 0.99
    assert share["unit, of all"] >= 0.7
    assert share["indicator in three, of all"] >= 0.7
