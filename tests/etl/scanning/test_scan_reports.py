import csv
import json

import pytest

from etl.scanning.lessons import learn
from etl.scanning.scan import COLUMNS, record, scan
from etl.scanning.scan_reports import lines
from etl.yaml_text import yaml_source
from tests.etl.folder import load

NEW = "2026年，河东法院受理645件，至少走访12。"


@pytest.fixture
def found(tmp_path):
    return {"new.txt": scan(NEW, learn(load(tmp_path), tmp_path / "texts"))}


def test_people_see_a_line_a_candidate_and_a_tally(found):
    assert list(lines(found, "text")) == [
        "new.txt:1:1\tnot_figure\t2026年\tdate",
        "new.txt:1:13\tfigure\t645件\tcourt\tcases\t2026\treported\t0.70",
        "new.txt:1:22\tleft_over\t12\t",
        "1 figures, 1 not figures, 1 left over",
    ]


def test_programs_get_every_column(found, tmp_path):
    assert json.loads("\n".join(lines(found, "json"))) == [
        {"text": "new.txt"} | record(one) for one in found["new.txt"]
    ]
    rows = list(csv.DictReader(lines(found, "csv")))
    assert list(rows[0]) == ["text", *COLUMNS]
    assert [row["printed"] for row in rows] == ["2026年", "645件", "12"]
    assert rows[1]["evidence"] == (
        "unit: sentence: 河东法院; period: sentence: 2026年; detail: print; indicator: like made-2025/3/1: 受理"
    )


def test_yaml_is_yaml(found, tmp_path):
    written = "\n".join(lines(found, "yaml"))
    assert written.startswith(
        '- text: "new.txt"\n  line: 1\n  start: 0\n  end: 5\n  end_line: 1\n  printed: "2026年"\n'
    )
    (tmp_path / "found.yaml").write_text("candidates:\n" + written + "\n", encoding="utf-8")
    source, _ = yaml_source.read(tmp_path / "found.yaml", "found.yaml")
    assert [one["kind"] for one in source.data["candidates"]] == ["not_figure", "figure", "left_over"]


@pytest.mark.parametrize("format", ["text", "json", "csv", "yaml"])
def test_nothing_found_is_said(format):
    expected = {
        "text": ["0 figures, 0 not figures, 0 left over"],
        "json": ["[]"],
        "csv": [",".join(["text", *COLUMNS])],
        "yaml": [],
    }
    assert list(lines({}, format)) == expected[format]
