from decimal import Decimal

import pytest

from tests.etl.folder import FILES, ISSUE, REPORT, article, load


def told(loaded):
    return [str(problem).removeprefix("data/issues/made-2025/") for problem in loaded.problems]


def test_everything_is_loaded_with_its_place(tmp_path):
    loaded = load(tmp_path)
    assert loaded.problems == []
    assert (list(loaded.units.records), loaded.units.known) == (["city", "court"], ("city", "court"))
    assert list(loaded.issues) == ["made-2025"]
    assert loaded.articles["made-2025/report"].record.lines == (1, 4)
    assert [(at.article, at.line) for at in loaded.paragraphs] == [("made-2025/report", 3), ("made-2025/report", 4)]
    assert [(figure.id, str(figure.node.place("printed"))) for figure in loaded.figures] == [
        ("made-2025/3/1", f"data/{REPORT}:8:19"),
        ("made-2025/4/1", f"data/{REPORT}:13:19"),
        ("made-2025/4/2", f"data/{REPORT}:14:19"),
    ]
    assert [(one.article, one.line, one.nth, one.record.why) for one in loaded.not_figures] == [
        ("made-2025/report", 3, 1, "date")
    ]
    assert [(check.id, check.record.rate) for check in loaded.checks] == [("made-2025/report/1", "share")]


def test_a_figure_has_what_its_article_says_unless_it_says_otherwise(tmp_path):
    report = article(
        "{printed: 3件, indicator: cases}",
        "{printed: 3件, indicator: cases, unit: city}",
        "{printed: 3件, indicator: cases, period: 2023-01/2023-10}",
        "{printed: 3件, indicator: cases, period: unstated}",
        head="unit: court\nperiod: as-of 2025-06\n",
    )
    assert [(figure.unit, figure.period.text) for figure in load(tmp_path, {REPORT: report}).figures] == [
        ("court", "as-of 2025-06"),
        ("city", "as-of 2025-06"),
        ("court", "2023-01/2023-10"),
        ("court", "unstated"),
    ]


def test_a_broken_figure_does_not_hide_its_neighbours(tmp_path):
    report = article(
        "{printed: 12三件, indicator: cases}",
        "{printed: 4件, indicator: cases, statsu: target}",
        "{printed: 5件, indicator: cases, period: 2025-13}",
        "just text",
        "{printed: 6件, indicator: cases}",
    )
    loaded = load(tmp_path, {REPORT: report})
    assert [problem.split(": ")[0] + " " + problem.split("[")[1].split("]")[0] for problem in told(loaded)] == [
        "report.yaml:8:21 unreadable-quantity",
        "report.yaml:9:41 unknown-key",
        "report.yaml:10:54 bad-period",
        "report.yaml:11:9 wrong-form",
    ]
    read = [(figure.id, figure.period is None, figure.quantity and figure.quantity.value) for figure in loaded.figures]
    assert read == [
        ("made-2025/3/1", False, None),
        ("made-2025/3/3", True, 5),
        ("made-2025/3/5", False, 6),
    ]


def test_a_broken_entry_is_still_known(tmp_path):
    units = load(tmp_path, {"units.yaml": "city: {name: 津城}\nCity_2: {name: {zh: 甲, en: A}, kind: city}\n"}).units
    assert (list(units.records), units.known) == (["City_2"], ("city", "City_2"))


def test_an_id_is_told_at_its_key(tmp_path):
    loaded = load(tmp_path, {"units.yaml": FILES["units.yaml"] + "河东: {name: {zh: 甲, en: A}, kind: court}\n"})
    assert [str(problem) for problem in loaded.problems] == [
        "data/units.yaml:3:1: error [bad-id] "
        "expected an id of small letters, digits and hyphens such as hexi-district, found 河东"
    ]


