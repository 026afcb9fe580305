"""Rules over whole folders: all problems at once, none told twice."""

import pytest

from etl.curating.checks import check
from tests.etl.curating.test_checks import OTHER, UNITS, unit
from tests.etl.folder import FILES, ISSUE, REPORT, article, load


def test_the_small_folder_is_valid(tmp_path):
    assert check(load(tmp_path)) == []


def places(problems):
    return [f"{problem.place.file.removeprefix('data/')}:{problem.place.line} {problem.rule}" for problem in problems]


def test_all_problems_of_all_files_in_one_run_in_order_of_place(tmp_path):
    files = {
        "units.yaml": UNITS + "a: {name: {zh: 甲, en: A}, kind: curt}\n",
        "themes.yaml": FILES["themes.yaml"] + "b: {nam: {zh: 甲, en: A}}\n",
        REPORT: article(
            "{printed: 12三件, indicator: cases, detail: {zh: 甲, en: A}}",
            "{printed: 3人, indicator: cases}",
            "{printed: 4人, indicatr: people}",
            "{printed: 5人, indicator: people, unit: b, period: 2025年}",
        ),
        OTHER: "title: 其二\nlines: 2-9\n",
    }
    assert places(check(load(tmp_path, files))) == [
        f"{REPORT}:8 unreadable-quantity",
        f"{REPORT}:9 bad-measure",
        f"{REPORT}:10 missing-key",
        f"{REPORT}:10 unknown-key",
        f"{REPORT}:11 unknown-unit",
        f"{REPORT}:11 bad-period",
        f"{OTHER}:2 overlapping-articles",
        "themes.yaml:2 missing-key",
        "themes.yaml:2 unknown-key",
        "units.yaml:3 wrong-form",
    ]


@pytest.mark.parametrize(
    ("file", "broken", "told"),
    [
        ("units.yaml", UNITS.replace("kind: court", "kind: curt"), ["units.yaml:2 wrong-form"]),
        ("measures.yaml", FILES["measures.yaml"].replace("words: [件]", "words: []"), ["measures.yaml:1 wrong-form"]),
        ("themes.yaml", "justice: {nam: 司法}\n", ["themes.yaml:1 missing-key", "themes.yaml:1 unknown-key"]),
        ("indicators.yaml", FILES["indicators.yaml"].replace("flow", "flux", 1), ["indicators.yaml:1 wrong-form"]),
        ("units.yaml", None, ["units.yaml:1 not-a-file"]),
        ("measures.yaml", "case: [\n", ["measures.yaml:1 syntax"]),
        ("themes.yaml", "- justice\n", ["themes.yaml:1 top-level"]),
        ("indicators.yaml", "", ["indicators.yaml:1 empty-file"]),
        (ISSUE, None, [f"{ISSUE}:1 not-a-file"]),
        (ISSUE, FILES[ISSUE].replace("title", "titel"), [f"{ISSUE}:1 missing-key", f"{ISSUE}:1 unknown-key"]),
        (REPORT, FILES[REPORT].replace("lines: 1-4", "lines: 1—4"), [f"{REPORT}:2 wrong-form"]),
        (REPORT, FILES[REPORT].replace("line: 3", "line: 三"), [f"{REPORT}:6 wrong-form"]),
        (REPORT, FILES[REPORT].replace("period: 2025", "period: 2025年"), [f"{REPORT}:4 bad-period"]),
        (REPORT, FILES[REPORT].replace("why: date", "why: dat"), [f"{REPORT}:10 wrong-form"]),
        (REPORT, FILES[REPORT].replace("detail: {zh: 受理, en: Accepted}", "detail: 受理"), [f"{REPORT}:8 wrong-form"]),
        (REPORT, FILES[REPORT].replace(", whole: accepted", ""), [f"{REPORT}:16 missing-key"]),
    ],
)  # fmt: skip
def test_what_is_out_of_shape_is_told_once_and_makes_nothing_else_wrong(tmp_path, file, broken, told):
    assert places(check(load(tmp_path, {file: broken}))) == told


def test_a_cycle_is_told_of_each_unit_in_it_and_of_none_below(tmp_path):
    units = (
        unit("a", ", parent: b") + unit("b", ", parent: a", "zh: 乙, en: B") + unit("c", ", parent: a", "zh: 丙, en: C")
    )
    problems = check(load(tmp_path, {"units.yaml": UNITS + units}))
    assert [(problem.place.line, problem.found) for problem in problems] == [(3, "a > b > a"), (4, "b > a > b")]


def test_parts_do_not_run_in_a_circle_nor_out_of_their_article(tmp_path):
    report = article(
        "{printed: 3件, indicator: cases, key: a, part_of: b}",
        "{printed: 3人, indicator: people, key: b, part_of: a}",
    )
    second = article("{printed: 1件, indicator: cases, unit: city, part_of: a}", lines="5-9", line=7)
    problems = check(load(tmp_path, {REPORT: report, OTHER: second}))
    assert [(problem.place.line, problem.rule, problem.found) for problem in problems] == [
        (8, "part-cycle", "a > b > a"),
        (9, "part-cycle", "b > a > b"),
        (8, "unknown-figure-key", "a"),
    ]


def test_every_article_that_runs_into_a_long_one_is_told(tmp_path):
    others = {
        f"issues/made-2025/{name}.yaml": f"title: 其他\nlines: {lines}\n"
        for name, lines in {"b": "5-90", "c": "6-7", "d": "50-60"}.items()
    }
    problems = check(load(tmp_path, others))
    assert [(problem.expected, problem.found) for problem in problems] == [
        ("lines after 90, where made-2025/b ends", "6-7"),
        ("lines after 90, where made-2025/b ends", "50-60"),
    ]


def test_figures_of_one_line_in_two_issues_are_two_figures(tmp_path):
    again = {f"issues/later/{name}.yaml": FILES[f"issues/made-2025/{name}.yaml"] for name in ("issue", "report")}
    loaded = load(tmp_path, again)
    assert check(loaded) == []
    assert [figure.id for figure in loaded.figures if figure.line == 3] == ["later/3/1", "made-2025/3/1"]
