"""Rows of a large sheet as the XML that Excel reads: each different cell is made once, not once a row."""

import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pandas as pd

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
BATCH = 1000

CellFormat = Callable[[str | float], str]  # a cell's format as an attribute: ' s="5"', or ""


def rows_xml(
    table: pd.DataFrame, shapes: Sequence[CellFormat], first: int, heights: Sequence[int] = ()
) -> Iterator[str]:
    """The rows of a table in batches of XML text; `first` is the number of the first of them in the sheet, from 1.

    `heights` are those of the rows in points, none where whoever opens the sheet may choose.
    """
    columns = [_cells(table[name], shape) for name, shape in zip(table.columns, shapes, strict=True)]
    places = [f'<c r="{letters(place)}' for place in range(len(columns))]
    written = []
    for number, cells in enumerate(zip(*columns, strict=True), first):
        row = "".join([f"{place}{number}{cell}" for place, cell in zip(places, cells, strict=True) if cell])
        height = f' ht="{heights[number - first]}" customHeight="1"' if heights else ""
        written.append(f'<row r="{number}"{height}>{row}</row>')
        if len(written) == BATCH:
            yield "".join(written)
            written = []
    yield "".join(written)


def letters(place: int) -> str:
    """The name of a column by its place, from 0: A, B, ..., Z, AA, ..."""
    before, last = divmod(place, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


def _cells(column: "pd.Series[float]", shape: CellFormat) -> list[str]:
    """Each cell without its place; what is missing is ""."""
    codes, values = pd.factorize(column)
    made = [f'"{shape(value)}{_text(value) if isinstance(value, str) else _number(value)}' for value in values.tolist()]
    cells: list[str] = np.array([*made, ""], dtype=object)[codes].tolist()
    return cells


def _number(value: float) -> str:
    return f"><v>{value:.16G}</v></c>"


def _text(text: str) -> str:
    escaped = CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        escaped = escaped.replace(sign, entity)
    return f' t="inlineStr"><is><t xml:space="preserve">{escaped}</t></is></c>'
