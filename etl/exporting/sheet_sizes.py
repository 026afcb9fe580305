"""How wide the columns of a sheet are and how high its rows, so that wrapped text is read whole in any program."""

import unicodedata
from collections.abc import Sequence

import pandas as pd

WIDEST = 60  # a column's width, in Latin letters
NARROW, MANY = 26, 5  # the same in a table of so many columns
BESIDE = 40  # the same where a chart stands beside it
MEASURED = 1000  # rows that a column's width is taken from
LOOSE = 1.05  # times a text's width that it takes where words or signs do not fill their line
LINE = 15  # points
MOST_LINES = 27  # that Excel's highest row holds


def widths(table: pd.DataFrame, beside: bool) -> list[int]:
    """How wide each column is in Latin letters: as its text, with room for a filter's button, up to a limit."""
    widest = NARROW if len(table.columns) >= MANY else BESIDE if beside else WIDEST
    return [
        min(max(width(cell) for cell in (name, *table[name].head(MEASURED).dropna())) + 3, widest)
        for name in table.columns
    ]


def heights(table: pd.DataFrame, wide: Sequence[int]) -> list[int]:
    """How high each row is in points, if the texts of the first columns, so many as are `wide`, are wrapped."""
    most = pd.Series(1, index=range(len(table)))
    for name, room in zip(table.columns, wide, strict=False):
        lines = {cell: _lines(cell, room) for cell in table[name].dropna().unique()}
        most = most.combine(table[name].map(lines).fillna(1).reset_index(drop=True), max)
    return [LINE * min(int(lines), MOST_LINES) for lines in most]


def width(cell: object) -> int:
    """The width of a text or number in Latin letters; a Han character is two."""
    text = cell if isinstance(cell, str) else f"{cell:.15g}"
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def _lines(cell: object, room: int) -> int:
    texts = cell.split("\n") if isinstance(cell, str) else [cell]
    return sum(1 if width(text) + 2 <= room else -int(-width(text) * LOOSE // room) for text in texts)
