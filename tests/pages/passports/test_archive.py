import hashlib

import pytest

from pages.parts.text import say
from tests.etl.made import tables
from tests.pages.visiting import notices, open_page, publish, texts

TEXT = "标题\n\n办结<b>3件</b>，另有3件在办。\n\n末行\n"


@pytest.fixture
def archive(tmp_path, monkeypatch):
    (tmp_path / "made.txt").write_bytes(TEXT.encode())
    monkeypatch.setenv("TEXTS_DIR", str(tmp_path))
    issue = {"issue": "made-2025", "text": "made.txt", "sha256": hashlib.sha256(TEXT.encode()).hexdigest()}
    figures = [{"line": 3, "printed": "3件"}, {"line": 3, "printed": "3件", "figure": "made-2025/3/2"}]
    publish(tables(figures=figures, issues=[issue]), tmp_path, monkeypatch)
    return tmp_path


def paragraph(figure: str) -> str:
    visit = open_page("sources", lang="zh", figure=figure)
    assert not visit.exception
    return next((html.proto.body for html in visit.get("html") if "<blockquote" in html.proto.body), "")


def other(figure: str) -> str:
    address = f"sources?lang=zh&amp;figure={figure.replace('/', '%2F')}"
    return f'<a class="figure" href="{address}" target="_self">3件</a>'


def test_the_paragraph_is_shown_with_the_figure_marked_and_its_neighbours_linked(archive):
    start, end = '<blockquote class="archived" lang="zh"><p>办结&lt;b&gt;', "在办。</p></blockquote>"
    second = other("made-2025/3/2")
    assert paragraph("made-2025/3/1") == f"{start}<mark>3件</mark>&lt;/b&gt;，另有{second}{end}"
    assert paragraph("made-2025/3/2") == f"{start}{other('made-2025/3/1')}&lt;/b&gt;，另有<mark>3件</mark>{end}"


def test_an_article_is_shown_with_every_figure_linked(archive):
    visit = open_page("sources", lang="zh", article="made-2025/report")
    html = next(html.proto.body for html in visit.get("html") if "<blockquote" in html.proto.body)
    first, second = other("made-2025/3/1"), other("made-2025/3/2")
    assert "<p>标题</p>" in html
    assert f"<p>办结&lt;b&gt;{first}&lt;/b&gt;，另有{second}在办。</p>" in html


def test_an_issue_says_that_every_numeral_of_its_text_is_accounted_for(archive):
    where = say("en", "sources.where.figures", n=2, figures="2 figures")
    assert say("en", "sources.proved", numerals="2 numerals", where=where) in texts(open_page("sources", lang="en"))


def test_a_reader_can_add_up_the_numerals_of_an_issue(tmp_path, monkeypatch):
    text = "2023-11-15，办结3件，另有十余家、20至30人。\n"
    (tmp_path / "made.txt").write_bytes(text.encode())
    monkeypatch.setenv("TEXTS_DIR", str(tmp_path))
    issue = {"issue": "made-2025", "text": "made.txt", "sha256": hashlib.sha256(text.encode()).hexdigest()}
    figures = [{"printed": "3件"}, {"line": 1, "printed": "十余家", "figure": "made-2025/1/2"}]
    figures.append({"line": 1, "printed": "20至30人", "figure": "made-2025/1/3"})
    others = [{"line": 1, "printed": "2023-11-15"}]
    publish(tables(figures=figures, not_figures=others, issues=[issue]), tmp_path, monkeypatch)
    assert (
        "原文共 6 处阿拉伯数字，当场与存档文本逐一核对，全部有交代："
        "3 处在登记的 3 个数字里（其中 1 个全用汉字写，一处也没有；1 个有不止一处），"
        "3 处在 1 项非统计数字里（一个日期可有几处）。"
    ) in texts(open_page("sources", lang="zh"))


def test_an_issue_says_which_numerals_are_not_accounted_for(tmp_path, monkeypatch):
    text = "办结3件，另有7件。\n"
    (tmp_path / "made.txt").write_bytes(text.encode())
    monkeypatch.setenv("TEXTS_DIR", str(tmp_path))
    issue = {"issue": "made-2025", "text": "made.txt", "sha256": hashlib.sha256(text.encode()).hexdigest()}
    figures = [{"printed": "3件"}, {"line": 1, "printed": "9件", "figure": "made-2025/1/2"}]
    publish(tables(figures=figures, issues=[issue]), tmp_path, monkeypatch)
    assert (
        "2 numerals in print; held against the archived text, 2 are not accounted for: "
        "line 1 “办结3件，另有7件。”, line 1 does not print “9件”."
    ) in texts(open_page("sources", lang="en"))
    assert (
        "1 issue, 1 article: 2 figures, and 0 other numerals with the reason why; 2 are not accounted for, see below."
    ) in texts(open_page("sources", lang="en"))


def test_a_figure_that_the_text_does_not_say_says_so(tmp_path, monkeypatch):
    (tmp_path / "made.txt").write_bytes("办结3件。\n".encode())
    monkeypatch.setenv("TEXTS_DIR", str(tmp_path))
    digest = hashlib.sha256("办结3件。\n".encode()).hexdigest()
    issue = {"issue": "made-2025", "text": "made.txt", "sha256": digest}
    publish(tables(figures=[{"printed": "9件"}], issues=[issue]), tmp_path, monkeypatch)
    assert notices(open_page("sources", lang="en", figure="made-2025/1/1")) == [
        "Line 1 of the archived text does not say 9件; this figure is yet to be checked."
    ]


def test_another_text_under_that_name_is_not_shown(archive):
    (archive / "made.txt").write_bytes(TEXT.encode() + b"\n")
    assert paragraph("made-2025/3/1") == ""
    assert say("en", "archive.other") in texts(open_page("sources", lang="en"))


def test_without_the_archive_the_passport_stands_alone(archive):
    (archive / "made.txt").unlink()
    visit = open_page("sources", lang="zh", figure="made-2025/3/1")
    assert say("zh", "passport.paragraph") not in texts(visit)
    assert "3件" in texts(visit)
    missing = say("en", "archive.missing")
    assert missing in texts(open_page("sources", lang="en"))
    assert missing in texts(open_page("sources", lang="en", article="made-2025/report"))
