"""Tables as readers see them: names for ids, numbers to the right, text to the letter."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from etl.tables import records
from pages.parts import numbers
from pages.parts.charting import labels
from pages.parts.choice import by_key
from pages.parts.frame import places
from pages.parts.visit import Visit

Cells = Mapping[str, Sequence[Any]]  # the cells of a table under their heads

MOST_ROWS = 60  # of a plain table; a longer one scrolls in its own box
MOST_COLUMNS = 3  # that a phone has room for; a row of more stands there line by line, each with its name
HAN, LATIN = re.compile(r"[\u3400-\u9fff]"), re.compile("[A-Za-z]+")
SHORT = 24  # of a cell that is kept on one line where there is room, in halves of a Han character


def plain(
    columns: Cells, alt: str, right: Collection[str] = (), links: Mapping[str, Sequence[str]] | None = None
) -> None:
    """A table that a screen reader reads and a phone wraps, without its empty columns; a long one becomes a grid."""
    shown = made(columns, alt, right, links)
    if isinstance(shown, str):
        st.html(shown)
    else:
        st.dataframe(shown, hide_index=True, alt=alt)


def made(
    columns: Cells, alt: str, right: Collection[str] = (), links: Mapping[str, Sequence[str]] | None = None
) -> str | pd.DataFrame:
    """A table without its empty columns as HTML; a long one as it is, for a grid.

    `links` are the addresses that the cells of a column lead to, one a row, "" for none; a grid has none.
    """
    columns = {name: ["" if pd.isna(cell) else cell for cell in cells] for name, cells in columns.items()}
    columns = {name: cells for name, cells in columns.items() if any(cell != "" for cell in cells)}
    if any(len(cells) > MOST_ROWS for cells in columns.values()):
        return pd.DataFrame(columns)
    classes = {name: ' class="number"' if name in right else _width(cells) for name, cells in columns.items()}
    head = "".join(f'<th scope="col"{classes[name]}>{escape(name)}</th>' for name in columns)
    wide = len(columns) > MOST_COLUMNS
    if wide:
        classes = {name: f'{style} data-label="{escape(name)}"' for name, style in classes.items()}
    written = [_cells(cells, (links or {}).get(name), classes[name], name) for name, cells in columns.items()]
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in zip(*written, strict=True))
    return (
        f'<div class="table{" wide" if wide else ""}" tabindex="0" role="region" aria-label="{escape(alt)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _width(cells: Sequence[Any]) -> str:
    """A column of short texts stays on one line: dates, what is printed, one word."""
    longest = max((labels.width(str(cell)) for cell in cells), default=0)
    return ' class="short"' if longest <= SHORT else ""


def _cells(cells: Sequence[Any], links: Sequence[str] | None, style: str, name: str) -> list[str]:
    """The cells of one column as HTML."""
    texts = [escape(str(cell)) for cell in cells]
    styles = [style + _foreign(name, text) for text in texts]
    if links is not None:
        ends = zip(texts, links, strict=True)
        texts = [f'<a href="{escape(link)}" target="_self">{text}</a>' if link else text for text, link in ends]
    return [f"<td{style}>{text}</td>" for style, text in zip(styles, texts, strict=True)]


def _foreign(name: str, text: str) -> str:
    """What tells a screen reader that a text is Chinese, more of it than not, where its name is not."""
    return ' lang="zh"' if len(HAN.findall(text)) > len(LATIN.findall(text)) and not HAN.search(name) else ""


def facts(rows: Iterable[tuple[str, str] | tuple[str, str, str]]) -> None:
    """Names and what they say, one below the other, a third member being where it leads; empty ones are left out."""
    items = [(name, escape(text), *link) for name, text, *link in rows if text]
    said = [
        (name, f'<a href="{escape(link[0])}" target="_self">{text}</a>' if link and link[0] else text)
        for name, text, *link in items
    ]
    pairs = (f"<dt>{escape(name)}</dt><dd{_foreign(name, text)}>{text}</dd>" for name, text in said)
    st.html(f'<dl class="pairs">{"".join(pairs)}</dl>')


def figures(visit: Visit, rows: pd.DataFrame) -> pd.DataFrame:
    """Figures as a grid shows them, in the order given."""
    tables, lang = visit.tables, visit.lang
    names = {name: by_key(tables, f"{name}s", f"name_{lang}") for name in ("unit", "indicator", "measure")}
    shown = records(rows)
    columns = {
        "quantity": [numbers.figure_shown(row, tables["measures"], lang) for row in shown],
        "unit": rows["unit"].map(names["unit"]).tolist(),
        "indicator": rows["indicator"].map(names["indicator"]).tolist(),
        "detail": rows[f"detail_{lang}"].fillna("").tolist(),
        "period": [numbers.period_shown(row, lang) for row in shown],
        "status": [visit.say(f"status.{status}") for status in rows["status"]],
        "value": rows["value"].tolist(),
        "measure": rows["measure"].map(names["measure"]).tolist(),
        "printed": rows["printed"].tolist(),
        "place": places(visit, rows),
    }
    return pd.DataFrame({visit.say(f"table.{name}"): values for name, values in columns.items()})
