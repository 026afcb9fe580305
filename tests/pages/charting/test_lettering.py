"""Texts of a picture as a trace."""

from pages.parts.charting.lettering import Letters, lettering


def test_a_text_on_a_point_is_lowered_by_what_plotly_lifts_it_and_one_beside_it_is_not():
    trace = lettering(
        [Letters(0, 40, "North", 13, "#000000", 3, on=True), Letters(5, 48, "5 items", 13, "#111111", 21, on=False)]
    )
    assert trace["textposition"] == ["top right", "middle right"]
    assert trace["y"] == [43, 48]
    # Plotly begins a text 1.25 times the radius of its marker, and one pixel more, away from its point.
    assert [size / 2 * 1.25 + 1 for size in trace["marker"]["size"]] == [3, 21]
    assert trace["marker"]["opacity"] == 0
    assert trace["textfont"] == {"size": [13, 13], "color": ["#000000", "#111111"]}


def test_no_text_is_a_trace_of_nothing():
    assert lettering([])["x"] == []
