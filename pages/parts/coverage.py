"""The coverage map: which unit reported how many figures in which year, and where nothing is mentioned."""

import math
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.tables import Tables
from pages.parts import labels, look
from pages.parts.text import Language, counted, say

Chart = dict[str, Any]
Year = int | None

# Sizes in pixels, as in the bars; columns count from 0, and the one without a single year stands a little apart.
NARROW = 340
KIND, HEAD, LABEL, CELL, GAP = 26, 18, 17, 20, 7
APART, WIDE = 0.4, 0.92
LINE, YEAR, AGAIN = 46, 36, 400


@dataclass(frozen=True)
class Cell:
    """One unit in one year: where it stands, and how many figures it has, 0 where nothing is mentioned."""

    unit: str
    year: Year
    x: float
    y: float
    n: int


def coverage(tables: Tables, lang: Language, dark: bool = False) -> Chart:
    """A cell for each unit and year of the full range, and one for figures without a single year.

    customdata is [unit, year], year None in the last column. A cell with nothing is hatched: it is not zero.
    """
    palette = look.palette(dark)
    names = dict(zip(tables["units"]["unit"], tables["units"][f"name_{lang}"], strict=True))
    counts, columns = _counts(tables["figures"]), _columns(tables["figures"])
    kinds, years, units, height = _placed(tables["units"], names)
    cells = [
        Cell(unit, year, x, bottom + CELL / 2 + 1, counts.get((unit, year), 0))
        for unit, bottom in units.items()
        for year, x in columns.items()
    ]
    notes = [
        _note(bottom, labels.lines(labels.wrapped(names[unit], LINE)), palette.ink) for unit, bottom in units.items()
    ]
    for kind, bottom in kinds.items():
        title = f"<b>{labels.literal(say(lang, f'charts.kind.{kind}'))}</b>"
        notes.append(_note(bottom, title, palette.muted))
    notes += [head for y in years for head in _heads(columns, y, lang, palette.muted)]
    traces = [_silent(cells, names, lang, palette), _reported(cells, names, lang, palette)]
    return {"data": traces, "layout": _layout(columns, height, lang, dark) | {"annotations": notes}}


def _counts(figures: pd.DataFrame) -> dict[tuple[str, Year], int]:
    counts: dict[tuple[str, Year], int] = {}
    for unit, year in zip(figures["unit"], figures["year"], strict=True):
        key = unit, None if pd.isna(year) else int(year)
        counts[key] = counts.get(key, 0) + 1
    return counts


def _columns(figures: pd.DataFrame) -> dict[Year, float]:
    """A place for every year from the first to the last, reported or not, and for figures without a single one."""
    years = figures["year"].dropna()
    whole: list[Year] = list(range(int(years.min()), int(years.max()) + 1)) if len(years) else []
    columns: dict[Year, float] = {year: float(x) for x, year in enumerate(whole)}
    if figures["year"].isna().any():
        columns[None] = len(whole) + (APART if whole else 0)
    return columns


def _placed(units: pd.DataFrame, names: dict[str, str]) -> tuple[dict[str, int], list[int], dict[str, int], int]:
    """Lower edges of the kinds' headings, the lines of years and the units' names, in registry order; the height.

    The years are written again where the last ones are likely out of sight.
    """
    kinds: dict[str, int] = {}
    years: list[int] = []
    placed: dict[str, int] = {}
    y = 0
    ordered = units.sort_values("position")
    for kind in ordered["kind"].drop_duplicates():
        y += KIND
        kinds[kind] = y
        for unit in ordered.loc[ordered["kind"] == kind, "unit"]:
            if not years or y - years[-1] > AGAIN:
                y += HEAD
                years.append(y)
            y += LABEL * len(labels.wrapped(names[unit], LINE))
            placed[unit] = y
            y += CELL + GAP
    return kinds, years, placed, y


def _heads(columns: dict[Year, float], bottom: int, lang: Language, colour: str) -> list[Chart]:
    """The column headings there is room for, the last year always among them."""
    years = [year for year in columns if year is not None]
    every = math.ceil(len(columns) * YEAR / NARROW)
    heads = [
        _note(bottom, str(year), colour) | {"xref": "x", "x": columns[year], "xanchor": "center"}
        for year in years[::-1][::every]
    ]
    if None in columns:
        heads.append(_note(bottom, say(lang, "charts.header-other"), colour) | {"x": 1, "xanchor": "right"})
    return [head | {"font": {"size": 12, "color": colour}} for head in heads]


def _cells(cells: list[Cell], texts: list[str]) -> Chart:
    """Cells as bars, which a reader can click: a heat map's cells give no selection."""
    return {
        "type": "bar",
        "orientation": "h",
        "base": [cell.x - WIDE / 2 for cell in cells],
        "x": [WIDE for _ in cells],
        "y": [cell.y for cell in cells],
        "width": [CELL for _ in cells],
        "customdata": [[cell.unit, cell.year] for cell in cells],
        "hovertext": texts,
        "hoverinfo": "text",
        "showlegend": False,
        "unselected": {"marker": {"opacity": 1}},
    }


def _silent(cells: list[Cell], names: dict[str, str], lang: Language, palette: look.Palette) -> Chart:
    """Where nothing is mentioned: pale and hatched, and it says what that means."""
    without = [cell for cell in cells if cell.n == 0]
    texts = [_hover(cell, names, say(lang, "charts.not-mentioned"), lang) for cell in without]
    pattern = {"shape": "/", "size": 6, "solidity": 0.15, "fillmode": "overlay"}
    pattern |= {"fgcolor": look.mixed(palette.paper, palette.neutral, 0.45)}
    return _cells(without, texts) | {"name": "silent", "marker": {"color": palette.pale, "pattern": pattern}}


def _reported(cells: list[Cell], names: dict[str, str], lang: Language, palette: look.Palette) -> Chart:
    """Where figures were reported: their number, and the darker the more."""
    within = [cell for cell in cells if cell.n > 0]
    texts = [_hover(cell, names, counted(lang, "figure", cell.n), lang) for cell in within]
    most = math.log(max((cell.n for cell in within), default=1)) or 1
    shades = [look.mixed(palette.oldest, palette.latest, math.log(cell.n) / most) for cell in within]
    return _cells(within, texts) | {
        "name": "reported",
        "marker": {"color": shades},
        "text": [str(cell.n) for cell in within],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"size": 12, "color": [look.readable_on(shade) for shade in shades]},
    }


def _hover(cell: Cell, names: dict[str, str], said: str, lang: Language) -> str:
    year = say(lang, "charts.no-year") if cell.year is None else str(cell.year)
    text = say(lang, "charts.cell", unit=names[cell.unit], year=year, figures=said)
    return labels.lines(labels.wrapped(text, LINE))


def _note(bottom: float, text: str, colour: str) -> Chart:
    place = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "y", "y": bottom, "yanchor": "bottom"}
    return place | {"text": text, "showarrow": False, "align": "left", "font": {"size": 13, "color": colour}}


def _layout(columns: dict[Year, float], height: int, lang: Language, dark: bool) -> Chart:
    margin = {"l": 8, "r": 8, "t": 4, "b": 8}
    right = max(columns.values(), default=0) + 0.5
    return {
        "template": look.template(dark, lang),
        "barmode": "overlay",
        "xaxis": {"range": [-0.5, right], "visible": False},
        "yaxis": {"range": [height or 1, 0], "visible": False},
        "margin": margin,
        "height": height + margin["t"] + margin["b"],
    }
