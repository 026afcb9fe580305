"""A unit's profile on one sheet of paper: one HTML file that asks for nothing else."""

import math
from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from etl.exporting.html_table import POLICY
from etl.exporting.words import FONTS, HTML_LANG
from etl.tables import Row, Tables, pairs, records
from pages.parts import numbers
from pages.parts.charting import coverage, labels
from pages.parts.charting.legend import INTENDED
from pages.parts.telling import brief_bars, profile
from pages.parts.telling.profile import Beside
from pages.parts.text import Language, counted, listed, pages, say

OWN, OTHERS = 2, 3  # rows of a comparison
MOST_YEARS = 15
# The sheet in lines of print: how many it has, and what its parts take; widths of columns in halves of a Han character.
SHEET, HEAD, FOOT, YEARS, BESIDE = 48.0, 8.0, 5.5, 5.5, 4.0
QUANTITY, WHAT, PERIOD = 18, 40, 15
LETTER = {"zh": 1.0, "en": 0.85}  # of half a Han character, which a Latin letter is at most

COLUMNS = "".join(f'<col class="{name}">' for name in ("quantity", "bar", "what", "when", "where"))

STYLE = """
@page { size: A4; margin: 14mm; }
body { font: 9.5pt/1.4 FONTS; color: #111; background: #fff; max-width: 182mm; margin: 8mm auto; }
h1 { font-size: 17pt; margin: 0; } h2 { font-size: 10.5pt; margin: 3.5mm 0 1mm; border-bottom: 1px solid #111; }
p { margin: 1mm 0; } .quiet { color: #444; } .finding { font-size: 11pt; }
table { border-collapse: collapse; width: 100%; } tr { break-inside: avoid; }
th, td { text-align: left; vertical-align: top; padding: .35mm 2mm .35mm 0; border-bottom: 1px solid #ccc;
  font-weight: 400; }
table { table-layout: fixed; } th[scope=rowgroup] { font-weight: 600; padding-top: 1.5mm; }
.quantity { width: 34mm; } .bar { width: 22mm; } .when { width: 28mm; } .where { width: 27mm; }
td:last-child { white-space: nowrap; }
td { overflow-wrap: anywhere; } .n { font-weight: 600; font-variant-numeric: tabular-nums; }
ol { margin: 1mm 0; padding-left: 6mm; }
a { color: inherit; } footer { margin-top: 3mm; border-top: 1px solid #111; font-size: 8.5pt; overflow-wrap: anywhere; }
@media print { body { margin: 0; } }
@media screen { body { padding: 0 4mm; } }
@media screen and (max-width: 700px) {
  table, tbody { display: block; } colgroup { display: none; } svg { max-width: 100%; }
  tr { display: grid; grid-template-columns: 1fr 1fr; padding: 1mm 0; border-bottom: 1px solid #ccc; }
  th, td { border: 0; } th, td:nth-child(3) { grid-column: 1 / 3; }
}
"""


@dataclass(frozen=True)
class Origin:
    """Which data a brief shows, and where on the dashboard the same is found."""

    release: str
    day: str
    address: str


@dataclass(frozen=True)
class Writer:
    """Who writes every part of a brief: with the data, the language, the issues in the order they are numbered."""

    tables: Tables
    lang: Language
    issues: tuple[str, ...]

    def say(self, key: str, **values: object) -> str:
        """A sentence in the language of the brief."""
        return say(self.lang, key, **values)

    def name(self, table: str, key: str) -> str:
        """The name of a unit, indicator, measure or theme."""
        return profile.named(self.tables, self.lang, table, key)


