from etl.scanning.lessons import learn, near, pairs
from tests.etl.folder import FILES, load

UNITS = FILES["units.yaml"] + (
    "nation: {name: {zh: 全国, en: Nation}, kind: country}\n"
    "corps: {name: {zh: 全国总队, en: Corps}, kind: other, parent: nation}\n"
    "bureau: {name: {zh: 天津市税务局, en: Bureau}, kind: agency, aliases: [稅務局]}\n"
)


def test_registries_teach_measure_words_names_and_what_is_background(tmp_path):
    lessons = learn(load(tmp_path, {"units.yaml": UNITS}))
    assert lessons.measures["个"] == {"team", "window"}
    names = {name: unit for name, unit in lessons.units.items() if unit == "bureau"}
    assert names == {"天津市税务局": "bureau", "市税务局": "bureau", "税务局": "bureau"}
    assert lessons.background == {"nation", "corps"}
    assert lessons.allowed["models"] == {"team", "window"}


def test_earlier_issues_teach_words_and_habits(tmp_path):
    with_text, without = learn(load(tmp_path), tmp_path / "texts"), learn(load(tmp_path))
    assert without.used == {("件", "cases"): 2, ("%", "rate"): 1}
    assert without.details["cases"] == (("made-2025/3/1", "受理"), ("made-2025/4/1", "结案"))
    assert "受理" in without.weights["cases"]
    assert ("率是" in with_text.weights["rate"], "案率" in with_text.weights["rate"]) == (False, True)


def test_what_many_indicators_say_weighs_less(tmp_path):
    weights = learn(load(tmp_path)).weights
    assert weights["cases"]["结案"] < weights["cases"]["受理"]  # the rate says 结案率


def test_the_words_near_a_number_stop_at_its_sentence():
    assert near("上一句。今年受理657件纠纷，结案", 8, 12) == ("今年受理", "纠纷，结案")
    assert near("今年受理657件,结案", 4, 8) == ("今年受理", "")
    assert pairs("受理 案件") == ("受理", "案件")
