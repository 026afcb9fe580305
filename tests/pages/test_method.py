"""The Method page, over tables made here: what it says follows from the release."""

import re

import pytest

from etl.tables import TABLES
from pages.parts.telling import benchmark
from pages.parts.text import say, words
from pages.public.method import SECTIONS
from tests.etl.made import tables
from tests.pages.visiting import open_page, publish, texts

RANK = {"measure": "rank", "measure_word": "第", "indicator": "assessment", "value": 1, "printed": "第一"}
COUNTS = {"value": 1, "unit": 2, "period": 0, "status": 0, "only_first": 1, "only_second": 3, "changed": 4}
MADE = tables(
    figures=[
        {"printed": "670余笔", "comparator": ">", "value": 670},
        RANK,
        RANK | {"unit": "south"},
        {"printed": "89.9%", "measure_word": "%", "value": 89.9},
        {"note_zh": "四家", "note_en": "Four of them"},
        {},
    ],
    checks=[
        {"kind": "rate", "result": "made-2025/4/1", "operands": "made-2025/1/1 made-2025/6/1"}
        | {"computed_lower": 89.954, "computed_upper": 89.954, "holds": False}
    ],
    measures=[{"measure": "case", "name_en": "cases"}],
    readings=[
        {"issue": "made-2025", "read": f"2026-01-0{day}", "figures": 50, "agreed": 40} | COUNTS for day in (1, 2)
    ],
    not_figures=[{"line": 1}, {"line": 2, "why": "phone"}],
)


@pytest.fixture(params=["zh", "en"])
def lang(request) -> str:
    return request.param


def shown(lang: str, tmp_path, monkeypatch, made=MADE) -> list[str]:
    publish(made, tmp_path, monkeypatch)
    return texts(open_page("method", lang=lang))


def markup(visit) -> str:
    return "".join(element.proto.body for element in visit.main.get("html"))


def test_every_section_has_its_heading_its_anchor_and_a_link(lang, tmp_path, monkeypatch):
    publish(MADE, tmp_path, monkeypatch)
    visit = open_page("method", lang=lang)
    assert [(head.value, head.proto.anchor) for head in visit.header] == [
        (say(lang, f"method.section.{anchor}"), anchor) for anchor in SECTIONS
    ]
    assert re.findall(r'<a href="#(\w+)"', markup(visit)) == list(SECTIONS)


def test_a_sign_has_the_release_s_own_example_and_leads_to_it(tmp_path, monkeypatch):
    publish(MADE, tmp_path, monkeypatch)
    row = re.search(r"<tr><td[^>]*>余</td>.*?</tr>", markup(open_page("method", lang="en")))[0]
    [link] = re.findall(r'<a href="([^"]*)" target="_self">670余笔</a>', row)
    assert link.startswith("sources?")
    assert "figure=made-2025%2F1%2F1" in link
    assert "over 670 cases · Cases · 2025" in row


def test_a_sign_that_no_figure_has_is_told_without_an_example(tmp_path, monkeypatch):
    publish(MADE, tmp_path, monkeypatch)
    row = re.search(r"<tr><td[^>]*>约, 左右</td>.*?</tr>", markup(open_page("method", lang="en")))[0]
    assert re.sub(' data-label="[^"]*"', "", row).endswith(
        '<td class="number">0</td><td class="short"></td><td></td></tr>'
    )


def test_readings_are_added_up(tmp_path, monkeypatch):
    said = shown("en", tmp_path, monkeypatch)
    assert (
        "The second reading lists 100 figures; 80% agree with the first in everything. "
        "Settling the rest changed, added or took out 8 figures."
    ) in said
    assert any(text.endswith("All100802400268") for text in said)


def test_without_a_second_reading_that_is_said(lang, tmp_path, monkeypatch):
    assert say(lang, "method.readings.none") in shown(lang, tmp_path, monkeypatch, tables(figures=[{}]))


def test_contradictions_are_told_in_the_words_of_print(tmp_path, monkeypatch):
    said = " ".join(shown("en", tmp_path, monkeypatch))
    assert "Arithmetic89.9%NorthPrinted 89.9%; 670余笔, 3件 give 89.95%." in said
    assert "A rank held twice第一NorthNorth, South each say that they came 第一 in the same ranking." in said
    assert "Curators' remark3件NorthFour of them" in said


def test_a_release_without_contradictions_says_so(lang, tmp_path, monkeypatch):
    assert say(lang, "method.contradictions.none") in shown(lang, tmp_path, monkeypatch, tables(figures=[{}]))


def test_every_reason_against_a_total_is_given(lang, tmp_path, monkeypatch):
    said = " ".join(shown(lang, tmp_path, monkeypatch))
    reasons = [sentence for key, sentence in words(lang).items() if key.startswith("totals.")]
    assert len(reasons) > 10
    assert [reason for reason in reasons if reason not in said] == []


def test_every_column_of_every_table_is_told_of_in_both_languages(tmp_path, monkeypatch):
    declared = {f"dictionary.{name}.{column}" for name, table in TABLES.items() for column in table.column_names}
    declared |= {f"dictionary.{name}.about" for name in TABLES}
    assert {key for key in words("zh") if key.startswith("dictionary.")} == declared
    said = {lang: " ".join(shown(lang, tmp_path, monkeypatch)) for lang in ("zh", "en")}
    for name, table in TABLES.items():
        for column in table.columns:
            assert f"{column.name}{say('en', f'method.dictionary.types.{column.type}')}" in said["en"]
            assert column.about in said["en"]
            assert say("zh", f"dictionary.{name}.{column.name}") in said["zh"]


def test_releases_are_listed_the_latest_first_with_their_reasons(tmp_path, monkeypatch):
    first = publish(tables(figures=[{}]), tmp_path, monkeypatch)
    second = publish(MADE, tmp_path, monkeypatch)
    log = shown("en", tmp_path, monkeypatch)[-3]
    changed = "5 figures added, 1 figure changed\nNorth, Cases: Printed form “3件” is now “670余笔”"
    changed += "\nMeasure · Case: Name (English) “Case” is now “cases”"
    later, earlier = f"published{changed}a testto be read{second}", f"publisheda testto be read{first}"
    assert log.index(later) < log.index(earlier)


def test_a_reader_is_told_what_a_scan_means_and_its_measures_are_folded_away(tmp_path, monkeypatch):
    publish(MADE, tmp_path, monkeypatch)
    visit = open_page("method", lang="zh")
    folded = next(one for one in visit.expander if one.label == say("zh", "method.scan.details"))
    measured = say("zh", "method.scan.row.recall-arabic")
    assert measured in "".join(element.proto.body for element in folded.get("html"))
    assert not folded.proto.expanded
    assert say("zh", "method.scan.reader") in texts(visit)


def test_how_far_a_scan_reads_rightly_is_told_as_it_was_measured(lang, tmp_path, monkeypatch):
    said = shown(lang, tmp_path, monkeypatch)
    measured = benchmark.MEASURED
    assert any(measured["date"] in text for text in said)
    row = [text for text in said if say(lang, "method.scan.row.recall-arabic") in text]
    right, of = measured["curated"]["whole"]["recall-arabic"]
    assert any(f"{100 * right / of:.1f}% ({right}/{of})" in text for text in row)


def test_every_rate_that_has_a_name_was_measured():
    named = {key.rpartition(".")[2] for key in words("zh") if key.startswith("method.scan.row.")}
    ways = [column.split("-") for column in benchmark.COLUMNS]
    assert [named - benchmark.MEASURED[one][way].keys() for one, way in ways] == [set()] * len(ways)
