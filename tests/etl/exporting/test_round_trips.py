"""Every format, read back by a reader of its own kind, equals the release: real data, and labels out to break it."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import frictionless
import msgspec
import openpyxl
import pandas as pd
import pytest
from lxml import html
from pysdmx.io import read_sdmx
from pysdmx.io.json.sdmxjson2.messages.structure import JsonStructureMessage
from pysdmx.util import parse_short_urn
from pysdmx.util._model_utils import schema_generator

from etl.exporting import files
from etl.exporting.export import COMPARATORS
from etl.exporting.files import Format
from etl.exporting.sheets import COLUMNS
from etl.exporting.words import LANGUAGES, Language, say
from etl.query import Choice
from etl.releasing.releases import Publication
from etl.tables import FIGURES, Tables
from tests.etl.made import tables
from tests.real import real

ROOT = Path(__file__).parents[3]
LOG = [Publication(1, "4f2a", "publish", "李", "the first", "2026-01-31T00:00:00+00:00")]
NAMED = ("unit", "indicator", "measure", "theme")
# Workbooks and HTML say times in words, the dates as they are.
PERIOD: Mapping[Language, Callable[[str], str]] = {
    "zh": lambda text: text.replace("as-of", "截至").replace("/", " 至 ").replace("unstated", "未注明"),
    "en": lambda text: text.replace("as-of", "as of").replace("/", " to ").replace("unstated", "not stated"),
}
HOSTILE = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠a", "\t=1", "'x", "''", '"a",b', "a\nb", "<b>x</b>"),
    *("&lt;", "_x0041_", "{=1}", "#REF!", "=A!$A$1", "\u202eabc", "http://x.example", "<r><t>x</t></r>", "1e5", "007"),
    *('=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0", "\ufeff=1", "]]>", "NaN", "None", "TRUE", "2025-01-01"),
)


@cache
def hostile() -> Tables:
    every = [
        {"printed": text, "detail_zh": f"{text}·{n}", "detail_en": text, "note_zh": text, "note_en": text}
        | {"unit": f"u{n}", "indicator": f"i{n}", "measure": f"m{n}", "page": text, "measure_word": text}
        | {
            "qualifier": text,
            "comparator": (">", "<", "~", "=")[n % 4],
            "value": round(n * 0.1 - 1, 1),
            "year": None if n % 3 else 2025,
        }
        for n, text in enumerate(HOSTILE)
    ]
    every[0] |= {"comparator": "range", "value": None, "lower": -1_390_000_000.0, "upper": 2 / 3}
    named = {
        kind: [{kind: f"{kind[0]}{n}", "name_zh": text, "name_en": text} for n, text in enumerate(HOSTILE)]
        for kind in ("unit", "indicator", "measure")
    }
    issue = [{"issue": "made-2025", "title": "=1+1"}]
    article = [{"article": "made-2025/report", "title": "@x"}]
    return tables(
        figures=every,
        units=named["unit"],
        indicators=named["indicator"],
        measures=named["measure"],
        issues=issue,
        articles=article,
    )


def file(made: Tables, format: Format, lang: Language = "zh") -> bytes:
    source = files.ReleaseSource(made, "4f2a", LOG, lambda *_: None)
    content = files.file(source, Choice(), format, lang).content
    assert files.file(source, Choice(), format, lang).content == content  # the same choice, the same bytes
    return content


def expected(made: Tables) -> pd.DataFrame:
    """The figures of a release in the order of files, as plain values, None for what is missing."""
    taken = files.extract(made, Choice(), "4f2a", "2026-01-31").rows
    return taken.astype(object).where(taken.notna(), None)


def column(found: pd.DataFrame, name: str) -> list[Any]:
    """A column as plain values: "" is None, numbers are numbers."""
    kind = {one.name: one.type for one in FIGURES.columns}[name]
    cells = [None if pd.isna(cell) or cell == "" else cell for cell in found[name].tolist()]
    return [float(cell) if cell is not None and kind != "text" else cell for cell in cells]


def assert_same(found: pd.DataFrame, made: Tables, names: tuple[str, ...]) -> None:
    right = expected(made)
    assert len(found) == len(right) > 0
    for name in names:
        # A bare number has no measure word: the one column that is filled, and empty.
        want = [None if cell == "" else float(cell) if isinstance(cell, (int, float)) else cell for cell in right[name]]
        assert column(found, name) == want, name


EVERY = [pytest.param(real, id="real"), pytest.param(hostile, id="hostile")]


@pytest.mark.parametrize("made", EVERY)
def test_pandas_reads_the_csv(made):
    found = pd.read_csv(io.BytesIO(file(made(), "csv")), encoding="utf-8-sig", dtype=str, keep_default_na=False)
    found = found.map(lambda cell: cell.removeprefix("'"))
    found["comparator"] = found["comparator"].map({word: sign for sign, word in COMPARATORS.items()})
    assert_same(found, made(), tuple(FIGURES.column_names))
    assert set(found["release"]) == {"4f2a"}


@pytest.mark.parametrize("made", EVERY)
def test_frictionless_reads_the_package(made, tmp_path):
    with zipfile.ZipFile(io.BytesIO(file(made(), "package"))) as packed:
        packed.extractall(tmp_path)
    package = frictionless.Package(str(tmp_path / "datapackage.json"))
    assert package.validate().valid
    rows = [row.to_dict() for row in package.get_resource("figures").read_rows()]
    found = pd.DataFrame(rows, dtype=object).map(lambda cell: cell.removeprefix("'") if isinstance(cell, str) else cell)
    found["comparator"] = found["comparator"].map({word: sign for sign, word in COMPARATORS.items()})
    by_id = found.set_index("figure", drop=False).loc[expected(made())["figure"]]
    assert_same(by_id, made(), tuple(FIGURES.column_names))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("made", EVERY)
def test_openpyxl_reads_the_workbook(made, lang):
    book = openpyxl.load_workbook(io.BytesIO(file(made(), "xlsx", lang)))
    rows = list(book[say(lang, "sheet.figures")].iter_rows())
    assert [cell.value for cell in rows[0]] == [say(lang, f"column.{name}") for name in COLUMNS]
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n", "inlineStr"}
    found = pd.DataFrame([[cell.value for cell in row] for row in rows[1:]], columns=list(COLUMNS), dtype=object)
    assert_in_words(found.map(restored), made(), lang)
    assert [len(sheet._charts) for sheet in book.worksheets[2:-1]] == [1] * len(book.worksheets[2:-1])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("made", EVERY)
def test_a_reader_of_html_finds_the_table_headed_both_ways(made, lang):
    page = html.fromstring(file(made(), "html", lang))
    (table,) = page.iter("table")
    names = {say(lang, f"column.{name}"): name for name in COLUMNS}
    heads = [names[cell.text] for cell in table.find("thead").iter("th")]
    assert [cell.get("scope") for cell in table.find("thead").iter("th")] == ["col"] * len(heads)
    rows = [list(row) for row in table.find("tbody")]
    assert {tuple(cell.get("scope") for cell in row) for row in rows} == {("row", *[None] * (len(heads) - 1))}
    assert [
        element
        for element in page.iter()
        if element.tag == "script" or any("on" in name[:2] for name in element.attrib)
    ] == []
    found = pd.DataFrame([[cell.text_content() for cell in row] for row in rows], columns=heads, dtype=object)
    found = found.reindex(columns=list(COLUMNS)).assign(link=table.xpath(".//td/a/@href"), release="4f2a")
    assert_in_words(found, made(), lang)


@pytest.mark.parametrize("made", EVERY)
def test_a_generic_reader_reads_the_sdmx(made):
    with zipfile.ZipFile(io.BytesIO(file(made(), "sdmx"))) as packed:
        datasets = read_sdmx(packed.read("figures.csv").decode("utf-8")).data
        message = msgspec.json.decode(packed.read("structure.json"), type=JsonStructureMessage).to_model()
    for dataset in datasets:
        schema = schema_generator(message, parse_short_urn(dataset.structure))
        ids = [component.id for component in schema.components]
        assert set(dataset.data.columns) <= set(ids) | {"TIME_PERIOD"}
        for component in schema.components:
            if component.local_codes:
                assert set(dataset.data[component.id]) <= {code.id for code in component.local_codes}, component.id
        unstated = set(dataset.data["PERIOD_KIND"]) == {"unstated"}
        assert unstated == ("TIME_PERIOD" not in ids) == ((dataset.data["TIME_PERIOD"] == "").all())
    found = pd.concat([dataset.data for dataset in datasets]).map(lambda cell: unmarked(cell.removeprefix("'")))
    names = {"FIGURE": "figure", "REF_AREA": "unit", "INDICATOR": "indicator", "OBS_VALUE": "value", "ISSUE": "issue"}
    names |= {"LOWER_BOUND": "lower", "UPPER_BOUND": "upper", "UNIT_MEASURE": "measure", "LINE": "line"}
    names |= {
        "PERIOD_KIND": "period_kind",
        "FIGURE_STATUS": "status",
        "DETAIL_ZH": "detail_zh",
        "COMMENT_OBS": "note_en",
    }
    found = found.rename(columns=names).set_index("figure", drop=False).loc[expected(made())["figure"]]
    assert_same(found, {name: table.map(unmarked) for name, table in made().items()}, tuple(names.values()))


def restored(text: object) -> object:
    """What Excel shows of a cell: openpyxl leaves control characters as they are written in the file."""
    return re.sub(r"_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text) if isinstance(text, str) else text


def unmarked(cell: object) -> object:
    """A cell without byte order marks, which a reader drops."""
    return cell.replace("\ufeff", "") if isinstance(cell, str) else cell


def assert_in_words(found: pd.DataFrame, made: Tables, lang: Language) -> None:
    """The columns of a release, written with names in one language, are the release's."""
    right = expected(made)
    titles = {
        name: dict(zip(made[f"{name}s"][name], made[f"{name}s"]["title"], strict=True)) for name in ("issue", "article")
    }
    words: Mapping[str, list[Any]] = {
        **{
            name: right[name]
            .map(dict(zip(made[f"{name}s"][name], made[f"{name}s"][f"name_{lang}"], strict=True)))
            .tolist()
            for name in NAMED
        },
        **{name: right[name].map(known).tolist() for name, known in titles.items()},
        **{name: right[f"{name}_{lang}"].tolist() for name in ("detail", "note")},
        "comparator": [say(lang, f"comparator.{COMPARATORS[sign]}") for sign in right["comparator"]],
        "status": [say(lang, f"status.{status}") for status in right["status"]],
        "period": [PERIOD[lang](period) for period in right["period"]],
        "link": [f"http://127.0.0.1:8501/sources?figure={figure}" for figure in right["figure"]],
        "release": ["4f2a"] * len(right),
    }
    for name in COLUMNS:
        want = words.get(name) or right[name].tolist()
        got = [None if pd.isna(cell) or cell == "" else cell for cell in found[name].tolist()]
        if name in ("value", "lower", "upper", "year", "line"):
            got, want = ([None if cell is None else float(cell) for cell in cells] for cells in (got, want))
        assert got == want, name
