"""What a new text says of itself, and its articles."""

from dataclasses import replace

import pytest

from etl.curating.records import Issue
from etl.drafting.drafts import Draft, Entry, Piece
from pages.curation import biblio, issue

SHA = "0" * 64
KNOWN = {"weekly-2025-03": Issue(title="旧", publisher="某周报", text="a.txt", sha256=SHA)}


def draft(text, **fields):
    return Draft("new", text, "new.txt", **fields)


def test_title_publisher_number_and_issn_are_found_near_the_beginning():
    text = "首页 > 正文\n一年工作综述与新年展望\n来源：某日报\n2026年第3期 ISSN 1234-567X\n正文。\n"
    said = biblio.described(draft(text), KNOWN.values())
    assert (said.title, said.publisher, said.number, said.issn) == (
        *("一年工作综述与新年展望", "某日报"),
        *("第3期", "1234-567X"),
    )


@pytest.mark.parametrize(
    ("head", "kind"),
    [("来源：某日报", "newspaper"), ("來源：某報", "newspaper"), ("ISSN 1234-567X", "magazine"), ("来源：某网", "")],
)
def test_what_it_was_printed_in_is_proposed_where_its_name_says_so(head, kind):
    assert biblio.described(draft(f"一年工作综述与新年展望\n{head}\n"), ()).kind == kind


def test_the_only_article_is_called_like_the_document_and_signed_by_its_reporters():
    text = "某学院\n一年工作综述与新年展望\n正文。（记者 甲一 乙二）\n"
    pieces = (Piece("article-01", "某学院", 1, 3), Piece("article-02", "又一篇", 4, 5))
    (alone,) = biblio.described(draft(text, articles=pieces[:1]), ()).articles
    assert (alone.title, alone.authors) == ("一年工作综述与新年展望", ("甲一", "乙二"))
    assert biblio.described(draft(text, articles=pieces), ()).articles == pieces


def test_a_known_publisher_goes_before_what_a_source_line_says():
    said = biblio.described(draft("一年工作综述与新年展望\n某周报\n来源：某网\n"), KNOWN.values())
    assert said.publisher == "某周报"


def test_what_is_filled_in_stays():
    assert biblio.described(draft("一年工作综述与新年展望\n", title="题"), ()).title == "题"


@pytest.mark.parametrize(
    ("fields", "id"),
    [
        ({"publisher": "某周报", "published": "2026-01"}, "weekly-2026-01"),
        ({"publisher": "某周报", "published": "2025-03"}, "weekly-2025-03-2"),
        ({"publisher": "Jin Daily", "published": "2026-01"}, "jin-daily-2026-01"),
        ({"publisher": "某周报"}, ""),
        ({"publisher": "某日报", "published": "2026-01-15"}, ""),
    ],
)
def test_an_id_is_like_that_of_an_earlier_issue(fields, id):
    assert biblio.issue_id(draft("x", **fields), KNOWN) == id


@pytest.mark.parametrize(
    ("id", "wrong"),
    [("", "missing"), ("某报-2026", "form"), ("Weekly-2026", "form"), ("weekly-2025-03", "taken"), ("weekly-2026", "")],
)
def test_what_is_wrong_with_an_id(id, wrong):
    assert biblio.wrong_id(biblio.renamed(draft("x"), id), KNOWN) == wrong


def test_the_archived_text_is_named_by_the_issue_unless_it_was_published():
    assert biblio.renamed(draft("x"), "weekly-2026").name == "weekly-2026.txt"
    opened = draft("x", opened=True)
    assert biblio.renamed(opened, "weekly-2026") is opened


ARTICLE = Piece("p", "题", 1, 1, "a", "2025")
DECIDED = draft(
    "1 2 3\n",
    articles=(Piece("o", "它", 2, 2, "a", "2025"), ARTICLE),
    entries=(
        Entry(1, 0, 1, 1, "1", unit="a"),
        Entry(1, 2, 1, 3, "2", "figure", unit="a"),
        Entry(1, 4, 1, 5, "3", "figure", unit="c"),
        Entry(2, 0, 2, 1, "4", "figure", unit="a"),
    ),
)


def units(draft):
    return [entry.unit for entry in draft.entries]


def test_what_waits_goes_along_with_its_article_and_what_is_decided_is_told():
    after = biblio.arranged(DECIDED, (DECIDED.articles[0], replace(ARTICLE, unit="b")))
    assert units(after) == ["b", "a", "c", "a"]
    assert [biblio.left_behind(after, piece, "unit") for piece in after.articles] == [[], [1]]
    assert biblio.left_behind(after, after.articles[1], "period") == []


def test_what_was_left_behind_comes_after_or_stays_for_good():
    after = biblio.arranged(DECIDED, (replace(ARTICLE, unit="b"),))
    after = biblio.arranged(after, (replace(ARTICLE, unit="d"),))
    assert units(biblio.fetched(after, "p", "unit")) == ["d", "d", "c", "a"]
    alone = biblio.left_alone(after, "p", "unit")
    assert (units(alone), biblio.left_behind(alone, alone.articles[0], "unit")) == (["d", "a", "c", "a"], [])


def test_an_article_that_says_again_what_it_said_has_left_nothing_behind():
    after = biblio.arranged(biblio.arranged(DECIDED, (replace(ARTICLE, unit="b"),)), (ARTICLE,))
    assert (units(after), biblio.left_behind(after, after.articles[0], "unit")) == (["a", "a", "c", "a"], [])


def test_an_article_less_moves_nothing_of_the_others():
    assert units(biblio.arranged(DECIDED, (ARTICLE,))) == units(DECIDED)


def test_edits_of_the_table_of_articles():
    pieces = (Piece("one", "甲", 1, 9, "a"), Piece("two", "乙", 10, 20))
    edits = {
        "edited_rows": {0: {"last": 12, "period": "最近", "authors": "张三、 李四", "unit": None}},
        "deleted_rows": [1],
        "added_rows": [{"title": "丙", "first": 13, "period": "2025年"}],
    }
    assert issue.edited(pieces, edits) == (
        Piece("one", "甲", 1, 12, "", authors=("张三", "李四")),
        Piece("article-02", "丙", 13, 1, period="2025"),
    )
