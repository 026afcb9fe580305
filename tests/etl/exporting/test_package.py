"""Packages held against the reader that their users have, and read back whole."""

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path

import frictionless
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from etl.exporting.export import COMPARATORS
from etl.exporting.package import day, package, until
from etl.releasing.explanations import Explanation
from etl.releasing.releases import Publication
from etl.tables import TABLES, Table, Tables
from tests.etl.made import tables
from tests.real import real

ROOT = Path(__file__).parents[3]
HOSTILE = ("=1+1", "-1", "'x", '"a",b', "a\r\nb", "＝1", "<b>x</b>", " x ")
LOG = [
    Publication(3, "4f2a", "rollback", "李", "back again", "2026-03-01T00:00:00+00:00"),
    Publication(2, "9b1c", "publish", "李", "a wrong number", "2026-02-01T23:30:00+00:00"),
    Publication(1, "4f2a", "publish", "李", "the first", "2026-01-31T23:30:00+00:00"),
]


def changes(before: str, after: str) -> dict[str, int] | None:
    return {("4f2a", "9b1c"): {"added": 2, "removed": 0, "changed": 1}}.get((before, after))


def hostile() -> Tables:
    figures = [
        {"printed": text, "detail_zh": text, "unit": f"u{n}", "measure_word": text} for n, text in enumerate(HOSTILE)
    ]
    figures[1] |= {"comparator": ">", "part_of": "made-2025/1/1", "measure_word": ""}
    units = [{"unit": f"u{n}", "name_zh": text} for n, text in enumerate(HOSTILE)]
    return tables(
        figures=figures,
        units=units,
        checks=[{"result": "made-2025/1/1", "operands": "made-2025/2/1"}],
        not_figures=[{}],
    )


def unpacked(made: Tables, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(package(made, LOG, "4f2a", changes))) as packed:
        packed.extractall(folder)
    return folder


def read_back(table: Table, text: str) -> pd.DataFrame:
    """A table of a package as the release holds it."""
    rows = list(csv.reader(io.StringIO(text, newline="")))
    columns = {}
    for column, cells in zip(table.columns, zip(*rows[1:], strict=True), strict=True):
        plain = [cell.removeprefix("'") for cell in cells]
        empty = "" if column.required else None
        columns[column.name] = [cell == "true" if column.type == "yes-no" else cell or empty for cell in plain]
    return pd.DataFrame(columns)


@pytest.mark.parametrize("made", [hostile, real])
def test_a_package_is_valid_and_reads_back_whole(made, tmp_path):
    folder = unpacked(made(), tmp_path)
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.flatten(["rowNumber", "fieldName", "cell", "note"]) == []
    assert report.valid
    words = {word: sign for sign, word in COMPARATORS.items()}
    for name, expected in made().items():
        if expected.empty:
            continue
        back = read_back(TABLES[name], (folder / f"data/{name}.csv").read_bytes().decode("utf-8"))
        if name == "figures":
            back["comparator"] = back["comparator"].map(words)
        assert_frame_equal(back.astype(expected.dtypes.to_dict()), expected, obj=name)


def test_the_description_tells_types_keys_references_missing_values_and_hashes(tmp_path):
    folder = unpacked(hostile(), tmp_path)
    told = json.loads((folder / "datapackage.json").read_bytes())
    assert told["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert (told["version"], told["created"]) == ("4f2a", "2026-01-31T23:30:00Z")
    assert told["licenses"][0]["name"] == "MIT"
    assert told["sources"] == [{"title": "made-2025期"}]
    resources = {one["name"]: one for one in told["resources"]}
    assert list(resources) == list(TABLES)
    for one in resources.values():
        content = (folder / one["path"]).read_bytes()
        assert (one["bytes"], one["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
        assert [value["value"] for value in one["schema"]["missingValues"]] == [""]
    figures = resources["figures"]["schema"]
    assert figures["primaryKey"] == ["figure"]
    assert {"fields": ["part_of"], "reference": {"resource": "", "fields": ["figure"]}} in figures["foreignKeys"]
    fields = {field["name"]: field for field in figures["fields"]}
    assert fields["value"] == {
        "name": "value",
        "type": "number",
        "description": "The number read, in the measure, with 万 and 亿 multiplied out.",
    }
    assert fields["comparator"]["constraints"] == {"required": True, "enum": list(COMPARATORS.values())}


def test_a_broken_reference_would_be_found(tmp_path):
    folder = unpacked(hostile(), tmp_path)
    units = folder / "data/units.csv"
    units.write_bytes(units.read_bytes().replace(b"\r\nu3,", b"\r\nu33,"))
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert {"foreign-key", "hash-count"} <= {kind for (kind,) in report.flatten(["type"])}


def test_it_says_how_to_cite_and_what_was_published_before_but_not_after(tmp_path):
    folder = unpacked(hostile(), tmp_path)
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert "> Shiji, release 4f2a, published 2026-01-31. http://127.0.0.1:8501/api/releases/4f2a/package.zip" in readme
    assert "8 figures of 1 issues" in readme
    assert (folder / "CHANGELOG.md").read_text(encoding="utf-8") == (
        "# Releases\n\n## 2026-01-31 · 4f2a published\n\nthe first\n"
    )
    with zipfile.ZipFile(io.BytesIO(package(hostile(), LOG, "9b1c", changes))) as later:
        assert later.read("CHANGELOG.md").decode().splitlines()[2:] == [
            *("## 2026-02-01 · 9b1c published", "", "a wrong number"),
            *("Figures: 2 added, 0 removed, 1 changed.", ""),
            *("## 2026-01-31 · 4f2a published", "", "the first"),
        ]


def test_the_log_says_why_published_figures_changed():
    explained = [
        Explanation("made-2025/1/1", "correction", "看错一位", 2),
        Explanation("made-2025/2/1", "revision", "new word", 2),
        Explanation("outlier:made-2025/2/1", "doubt", "so printed", 2),
        Explanation("made-2025/2/1", "revision", "of the first", 1),
    ]
    with zipfile.ZipFile(io.BytesIO(package(hostile(), LOG, "9b1c", changes, explained))) as packed:
        assert packed.read("CHANGELOG.md").decode().splitlines()[4:9] == [
            *("a wrong number", "Figures: 2 added, 0 removed, 1 changed.", ""),
            *("- `made-2025/1/1`, correction: 看错一位", "- `made-2025/2/1`, revision: new word"),
        ]


def test_the_log_ends_with_the_first_publication_of_a_release():
    assert [one.sequence for one in until(LOG, "4f2a")] == [1]
    assert [one.sequence for one in until(LOG, "9b1c")] == [2, 1]
    assert day(LOG, "9b1c") == "2026-02-01"


def test_the_same_release_gives_the_same_bytes():
    assert package(hostile(), LOG, "4f2a", changes) == package(hostile(), LOG[1:], "4f2a", changes)
