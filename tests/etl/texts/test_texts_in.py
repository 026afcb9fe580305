import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.curating.records import Issue
from etl.problems import Problem
from etl.texts.texts_in import KINDS, MOST, archive, archive_name, fingerprint, name_for, read, text_of
from tests.conftest import ROOT
from tests.etl.made_files import docx, paragraph, pdf

CHINESE = "全市培训干部45名"
WHOLE = {
    ".txt": f"{CHINESE}。\n".encode(),
    ".html": f"<html><body><table><tr><td>{CHINESE}</td></tr></table></body></html>".encode(),
    ".docx": docx(paragraph(CHINESE), header1=paragraph("第3期")),
    ".pdf": pdf([CHINESE]),
}


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.txt", "\ufeff标题\r\n45个\r\f完\u2028".encode(), "标题\n45个\n\n完\n"),
        ("a.md", "# 标题\n4\u200b5个\u00ad\ufeff".encode(), "# 标题\n45个"),  # signs without width would hide a number
        ("A.TXT", "45\u00a0个\t\u3000".encode(), "45\u00a0个\t\u3000"),  # blanks stay what they are
        ("a.html", "<p>45<b>个</b>".encode(), "45个\n"),
        ("a.htm", "<p>45个".encode(), "45个\n"),
        ("a.docx", docx(paragraph("45个")), "45个\n"),
        ("a.pdf", pdf(["45个"]), "45个\n"),
        ("x/y\\a.pdf", b"junk\n" + pdf(["45个"]), "45个\n"),
    ],
)
def test_every_kind_of_file_gives_its_text(name, content, text):
    assert text_of(name, content) == text


def test_chinese_of_another_coding_is_refused_with_the_command_that_converts_it():
    assert str(text_of("old 1.txt", CHINESE.encode("gbk"))) == (
        "old 1.txt:1:1: error [text-encoding] expected a text in UTF-8, found what looks like GB18030 (GBK); "
        "iconv -f GB18030 -t UTF-8 'old 1.txt' > 'utf8-old 1.txt', or read it as --encoding gb18030"
    )
    assert text_of("a.txt", CHINESE.encode("utf-16")).way_out == "iconv -f UTF-16 -t UTF-8 a.txt > utf8-a.txt"


def test_chinese_of_another_coding_is_converted_where_somebody_says_so():
    page = f'<meta charset="gb2312"><p>{CHINESE}'
    assert text_of("a.txt", CHINESE.encode("gb18030"), chinese=True) == CHINESE
    assert text_of("a.html", page.encode("gbk"), chinese=True) == f"{CHINESE}\n"
    assert text_of("a.txt", b"45", chinese=True) == "45"
    wrong = [text_of("a.txt", content, chinese=True).found for content in (CHINESE.encode(), b"\xff\xff\xff")]
    assert wrong == ["one in UTF-8", "byte 1 that is none"]


