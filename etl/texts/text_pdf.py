"""A PDF that has text as lines of text, page by page; of a scanned one it says that there is none."""

import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

from etl.problems import Place, Problem
from etl.texts.pdf_pages import MOST_PAGES

SECONDS = 30  # that reading one file may take
NO_TEXT = (
    "［本页无文字 · page without text］"  # stands for a page that is a picture among others: no digit may be in it
)
_PROGRAM = Path(__file__).with_name("pdf_pages.py")
_COPY = "open it and copy its text into a .txt file"
_WRONG = {
    "password": ("a PDF that opens without a password", "one that asks for it", "save it again without the password"),
    "pages": (f"at most {MOST_PAGES} pages", "more", "split it into its issues"),
    "damaged": ("a PDF", "one that cannot be read", _COPY),
    "slow": (f"a PDF that is read within {SECONDS} seconds", "one that takes longer", _COPY),
}
# Fonts give radicals and doubles for the ideographs that look alike; Unicode does not fold those of the supplement.
_VARIANTS = re.compile("[\u2f00-\u2fd5\uf900-\ufad9]")
_RADICALS = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻩⻬⻮⻰⻳", "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟黄齐齿龙龟"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_LOST = "\ufffd"
_ENDED = re.compile(r"[。！？!?：:；;…”」』）)]\s*$")


def text(content: bytes, place: Place) -> str | Problem:
    """The lines of a PDF, joined where a line only ends because the page does; a blank line between pages."""
    pages = _pages(content)
    if isinstance(pages, str):
        expected, found, way_out = _WRONG[pages]
        return Problem(place, "too-large" if pages in ("pages", "slow") else "text-damaged", expected, found, way_out)
    read = [_CONTROL.sub(_LOST, _VARIANTS.sub(_usual, page.translate(_RADICALS))) for page in pages]
    letters = [letter for page in read for letter in page if not letter.isspace()]
    if not letters:
        way_out = "run text recognition (OCR) over it, proof-read that and save it as .txt"
        return Problem(place, "text-scanned", "a PDF with text", "pictures of pages only", way_out)
    if letters.count(_LOST) > len(letters) / 10:
        return Problem(place, "text-damaged", "letters", "glyphs that the PDF does not say the letters of", _COPY)
    return "\n\n".join("\n".join(joined(page.split("\n"))) if page.strip() else NO_TEXT for page in read) + "\n"


def _pages(content: bytes) -> list[str] | str:
    """The pages as read by a program of its own, or in a word what is wrong."""
    command = [sys.executable, "-I", str(_PROGRAM)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603
        pages: list[str] | str = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return "slow"
    except (subprocess.CalledProcessError, ValueError):
        return "damaged"
    return pages


def _usual(variant: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", variant[0])


def joined(lines: list[str]) -> list[str]:
    """The lines of a page, those joined that run to its right edge in mid-sentence; two numbers are never joined."""
    lines = [line.strip() for line in lines if line.strip()]
    edge = 0.9 * max(map(_width, lines), default=0)  # a line ends early where the next sign must not begin one
    made: list[str] = []
    full = False
    for line in lines:
        if full and not (made[-1][-1].isdigit() and line[0].isdigit()):
            glue = " " if made[-1][-1].isascii() and line[0].isascii() else ""
            made[-1] += glue + line
        else:
            made.append(line)
        full = _width(line) >= max(edge, 20) and not _ENDED.search(line)
    return made


def _width(line: str) -> int:
    """In halves of an ideograph."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)
