import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from etl.curating import schemas
from tests.conftest import ROOT
from tests.etl.folder import FILES, ISSUE, REPORT

DATA = ROOT / "data"
CURATED = sorted(path for path in DATA.rglob("*.yaml") if "texts" not in path.parts)


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: whole and decimal numbers, true, false and null; a date is text."""

    yaml_implicit_resolvers = {}  # noqa: RUF012


for tag, pattern, construct in [
    ("int", r"[-+]?[0-9]+", int),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
    ("bool", "true|True|TRUE|false|False|FALSE", lambda text: text.lower() == "true"),
    ("null", "~|null|Null|NULL|", lambda text: None),
]:
    name = f"tag:yaml.org,2002:{tag}"
    EditorLoader.add_implicit_resolver(name, re.compile(f"^(?:{pattern})$"), None)
    EditorLoader.add_constructor(name, lambda loader, node, construct=construct: construct(node.value))


def seen(text):
    return yaml.load(text, EditorLoader)  # noqa: S506


def wrong(schema, text):
    """Where an editor would underline the text, sorted."""
    found = Draft202012Validator(schema).iter_errors(seen(text))
    return sorted({"/".join(map(str, error.absolute_path)) for error in found})


def of(name):
    return json.loads(schemas.texts()[f"{name}.json"])


def test_an_editor_takes_plain_numbers_for_numbers_and_dates_for_text():
    assert seen("a: [2025, 2021-06-16, 98.5, 5-69, NO, 1:30, '7', true, null]\n") == {
        "a": [2025, "2021-06-16", 98.5, "5-69", "NO", "1:30", "7", True, None]
    }


def test_the_schemas_in_the_data_folder_are_current():
    stored = {path.name: path.read_text("utf-8") for path in (DATA / "schemas").iterdir()}
    assert stored == schemas.texts(), "run: python -m etl schemas"


@pytest.mark.parametrize("name", schemas.texts())
def test_a_schema_is_one(name):
    Draft202012Validator.check_schema(json.loads(schemas.texts()[name]))


@pytest.mark.parametrize("path", CURATED, ids=lambda path: path.relative_to(DATA).as_posix())
def test_an_editor_finds_the_schema_of_every_curated_file_and_nothing_wrong(path):
    text = path.read_text("utf-8")
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named, "the first line names the schema"
    schema = (path.parent / named[1]).resolve()
    expected = path.stem if path.stem in schemas.SHAPES else "article"
    assert schema == DATA / "schemas" / f"{expected}.json"
    assert wrong(json.loads(schema.read_text("utf-8")), text) == []


ABOUT = ["a/about", "a/measures"]
SCHEMA_OF = {"units.yaml": "units", ISSUE: "issue", REPORT: "article"}
SCHEMA_OF |= {f"{name}.yaml": name for name in ("indicators", "measures", "themes")}


@pytest.mark.parametrize(("file", "text"), FILES.items())
def test_what_the_checks_accept_an_editor_does_not_underline(file, text):
    assert wrong(of(SCHEMA_OF[file]), text) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("article", "{title: 2025, lines: 5-69, pages: 11, period: 2025, authors: [1]}"),
        ("article", "{title: 甲, lines: 1-9, period: 2021-06-16, paragraphs: [{line: 13}, {line: '14'}]}"),
        ("article", "{title: 甲, lines: 1-9, period: as-of 2021-06-16}"),
        ("article", "{title: 甲, lines: 1-9, paragraphs: [{line: 1, not_figures: [{printed: 7, why: page}]}]}"),
        (
            "article",
            "{title: 甲, lines: 1-9, paragraphs: [{line: 1, figures: [{printed: 532, indicator: cases, value: 3.5}]}]}",
        ),
        ("article", "{title: 甲, lines: 1-9, checks: [{total: a, parts: [b, c]}, {rate: a, part: b, whole: c}]}"),
        ("issue", f"{{title: 甲, published: 2021-06-16, number: 11, text: a.txt, sha256: {'a' * 64}}}"),
        ("issue", f"{{title: 甲, published: 2023, text: a.txt, sha256: {'a' * 64}}}"),
        ("measures", "a: {name: {zh: '%', en: 100}, words: ['%', 7]}"),
    ],
)
def test_numbers_where_text_is_meant_are_fine(name, text):
    assert wrong(of(name), text) == []


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("article", "{title: 甲, lines: 5}", ["lines"]),
        ("article", "{title: 甲, lines: 5—69}", ["lines"]),
        ("article", "{title: ' 甲', lines: 5-69, pages: ''}", ["pages", "title"]),
        ("article", "{titel: 甲, lines: 5-69}", [""]),
        ("article", "{title: 甲, lines: 5-69, paragraphs: [{line: 三}]}", ["paragraphs/0/line"]),
        ("article", "{title: 甲, lines: 5-69, paragraphs: [{line: 7, figure: []}]}", ["paragraphs/0"]),
        ("article", "{title: 甲, lines: 5-69, unit: Hexi District}", ["unit"]),
        ("article", "{title: 甲, lines: 5-69, checks: [{total: a, parts: [b]}]}", ["checks/0"]),
        ("issue", f"{{title: 甲, published: 2021/06, text: ../a, sha256: {'a' * 9}}}", ["published", "sha256", "text"]),
        ("units", "Court_1: {name: {zh: 甲, en: A}, kind: court}", [""]),
        ("units", "court: {name: {zh: 甲}, kind: curt, aliases: 甲}", ["court/aliases", "court/kind", "court/name"]),
        ("indicators", "a: {name: {zh: 甲, en: A}, theme: b, about: 数, measures: [], kind: flow}", ABOUT),
        ("measures", "a: {name: {zh: 甲, en: A}, words: 件}", ["a/words"]),
        ("themes", "a: {name: {zh: 甲, en: A}, colour: red}", ["a"]),
    ],
)  # fmt: skip
def test_an_editor_underlines_what_is_out_of_shape(name, text, where):
    assert wrong(of(name), text) == where


def test_schemas_are_written_where_editors_look(tmp_path):
    paths = schemas.write(tmp_path / "schemas")
    assert [Path(path).name for path in paths] == list(schemas.texts())
    assert {path.name: path.read_text("utf-8") for path in (tmp_path / "schemas").iterdir()} == schemas.texts()
