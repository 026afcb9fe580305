"""Figures under headings in one table; each leads to its passport."""

from collections.abc import Sequence
from html import escape
from itertools import islice
from typing import NamedTuple

import pandas as pd

from etl.tables import Row, cell
from pages.parts import frame, numbers
from pages.parts.choice import AFRESH
from pages.parts.telling import profile
from pages.parts.text import linked
from pages.parts.visit import Visit

MOST = 60  # figures under a heading, before a link to all


class Group(NamedTuple):
    """Figures under a heading, which is HTML, and the address of a page that has all of them."""

    heading: str
    rows: pd.DataFrame
    whole: str


def grouped(visit: Visit, groups: Sequence[Group], caption: str, units: bool = False) -> str:
    """The table as HTML; `units` says of each figure whose it is, for groups that are not of one unit alone."""
    heads = ["quantity", *(["unit"] if units else []), "detail", "period", "place"]
    head = "".join(f'<th scope="col" class="{name}">{escape(visit.say(f"table.{name}"))}</th>' for name in heads)
    lines = iter(_lines(visit, pd.concat([group.rows.head(MOST) for group in groups]), units))
    bodies = ""
    for title, rows, whole in groups:
        heading = f'<tr><th scope="rowgroup" colspan="{len(heads)}">{title}</th></tr>'
        shown = "".join(islice(lines, min(len(rows), MOST)))
        if (rest := len(rows) - MOST) > 0:
            more = linked(visit.say("unit.more", figures=visit.count("figure", rest)), whole)
            shown += f'<tr><th colspan="{len(heads)}">{more}</th></tr>'
        bodies += f"<tbody>{heading}{shown}</tbody>" if len(rows) else ""
    return (
        f'<div class="table grouped" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f"<table><thead><tr>{head}</tr></thead>{bodies}</table></div>"
    )


def _lines(visit: Visit, rows: pd.DataFrame, units: bool) -> list[str]:
    """The figures as rows of a table, in HTML; all at once, which is cheaper than group by group."""
    lines = []
    for figure, place in zip(rows["figure"], frame.places(visit, rows), strict=True):
        row = visit.row("figures", figure)
        quantity = numbers.figure_shown(row, visit.tables["measures"], visit.lang)
        passport = linked(quantity, frame.address(visit, "sources", figure=figure))
        what = _whose(visit, row) if units else [_what(visit, row)]
        cells = [passport, *what, escape(numbers.period_shown(row, visit.lang)), escape(place)]
        lines.append(f"<tr>{''.join(f'<td>{one}</td>' for one in cells)}</tr>")
    return lines


def _whose(visit: Visit, row: Row) -> list[str]:
    """Whose figure it is, and what it counts: under an indicator's own heading its name need not be said again."""
    unit = linked(visit.name("units", row["unit"]), frame.address(visit, "unit", **AFRESH | {"unit": row["unit"]}))
    return [unit, escape(cell(row, f"detail_{visit.lang}") or profile.what(visit.tables, visit.lang, row))]


def _what(visit: Visit, row: Row) -> str:
    """What a figure counts, leading to the figures of its unit alone on the page of its indicator."""
    asked = AFRESH | {"unit": row["unit"], "only": 1, "indicator": row["indicator"]}
    return linked(profile.what(visit.tables, visit.lang, row), frame.address(visit, "indicator", **asked))
