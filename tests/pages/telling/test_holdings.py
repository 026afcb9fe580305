import pytest

from pages.parts.telling.holdings import holdings, issue_links
from tests.etl.made import tables

ISSUES = [
    {"issue": "old", "position": 1, "title": "An old issue", "published": None},
    {"issue": "new", "position": 2, "title": "A new issue"},
]
OLD = {"issue": "old", "unit": "north", "year": 2023}
NEW = {"issue": "new", "line": 2, "theme": "learning", "indicator": "trained"}
QUOTED = {"issue": "new", "line": 3, "unit": "nation", "year": 1953, "status": "background"}


def made(*figures):
    articles = [{"article": f"{issue}/report", "issue": issue} for issue in ("old", "new")]
    return tables(figures=figures, issues=ISSUES, articles=articles)


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        (
            [OLD, NEW, NEW | {"line": 4, "year": None}],
            "On record from 2 issues: 3 figures on 1 unit, for 2023–2025 (1 figure without a stated time); "
            "the largest theme is “Learning” with 2 figures.",
        ),
        (
            [OLD, QUOTED],
            "On record from 2 issues: 1 figure (and another 1 background figure) on 1 unit, for 2023; "
            "the largest theme is “Justice” with 1 figure.",
        ),
        ([QUOTED], "From 1 issue: 1 background figure only."),
    ],
    ids=["reported", "with background", "background alone"],
)
def test_all_of_it(figures, sentence):
    assert holdings(made(*figures), "en") == sentence


def test_issue_by_issue_the_latest_first_each_with_the_day_or_the_year_it_tells_of():
    assert issue_links(made(OLD, NEW, QUOTED), "en") == (
        ("2025-12-31 A new issue, 1 figure (and another 1 background figure)", "new"),
        ("undated, on 2023: An old issue, 1 figure", "old"),
    )
    assert issue_links(made(OLD | {"status": "background"}, NEW), "en")[1] == (
        "undated: An old issue, 1 background figure",
        "old",
    )
