import io

import pypdf
import pytest

from etl.problems import Place
from etl.texts import text_pdf
from etl.texts.text_pdf import NO_TEXT, joined, text
from tests.etl.made_files import pdf

PLACE = Place("a.pdf")


def test_pages_are_read_one_by_one_and_a_page_without_text_is_told_without_a_digit():
    assert text(pdf(["一年实绩", "受理657件。"], [], ["结案591件。"]), PLACE) == (
        f"一年实绩\n受理657件。\n\n{NO_TEXT}\n\n结案591件。\n"
    )
    assert not any(sign.isdigit() for sign in NO_TEXT)


def test_radicals_that_fonts_give_are_read_as_the_ideographs_they_look_like():
    assert text(pdf(["⼈均12⻚，⾦额"]), PLACE) == "人均12页，金额\n"


def protected(user_password):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(["受理657件"])))
    writer.encrypt(user_password, user_password + "owner", algorithm="AES-256")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "rule", "found"),
    [
        (pdf([], []), "text-scanned", "pictures of pages only"),
        (protected("secret"), "text-damaged", "one that asks for it"),
        (pdf(*[[]] * 501), "too-large", "more"),
        (b"%PDF-1.4\n", "text-damaged", "one that cannot be read"),
        (pdf(["受理\x01\x02\x03"]), "text-damaged", "glyphs that the PDF does not say the letters of"),
    ],
)
def test_what_gives_no_text_is_refused_and_says_why(content, rule, found):
    problem = text(content, PLACE)
    assert (problem.rule, problem.found) == (rule, found)


def test_a_pdf_that_anybody_may_open_is_read():
    assert text(protected(""), PLACE) == "受理657件\n"


def test_a_pdf_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(text_pdf, "SECONDS", 0.001)
    assert text(pdf(["受理657件"]), PLACE).found == "one that takes longer"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["一二三四五六七八九十一二", "三四件。", "五"], ["一二三四五六七八九十一二三四件。", "五"]),
        (["一二三四五六七八九十一二。", "三四五六"], ["一二三四五六七八九十一二。", "三四五六"]),
        (["一二三四五六七八九，2025", "12月起"], ["一二三四五六七八九，2025", "12月起"]),  # two numbers stay two
        (["the court closed all of", "its cases"], ["the court closed all of its cases"]),
        (["标题", "副题"], ["标题", "副题"]),
    ],
)
def test_lines_that_end_where_the_page_does_are_joined(lines, expected):
    assert joined(lines) == expected
