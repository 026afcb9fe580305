"""Labels and addresses that would be markup, links or formulas elsewhere are shown to the letter."""

import pytest

from dashboard import PAGES
from etl.tables import Tables
from tests.etl.made import tables
from tests.pages.visiting import notices, open_page, publish, texts


@pytest.fixture
def release(tmp_path, monkeypatch) -> str:
    return publish(tables(figures=[{}]), tmp_path, monkeypatch)


HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](http://evil/x.png)",
    "**b** _i_ `c` $x^2$ :red[r] :material/home: :smile:",
    "满意率<90%且>80%",
    "{{7*7}} {0} %s",
    "\u202eabc",
    "www.evil.com a@b.com",
)


def hostile(label: str) -> Tables:
    return tables(
        figures=[{"printed": label, "detail_zh": label, "detail_en": label, "note_en": label, "page": label}],
        units=[{"unit": "north", "name_zh": label, "name_en": label}],
        indicators=[{"indicator": "cases-resolved", "name_zh": label, "name_en": label, "about_en": label}],
        issues=[{"issue": "made-2025", "title": label, "publisher": label}],
        articles=[{"article": "made-2025/report", "title": label}],
        themes=[{"theme": "justice", "name_zh": label, "name_en": label}],
        measures=[{"measure": "case", "name_en": label}],
    )


@pytest.mark.parametrize("label", HOSTILE)
def test_labels_are_shown_to_the_letter(tmp_path, monkeypatch, label):
    publish(hostile(label), tmp_path, monkeypatch)
    for page in PAGES:
        assert any(label in text for text in texts(open_page(page, lang="en"))) or page == "figures"
    passport = open_page("sources", lang="en", figure="made-2025/1/1")
    assert label in texts(passport)


@pytest.mark.parametrize("label", HOSTILE)
def test_what_the_address_says_is_shown_to_the_letter(release, label):
    told = f"“{label[:40]}".replace("\u202e", "\\u202e")
    assert told in notices(open_page("figures", lang="en", unit=label))[0]
    assert told in notices(open_page("figures", lang="en", **{label: "1"}))[0]
