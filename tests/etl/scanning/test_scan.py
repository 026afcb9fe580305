import pytest

from etl.scanning.lessons import learn
from etl.scanning.scan import COLUMNS, by_article, record, scan
from tests.etl.folder import TEXT, load

NEW = """2026年第3期

河东法院这一年

2026年，河东法院受理645
件，结案率９１．５％；河东法院选树示范2个。
河东法院每人至少走访12
"""


@pytest.fixture
def lessons(tmp_path):
    return learn(load(tmp_path), tmp_path / "texts")


def told(text, lessons, *names):
    return [tuple(record(one)[name] for name in names) for one in scan(text, lessons)]


def test_every_number_has_its_characters_in_the_text(lessons):
    assert told(NEW, lessons, "line", "start", "end_line", "end", "printed", "kind", "why") == [
        (1, 0, 1, 8, "2026年第3期", "not_figure", "bibliographic"),
        (5, 0, 5, 5, "2026年", "not_figure", "date"),
        (5, 12, 6, 1, "645\n件", "figure", None),
        (6, 5, 6, 10, "９１．５％", "figure", None),
        (6, 19, 6, 21, "2个", "figure", None),
        (7, 10, 7, 12, "12", "left_over", None),
    ]


def test_figures_are_read_and_proposed_for(lessons):
    names = (
        "value",
        "lower",
        "upper",
        "comparator",
        "measure_word",
        "unit",
        "indicators",
        "detail",
        "period",
        "status",
    )
    assert told(NEW, lessons, *names)[2:5] == [
        ("645", "645", "645", "=", "件", "court", ["cases"], "河东法院受理", "2026", "reported"),
        ("91.5", "91.5", "91.5", "=", "%", "court", ["rate"], "结案率", "2026", "reported"),
        ("2", "2", "2", "=", "个", "court", ["models"], "河东法院选树示范", "2026", "reported"),
    ]


def test_proposals_say_what_speaks_for_them(lessons):
    said = [dict(zip(COLUMNS, one, strict=True)) for one in told(NEW, lessons, *COLUMNS)]
    assert said[2]["evidence"] == {
        "unit": "sentence: 河东法院",
        "detail": "print",
        "period": "sentence: 2026年",
        "indicator": "like made-2025/3/1: 受理",
    }
    assert [one["confidence"] for one in said] == [0.95, 0.98, 0.7, 0.7, 0.48, 0.0]


def test_numbers_that_report_nothing_are_in_no_article(lessons):
    text = "某某学院\n2026年3月1日\n\n法院这一年\n来源:示例日报\n\n受理45件。(记者 李梅)\n\n2020年建站\n"
    told = [(section and section.title, len(group)) for section, group in by_article(scan(text, lessons))]
    assert told == [(None, 1), ("法院这一年", 1), (None, 1)]
    assert [section and section.title for section, _ in by_article(scan("2026年\n", lessons))] == ["2026年"]


def test_a_qualifier_apart_counts(lessons):
    names = ("printed", "qualifier", "comparator", "value", "upper")
    assert told("每人至少走访12件", lessons, *names) == [("12件", "至少", ">=", "12", None)]


def test_nothing_is_learned_from_the_issue_left_out(tmp_path):
    loaded = load(tmp_path)
    strict, whole = (learn(loaded, tmp_path / "texts", "made-2025", strict=strict) for strict in (True, False))
    assert (strict.units, strict.allowed, strict.used) == ({}, {}, {})
    assert (sorted(whole.allowed), whole.used) == (["cases", "models", "money", "people", "ranks", "rate"], {})
    assert [one.unit.value for one in scan(TEXT, strict) if one.unit] == [None] * 3
    assert [one.unit.value for one in scan(TEXT, whole) if one.unit] == ["court"] * 3


def test_a_text_without_numbers_has_no_candidates(lessons):
    assert scan("", lessons) == scan("没有数字。", lessons) == []


def test_a_record_has_what_programs_were_promised():
    promised = "line start end printed value lower upper comparator measure_word kind why unit indicator detail period"
    assert {*promised.split(), "status", "confidence"} <= set(COLUMNS)
