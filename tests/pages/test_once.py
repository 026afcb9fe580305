import pytest
import streamlit as st

from pages.public import unit
from tests.etl.made import tables
from tests.pages.visiting import notices, open_page, out_of_order, publish, texts

MADE = tables(figures=[{"value": 32}, {"unit": "south", "value": 4}])


@pytest.fixture(autouse=True)
def published(tmp_path, monkeypatch):
    publish(MADE, tmp_path, monkeypatch)
    st.cache_resource.clear()


@pytest.fixture
def written(monkeypatch) -> list[str]:
    """Whose profiles were written, one entry each time."""
    found: list[str] = []
    whole = unit._issues
    monkeypatch.setattr(unit, "_issues", lambda visit, rows: (found.append(rows["unit"].iloc[0]), whole(visit, rows)))
    return found


def test_a_part_is_written_once_and_read_at_every_visit(written):
    first, second = (texts(open_page("unit", unit="north", lang="en")) for _ in range(2))
    assert first == second
    assert any("32" in text for text in first)
    assert written == ["north"]


def test_another_view_is_written_anew(written):
    for address in ({"unit": "north"}, {"unit": "south"}, {"unit": "north", "year": "2025"}):
        open_page("unit", lang="en", **address)
    open_page("unit", lang="zh", unit="north")
    assert written == ["north", "south", "north", "north"]


def test_another_release_is_written_anew(written, tmp_path, monkeypatch):
    open_page("unit", unit="north")
    publish(tables(figures=[{"value": 5}]), tmp_path, monkeypatch)
    assert "5" in "".join(texts(open_page("unit", unit="north")))
    assert written == ["north", "north"]


def test_an_address_that_brings_its_release_along_is_the_same_view(written):
    open_page("unit", unit="north")
    open_page("unit", unit="north", v="0" * 12)
    assert written == ["north"]


@pytest.mark.parametrize(
    ("page", "address"), [("overview", {}), ("method", {}), ("sources", {"figure": "made-2025/1/1"})]
)
def test_what_the_database_did_not_give_for_a_moment_is_read_again(tmp_path, monkeypatch, page, address):
    publish(tables(figures=[{"value": 33}]), tmp_path, monkeypatch)
    with out_of_order():
        broken_off = open_page(page, lang="en", **address)
    told = "The database cannot be read just now, so the rest of this page is not shown. Reload it in a moment."
    assert notices(broken_off) == [told]
    assert "First published" not in "".join(texts(broken_off))
    whole = open_page(page, lang="en", **address)
    assert notices(whole) == []
    assert "to be read" in "".join(texts(whole))
