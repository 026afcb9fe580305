from etl.releasing.diff import diff, entries
from etl.releasing.releases import Publication
from etl.releasing.revisions import revisions, seen, to_explain
from etl.tables import Tables
from tests.etl.made import Rows, tables


def made(*figures: dict[str, object]) -> Tables:
    rows: Rows = figures
    return tables(figures=rows, units=[{"unit": "north"}, {"unit": "south"}])


def told(before: Tables, after: Tables) -> list[tuple[str, ...]]:
    changes = seen(diff(before, after))
    return list(changes[["change", "column", "before", "after"]].itertuples(index=False, name=None))


def test_a_new_printed_form_explains_the_new_reading():
    assert told(made({}), made({"value": 5.0})) == [("changed", "printed", "3件", "5件")]


def test_a_new_reading_of_the_same_print_is_seen():
    before, after = made({"printed": "近3件"}), made({"printed": "近3件", "comparator": "<"})
    assert [column for _, column, _, _ in told(before, after)] == ["comparator", "lower"]


def test_what_readers_are_not_shown_is_no_revision():
    assert told(made({"line": 1}), made({"line": 1, "period_start": "2025-01-02"})) == []


def test_what_is_to_be_explained_was_published_be_it_a_figure_its_note_or_the_name_of_its_unit():
    before = tables(figures=[{"line": 1}], units=[{"unit": "north", "name_zh": "北法院"}])
    after = tables(
        figures=[{"line": 1, "note_en": "read again"}, {"line": 2, "unit": "south"}],
        units=[{"unit": "north", "name_zh": "北区法院"}],
    )
    found = to_explain(diff(before, after), entries(before, after))
    assert found[["subject", "column"]].to_numpy().tolist() == [
        ["made-2025/1/1", "note_en"],
        ["units/north", "name_zh"],
    ]


LOG = {"a": made(), "b": made({}), "c": made({"unit": "south"}), "d": made({}, {}), "e": made({"value": 4.0})}


def history(releases: str, figure: str = "made-2025/1/1") -> list[tuple[int, list[str]]]:
    """Sequence of the publication and columns changed, of a log written as the letters of its releases."""
    log = [Publication(n, release, "publish", "by", "reason", "2025") for n, release in enumerate(releases, 1)]
    found = revisions(
        figure, log[::-1], lambda before, after: None if "?" in before + after else diff(LOG[before], LOG[after])
    )
    return [(one.publication.sequence, one.changes["column"].tolist()) for one in found]


def test_a_figure_is_followed_from_its_first_release():
    assert history("abce") == [(2, ["printed"]), (3, ["unit"]), (4, ["printed", "unit"])]


def test_a_figure_of_the_first_release_begins_with_it():
    assert history("bd") == [(1, [])]


def test_a_rollback_is_a_change_back():
    assert history("bcb") == [(1, []), (2, ["unit"]), (3, ["unit"])]


def test_a_release_that_cannot_be_read_counts_as_no_change():
    assert history("b?b") == [(1, [])]


def test_an_empty_log_tells_nothing():
    assert history("") == []
