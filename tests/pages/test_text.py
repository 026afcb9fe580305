import re
from string import Formatter

import pytest

from pages.parts.text import LANGUAGES, counted, linked, listed, listed_at_most, literal, pages, say, words
from tests.test_floors import MODULES


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


# What tables and columns mean is declared in English, and said in Chinese only.
BOTH = sorted(key for key in words("zh") if not key.startswith("dictionary."))


def test_both_languages_say_the_same_things():
    assert sorted(words("en")) == BOTH


def test_a_sentence_is_filled_with_the_same_values_in_both():
    zh, en = words("zh"), words("en")
    assert [key for key in BOTH if placeholders(zh[key]) != placeholders(en[key])] == []


def test_every_sentence_asked_for_by_name_exists():
    pages = [path for name, path in MODULES.items() if not name.startswith("etl")]  # which has words of its own
    source = "\n".join(path.read_text(encoding="utf-8") for path in pages)
    asked = set(re.findall(r"say\((?:lang, |self\.lang, |other, )?\"([a-z-]+(?:\.[a-z-]+)*)\"(?=[,)])", source))
    assert len(asked) > 30
    assert asked - set(words("en")) == set()


@pytest.mark.parametrize(
    ("n", "zh", "en"),
    [(0, "0 个数字", "0 figures"), (1, "1 个数字", "1 figure"), (1234, "1234 个数字", "1,234 figures")],
)
def test_counting(n, zh, en):
    assert [counted(language, "figure", n) for language in LANGUAGES] == [zh, en]


def test_listing():
    assert listed("zh", ["甲", "乙"]) == "甲、乙"
    assert listed("en", ["a", "b"]) == "a, b"


@pytest.mark.parametrize(("most", "said"), [(1, "a and 2 units more"), (2, "a, b and 1 unit more"), (3, "a, b, c")])
def test_listing_no_more_than_there_is_room_for(most, said):
    assert listed_at_most("en", most, "unit", iter("abc")) == said


def test_a_link_says_and_leads_to_the_letter():
    assert linked("<A> & B", 'unit?a=1&b="x"') == (
        '<a href="unit?a=1&amp;b=&quot;x&quot;" target="_self">&lt;A&gt; &amp; B</a>'
    )


def test_a_sentence_that_is_missing_is_an_error():
    with pytest.raises(KeyError):
        say("en", "no.such")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`"),
        ("[x](http://y)", r"\[x\]\(http\://y\)"),
        ("<b>$x$ ~1 :red[a]", r"\<b\>\$x\$ \~1 \:red\[a\]"),
        (":material/home: :streamlit:", "\\:\u2060material/home\\: \\:\u2060streamlit\\:"),
        ("670余笔", "670余笔"),
    ],
)
def test_markdown_signs_are_set_off(text, label):
    assert literal(text) == label


@pytest.mark.parametrize(
    ("lang", "printed", "named"),
    [("en", "4", "p. 4"), ("en", "4-7", "pp. 4–7"), ("zh", "4", "第 4 页"), ("zh", "4-7", "第 4–7 页")],
)
def test_one_page_or_several(lang, printed, named):
    assert pages(lang, printed) == named
