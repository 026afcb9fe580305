"""How many figures each year has, as a table that is its own map: stronger the more, hatched where there is none."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

import pandas as pd

from etl.tables import Tables
from pages.parts import look, numbers
from pages.parts.text import Language, counted, linked, say

Year = int | None
Counts = Mapping[tuple[str, Year], int]
CellAddress = Callable[[str, int | None], str]  # of the view behind a row (year None) or a cell of it

MANY = 10  # years from which the table scrolls in its own box
EVERY = ""  # the key of a row that counts all rows


@dataclass(frozen=True)
class MapLine:
    """One row of the map: a unit or theme, and its name."""

    key: str
    name: str


@dataclass(frozen=True)
class Map:
    """What is counted by year: its lines in groups, each under a heading or "", and the address of every cell."""

    head: str
    groups: tuple[tuple[str, tuple[MapLine, ...]], ...]
    counts: Counts
    address: CellAddress
    lang: Language
    name_address: Callable[[str], str] | None = None  # of the view behind a row's name, where it is another one


def charted(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures that tell what units did or are to do: all but those quoted as background."""
    return figures[figures["status"] != "background"]


def by_unit(rows: pd.DataFrame, tables: Tables, lang: Language, address: CellAddress) -> Map:
    """Units by kind, those with figures in `rows` that are not background only."""
    figures = charted(rows)
    units = tables["units"].sort_values("position")
    units = units[units["unit"].isin(figures["unit"])]
    groups = []
    for kind, own in units.groupby("kind", sort=False):
        lines = zip(own["unit"], own[f"name_{lang}"], strict=True)
        groups.append((say(lang, f"charts.kind.{kind}"), tuple(MapLine(*line) for line in lines)))
    return Map(say(lang, "table.unit"), tuple(groups), _counts(figures, "unit"), address, lang)


def by_theme(rows: pd.DataFrame, tables: Tables, lang: Language, address: CellAddress) -> Map:
    """Themes in registry order, those with figures in `rows` that are not background only, then all of them."""
    figures = charted(rows)
    own = tables["themes"].sort_values("position")
    own = own[own["theme"].isin(figures["theme"])]
    lines = [MapLine(*line) for line in zip(own["theme"], own[f"name_{lang}"], strict=True)]
    counts = _counts(figures, "theme")
    if len(lines) > 1:
        lines.append(MapLine(EVERY, say(lang, "charts.map.every")))
        counts |= _counts(figures.assign(every=EVERY), "every")
    return Map(say(lang, "charts.map.theme"), (("", tuple(lines)),), counts, address, lang)


def _counts(figures: pd.DataFrame, key: str) -> dict[tuple[str, Year], int]:
    counts: dict[tuple[str, Year], int] = {}
    for name, year in zip(figures[key], figures["year"], strict=True):
        place = str(name), None if pd.isna(year) else int(year)
        counts[place] = counts.get(place, 0) + 1
    return counts


def columns(counts: Counts) -> list[Year]:
    """Every year from the first to the last, reported or not, then None where figures have no single one."""
    years = [year for _, year in counts if year is not None]
    whole: list[Year] = list(range(min(years), max(years) + 1)) if years else []
    return whole + ([None] if any(year is None for _, year in counts) else [])


