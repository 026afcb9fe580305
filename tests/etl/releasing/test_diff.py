from etl.releasing.diff import diff, entries, summary
from tests.etl.made import tables


def rows(before, after):
    return diff(before, after).astype(object).where(lambda cells: cells.notna(), None).to_numpy().tolist()


def test_one_row_a_changed_column():
    before = tables(figures=[{"line": 7, "value": 0.1}, {"line": 8}])
    after = tables(figures=[{"line": 7, "value": 1 / 3, "printed": "0.1件", "detail_zh": "“新”案"}, {"line": 8}])
    assert rows(before, after) == [
        ["changed", "made-2025/7/1", "value", "0.1", "0.3333333333333333"],
        ["changed", "made-2025/7/1", "lower", "0.1", "0.3333333333333333"],
        ["changed", "made-2025/7/1", "upper", "0.1", "0.3333333333333333"],
        ["changed", "made-2025/7/1", "detail_zh", "案件", "“新”案"],
    ]


def test_missing_is_not_empty_and_equals_itself():
    before = tables(figures=[{"note_zh": None, "note_en": None, "part_of": "made-2025/1/1"}])
    after = tables(figures=[{"note_zh": "", "note_en": None, "part_of": None}])
    assert rows(before, after) == [
        ["changed", "made-2025/1/1", "part_of", "made-2025/1/1", None],
        ["changed", "made-2025/1/1", "note_zh", None, ""],
    ]


def test_a_year_is_written_as_an_integer():
    changes = diff(tables(figures=[{"year": 2024}]), tables(figures=[{"year": None}])).set_index("column")
    assert changes.loc["year", "before"] == "2024"
    assert changes.loc["year", ["after"]].isna().all()


def test_added_and_removed_show_the_printed_form_in_printed_order():
    before, after = tables(figures=[{"line": 10}, {"line": 2}]), tables(figures=[{"line": 9, "printed": "670余件"}])
    assert rows(before, after) == [
        ["removed", "made-2025/2/1", "printed", "3件", None],
        ["added", "made-2025/9/1", "printed", None, "670余件"],
        ["removed", "made-2025/10/1", "printed", "3件", None],
    ]


def test_summary_counts_figures_not_columns():
    before = tables(figures=[{"line": 1}, {"line": 2}, {"line": 3}])
    after = tables(figures=[{"line": 2, "value": 4.0}, {"line": 3}, {"line": 4}, {"line": 5}])
    assert summary(diff(before, after)) == {"added": 2, "removed": 1, "changed": 1}


def test_row_order_is_no_change():
    assert rows(tables(figures=[{"line": 1}, {"line": 2}]), tables(figures=[{"line": 2}, {"line": 1}])) == []


def test_nothing_against_nothing_has_the_columns_still():
    changes = diff(tables(), tables())
    assert {name: str(dtype) for name, dtype in changes.dtypes.items()} == dict.fromkeys(
        ["change", "figure", "column", "before", "after"], "str"
    )
    assert summary(changes) == {"added": 0, "removed": 0, "changed": 0}
    assert summary(diff(tables(), tables(figures=[{}]))) == {"added": 1, "removed": 0, "changed": 0}


def test_what_stands_around_figures_is_compared_as_readers_see_it():
    before = tables(
        issues=[{"issue": "made-2025", "title": "日报", "sha256": "0" * 64}],
        units=[{"unit": "north", "aliases": None}, {"unit": "south"}],
        measures=[{"measure": "case", "words": "件"}],
    )
    after = tables(
        issues=[{"issue": "made-2025", "title": "晚报", "sha256": "1" * 64}],
        units=[{"unit": "west"}, {"unit": "north", "aliases": "北院"}],
        measures=[{"measure": "case", "words": "件|宗"}],
    )
    found = entries(before, after)
    assert found.astype(object).where(found.notna(), None).to_numpy().tolist() == [
        ["changed", "issues/made-2025", "title", "日报", "晚报"],
        ["added", "units/west", "name_zh", None, "west（中）"],
        ["removed", "units/south", "name_zh", "south（中）", None],
        ["changed", "units/north", "aliases", None, "北院"],
        ["changed", "measures/case", "words", "件", "件|宗"],
    ]
    assert list(entries(tables(), tables())) == ["change", "entry", "column", "before", "after"]


def around(before, after):
    found = entries(before, after)
    return found.astype(object).where(found.notna(), None).to_numpy().tolist()


def test_relations_are_the_same_by_their_result_and_told_where_they_come_change_and_go():
    figures = [{}, {}, {}]
    whole, first, second = (f"made-2025/{line}/1" for line in (1, 2, 3))
    share = {"kind": "rate", "result": first, "operands": f"{second} {whole}"}
    before = tables(figures=figures, checks=[{"result": whole, "operands": first}, share])
    whole_again = {"result": whole, "operands": f"{first} {second}", "holds": False}
    after = tables(
        figures=figures,
        checks=[{"kind": "average", "result": second, "operands": first, "over": 4.0}, whole_again],
    )
    assert around(before, after) == [
        ["added", f"checks/{second}/average", "operands", None, first],
        ["removed", f"checks/{first}/rate", "operands", share["operands"], None],
        ["changed", f"checks/{whole}/total", "operands", first, f"{first} {second}"],
    ]


def test_relations_come_and_go_with_their_issue_without_a_word():
    figures = [{"issue": "one"}, {"issue": "two"}, {"issue": "two"}]
    check = {"article": "two/report", "result": "two/2/1", "operands": "two/3/1"}
    before, after = tables(figures=figures[:1]), tables(figures=figures, checks=[check])
    assert [[row[:2] for row in around(*pair)] for pair in ((before, after), (after, before))] == [
        [["added", "issues/two"], ["added", "articles/two/report"]],
        [["removed", "issues/two"], ["removed", "articles/two/report"]],
    ]


def test_numerals_that_are_none_are_the_same_by_their_print_and_told_where_they_change_and_go():
    gone = {"line": 9, "printed": "2025"}
    before = tables(
        not_figures=[{"line": 3, "why": "date"}, {"line": 3, "nth": 2}, gone, {"line": 1, "issue": "old"}],
    )
    after = tables(
        not_figures=[{"line": 3, "nth": 1}, {"line": 3, "nth": 2, "why": "repeated"}, {"line": 4, "printed": "30"}],
    )
    assert around(before, after) == [
        ["removed", "issues/old", "title", "old期", None],
        ["removed", "not_figures/made-2025/9/2025", "printed", "2025", None],
        ["changed", "not_figures/made-2025/3/2025/2", "why", "date", "repeated"],
    ]


def test_the_lines_of_an_article_are_seen():
    before, after = (tables(articles=[{"article": "made-2025/report", "line_end": end}]) for end in (9, 12))
    assert around(before, after) == [["changed", "articles/made-2025/report", "line_end", "9", "12"]]


def test_a_second_reading_that_says_something_else_or_goes_is_told_and_a_new_one_is_not():
    issues = [{"issue": "one"}, {"issue": "two"}]
    kept = {"issue": "one", "figures": 9, "value": 2}
    before = tables(issues=[*issues, {"issue": "gone"}], readings=[kept, {"issue": "two"}, {"issue": "gone"}])
    after = tables(issues=[*issues, {"issue": "new"}], readings=[{**kept, "value": 1}, {"issue": "new"}])
    assert [row for row in around(before, after) if row[1].startswith("readings/")] == [
        ["removed", "readings/two", "readings.read", "2026-01-01", None],
        ["changed", "readings/one", "readings.value", "2", "1"],
    ]
