"""The number that an address names, whatever somebody made of it."""

import pytest
import streamlit as st

from pages.curation import places


@pytest.mark.parametrize(
    ("said", "nth"),
    [
        ("1", 0),
        ("3", 2),
        ("0000000019", 2),  # of three
        ("0002", 1),
        ("9" * 5000, None),
        ("0", None),
        ("", None),
        ("-1", None),
        ("２", None),
        ("2 ", None),
    ],
)
def test_the_address_names_one_of_three_numbers_or_none(monkeypatch, said, nth):
    monkeypatch.setattr(st, "query_params", {"at": said})
    assert places.at(3) == nth


def test_what_it_is_made_to_name_it_names(monkeypatch):
    monkeypatch.setattr(st, "query_params", {})
    places.go_to(1)
    assert (st.query_params, places.at(3)) == ({"at": "2"}, 1)
