"""Every rule by itself. One table on purpose, longer than a file should be: a rule without its failing text fails."""

import pytest

from etl.curating.checks import RULES, check
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
    "figure-order": [
        (
            REPORT,
            article("{printed: 3件, indicator: cases, nth: 2}", "{printed: 4人, indicator: people, nth: ▸2}"),
            "expected a number above 2, found 2; leave nth out, or give each a number of its own",
            article("{printed: 3件, indicator: cases, nth: 2}", "{printed: 4人, indicator: people, nth: 4}"),
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
    "part-above-whole": [
        (
            REPORT,
            FILES[REPORT]
            .replace("591件", "659件")
            .replace("part_of: accepted", "part_of: ▸accepted")
            .split("checks")[0],
            "expected a part of 657件, found 659件; look at the text again; if print says so, leave it",
            FILES[REPORT].replace("591件", "657件").split("checks")[0],
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
    level = "warning" if rule in ("contradiction", "part-above-whole", "shared-rank") else "error"
    assert list(map(str, check(load(tmp_path, {file: wrong})))) == [f"{place}: {level} [{rule}] {said}"]
    assert check(load(tmp_path, {file: right})) == []
