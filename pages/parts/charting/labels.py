"""Text inside a picture: measured, wrapped at a sensible character, and shown to the letter."""

import re
import unicodedata
from functools import lru_cache

# A word or one other character, with the brackets that open before it and whatever closes after it.
_PIECE = re.compile(r"[（《〈「『“‘]*(?:[!-~À-ɏ–’]+|.)[，。、；：！？）》〉」』”’…·]*\s*")


@lru_cache(maxsize=4096)  # the same pieces of text stand in every label and list
def width(text: str) -> int:
    """How wide a text is, in halves of a Han character; what may be wide counts as wide."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def wrapped(text: str, most: int) -> list[str]:
    """Lines no wider than `most`; a word longer than a line is broken rather than cut off."""
    lines = [""]
    for piece in _pieces(" ".join(text.split()), most):
        if lines[-1] and width((lines[-1] + piece).rstrip()) > most:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]


def packed(parts: list[str], most: int) -> list[str]:
    """Parts side by side as far as they fit, each that does not on a line of its own, or several."""
    found: list[str] = []
    for part in filter(None, parts):
        if found and width(f"{found[-1]} · {part}") <= most:
            found[-1] += f" · {part}"
        else:
            found += wrapped(part, most)
    return found


def _pieces(text: str, most: int) -> list[str]:
    pieces: list[str] = []
    for piece in _PIECE.findall(text):
        pieces += [piece[at : at + most] for at in range(0, len(piece), most)] if width(piece) > most else [piece]
    return pieces


def literal(text: str) -> str:
    """Text that Plotly shows as it stands: no tags, no entities, no formulas between dollar signs."""
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("$", "&#36;")):
        text = text.replace(sign, entity)
    return text


def lines(texts: list[str]) -> str:
    """Lines as Plotly breaks them, each to the letter."""
    return "<br>".join(literal(text) for text in texts)