def brief(tables: Tables, lang: Language, unit: str, origin: Origin) -> str:
    """The whole file: who, a finding, headline figures, years, others of its kind, sources."""
    rows, years = profile.own(tables, unit), _years(lang, profile.own(tables, unit))
    compared = _compared(profile.beside(tables, unit)[:1], unit)
    beside = pd.concat([own for _, own in compared]) if compared else rows.head(0)
    taken = [_lines(tables, lang, row) for row in records(beside)]
    room = (
        SHEET - HEAD - FOOT - rows["issue"].nunique() - (YEARS if years else 0) - (BESIDE + sum(taken) if taken else 0)
    )
    shown = headline(rows, [_lines(tables, lang, row) for row in records(rows)], room)
    issues = pd.concat([shown["issue"], beside["issue"]])
    writer = Writer(tables, lang, tuple(issues.unique()))
    left = len(rows) - len(shown)
    parts = [
        _head(writer, unit),
        _p(profile.finding(tables, lang, unit), "finding"),
        _figures(writer, shown),
        _p(writer.say("brief.largest", figures=counted(lang, "figure", left)), "quiet") if left else "",
        years,
        *(_beside(writer, one, own) for one, own in compared),
        _sources(writer),
        _foot(writer, origin),
    ]
    title = writer.say("brief.title", name=writer.name("units", unit))
    return (
        f'<!DOCTYPE html>\n<html lang="{HTML_LANG[lang]}"><head><meta charset="utf-8">{POLICY}'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
        f"<style>{STYLE.replace('FONTS', FONTS[lang])}</style></head><body>{''.join(parts)}</body></html>\n"
    )


def _compared(found: list[Beside], unit: str) -> list[tuple[Beside, pd.DataFrame]]:
    """Each comparison with the rows that the sheet has room for: a few of its own, of others the largest of each."""
    mine = [one.rows[one.rows["unit"] == unit].head(OWN) for one in found]
    others = [one.rows[one.rows["unit"] != unit] for one in found]
    turns = [rows.groupby("unit").cumcount().sort_values(kind="stable") for rows in others]
    heads = [rows.loc[turn.index].head(OTHERS) for rows, turn in zip(others, turns, strict=True)]
    return [(one, pd.concat(both)) for one, *both in zip(found, mine, heads, strict=True)]


def headline(rows: pd.DataFrame, lines: list[int], room: float) -> pd.DataFrame:
    """As many figures as fit, by theme: what is not background first, of every theme one, then another of each.

    Within a theme: of each indicator the largest that is reported, else its largest target or rule; the larger of these
    first; then the second of each. `lines` is what each takes; the heading of a theme takes one more.
    """
    order = _ranked(rows).assign(lines=pd.Series(lines, index=rows.index))
    kept: list[Any] = []
    for index, turn, taken in zip(order.index, order["turn"], order["lines"], strict=True):
        room -= taken + (turn == 0)
        if room < 0:
            break
        kept.append(index)
    things = order.loc[kept].groupby(["position", "indicator"], sort=False).ngroup()
    return rows.loc[order.loc[kept].assign(thing=things).sort_values(["position", "thing"], kind="stable").index]


def _ranked(rows: pd.DataFrame) -> pd.DataFrame:
    """Figures in the order in which a sheet takes them, each with the position of its theme and its turn in it."""
    order = rows[["theme", "indicator"]].assign(
        position=pd.factorize(rows["theme"])[0],
        background=rows["status"] == "background",
        intended=rows["status"].isin(INTENDED),
        smaller=-profile.size(rows),
    )
    size = ["intended", "smaller"]
    order = order.sort_values(["background", *size], kind="stable")
    order["nth"] = order.groupby(["theme", "indicator"]).cumcount()
    order = order.sort_values(["background", "nth", *size], kind="stable")
    order["turn"] = order.groupby("theme").cumcount()
    return order.sort_values(["background", "turn", "position"], kind="stable")


def _lines(tables: Tables, lang: Language, row: Row) -> int:
    """How many lines of print a figure takes."""
    texts = {
        numbers.figure_shown(row, tables["measures"], lang): QUANTITY,
        profile.what(tables, lang, row): WHAT,
        numbers.period_shown(row, lang): PERIOD,
    }
    return max(math.ceil(labels.width(text) * LETTER[lang] / most) for text, most in texts.items())


def _p(text: str, style: str = "") -> str:
    return f'<p class="{style}">{escape(text)}</p>'


def _head(writer: Writer, unit: str) -> str:
    kind = writer.say(f"unit.one.{pairs(writer.tables['units'], 'unit', 'kind')[unit]}")
    above = [writer.name("units", one) for one in profile.above(writer.tables, unit)]
    line = [writer.say("frame.under").join(above), kind]
    name = f"<h1>{escape(writer.name('units', unit))}</h1>"
    return (
        _p(writer.say("brief.kind"), "quiet") + name + _p(writer.say("frame.apart").join(filter(None, line)), "quiet")
    )


