import json

import msgspec
import pytest
from pysdmx.io.json.sdmxjson2.messages.structure import JsonStructureMessage

from etl.exporting.sdmx import codelists, observations
from etl.exporting.sdmx_structure import ALWAYS, NAMES, structure
from etl.exporting.selection import extract
from etl.query import Choice
from tests.etl.made import tables

MADE = tables(figures=[{}, {"unit": "south", "year": None}], units=[{"unit": "south", "parent": "north"}])
MESSAGE = structure(codelists(MADE), "2026-01-31T00:00:00Z")


@pytest.fixture(scope="module")
def read() -> dict[str, object]:
    """The structures as a reader of SDMX has them, by kind and id."""
    message = msgspec.json.decode(json.dumps(MESSAGE), type=JsonStructureMessage).to_model()
    return {f"{type(one).__name__} {one.id}": one for one in message.structures}


def test_a_reader_finds_both_flows_and_all_code_lists(read):
    assert [name for name in read if not name.startswith("Codelist")] == [
        *("ConceptScheme CONCEPTS", "Dataflow FIGURES", "Dataflow FIGURES_UNDATED"),
        *("DataStructureDefinition FIGURES", "DataStructureDefinition FIGURES_UNDATED"),
    ]
    (south,) = (code for code in read["Codelist CL_REF_AREA"].codes if code.id == "south")
    assert south.name == "South"
    assert MESSAGE["data"]["codelists"][0]["codes"][0] == {
        **{"id": "south", "name": "South", "names": {"zh": "south（中）", "en": "South"}, "parent": "north"}
    }


def test_only_figures_of_a_stated_period_have_a_time(read):
    every = {
        name: [one.id for one in read[f"DataStructureDefinition {name}"].components]
        for name in ("FIGURES", "FIGURES_UNDATED")
    }
    assert set(every["FIGURES"]) - set(every["FIGURES_UNDATED"]) == {"TIME_PERIOD"}


def test_the_columns_of_the_file_are_the_components_in_their_order():
    columns = observations(extract(MADE, Choice(), "4f2a", "2026-01-31")).columns
    assert list(columns) == ["STRUCTURE", "STRUCTURE_ID", "ACTION", *list(NAMES)[2:]]


def test_what_is_always_filled_is_said_to_be():
    filled = observations(extract(MADE, Choice(), "4f2a", "2026-01-31"))
    assert [name for name in ALWAYS if filled[name].isna().any()] == []
