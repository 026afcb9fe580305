"""Figures as one accessible HTML page: a table that reads well aloud, on paper and years from now, and runs nothing."""

from collections.abc import Iterator
from html import escape
from typing import Any

import pandas as pd

from etl.exporting.selection import Extract
from etl.exporting.sheets import COLUMNS, cover, shown
from etl.exporting.words import FONTS, HTML_LANG, Language, say, whole
from etl.exporting.workbook import TooLarge
from etl.tables import pairs

MOST_ROWS = 20_000  # what browsers and screen readers still walk through
CITED = 3  # issues named before "and n more"
FIRST = "unit"  # what heads a row
APART = ("link", "release")  # said once, or where the id leads
NUMBERS = ("value", "lower", "upper", "year", "line")
# Nothing is asked of the network, and nothing runs, whatever the data says.
POLICY = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.6 FONTS; margin: 2rem auto; padding: 0 1rem; max-width: 120rem; }
h1 { font-size: 1.5rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
dd { margin: 0; overflow-wrap: anywhere; }
div { overflow-x: auto; }
table { border-collapse: collapse; width: max-content; min-width: 100%; line-height: 1.4; font-size: .9375rem; }
caption { text-align: left; font-weight: 600; padding: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid #8888;
  font-weight: 400; min-width: 5em; max-width: 24em; white-space: pre-wrap; }
td a { white-space: nowrap; }
thead th { font-weight: 600; white-space: nowrap; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; min-width: 0; }
@page { size: A4 landscape; margin: 10mm; }
@media print { body { font-size: 8pt; margin: 0; } div { overflow: visible; }
  table { font-size: 7pt; width: 100%; }
  th, td { min-width: 0; overflow-wrap: anywhere; } td a { white-space: normal; } }
"""


def figures_html(taken: Extract, lang: Language) -> bytes:
    """An HTML page of an extract, without the columns that are empty; raises TooLarge beyond MOST_ROWS."""
    rows = len(taken.rows)
    if rows > MOST_ROWS:
        raise TooLarge(say(lang, "refused.html", most=whole(MOST_ROWS, lang), rows=whole(rows, lang)))
    title, caption = _text(say(lang, "title")), _text(say(lang, "table.caption", figures=whole(rows, lang)))
    facts = [(label, text) for label, text in cover(taken, lang) if label]
    told = "".join(f"<dt>{_text(label)}</dt><dd>{_text(text)}</dd>" for label, text in facts)
    page = (
        f'<!DOCTYPE html>\n<html lang="{HTML_LANG[lang]}"><head><meta charset="utf-8">{POLICY}'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title>'
        f"<style>{STYLE.replace('FONTS', FONTS[lang])}</style></head>\n<body><main><h1>{title}</h1>"
        f"<p>{_text(say(lang, 'cover.about'))}</p>\n"
        f'<div role="region" tabindex="0" aria-labelledby="figures"><table><caption id="figures">{caption}</caption>\n'
        f"{''.join(_table(taken, lang))}</table></div></main>\n"
        f"<footer><p>{_text(_sources(taken, lang))}</p><dl>{told}</dl></footer></body></html>\n"
    )
    return page.encode("utf-8")


def _table(taken: Extract, lang: Language) -> Iterator[str]:
    table = shown(taken, lang)
    ordered = (FIRST, *(name for name in COLUMNS if name not in (FIRST, "figure")), "figure")
    names = [name for name in ordered if name not in APART and (table.empty or table[name].notna().any())]
    heads = (f'<th scope="col"{_style(name)}>{_text(say(lang, f"column.{name}"))}</th>' for name in names)
    yield f"<thead><tr>{''.join(heads)}</tr></thead>\n<tbody>\n"
    for row in zip(*(_cells(table, name) for name in names), strict=True):
        yield f"<tr>{''.join(row)}</tr>\n"
    yield "</tbody>"


def _cells(table: pd.DataFrame, name: str) -> list[str]:
    texts = ["" if gap else _text(cell) for cell, gap in zip(table[name], table[name].isna(), strict=True)]
    if name == "figure":
        links = map(_text, table["link"])
        texts = [f'<a href="{link}">{text}</a>' for link, text in zip(links, texts, strict=True)]
    tag, scope = ("th", ' scope="row"') if name == FIRST else ("td", "")
    return [f"<{tag}{scope}{_style(name)}>{text}</{tag}>" for text in texts]


def _style(name: str) -> str:
    return ' class="n"' if name in NUMBERS else ""


def _text(cell: Any) -> str:
    """Text or a number, to the letter; HTML takes a carriage return for a line feed unless it is spelled out."""
    if isinstance(cell, str):
        return escape(cell).replace("\r", "&#13;")
    return str(int(cell)) if cell == int(cell) else repr(float(cell))


def _sources(taken: Extract, lang: Language) -> str:
    """The issues that the figures rest on, each with the date of print where that is known."""
    titles, dates = (pairs(taken.tables["issues"], "issue", column) for column in ("title", "published"))
    found = list(taken.rows["issue"].unique())
    cited = say(lang, "comma").join(
        say(lang, "source.title", title=titles[issue])
        if pd.isna(dates[issue])
        else say(lang, "source.dated", title=titles[issue], date=dates[issue])
        for issue in found[:CITED]
    )
    more = say(lang, "source.more", n=len(found) - CITED) if len(found) > CITED else ""
    return say(lang, "source.line", titles=cited + more) if found else ""