def _figures(writer: Writer, rows: pd.DataFrame) -> str:
    """Figures theme by theme; those of one indicator and measure share the scale of their bars."""
    shared = rows.groupby(["indicator", "measure"])["figure"].transform("size") > 1
    alike = rows[shared].groupby(["indicator", "measure"])
    most = {key: max(map(brief_bars.end, records(own))) for key, own in alike}
    lines, before = [], ""
    for row in records(rows):
        if row["theme"] != before:
            before = row["theme"]
            lines.append(f'<tr><th scope="rowgroup" colspan="5">{escape(writer.name("themes", before))}</th></tr>')
        scale = most.get((row["indicator"], row["measure"]))
        lines.append(_line(writer, row, profile.what(writer.tables, writer.lang, row), scale))
    return _table(lines) if lines else ""


def _table(lines: list[str]) -> str:
    return f"<table><colgroup>{COLUMNS}</colgroup>{''.join(lines)}</table>"


def _line(writer: Writer, row: Row, what: str, scale: float | None) -> str:
    """One figure: quantity, bar where there is a scale, what it counts, when, where it is printed."""
    quantity = numbers.figure_shown(row, writer.tables["measures"], writer.lang)
    drawn = "" if scale is None or row["measure"] == "rank" else brief_bars.bar(row, scale)
    n = writer.issues.index(row["issue"]) + 1
    on: str = "" if pd.isna(row["page"]) else pages(writer.lang, row["page"])
    where = writer.say("brief.where-pages" if on else "brief.where", n=n, pages=on)
    period = numbers.period_shown(row, writer.lang)
    cells = (escape(quantity), drawn, *map(escape, (what, period, where)))
    first, *others = cells
    return f'<tr><td class="n">{first}</td>{"".join(f"<td>{cell}</td>" for cell in others)}</tr>'


def _years(lang: Language, rows: pd.DataFrame) -> str:
    """How many figures each year has, a year without any named as such; background is not counted."""
    known = coverage.charted(rows)["year"].dropna()
    counts = Counter(int(year) for year in known)
    if len(counts) < 2 or max(counts) - min(counts) >= MOST_YEARS:
        return ""
    drawn = brief_bars.columns(counts, say(lang, "brief.silent"))
    gaps = len(counts) <= max(counts) - min(counts)
    said = say(lang, "brief.silence" if gaps else "unit.years-note")
    return f"<h2>{escape(say(lang, 'unit.years'))}</h2>{drawn}{_p(said, 'quiet')}"


def _beside(writer: Writer, one: Beside, own: pd.DataFrame) -> str:
    """The same indicator from others of its kind; its own figures stand first."""
    rows = records(own)
    most = max(map(brief_bars.end, rows))
    named = {"indicator": writer.name("indicators", one.indicator), "measure": writer.name("measures", one.measure)}
    title = writer.say("brief.beside", what=writer.say("unit.one-of", **named))
    lines = [_line(writer, row, profile.whose(writer.tables, writer.lang, row), most) for row in rows]
    left = len(one.rows) - len(rows)
    more = writer.say("brief.more", figures=counted(writer.lang, "figure", left)) if left else ""
    remark = writer.say("brief.sentences", one=profile.stands(writer.lang, one), other=more)
    return f"<h2>{escape(title)}</h2>{_table(lines)}{_p(remark, 'quiet')}"


def _sources(writer: Writer) -> str:
    """The issues that figures are printed in, by the numbers that the figures give."""
    known = writer.tables["issues"].set_index("issue")
    items = []
    for issue in writer.issues:
        row = known.loc[issue]
        said = [str(row[name]) for name in ("publisher", "published") if not pd.isna(row[name])]
        items.append(f"<li>{escape(listed(writer.lang, [writer.say('frame.place', title=row['title']), *said]))}</li>")
    return f"<h2>{escape(writer.say('brief.sources'))}</h2><ol>{''.join(items)}</ol>" if items else ""


def _foot(writer: Writer, origin: Origin) -> str:
    sentence = writer.say("brief.foot", name=writer.say("frame.name"), release=origin.release, day=origin.day)
    link = f'<a href="{escape(origin.address)}">{escape(origin.address)}</a>'
    return f"<footer>{escape(sentence)}<br>{link}</footer>"