@pytest.mark.parametrize(
    ("name", "content", "rule", "found"),
    [
        ("a.doc", b"x", "text-kind", ".doc"),
        ("a", b"x", "text-kind", "a name without an ending"),
        ("a.docx", b"\xd0\xcf\x11\xe0", "text-kind", "a .doc of old, or a document with a password"),
        ("a.txt", b"{\\rtf1 45}", "text-kind", "rich text"),
        ("a.txt", WHOLE[".pdf"], "text-kind", ".pdf"),
        ("a.pdf", WHOLE[".docx"], "text-kind", ".docx"),
        ("a.docx", WHOLE[".html"], "text-kind", ".html"),
        ("a.pdf", b"45", "text-kind", "something else"),
        ("a.txt", b" <!DOCTYPE html><p>45", "text-kind", ".html"),
        ("a.html", "45件".encode(), "text-kind", "text without any tag"),
        ("a.txt", b"a\0b", "character", "a NUL character: this is no text file"),
        ("a.html", b"<p>a\0b", "character", "a NUL character: this is no text file"),
        ("a.html", b"<p>45&#x202e;81", "character", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("a.txt", "甲\n4\u20665".encode(), "character", "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("a.txt", b"4\x085", "character", "U+0008 a control character"),
        ("a.md", b"\xff\xfa", "text-encoding", "byte 1 that is none"),
        ("a.txt", b"", "text-empty", "nothing to read"),
        ("a.html", b"<p> </p>", "text-empty", "nothing to read"),
        ("a.txt", b"1" * (MOST + 1), "too-large", "more"),
        ("a.docx", docx(paragraph("".join(map(str, range(500_000))))), "too-large", "more"),
    ],
)
def test_what_is_no_such_text_is_refused_with_the_way_out(name, content, rule, found):
    problem = text_of(name, content)
    assert (problem.rule, problem.found) == (rule, found)
    assert problem.way_out or rule == "character"


@pytest.mark.parametrize("ending", WHOLE)
def test_what_comes_without_a_name_is_told_by_its_first_bytes(ending):
    assert name_for(WHOLE[ending]) == f"pasted{ending}"
    assert isinstance(text_of(name_for(WHOLE[ending]), WHOLE[ending]), str)
    assert name_for(b"\x89PNG") == "pasted.txt"


def test_the_place_of_a_refused_sign_is_told():
    assert str(text_of("a.txt", "甲\n4\u20665".encode()).place) == "a.txt:2:2"


def test_a_file_is_read_by_its_path(tmp_path):
    (tmp_path / "a.txt").write_bytes(WHOLE[".txt"])
    assert read(tmp_path / "a.txt") == f"{CHINESE}。\n"
    assert read(tmp_path / "none.txt").rule == read(tmp_path).rule == "text-missing"


def test_as_much_is_read_as_the_server_takes():
    server = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["server"]
    assert server["maxUploadSize"] * 1024 * 1024 == MOST


@pytest.mark.parametrize("ending", [".txt", ".html", ".docx"])  # of PDF, see test_pdf_pages
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(ending, data):
    content = bytearray(WHOLE[ending])
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=8)):
        content[place] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(content)))
    for chinese in (False, True):
        found = text_of(f"a{ending}", bytes(content[:end]), chinese)
        assert isinstance(found, Problem) or found.strip()


@given(ending=st.sampled_from([kind for kind in KINDS if kind != ".pdf"]), content=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(ending, content):
    found = text_of(f"a{ending}", content)
    assert isinstance(found, Problem) or found.encode().decode() == found


@given(st.text(max_size=60))
def test_text_goes_through_once_and_stays(text):
    first = text_of("a.txt", text.encode("utf-8", "replace"))
    assert isinstance(first, Problem) or text_of("a.txt", first.encode()) == first


@given(st.text(max_size=200), st.text(max_size=9))
def test_any_name_gives_one_to_archive_under(name, text):
    made = archive_name(name, text)
    pattern = Issue.model_json_schema()["properties"]["text"]["pattern"]
    assert re.fullmatch(pattern, made), made


def test_a_text_is_archived_once_and_never_over_another(tmp_path):
    texts = tmp_path / "texts"
    named = {
        name: archive("甲45\n", name, texts).name for name in ("支部生活 2023年第11期.docx", "../x y.txt", "甲.pdf")
    }
    tail = fingerprint("甲45\n")[:12]
    assert list(named.values()) == [f"2023-11-{tail}.txt", f"x-y-{tail}.txt", f"text-{tail}.txt"]
    assert archive("甲45\n", "甲.pdf", texts).read_bytes() == "甲45\n".encode()
    (texts / "there.txt").write_bytes("甲45\n".encode())
    assert archive("甲45\n", "there.txt", texts).name == "there.txt"
    assert archive("乙\n", "there.txt", texts).name == f"there-{fingerprint('乙' + chr(10))[:12]}.txt"
    assert sorted(path.name for path in texts.iterdir()) == sorted(
        {*named.values(), "there.txt", archive_name("there.txt", "乙\n")}
    )
