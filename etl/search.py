"""The figures in which the words of a search stand."""

import re
import unicodedata

import numpy as np
import pandas as pd

from etl.printed.characters import SIMPLIFIED, squeezed
from etl.tables import Tables, pairs

WIDE = ("country", "city")  # kinds of unit that need not be named above another: all else belongs to them
YEAR = re.compile("([0-9]{4})年?")
NUMBER = re.compile(r"[0-9][0-9,]*(\.[0-9]+)?")
READ = ["value", "lower", "upper"]

Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]


def fold(text: str) -> str:
    """Text as it is compared: case, width and script do not count."""
    return unicodedata.normalize("NFKC", text).casefold().translate(SIMPLIFIED)


def found(tables: Tables, figures: pd.DataFrame, text: str) -> Mask:
    """For each figure, whether all words of a text stand in it.

    2025 and 2025年 also stand for figures of that year, and 84000 and 84,000 for what was read as that number.
    """
    marks = np.ones(len(figures), dtype=bool)
    if words := fold(text).split():
        searched = _searched(tables, figures)
        for word in words:
            stands = np.array([word in one for one in searched], dtype=bool)
            if year := YEAR.fullmatch(word):
                stands |= (figures["year"] == int(year[1])).to_numpy(dtype=bool, na_value=False)
            if NUMBER.fullmatch(word):
                stands |= (figures[READ] == float(word.replace(",", ""))).any(axis=1).to_numpy(dtype=bool)
            marks &= stands
    return marks


def _searched(tables: Tables, figures: pd.DataFrame) -> list[str]:
    """For each figure, the folded text that a search looks through."""
    named = {
        "unit": _units(tables["units"]),
        "indicator": _names(tables["indicators"], "indicator", "name_zh", "name_en"),
        "theme": _names(tables["themes"], "theme", "name_zh", "name_en"),
        "measure": _names(tables["measures"], "measure", "name_zh", "name_en", "words"),
        "article": _names(tables["articles"], "article", "title"),
        "issue": _names(tables["issues"], "issue", "title"),
    }
    parts = [figures[column].map(names).tolist() for column, names in named.items()]
    own = figures[["printed", "detail_zh", "detail_en"]].fillna("").to_numpy().tolist()
    return [
        "\n".join([*names, fold(squeezed(printed)), fold(zh), fold(en)])
        for names, (printed, zh, en) in zip(zip(*parts, strict=True), own, strict=True)
    ]


def _units(units: pd.DataFrame) -> dict[str, str]:
    """The names of each unit and of those above it, but the wide ones."""
    own = _names(units, "unit", "name_zh", "name_en", "aliases")
    parents, wide = pairs(units, "unit", "parent"), set(units.loc[units["kind"].isin(WIDE), "unit"])
    lines = {unit: [unit] for unit in own}
    for line in lines.values():
        while (parent := parents[line[-1]]) in own and parent not in (*wide, *line):  # a draft may have a circle
            line.append(parent)
    return {unit: "\n".join(own[one] for one in line) for unit, line in lines.items()}


def _names(table: pd.DataFrame, key: str, *columns: str) -> dict[str, str]:
    texts = table[list(columns)].fillna("").itertuples(index=False)
    return {name: fold("\n".join(text)) for name, text in zip(table[key], texts, strict=True)}
