from pages.parts.charting import charts
from tests.etl.made import tables
from tests.pages.decoding import marks, notes


def headings(figures, lang="en"):
    """The lines over the bars from top to bottom: headings of sections, then labels."""
    made = tables(figures=figures, measures=[{"measure": "case", "name_en": "items"}])
    over = [note for note in notes(charts.bars(made["figures"], made, lang)) if note["at"] == "on"]
    return [note["text"] for note in sorted(over, key=lambda note: note["y"])]


def test_background_stands_last_under_its_own_heading():
    figures = [{"value": 900.0, "status": "background", "unit": "nation"}, {"value": 3.0}]
    assert headings(figures) == [
        "<b>North</b> · Cases",
        "<b>Background, quoted in passing</b>",
        "<b>Nation</b> · Cases",
    ]


def test_background_is_paler_than_what_was_reported_of_the_same_year():
    made = tables(figures=[{}, {"status": "background"}])
    (trace,) = marks(charts.bars(made["figures"], made, "zh"))
    reported, background = trace["marker"]["color"]
    assert (reported, background) == ("#24415F", "#A6B1BC")


def test_in_the_dark_background_keeps_more_of_its_colour_or_it_would_not_be_seen():
    made = tables(figures=[{}, {"status": "background"}])
    (trace,) = marks(charts.bars(made["figures"], made, "zh", dark=True))
    reported, background = trace["marker"]["color"]
    assert (reported, background) == ("#B5CEE8", "#758596")


def test_years_stand_apart_where_three_have_two_figures_each():
    years = [2021, 2021, 2023, 2023, 2025, 2025, None]
    units = ["north", "south"] * 4
    figures = [{"year": year, "unit": unit} for year, unit in zip(years, units, strict=False)]
    sections = [text for text in headings(figures) if "Cases" not in text]
    assert sections == ["<b>2025</b>", "<b>2023</b>", "<b>2021</b>", "<b>no single year</b>"]
    assert [text for text in headings(figures[:5]) if "Cases" not in text] == []


def test_parts_follow_their_whole_and_say_so():
    figures = [
        {"value": 10.0, "detail_en": "Projects"},
        {"value": 9.0, "detail_en": "Fairs"},
        {"value": 4.0, "detail_en": "Landed", "part_of": "made-2025/1/1"},
        {"value": 6.0, "detail_en": "Of which in talks", "part_of": "made-2025/1/1"},
    ]
    assert headings(figures) == ["<b>North</b> · Projects", "Of which in talks", "of which: Landed", "Fairs"]


def test_a_part_as_large_as_its_whole_follows_it_though_it_is_printed_first():
    figures = [
        {"value": 10.0, "detail_en": "Landed", "part_of": "made-2025/2/1"},
        {"value": 10.0, "detail_en": "Projects"},
    ]
    assert headings(figures) == ["<b>North</b> · Projects", "of which: Landed"]


def test_of_very_many_figures_the_largest_are_drawn_and_the_picture_says_so():
    made = tables(figures=[{"value": float(n), "unit": f"unit-{n}"} for n in range(1, 502)])
    chart = charts.bars(made["figures"], made, "en")
    drawn = [x for trace in marks(chart) for x in trace["x"]]
    assert (len(drawn), min(drawn)) == (120, 382)
    assert chart["layout"]["meta"]["foot"][0] == "Only the 120 largest are drawn; the table has all 501 figures."
