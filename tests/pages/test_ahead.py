"""What is drawn before anybody asks for it."""

import gc

import pytest
import streamlit as st

from pages.parts import ahead
from pages.parts.charting import charts
from pages.parts.released import released
from tests.etl.made import tables
from tests.pages.visiting import DRAWN_AHEAD, open_page, publish

FIGURES = [{"value": 3.0}, {"indicator": "people-trained"}, {"indicator": "people-trained", "unit": "south"}]


@pytest.fixture
def drawn(monkeypatch) -> list[str]:
    """The indicators of the release in force that bars are drawn of, one entry each time."""
    monkeypatch.setattr(ahead, "MOST", DRAWN_AHEAD)
    st.cache_resource.clear()  # a release of the same content may have been written within the same second
    found: list[str] = []
    bars = charts.bars

    def noted(rows, tables, *given, **more):
        if tables is released().tables:  # not what is still being drawn for another test
            found.append(rows["indicator"].iloc[0])
        return bars(rows, tables, *given, **more)

    monkeypatch.setattr(charts, "bars", noted)
    return found


def pictures(indicator, **address):
    return len(open_page("indicator", indicator=indicator, lang="en", **address).get("plotly_chart"))


def test_the_first_who_comes_anywhere_has_every_indicator_drawn_once(tmp_path, monkeypatch, drawn):
    publish(tables(figures=FIGURES), tmp_path, monkeypatch)
    open_page("method", lang="en")
    ahead.begun(released().tables, "en", False).join()
    assert drawn == ["people-trained", "cases-resolved"]
    assert [pictures(indicator) for indicator in ("cases-resolved", "people-trained")] == [1, 1]
    assert len(drawn) == 2


@pytest.mark.parametrize(("limit", "most"), [("MOST", 1), ("FIGURES", 2)])
def test_of_many_indicators_those_with_most_figures_are_drawn(tmp_path, monkeypatch, drawn, limit, most):
    monkeypatch.setattr(ahead, limit, most)
    publish(tables(figures=FIGURES), tmp_path, monkeypatch)
    ahead.begun(released().tables, "en", False).join()
    assert drawn == ["people-trained"]
    assert pictures("cases-resolved") == 1
    assert drawn == ["people-trained", "cases-resolved"]


def test_ranks_are_not_drawn(tmp_path, monkeypatch, drawn):
    publish(tables(figures=[{"measure": "rank", "measure_word": "第…名"}]), tmp_path, monkeypatch)
    ahead.begun(released().tables, "en", False).join()
    assert drawn == []


def test_what_is_drawn_is_not_walked_by_the_collector_of_garbage(tmp_path, monkeypatch, drawn):
    publish(tables(figures=FIGURES), tmp_path, monkeypatch)
    loaded = released().tables
    gc.unfreeze()
    ahead.begun(loaded, "en", False).join()
    assert drawn
    assert gc.get_freeze_count() > 0
