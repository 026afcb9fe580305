import hashlib

import pytest

from pages.parts.text import say
from tests.etl.made import tables
from tests.pages.visiting import open_page, publish, texts

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


def test_the_paragraph_is_shown_with_the_figure_marked(archive):
    start, end = '<blockquote class="archived" lang="zh"><p>办结&lt;b&gt;', "在办。</p></blockquote>"
    assert paragraph("made-2025/3/1") == f"{start}<mark>3件</mark>&lt;/b&gt;，另有3件{end}"
    assert paragraph("made-2025/3/2") == f"{start}3件&lt;/b&gt;，另有<mark>3件</mark>{end}"


def test_another_text_under_that_name_is_not_shown(archive):
    (archive / "made.txt").write_bytes(TEXT.encode() + b"\n")
    assert paragraph("made-2025/3/1") == ""


def test_without_the_archive_the_passport_stands_alone(archive):
    (archive / "made.txt").unlink()
    visit = open_page("sources", lang="zh", figure="made-2025/3/1")
    assert say("zh", "passport.paragraph") not in texts(visit)
    assert "3件" in texts(visit)
