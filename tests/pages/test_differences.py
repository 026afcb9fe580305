"""What changes from one release to another, in words."""

from dataclasses import replace

import pandas as pd
import pytest

from etl.drafting import drafts, relating
from etl.releasing import diff, revisions
from etl.tables import READINGS
from pages.curation import differences
from pages.parts.text import LANGUAGES, words
from tests.etl.drafted import kept, new_issue, old_issue
from tests.pages.test_refresh import stage, visit
from tests.pages.visiting import links, texts

__all__ = ["stage"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_may_change_has_words(language):
    named = [table for table in diff.AROUND if table.name not in {*diff.NAMELESS, "readings"}]
    around = {name for table in named for name in table.column_names if name not in (*table.key, *diff.UNSEEN)}
    around |= {name for names in diff.NAMELESS.values() for name in names}
    columns = {f"field.{name}" for name in {*revisions.SEEN, *revisions.NOTED, *around}}
    columns |= {f"method.readings.column.{name}" for name in READINGS.column_names}
    tables = {f"revised.of.{table.name}" for table in diff.AROUND}
    assert (columns | tables) - {*words(language)} == set()


class Visit:
    """Enough of a visit to say something."""

    lang = "en"

    @staticmethod
    def say(key, **values):
        return f"{key}{values}"


def test_entries_are_counted_beside_figures_and_not_among_them():
    columns = ["change", "figure", "column", "before", "after"]
    changes = pd.DataFrame([["added", "made-2025/1/1", "printed", None, "3件"]], columns=columns)
    entries = pd.DataFrame(
        [
            ["changed", "units/court", "name_en", "Court", "The Court"],
            ["changed", "units/court", "aliases", None, "院"],
        ],
        columns=["change", "entry", *columns[2:]],
    )
    assert differences.said(Visit, changes, entries) == (
        "curation.differences.said{'added': 1, 'removed': 0, 'changed': 0}"
        "curation.differences.around{'added': 0, 'removed': 0, 'changed': 1}"
    )
    assert differences.said(Visit, changes.head(0), entries.head(0)) == (
        "curation.differences.none{'added': 0, 'removed': 0, 'changed': 0}"
    )


def test_a_numeral_that_is_none_for_another_reason_and_a_relation_that_goes_are_asked_about(stage):
    engine, data = stage
    draft = old_issue(engine, data)
    at = next(nth for nth, entry in enumerate(draft.entries) if entry.state == "not_figure")
    draft = relating.unrelate(drafts.decide(draft, at, "not_figure", why="name"), "report", 0)
    page = visit(kept(engine, draft).id, step="preview")
    assert [element.proto.body for element in page.main.get("html") if "<h3" in element.proto.body] == [
        "<h3>Relation · 591件 ÷ 657件 = 89.95%, print says 90.0%: holds.</h3>",
        "<h3>Not recorded · 2025年</h3>",
    ]
    assert "Changes or doubts without a reason: 2" in links(visit(page.query_params["draft"], step="publish"))[-1]


def test_figures_over_several_years_are_counted_as_of_no_single_year(stage):
    engine, _ = stage
    draft = new_issue(engine)
    figure = replace(draft.entries[1], period="2024-11/2026-03")
    page = visit(kept(engine, replace(draft, entries=(draft.entries[0], figure))).id, step="preview")
    assert "Unitno single yearHedong Court1" in texts(page)
