"""A map of how many figures each year has as an SVG picture: what the page shows, with its caption inside."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from etl.exporting.words import FONTS, HTML_LANG
from pages.parts import look, numbers
from pages.parts.charting import coverage, labels
from pages.parts.charting.coverage import Map, MapLine, Year
from pages.parts.taking.pictures import BEFORE, EDGE, LETTERS, LINE, TITLE, WIDTH, Caption
from pages.parts.text import Language, say

# Pixels; a letter is half a Han character.
ROW, GAP, CELL, WIDEST, LETTER = 24, 2, 30, 64, 7.0
NAME, SUM = 300, 44
FULL_YEAR = 36  # a cell so wide has room for 2025, a narrower one for '25
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
HATCH = (
    '<defs><pattern id="none" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="#F6F6F6"/><rect width="1" height="6" fill="#D9D9D9"/></pattern></defs>'
)


@dataclass(frozen=True)
class Grid:
    """Where the columns stand: the width of the names, where each year's begins, and how wide a cell is; pixels."""

    beside: float
    starts: Mapping[Year, float]
    cell: float
    wide: int


Part = tuple[str, int]  # SVG from its upper left corner on, and its height in pixels


def svg(shown: Map, caption: Caption, source: str) -> bytes:
    """The map on white, with its legend and source; as wide as its years need, at least WIDTH."""
    grid, lang = _grid(shown), shown.lang
    y, parts = EDGE, []
    for part, height in (*_title(caption), *_rows(shown, grid), *_foot(shown, caption, source)):
        parts.append(f'<g transform="translate({EDGE} {y})">{part}</g>')
        y += height
    size = f'width="{grid.wide}" height="{y + EDGE}" viewBox="0 0 {grid.wide} {y + EDGE}"'
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} xml:lang="{HTML_LANG[lang]}" role="img" '
        f'font-family="{escape(FONTS[lang])}" font-size="13" fill="{look.palette().ink}">'
        f"<title>{_plain(' '.join(caption.title))}</title>{HATCH}"
        f'<rect width="100%" height="100%" fill="#FFFFFF"/>{"".join(parts)}</svg>\n'
    )
    return drawn.encode("utf-8")


def _grid(shown: Map) -> Grid:
    years = coverage.columns(shown.counts)
    names = [line.name for _, lines in shown.groups for line in lines]
    beside = min(max((labels.width(name) for name in names), default=0) * LETTER + 12, NAME)
    wide = max(WIDTH, math.ceil(2 * EDGE + beside + SUM + CELL * len(years)))
    cell = min((wide - 2 * EDGE - beside - SUM) / max(len(years), 1), WIDEST)
    return Grid(beside, {year: beside + SUM + n * cell for n, year in enumerate(years)}, cell, wide)


def _title(caption: Caption) -> Iterator[Part]:
    for line in caption.title:
        yield _text(line, 0, 18, "", 'font-size="18" font-weight="600"'), TITLE
    for line in caption.chosen:
        yield _text(line, 0, 13, look.palette().muted), LINE
    yield "", BEFORE


def _foot(shown: Map, caption: Caption, source: str) -> Iterator[Part]:
    """What the cells say, which issues they rest on, then release and link."""
    colours, lang = look.palette(), shown.lang
    ramp = (look.mixed(colours.oldest, colours.latest, share) for share in (0, 0.5, 1))
    yield "", BEFORE
    for swatches, key in (([*ramp], "pictures.darker"), (["url(#none)"], "charts.map.silent")):
        drawn = "".join(_box(22 * n, 3, 20, 12, colour) for n, colour in enumerate(swatches))
        yield drawn + _text(say(lang, key), 22 * len(swatches) + 6, 13, colours.muted), LINE + 2
    other = [say(lang, "pictures.other")] if None in coverage.columns(shown.counts) else []
    for line in [*other, *labels.wrapped(source, LETTERS), *caption.source]:
        yield _text(line, 0, 13, colours.muted, 'font-size="12"'), LINE


def _rows(shown: Map, grid: Grid) -> Iterator[Part]:
    heads = [_text(shown.head, 0, 16, look.palette().muted), _sum(say(shown.lang, "charts.map.all"), grid)]
    heads += [_middle(_year(year, grid, shown.lang), start + grid.cell / 2) for year, start in grid.starts.items()]
    yield "".join(heads), ROW
    grounds = coverage.grounds(shown.counts)
    for title, lines in shown.groups:
        if title:
            yield _text(title, 0, 20, "", 'font-weight="600"'), ROW + 4
        for line in lines:
            yield _line(shown, line, grid, grounds)


def _year(year: Year, grid: Grid, lang: Language) -> str:
    if year is None:
        return say(lang, "charts.map.other")
    return str(year) if grid.cell >= FULL_YEAR else f"'{year % 100:02}"


def _line(shown: Map, line: MapLine, grid: Grid, grounds: dict[int, str]) -> Part:
    """One unit or theme: its name, in as many lines as it needs, how many figures it has, and a cell a year."""
    name = labels.wrapped(line.name, int((grid.beside - 12) / LETTER))
    height, wide = ROW + LINE * (len(name) - 1), grid.cell - GAP
    counts = {year: shown.counts.get((line.key, year), 0) for year in grid.starts}
    parts = [_text(text, 0, 16 + LINE * n) for n, text in enumerate(name)]
    parts.append(_sum(numbers.number(sum(counts.values()), shown.lang), grid))
    for year, n in counts.items():
        ground = grounds[n] if n else "url(#none)"
        parts.append(_box(grid.starts[year], 0, wide, height - GAP, ground))
        if n:
            parts.append(_middle(str(n), grid.starts[year] + wide / 2, look.readable_on(ground)))
    return "".join(parts), height


def _box(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{colour}"/>'


def _sum(text: str, grid: Grid) -> str:
    return _text(text, grid.beside + SUM - 12, 16, "", 'text-anchor="end"')


def _middle(text: str, x: float, colour: str = "") -> str:
    return _text(text, x, 16, colour, 'text-anchor="middle"')


def _text(text: str, x: float, y: float, colour: str = "", more: str = "") -> str:
    fill = f' fill="{colour}"' if colour else ""
    return f'<text x="{x:g}" y="{y:g}"{fill}{f" {more}" if more else ""}>{_plain(text)}</text>'


def _plain(text: str) -> str:
    """Text to the letter, without what XML cannot hold."""
    return escape(NOT_XML.sub("\ufffd", text))
