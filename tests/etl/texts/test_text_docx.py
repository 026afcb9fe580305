import io
import zipfile

import docx as python_docx
import pytest
from docx.shared import Pt

from etl.problems import Place
from etl.texts.text_docx import text
from tests.etl.made_files import RELATIONS, docx, paragraph, part

PLACE = Place("a.docx")


def shown(body, **parts):
    return text(docx(body, **parts), PLACE).splitlines()


def test_headers_paragraphs_tables_and_notes_are_read_in_order():
    parts = {"header1": paragraph("页眉"), "footer1": paragraph("页脚"), "footnotes": paragraph("注"), "settings": "9"}
    table = f"<w:tbl><w:tr><w:tc>{paragraph('受理')}</w:tc><w:tc>{paragraph('657')}</w:tc></w:tr></w:tbl>"
    assert shown(paragraph("甲") + table + paragraph("乙"), **parts) == ["页眉", "甲", "受理 | 657", "乙", "页脚", "注"]


@pytest.mark.parametrize(
    ("runs", "line"),
    [
        ("<w:r><w:t>受理6</w:t></w:r><w:r><w:t>57件</w:t></w:r>", "受理657件"),
        ("<w:ins><w:r><w:t>657件</w:t></w:r></w:ins><w:del><w:r><w:delText>8</w:delText></w:r></w:del>", "657件"),
        ("<w:moveFrom><w:r><w:t>8件</w:t></w:r></w:moveFrom><w:r><w:t>后</w:t></w:r>", "后"),
        ("<w:sdt><w:sdtContent><w:r><w:t>657件</w:t></w:r></w:sdtContent></w:sdt>", "657件"),
        ("<w:hyperlink><w:r><w:t>657件</w:t></w:r></w:hyperlink>", "657件"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>8</w:t></w:r><w:r><w:t>后</w:t></w:r>", "后"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r>", "甲 1-2"),
        ("<w:r><w:instrText>PAGE 9</w:instrText></w:r><w:r><w:t>第3页</w:t></w:r>", "第3页"),
        (
            '<w:r><w:t>45</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
            "<w:r><w:t>件</w:t></w:r>",
            "45¹件",
        ),
    ],
)
def test_what_a_reader_sees_is_what_is_read(runs, line):
    assert shown(f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{runs}</w:p>") == [line]


def test_a_text_box_is_read_once():
    box = f"<w:txbxContent>{paragraph('657件')}</w:txbxContent>"
    both = f"<w:AlternateContent><w:Choice>{box}</w:Choice><w:Fallback>{box}</w:Fallback></w:AlternateContent>"
    assert shown(f"<w:p><w:r><w:t>甲</w:t>{both}<w:t>乙</w:t></w:r></w:p>") == ["甲", "657件", "乙"]


def test_a_document_as_another_program_writes_it():
    made = python_docx.Document()
    made.sections[0].header.paragraphs[0].text = "第3期"
    made.add_heading("一年实绩", 1)
    made.add_paragraph("受理657件").add_run("！").font.size = Pt(20)
    table = made.add_table(2, 2)
    for row, words in zip(table.rows, (("事项", "件数"), ("结案", "591")), strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    written = io.BytesIO()
    made.save(written)
    assert text(written.getvalue(), PLACE).splitlines() == [
        "第3期",
        "一年实绩",
        "受理657件！",
        "事项 | 件数",
        "结案 | 591",
    ]


def package(*files, method=zipfile.ZIP_DEFLATED):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as made:
        for name, content in files:
            made.writestr(name, content)
    return written.getvalue()


def damaged_lzma():
    """A package whose document is packed in a way Word never does, with one byte of it another."""
    made = package(("_rels/.rels", RELATIONS), ("word/document.xml", part("1" * 400)), method=zipfile.ZIP_LZMA)
    at = made.index(b"word/document.xml") + len("word/document.xml") + 4  # its properties begin here
    return made[:at] + b"\xff" + made[at + 1 :]


BOMB = '<!DOCTYPE d [<!ENTITY a "1111111111"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY a SYSTEM "other.txt">]>'


@pytest.mark.parametrize(
    ("content", "rule", "found"),
    [
        (b"PK\x03\x04", "text-damaged", "a damaged package, or one with a password"),
        (package(), "text-damaged", "a damaged package, or one with a password"),
        (package(("_rels/.rels", "<x/>")), "text-damaged", "a package without a document"),
        (package(("_rels/.rels", RELATIONS)), "text-damaged", "a damaged package, or one with a password"),
        (damaged_lzma(), "text-damaged", "a damaged package, or one with a password"),
        (package(("_rels/.rels", "<Relationship ")), "text-damaged", "a package without a document"),
        (docx("</w:body>"), "text-damaged", "a part of text that is no XML"),
        (docx("<a>" * 500 + "</a>" * 500), "text-damaged", "a part of text that is no XML"),
        (package(*((f"word/{n}.xml", "") for n in range(2001))), "too-large", "more"),
        (docx(paragraph(" " * 5_000_000)), "too-large", "more"),
        (
            package(("_rels/.rels", RELATIONS), ("word/document.xml", BOMB + part("&b;"))),
            "text-damaged",
            "a document type",
        ),
        (
            package(("_rels/.rels", RELATIONS), ("word/document.xml", OUTSIDE + part("&a;"))),
            "text-damaged",
            "a document type",
        ),
    ],
)
def test_what_is_no_document_is_refused(content, rule, found):
    problem = text(content, PLACE)
    assert (problem.rule, problem.found.split(", which")[0]) == (rule, found)


@pytest.mark.timeout(60)  # read pair by pair, they would take half an hour
def test_many_relations_that_do_not_end_are_read_once():
    content = package(("_rels/.rels", "".join(f"<Relationship {n}" for n in range(400_000))))
    assert text(content, PLACE).found == "a package without a document"


def test_the_document_is_the_one_that_the_relations_name_in_whatever_order_and_with_whatever_signs():
    other = '<Relationship Target="word/a.xml" Type="http://x/theme"/>'
    named = "<Relationship Target='/word/a&amp;b.xml' Id='r2' Type='http://x/officeDocument'/>"
    relations = f'<Relationships xmlns="http://x">{other}{named}</Relationships>'
    files = ("_rels/.rels", relations), ("word/a.xml", part("1")), ("word/a&b.xml", part(paragraph("657件")))
    assert text(package(*files), PLACE).splitlines() == ["657件"]
