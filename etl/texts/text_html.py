"""A web page as lines of text: what a reader sees of it, blocks as lines, tables row by row."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Literal

from etl.problems import Place, Problem

Mode = Literal["block", "cell", "pre", "up", "down", "skip"]

_BLOCKS = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu ol p pre section summary table tr ul"
)
_DROPPED = "button desc head iframe input nav noscript object rp rt script select style template textarea title"
BLOCKS, DROPPED = frozenset(_BLOCKS.split()), frozenset(_DROPPED.split())
MOST_ELEMENTS = 200_000  # a few seconds' work, and more than any page for readers has
ROOMY = 3  # blocks beyond which a cell of a table is laid out as text: old pages are tables as a whole
UP = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
DOWN = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
_WRAPPED = re.compile("(?<=[⺀-鿿＀-￯\u3000-\u303f])[ \t]*\r?\n[ \t]*(?=[⺀-鿿＀-￯\u3000-\u303f])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TAG = re.compile(r"<[A-Za-z!/][^<>]*>")


def text(html: str, place: Place) -> str | Problem:
    """The lines that a web page shows; scripts, styles, navigation and hidden elements are left out."""
    from lxml import etree  # noqa: PLC0415 - only who reads a web page pays for it

    if not _TAG.search(html):
        return Problem(place, "text-kind", "a web page", "text without any tag", "name it .txt")
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(html.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or parser.error_log.filter_from_fatals():  # of a page beyond its limits the parser gives a part
        found = "nothing, or elements too deep within each other"
        return Problem(place, "text-damaged", "a web page", found, "save it as plain text")
    if next(islice(root.iter(), MOST_ELEMENTS, None), None) is not None:
        return Problem(place, "too-large", f"at most {MOST_ELEMENTS:,} elements", "more", "save it as plain text")
    return lines("".join(_pieces(etree.iterwalk(root, events=("start", "end")))))


def lines(said: str) -> str:
    """Lines that say something, without the blanks of a layout."""
    made = (re.sub(" +", " ", line).strip(" |") for line in said.split("\n"))
    return "\n".join(line for line in made if line) + "\n"


def _pieces(walk: Any) -> Iterator[str]:
    """What is shown, in order, with line feeds where a block begins or ends."""
    modes: list[Mode] = ["block"]
    for event, node in walk:
        if event == "start":
            yield _opening(node, modes[-1])
            modes.append(_mode(node, modes[-1]))
            yield _said(node.text, modes[-1])
        else:
            modes.pop()
            yield "" if node.tag not in BLOCKS else _break(modes[-1])
            yield _said(node.tail, modes[-1])


def _mode(node: Any, outer: Mode) -> Mode:
    """How the text of an element is shown, given what it stands in."""
    if outer == "skip" or node.tag in DROPPED or node.get("hidden") is not None:
        return "skip"
    if _HIDDEN.search(node.get("style") or ""):
        return "skip"
    if node.tag in ("td", "th"):
        roomy = next(islice(node.iterdescendants(*BLOCKS), ROOMY, None), None) is not None
        return outer if roomy else "cell"
    modes: dict[str, Mode] = {"sup": "up", "sub": "down", "pre": "pre"}
    return modes.get(node.tag, outer)


def _opening(node: Any, outer: Mode) -> str:
    if outer == "skip":
        return ""
    if node.tag in ("td", "th"):
        return " | " if node.getprevious() is not None else ""
    return _break(outer) if node.tag in BLOCKS or node.tag == "br" else ""


def _break(outer: Mode) -> str:
    """What parts two blocks: in a cell that stays in its row, a space."""
    return "\n" if outer in ("block", "pre") else " "


def _said(said: str | None, mode: Mode) -> str:
    """Text as it is shown: raised digits stay apart from the number before them."""
    if not said or mode == "skip":
        return ""
    if mode == "pre":
        return said
    spaced = re.sub(r"[ \t\n\r\f]+", " ", _WRAPPED.sub("", said))
    return spaced.translate({"up": UP, "down": DOWN}.get(mode, {}))