@pytest.mark.parametrize(
    ("figure", "comparator", "value", "said"),
    [
        ("{printed: 5個工作日, qualifier: 至少, indicator: cases}", ">=", 5, []),
        ("{printed: 5個工作日, indicator: cases}", "=", 5, []),
        ("{printed: 5個工作日, qualifier: 不超過, indicator: cases}", "<=", 5, []),
        (
            "{printed: 5個工作日, qualifier: 全脱产, indicator: cases}",
            None,
            None,
            ["report.yaml:8:37: error [unreadable-quantity] expected a number, found `全脱产5個工作日` not"],
        ),
        (
            "{printed: 超5件, qualifier: 近, indicator: cases}",
            None,
            None,
            [
                "report.yaml:8:35: error [unreadable-quantity] "
                "expected one qualifier, or two that agree, found `近超5件`"
            ],
        ),
        (
            "{printed: 5件;6件, qualifier: 至少, indicator: cases}",
            None,
            None,
            [
                "report.yaml:8:21: error [unreadable-quantity] "
                "expected one quantity and nothing else, found `5件` understood at 1-2, `;6件` not"
            ],
        ),
    ],
)
def test_a_qualifier_printed_apart_counts(tmp_path, figure, comparator, value, said):
    loaded = load(tmp_path, {REPORT: article(figure)})
    quantity = loaded.figures[0].quantity
    assert (quantity and quantity.comparator, quantity and quantity.value) == (comparator, value)
    assert [problem.split("; copy")[0] for problem in told(loaded)] == said


def test_print_that_cannot_be_read_may_be_given_by_hand(tmp_path):
    loaded = load(tmp_path, {REPORT: article("{printed: 若干件, indicator: cases, lower: 2, upper: 99.5}")})
    assert loaded.problems == []
    figure = loaded.figures[0]
    assert (figure.quantity, figure.record.lower, figure.record.upper) == (None, 2, Decimal("99.5"))


def test_an_issue_has_no_figures_of_its_own(tmp_path):
    furniture = "paragraphs:\n  - line: 9\n    figures: [{printed: 15個, indicator: models}]\n"
    loaded = load(tmp_path, {ISSUE: FILES[ISSUE] + furniture})
    assert told(loaded) == [
        "issue.yaml:7:5: error [unknown-key] "
        "expected one of line, not_figures, found figures; did you mean not_figures?"
    ]
    assert [figure.line for figure in loaded.figures] == [3, 4, 4]


def test_numerals_of_an_issue_belong_to_no_article(tmp_path):
    furniture = "paragraphs:\n  - line: 9\n    not_figures: [{printed: 15個, why: other}, {printed: 3}]\n"
    loaded = load(tmp_path, {ISSUE: FILES[ISSUE] + furniture})
    assert told(loaded) == ["issue.yaml:7:47: error [missing-key] expected the key why, found nothing; write why: ..."]
    assert [(one.article, one.line) for one in loaded.not_figures] == [(None, 9), ("made-2025/report", 3)]


@pytest.mark.parametrize(
    ("check", "said"),
    [
        ("total", "16:5: error [wrong-form] expected a mapping, found total"),
        ("[total, parts]", "16:5: error [wrong-form] expected a mapping, found a list"),
        ("{total: a}", "16:5: error [missing-key] expected the key parts, found nothing; write parts: ..."),
        (
            "{total: a, parts: [b, c], whole: d}",
            "16:31: error [unknown-key] expected one of total, parts, note, found whole",
        ),
    ],
)
def test_a_check_out_of_shape_is_told(tmp_path, check, said):
    wrong = FILES[REPORT].replace("{rate: share, part: closed, whole: accepted}", check)
    assert told(load(tmp_path, {REPORT: wrong})) == [f"report.yaml:{said}"]


def test_a_broken_file_does_not_hide_the_others(tmp_path):
    loaded = load(tmp_path, {ISSUE: "title: [\n", "issues/later/issue.yaml": "", "themes.yaml": "a: 1\na: 2\n"})
    assert [(problem.place.file, problem.rule) for problem in loaded.problems] == [
        ("data/themes.yaml", "duplicate-key"),
        ("data/themes.yaml", "wrong-form"),
        ("data/issues/later/issue.yaml", "empty-file"),
        ("data/issues/made-2025/issue.yaml", "syntax"),
    ]
    assert len(loaded.figures) == 3
