import pytest

from etl.checks import RULES, check
from tests.etl.folder import FILES, ISSUE, REPORT, article, load

OTHER = "issues/made-2025/second.yaml"
CASES = "{printed: 3件, indicator: cases, key: a}"
PARTS = """{printed: 1件, indicator: cases, unit: city, key: part}
      - {printed: 2件, indicator: cases, unit: city, period: unstated, key: rest}"""
READING = "read: 2026-01-01, figures: 3, agreed: 2, value: 1, unit: 0, period: 0, status: 0, "
READING += "only_first: 0, only_second: 0, changed: 1"
UNITS, INDICATORS = FILES["units.yaml"], FILES["indicators.yaml"]
NEW_LINE = "\n"


def unit(id, parent="", names="zh: 甲, en: A"):
    return f"{id}: {{name: {{{names}}}, kind: court{parent}}}\n"


# rule -> (file, failing text with a mark where the problem is, expected and found and way out, passing twin)
WRONG = {
    "unknown-unit": [
        (
            REPORT,
            article(CASES, head="unit: ▸cort\nperiod: 2025\n"),
            "expected a unit of units.yaml, found cort; did you mean court?",
            article(CASES, head="unit: court\nperiod: 2025\n"),
        ),
        (
            REPORT,
            article("{printed: 3件, indicator: cases, unit: ▸the-moon}"),
            "expected a unit of units.yaml, found the-moon",
            article("{printed: 3件, indicator: cases, unit: city}"),
        ),
        (
            "units.yaml",
            UNITS + unit("a", ", parent: ▸citi"),
            "expected a unit of units.yaml, found citi; did you mean city?",
            UNITS + unit("a", ", parent: city"),
        ),
    ],
    "unknown-indicator": [
        (
            REPORT,
            article("{printed: 3件, indicator: ▸case}"),
            "expected an indicator of indicators.yaml, found case; did you mean cases?",
            article("{printed: 3件, indicator: cases}"),
        )
    ],
    "unknown-theme": [
        (
            "indicators.yaml",
            INDICATORS.replace("theme: justice", "theme: ▸justise", 1),
            "expected a theme of themes.yaml, found justise; did you mean justice?",
            INDICATORS,
        )
    ],
    "unknown-measure": [
        (
            "indicators.yaml",
            INDICATORS.replace("[team, window]", "[team, ▸widow]"),
            "expected a measure of measures.yaml, found widow; did you mean window?",
            INDICATORS,
        ),
        (
            REPORT,
            article("{printed: 3个, indicator: models, measure: ▸teams}"),
            "expected a measure of measures.yaml, found teams; did you mean team?",
            article("{printed: 3个, indicator: models, measure: team}"),
        ),
    ],
    "bad-measure": [
        (
            REPORT,
            article("{printed: ▸279人, indicator: cases}"),
            "expected a measure of cases (case), found 人; "
            "look at the indicator again, or add the word in measures.yaml",
            article("{printed: 279人, indicator: people}"),
        ),
        (
            REPORT,
            article("{printed: ▸3个, indicator: models}"),
            "expected a measure of models (team, window), found 个; write measure: team or window",
            article("{printed: 3个, indicator: models, measure: window}"),
        ),
        (
            REPORT,
            article("{printed: 3件, indicator: cases, measure: ▸person}"),
            "expected a measure of cases (case), found person for 件; write measure: case",
            article("{printed: 3件, indicator: cases, measure: case}"),
        ),
        (
            REPORT,
            article("{printed: 3人, indicator: cases, measure: ▸case}"),
            "expected a measure of cases (case), found case for 人; "
            "look at the indicator again, or add the word in measures.yaml",
            article("{printed: 3人, indicator: people, measure: person}"),
        ),
        (
            REPORT,
            article("{printed: ▸'532', indicator: cases}"),
            "expected a measure of cases (case), found no measure word; write measure: case",
            article("{printed: '532', indicator: cases, measure: case}"),
        ),
        (
            REPORT,
            article("{printed: ▸若干件, indicator: cases, lower: 2}"),
            "expected a measure of cases (case), found no measure word; write measure: case",
            article("{printed: 若干件, indicator: cases, lower: 2, measure: case}"),
        ),
    ],
    "missing-unit": [
        (
            REPORT,
            article("▸{printed: 3件, indicator: cases}", head="period: 2025\n"),
            "expected a unit here or for the article, found none; write unit: ...",
            article("{printed: 3件, indicator: cases, unit: city}", head="period: 2025\n"),
        )
    ],
    "missing-period": [
        (
            REPORT,
            article("▸{printed: 3件, indicator: cases}", head="unit: court\n"),
            "expected a period here or for the article, found none; "
            "write period: 2023, or period: unstated where the text does not say",
            article("{printed: 3件, indicator: cases, period: unstated}", head="unit: court\n"),
        )
    ],
    "needless-reading": [
        (
            REPORT,
            article("{printed: 3件, indicator: cases, value: ▸3}"),
            "expected printed alone, found value beside a printed form that reads by itself; leave value out",
            article("{printed: 若干件, indicator: cases, measure: case, value: 3}"),
        )
    ],
    "contrary-reading": [
        (
            REPORT,
            article("{printed: 若干件, indicator: cases, measure: case, value: ▸3, upper: 9}"),
            "expected value alone, or lower up to upper, found value beside lower or upper; leave one out",
            article("{printed: 若干件, indicator: cases, measure: case, upper: 9}"),
        ),
        (
            REPORT,
            article("{printed: 若干件, indicator: cases, measure: case, lower: ▸9, upper: 2}"),
            "expected value alone, or lower up to upper, found lower 9 above upper 2; swap them",
            article("{printed: 若干件, indicator: cases, measure: case, lower: 2, upper: 2}"),
        ),
    ],
    "unknown-figure-key": [
        (
            REPORT,
            article(CASES, "{printed: 1人, indicator: people, part_of: ▸all}"),
            "expected the key of a figure of this article, found all",
            article(CASES, "{printed: 1人, indicator: people, part_of: a}"),
        ),
        (
            REPORT,
            article(CASES, PARTS, checks="  - {total: a, parts: [part, ▸rets], note: {zh: 注, en: Note}}\n"),
            "expected the key of a figure of this article, found rets; did you mean rest?",
            article(CASES, PARTS, checks="  - {total: a, parts: [part, rest], note: {zh: 注, en: Note}}\n"),
        ),
    ],
    "named-twice": [
        (
            REPORT,
            article(CASES.replace("3", "2"), PARTS, checks="  - {total: a, parts: [part, ▸part]}\n"),
            "expected a figure not named before, found part; name each once",
            article(CASES, PARTS, checks="  - {total: a, parts: [part, rest]}\n"),
        )
    ],
    "duplicate-figure-key": [
        (
            REPORT,
            article(CASES, "{printed: 1人, indicator: people, key: ▸a}"),
            f"expected a key of its own, found a, which also names the figure at data/{REPORT}:8:9; rename one",
            article(CASES, "{printed: 1人, indicator: people, key: b}"),
        )
    ],
    "duplicate-figure": [
        (
            REPORT,
            article("{printed: 3件, indicator: cases}", "▸{printed: 4件, indicator: cases}"),
            "expected a figure that says something new, "
            f"found 4件, told apart from the figure at data/{REPORT}:8:9 by nothing; "
            "give each a detail, or list the second mention under not_figures as repeated",
            article("{printed: 3件, indicator: cases}", "{printed: 3件, indicator: cases, status: target}"),
        )
    ],
    "unit-cycle": [
        (
            "units.yaml",
            UNITS + unit("a", ", parent: ▸a"),
            "expected parents that lead upwards, found a > a; mend one parent",
            UNITS + unit("a", ", parent: court"),
        )
    ],
    "part-cycle": [
        (
            REPORT,
            article("{printed: 3件, indicator: cases, key: a, part_of: ▸a}"),
            "expected a whole that is no part of it, found a > a; mend one part_of",
            article(CASES, "{printed: 1人, indicator: people, key: b, part_of: a}"),
        )
    ],
    "same-name": [
        (
            "units.yaml",
            UNITS + "a: ▸{name: {zh: 甲, en: A}, kind: court, aliases: [河东法院]}\n",
            "expected names of its own, found 河东法院, which court has too; make them one unit",
            UNITS + "a: {name: {zh: 甲, en: A}, kind: court, aliases: [甲, A, 河东]}\n",
        )
    ],
    "line-outside-article": [
        (
            REPORT,
            article(CASES).replace("line: 3", "line: ▸5"),
            "expected a line from 1 to 4, found 5",
            article(CASES).replace("line: 3", "line: 4"),
        ),
        (
            ISSUE,
            FILES[ISSUE] + "paragraphs:\n  - {line: ▸4, not_figures: [{printed: 2025年, why: date}]}\n",
            "expected a line outside all articles, found 4, which is in made-2025/report; move it there",
            FILES[ISSUE] + "paragraphs:\n  - {line: 5, not_figures: [{printed: 2025年, why: date}]}\n",
        ),
    ],
    "overlapping-articles": [
        (
            OTHER,
            "title: 其二\nlines: ▸4-9\n",
            "expected lines after 4, where made-2025/report ends, found 4-9",
            "title: 其二\nlines: 5-9\n",
        )
    ],
    "paragraph-order": [
        (
            OTHER,
            "title: 其二\nlines: 5-9\nparagraphs:\n  - line: 7\n  - line: ▸7\n",
            "expected a line after 7, found 7; order as in print; one entry a line",
            "title: 其二\nlines: 5-9\nparagraphs:\n  - line: 7\n  - line: 8\n",
        )
    ],
    "unknown-issue": [
        (
            "readings.yaml",
            f"made-2024: ▸{{{READING}}}\n",
            "expected the folder of an issue, found made-2024; did you mean made-2025?",
            f"made-2025: {{{READING}}}\n",
        )
    ],
    "contradiction": [
        (
            REPORT,
            FILES[REPORT].replace("90.0%", "89.9%").replace("{rate", "▸{rate"),
            "expected 89.9543, found 89.9%; look at the text again; if print says so, leave it",
            FILES[REPORT],
        )
    ],
    "shared-rank": [
        (
            OTHER,
            "title: 其二\nlines: 5-9\nperiod: 2025\nparagraphs:\n  - line: 7\n    figures:\n"
            "      - {printed: 第一名, unit: court, indicator: ranks, detail: {zh: 考评, en: Contest}}\n"
            "      - ▸{printed: 第一, unit: city, indicator: ranks, detail: {zh: 考评, en: Contest}}\n",
            f"expected a rank of its own, found 第一, which court holds at data/{OTHER}:7:9; look at both again; "
            "if print says so, leave it and say so in a note",
            "title: 其二\nlines: 5-9\nperiod: 2025\nparagraphs:\n  - line: 7\n    figures:\n"
            "      - {printed: 第一名, unit: court, indicator: ranks, detail: {zh: 考评, en: Contest}}\n"
            "      - {printed: 第二, unit: city, indicator: ranks, detail: {zh: 考评, en: Contest}}\n",
        )
    ],
}
ROWS = [pytest.param(rule, case, id=f"{rule}-{n}") for rule, cases in WRONG.items() for n, case in enumerate(cases, 1)]


def test_every_rule_has_a_failing_text():
    assert [rule.__name__.replace("_", "-") for rule in RULES] == list(WRONG)


@pytest.mark.parametrize(("rule", "case"), ROWS)
def test_a_rule_tells_its_problem_where_it_is_and_no_other(tmp_path, rule, case):
    file, marked, said, right = case
    before, wrong = marked.partition("▸")[0], marked.replace("▸", "")
    place = f"data/{file}:{before.count(NEW_LINE) + 1}:{len(before) - before.rfind(NEW_LINE)}"
    level = "warning" if rule in ("contradiction", "shared-rank") else "error"
    assert list(map(str, check(load(tmp_path, {file: wrong})))) == [f"{place}: {level} [{rule}] {said}"]
    assert check(load(tmp_path, {file: right})) == []


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
