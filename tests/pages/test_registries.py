"""The registries as a draft sees them."""

import pytest

from etl.drafting.drafts import Draft
from pages.curation.registries import indicator_names, put, registries, tree, unit_names, widened
from tests.etl.folder import load
from tests.pages.test_decisions import HELD

DRAFT = Draft("made", "", "made.txt")
WEST = {"name": {"zh": "河西法院", "en": "Hexi Court"}, "kind": "court", "parent": "city"}
CASE = {"name": {"zh": "件", "en": "cases"}, "words": ["件"]}


@pytest.fixture
def curated(tmp_path):
    return load(tmp_path)


def test_names_of_units_tell_what_is_above_but_the_city():
    assert unit_names(HELD, "zh") == {"city": "津城", "court": "法院", "window": "法院 › 窗口"}
    assert indicator_names(HELD, "zh")["cases"] == "案件（司法）"


def test_the_registries_of_a_draft_are_those_of_the_data_and_its_own(curated):
    draft = put(
        put(DRAFT, curated, "units", "west", WEST), curated, "measures", "case", {**CASE, "words": ["件", "起"]}
    )
    held = registries(curated, draft)
    assert [*held.units] == ["city", "court", "west"]
    assert next(iter(held.measures)) == "case"
    assert held.measures["case"].words == ["件", "起"]
    assert held.fitting("cases", "起") == ["case"]
    assert draft.replaced == {"measures/case": CASE}


def test_an_entry_is_said_as_in_its_file(curated):
    assert tree(curated.units.records["court"]) == {
        "name": {"zh": "河东法院", "en": "Hedong Court"},
        "kind": "court",
        "parent": "city",
    }


def test_a_list_of_an_entry_gets_one_more_be_the_entry_published_or_new(curated):
    draft = widened(DRAFT, curated, "units", "court", aliases="区法院")
    draft = widened(draft, curated, "units", "court", aliases="河东院")
    assert draft.units["court"]["aliases"] == ["区法院", "河东院"]
    new = widened(put(DRAFT, curated, "units", "west", WEST), curated, "units", "west", aliases="西院")
    assert (new.units["west"]["aliases"], new.replaced) == (["西院"], {})
    assert widened(DRAFT, curated, "measures", "case", words="件") == DRAFT
