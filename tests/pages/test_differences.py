"""What changes from one release to another, in words."""

import pandas as pd
import pytest

from etl import diff, revisions
from pages.curation import differences
from pages.parts.text import LANGUAGES, words


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_may_change_has_words(language):
    around = {name for table in diff.AROUND for name in table.column_names if name not in (*table.key, *diff.UNSEEN)}
    columns = {f"curation.column.{name.replace('_', '-')}" for name in {*revisions.SEEN, *revisions.NOTED, *around}}
    tables = {f"curation.differences.of.{table.name}" for table in diff.AROUND}
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
