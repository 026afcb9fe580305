import pytest

from etl.drafting import draft_registries
from etl.drafting.draft_registries import held, put, refused, without
from etl.drafting.drafts import Draft
from etl.drafting.spots import Spot
from etl.yaml_text import yaml_source
from tests.etl.folder import load

DRAFT = Draft("made-2026", "", "made-2026.txt")
CASE = {"name": {"zh": "件", "en": "cases"}, "words": ["件"]}
SUITS = {**CASE, "words": ["件", "宗"]}
WEST = {"name": {"zh": "河西法院", "en": "Hexi Court"}, "kind": "court", "parent": "city"}


@pytest.fixture
def data(tmp_path):
    return dict(load(tmp_path).files)


def told(draft, data):
    return [(problem.rule, problem.found, spot) for problem, spot in refused(draft, data)]


def test_an_entry_is_put_in_worded_anew_and_taken_out_again():
    new = put(DRAFT, "units", "west", WEST)
    assert (new.units, new.replaced) == ({"west": WEST}, {})
    again = put(new, "measures", "case", SUITS, CASE)
    assert (again.measures, again.replaced) == ({"case": SUITS}, {"measures/case": CASE})
    assert without(without(again, "measures", "case"), "units", "west") == DRAFT
    assert put(again, "measures", "case", CASE, CASE) == new


def test_what_the_data_had_is_what_it_had_at_first():
    draft = put(put(DRAFT, "measures", "case", SUITS, CASE), "measures", "case", {**SUITS, "words": ["宗"]}, SUITS)
    assert draft.replaced == {"measures/case": CASE}


def test_an_entry_worded_anew_changes_its_words_and_stays_where_it_is():
    data = {
        "units.yaml": """
city:
  name: {zh: 津城, en: Jin City}  # as it was called
  kind: city
court:
  name: {zh: 河东法院, en: Hedong Court}
  kind: court
""".encode(),
        "measures.yaml": "case:\n  name: {zh: 件, en: cases}\n  words: [件]\n".encode(),
    }
    unit = held(data, "units.yaml")["city"]
    draft = put(DRAFT, "units", "city", {**unit, "aliases": ["全市", "我市"]}, unit)
    made = draft_registries.files(put(draft, "measures", "case", SUITS, CASE), data)
    assert made == {
        "units.yaml": data["units.yaml"].replace(b"kind: city\n", "kind: city\n  aliases: [全市, 我市]\n".encode()),
        "measures.yaml": data["measures.yaml"].replace("[件]".encode(), "[件, 宗]".encode()),
    }


def test_new_entries_stand_behind_their_like(data):
    below = put(DRAFT, "units", "below", {"name": {"zh": "庭", "en": "Bench"}, "kind": "court", "parent": "court"})
    made = draft_registries.files(below, data)
    assert [*yaml_source.parse(made["units.yaml"], "")[0].data] == ["city", "court", "below"]
    city = {"name": {"zh": "乙", "en": "Y"}, "kind": "city"}
    hour = {"name": {"zh": "小时", "en": "hours"}, "words": ["小时"]}
    draft = put(put(put(DRAFT, "units", "y", city), "units", "x", WEST), "measures", "hour", hour)
    made = draft_registries.files(draft, data)
    assert [*yaml_source.parse(made["units.yaml"], "")[0].data] == ["city", "y", "court", "x"]
    assert "kind: court, parent: city}\nx:\n  name: {zh: 河西法院, en: Hexi Court}\n" in made["units.yaml"].decode()
    assert made["measures.yaml"].decode().endswith("hour:\n  name: {zh: 小时, en: hours}\n  words: [小时]\n")


def test_an_id_that_is_taken_or_none_is_refused(data):
    assert told(put(DRAFT, "units", "court", WEST), data) == [
        ("bad-id", "court, which is taken", Spot("unit", "court", "id"))
    ]
    assert told(put(DRAFT, "units", "A b", WEST), data) == [("bad-id", "A b", Spot("unit", "A b", "id"))]
    published = put(DRAFT, "units", "court", held(data, "units.yaml")["court"])
    assert told(published, data) == []


def test_what_another_has_changed_or_taken_away_since_is_not_written_over(data):
    draft = put(DRAFT, "measures", "case", SUITS, CASE)
    assert told(draft, data) == []
    moved = [("entry-moved", "another", Spot("measure", "case"))]
    for now in ("[件, 起]", "[起]"):
        assert told(draft, {"measures.yaml": data["measures.yaml"].replace("[件]".encode(), now.encode())}) == moved
    assert told(draft, {}) == moved
    same = {"measures.yaml": data["measures.yaml"].replace("[件]".encode(), "[件, 宗]".encode())}
    assert told(draft, same) == []