def as_html(shown: Map, caption: str, dark: bool = False) -> str:
    """The map as one table: a link in every cell that holds figures, words on those that hold none."""
    years, shades = columns(shown.counts), _shades(shown.counts, dark)
    body = [row for title, lines in shown.groups for row in _group(shown, title, lines, years, shades)]
    wide = ' class="coverage many"' if len(years) > MANY else ' class="coverage"'
    return (
        f"<div{wide}><table><caption>{escape(caption)}</caption><thead>{_heads(shown, years, dark)}</thead>"
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def legend(shown: Map, dark: bool = False) -> str:
    """What the ground of a cell says, in words; only what occurs."""
    colours = look.palette(dark)
    ramp = "".join(
        f'<span class="sample" style="background:{look.mixed(colours.oldest, colours.latest, share)}"></span>'
        for share in (0, 0.5, 1)
    )
    darker, silent = (escape(say(shown.lang, f"charts.map.{name}")) for name in ("darker", "silent"))
    cells = ((line.key, year) for _, lines in shown.groups for line in lines for year in columns(shown.counts))
    gaps = "" if all(map(shown.counts.get, cells)) else f'<br><span class="sample none"></span> {silent}'
    return f'<p class="remark">{ramp} {darker}{gaps}</p>'


def _heads(shown: Map, years: list[Year], dark: bool) -> str:
    """The names of the columns, which stay in sight: their ground hides what passes below."""
    texts = [("", escape(shown.head)), ("sum", escape(say(shown.lang, "charts.map.all")))]
    for year in years:
        if year is None:
            long, short = (escape(say(shown.lang, f"charts.map.{name}")) for name in ("no-year", "other"))
            texts.append(("apart", f'<span class="wide">{long}</span><span class="narrow">{short}</span>'))
        else:
            century = f'<span class="wide">{year // 100}</span><span class="narrow">\'</span>'
            texts.append(("", f"{century}{year % 100:02}"))
    ground = look.palette(dark).paper
    cells = [f'<th scope="col" class="{kind}" style="background-color:{ground}">{text}</th>' for kind, text in texts]
    return f"<tr>{''.join(cells)}</tr>"


def _group(
    shown: Map, title: str, lines: tuple[MapLine, ...], years: list[Year], shades: Mapping[int, str]
) -> list[str]:
    rows = [_line(shown, line, years, shades) for line in lines]
    if not title:
        return rows
    return [f'<tr class="kind"><th scope="rowgroup" colspan="{len(years) + 2}">{escape(title)}</th></tr>', *rows]


def _line(shown: Map, line: MapLine, years: list[Year], shades: Mapping[int, str]) -> str:
    counts = {year: shown.counts.get((line.key, year), 0) for year in years}
    behind = shown.name_address(line.key) if shown.name_address else shown.address(line.key, None)
    name = linked(line.name, behind)
    total = sum(counts.values())
    every = numbers.number(total, shown.lang)
    if shown.name_address:
        said = escape(say(shown.lang, "charts.map.row", name=line.name, figures=counted(shown.lang, "figure", total)))
        address = escape(shown.address(line.key, None))
        every = f'<a href="{address}" target="_self" title="{said}">{every}</a>'
    cells = [_cell(shown, line, year, n, shades) for year, n in counts.items()]
    style = ' class="every"' if line.key == EVERY else ""
    return f'<tr{style}><th scope="row">{name}</th><td class="sum">{every}</td>{"".join(cells)}</tr>'


def _cell(shown: Map, line: MapLine, year: Year, n: int, shades: Mapping[int, str]) -> str:
    said = counted(shown.lang, "figure", n) if n else say(shown.lang, "charts.not-mentioned")
    when = say(shown.lang, "charts.no-year") if year is None else str(year)
    title = escape(say(shown.lang, "charts.cell", unit=line.name, year=when, figures=said))
    apart = " apart" if year is None else ""
    if not n:
        return f'<td class="none{apart}" title="{title}"></td>'
    if year is None:  # no choice of years selects these
        return f'<td class="some{apart}" style="{shades[n]}" title="{title}">{n}</td>'
    link = f'<a href="{escape(shown.address(line.key, year))}" target="_self" title="{title}">{n}</a>'
    return f'<td class="some" style="{shades[n]}">{link}</td>'


def _shades(counts: Counts, dark: bool) -> dict[int, str]:
    """The ground and ink for each count that occurs, as CSS."""
    return {
        n: f"background-color:{ground};color:{look.readable_on(ground)}" for n, ground in grounds(counts, dark).items()
    }


def grounds(counts: Counts, dark: bool = False) -> dict[int, str]:
    """The colour for each count that occurs, on the one ramp; the row of all is beyond it."""
    colours = look.palette(dark)
    most = math.log(max((n for (key, _), n in counts.items() if key != EVERY), default=1)) or 1
    return {n: look.mixed(colours.oldest, colours.latest, min(math.log(n) / most, 1)) for n in set(counts.values())}
