"""A Word document (.docx) as lines of text: headers, paragraphs and tables in order, then footers and notes.

Read as the XML that it is: what is inserted under review, in text boxes or in content controls counts, too, and what is
deleted or hidden does not. Nothing is run, nothing is fetched, and only parts of text are unpacked.
"""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import Any, Literal

from etl.problems import Place, Problem
from etl.texts.text_html import DOWN, UP, lines

Mode = Literal["block", "cell", "skip"]

MOST_PARTS = 2_000  # files in the package
MOST_UNPACKED = 20_000_000  # bytes of all parts that are read
MOST_RATIO = 200  # times that one part may grow when it is unpacked; plain XML grows ten- to thirtyfold
ROOMY = 3  # paragraphs beyond which a cell of a table is laid out as text
_AROUND = (r"word/header[0-9]*\.xml", r"", r"word/footer[0-9]*\.xml", r"word/(?:foot|end)notes\.xml")
_SKIPPED = frozenset(("del", "moveFrom", "Fallback", "pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr"))
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, KeyError, OSError, RuntimeError, ValueError),
)
_AS_PDF = "open it in Word and save it as .docx again, or copy its text into a .txt file"


def text(content: bytes, place: Place) -> str | Problem:
    """The lines of a document, a row of a table in one line."""
    parts = _parts(content, place)
    if isinstance(parts, Problem):
        return parts
    said = []
    for part in parts:
        root = _root(part)
        if root is None:
            return _damaged(place, "a part of text that is no XML")
        if root.getroottree().docinfo.doctype:
            return _damaged(place, "a document type, which Word never writes")
        said.append("".join(_pieces(root)))
    return lines("\n".join(said))


def _root(part: bytes) -> Any:
    """The element that a part is; None where it is no XML."""
    from lxml import etree  # noqa: PLC0415 - only who reads a document pays for it

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _damaged(place: Place, found: str) -> Problem:
    return Problem(place, "text-damaged", "a Word document", found, _AS_PDF)


def _parts(content: bytes, place: Place) -> list[bytes] | Problem:
    """The parts that hold text, in the order of the page."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if len(package.infolist()) > MOST_PARTS:
                return Problem(place, "too-large", f"at most {MOST_PARTS:,} parts", "more", _AS_PDF)
            chosen = _chosen(package)
            if not chosen:
                return _damaged(place, "a package without a document")
            if _swells(chosen):
                return Problem(place, "too-large", f"at most {MOST_UNPACKED:,} bytes unpacked", "more", _AS_PDF)
            return [package.read(part) for part in chosen]
    except _BROKEN:
        return _damaged(place, "a damaged package, or one with a password")


def _chosen(package: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Headers, the document, footers, notes; none where there is no document."""
    relations = package.getinfo("_rels/.rels")
    if _swells([relations]):
        return []
    root = _root(package.read(relations))
    every = () if root is None else root.iter("{*}Relationship")
    main = next((one for one in every if one.get("Type", "").endswith("/officeDocument")), None)
    if main is None:
        return []
    document = package.getinfo(main.get("Target", "").removeprefix("/"))
    return [
        part
        for pattern in _AROUND
        for part in ([document] if not pattern else package.infolist())
        if not pattern or re.fullmatch(pattern, part.filename)
    ]


def _swells(parts: list[zipfile.ZipInfo]) -> bool:
    """Whether parts would unpack to more than text does; a part never unpacks to more than it declares."""
    most = any(part.file_size > MOST_RATIO * max(part.compress_size, 50) for part in parts)
    return most or sum(part.file_size for part in parts) > MOST_UNPACKED


def _pieces(root: Any) -> Iterator[str]:
    """What a reader sees, in order, with line feeds around paragraphs and behind rows."""
    from lxml import etree  # noqa: PLC0415 - as above

    modes: list[Mode] = ["block"]
    for event, node in etree.iterwalk(root, events=("start", "end")):
        name = _name(node)
        if event == "start":
            yield _opening(node, name, modes[-1])
            modes.append(_mode(node, name, modes[-1]))
        else:
            modes.pop()
            yield _break(modes[-1]) if name in ("p", "tr") else ""


def _name(node: Any) -> str:
    """The name of an element without its namespace; "" of what is no element."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _mode(node: Any, name: str, outer: Mode) -> Mode:
    if outer == "skip" or name in _SKIPPED:
        return "skip"
    if name == "r" and _property(node, "vanish") is not None:
        return "skip"
    if name == "tc":
        roomy = next(islice(node.iterdescendants("{*}p"), ROOMY, None), None) is not None
        return outer if roomy else "cell"
    return outer


def _opening(node: Any, name: str, outer: Mode) -> str:
    """What begins with an element, or is all of it."""
    if outer == "skip":
        return ""
    if name in ("p", "br", "cr"):
        return _break(outer)
    if name == "tc":
        return " | " if any(_name(before) == "tc" for before in node.itersiblings(preceding=True)) else ""
    return _said(node) if name == "t" else {"tab": " ", "ptab": " ", "noBreakHyphen": "-"}.get(name, "")


def _break(outer: Mode) -> str:
    return {"block": "\n", "cell": " ", "skip": ""}[outer]


def _said(node: Any) -> str:
    """The text of a run: raised digits stay apart from the number before them."""
    run = node.getparent()
    raised = _property(run, "vertAlign") if run is not None else None
    value = "" if raised is None else next(iter(raised.attrib.values()), "")
    return (node.text or "").translate({"superscript": UP, "subscript": DOWN}.get(value, {}))


def _property(run: Any, name: str) -> Any:
    """The element of that name among the properties of a run, which are its first element."""
    first = next(iter(run), None)
    found = () if first is None or _name(first) != "rPr" else first
    return next((one for one in found if _name(one) == name), None)
