import pytest

from etl.lessons import learn
from etl.what import what
from tests.etl.folder import load


@pytest.mark.parametrize(
    ("before", "printed", "word", "first", "because"),
    [
        ("法院受理", "45件", "件", "cases", "like made-2025/3/1: 受理"),
        ("总金额", "45元", "元", "money", "words: 金额"),
        ("评出", "45名", "名", "people", "measure word"),
    ],
)
def test_the_measure_word_allows_and_the_words_around_speak(tmp_path, before, printed, word, first, because):
    lessons = learn(load(tmp_path), tmp_path / "texts")
    proposals = what(before + printed, len(before), len(before + printed), word, lessons)
    assert (proposals[0].value, proposals[0].because) == (first, because)


def test_a_measure_word_that_nobody_knows_leaves_all_open(tmp_path):
    proposals = what("受理45桩", 2, 5, "桩", learn(load(tmp_path)))
    assert [len(proposals), proposals[0].value] == [3, "cases"]
    assert sum(proposal.confidence for proposal in proposals) <= 0.96
