from dataclasses import replace

from etl.drafting.draft_trees import plain, trees
from etl.drafting.drafts import Draft, Entry, Piece

ENTRIES = (
    Entry(2, 4, 2, 6, "3件", "figure", indicator="cases", unit="court", period="2025"),
    Entry(2, 0, 2, 2, "5件", "figure", indicator="cases", unit="city", period="unstated", status="rule"),
    Entry(2, 8, 2, 9, "7", "not_figure", why="page"),
    Entry(9, 0, 9, 1, "9", "not_figure", why="page"),
    Entry(2, 9, 2, 10, "?", "undecided"),
    Entry(9, 2, 9, 3, "1件", "figure"),
)
DRAFT = Draft("made", "一\n二", "a.txt", articles=(Piece("one", "甲", 1, 3, "court", "2025"),), entries=ENTRIES)
HELD = {
    "one": {
        "unit": "court",
        "paragraphs": [
            {
                "line": "2",
                "figures": [
                    {"printed": "1件", "indicator": "cases"},
                    {"printed": "3件", "unit": "court", "indicator": "cases"},
                    {"printed": "4件", "nth": "7", "indicator": "cases"},
                ],
            }
        ],
    }
}


def test_entries_stand_in_their_article_in_printed_order_and_the_others_in_the_issue():
    issue, one = trees(DRAFT, {})
    assert one.data["paragraphs"] == [
        {
            "line": "2",
            "figures": [
                {"printed": "5件", "unit": "city", "indicator": "cases", "status": "rule", "period": "unstated"},
                {"printed": "3件", "indicator": "cases"},
            ],
            "not_figures": [{"printed": "7", "why": "page"}],
        }
    ]
    assert one.entries == {
        ("paragraphs", 0, "figures", 0): 1,
        ("paragraphs", 0, "figures", 1): 0,
        ("paragraphs", 0, "not_figures", 0): 2,
    }
    assert issue.data["paragraphs"] == [{"line": "9", "not_figures": [{"printed": "9", "why": "page"}]}]
    assert issue.entries == {("paragraphs", 0, "not_figures", 0): 3}


def test_a_figure_that_the_data_holds_keeps_its_number_and_its_words():
    kept = (replace(ENTRIES[0], was="made/2/2"), ENTRIES[1], replace(ENTRIES[0], printed="4件", was="made/2/7"))
    _, one = trees(replace(DRAFT, entries=kept), HELD)
    assert one.data["paragraphs"][0]["figures"] == [
        {"printed": "3件", "nth": "2", "indicator": "cases"},
        {"printed": "4件", "nth": "7", "indicator": "cases"},
        {"printed": "5件", "unit": "city", "indicator": "cases", "status": "rule", "period": "unstated"},
    ]


def test_any_tree_is_plain_text_without_what_is_empty():
    assert plain({"a": 1, "b": None, "c": ["x", 2], "d": {"e": ""}, "f": ()}) == {"a": "1", "c": ["x", "2"]}
