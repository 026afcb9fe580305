"""In which order bars stand, under which headings, and what is written beside and over each."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from etl.tables import Row
from pages.parts.charting import labels
from pages.parts.charting.legend import INTENDED
from pages.parts.text import Language, say

# Sizes in pixels; a label's and a value's width in letters, of which a Han character is two.
LABEL, THICK, TEXT, GAP, GROUP, HEADING = 17, 12, 16, 8, 8, 30
LINE: dict[Language, int] = {"zh": 46, "en": 52}  # a Latin letter is narrower than half a Han character, not where bold
BOLD, VALUE, LONG_VALUE = 44, 30, 20
LONG = 0.4  # of the longest bar: beside so long a one a value is kept narrow, or all bars would have to be short
PANELS, IN_PANEL = 3, 2  # so many years with so many figures each stand apart, year by year
OF_WHICH = ("其中", "of which")


@dataclass(frozen=True)
class Arranged:
    """A figure (see `in_words`) among others: the section it stands in, "" for none, and the whole it stands under."""

    row: Row
    section: str
    whole: Row | None

    @property
    def unit(self) -> tuple[str, str]:
        """Whose group of its section it stands in."""
        return self.section, self.row["unit"]


@dataclass(frozen=True)
class Bar:
    """A figure's bar and what is written by it, as Plotly text; heights in pixels from the top.

    `heading` is that of the section which the bar opens, if it does; `heading_bottom` is where it stands.
    """

    row: Row
    colour: str
    heading: str
    heading_bottom: int
    label: list[str]
    label_bottom: int
    middle: float
    value: list[str]
    hover: str


def arranged(rows: Sequence[Row], lang: Language) -> list[Arranged]:
    """Figures in the order of their bars.

    Years stand apart where three of them have two figures each; background stands last. Within a section the unit
    with the largest figure is first; within it the thing with the largest, its parts after it, its latest year first.
    """
    years = Counter(row["year"] for row in rows if _own(row) and row["year"] is not None)
    apart = sum(n >= IN_PANEL for n in years.values()) >= PANELS
    by_id = {row["figure"]: Arranged(row, _section(row, apart, lang), None) for row in rows}
    found = [Arranged(one.row, one.section, _whole(one, by_id)) for one in by_id.values()]
    most: dict[tuple[str, ...], float] = {}
    for one in found:
        for key in (one.unit, _thing(one.row)):
            most[key] = max(most.get(key, -math.inf), one.row["largest"])

    def order(one: Arranged) -> tuple[Any, ...]:
        row = one.row
        root, thing = _thing(one.whole or row), _thing(row)
        section = (not _own(row), apart and -(row["year"] or 0))
        within = (-most[one.unit], one.unit, -most[root], root, one.whole is not None, -most[thing], thing)
        return (*section, *within, -(row["year"] or 0), -row["largest"], row["figure"])

    return sorted(found, key=order)


def _own(row: Row) -> bool:
    return bool(row["status"] != "background")


def _section(row: Row, apart: bool, lang: Language) -> str:
    if not _own(row):
        return say(lang, "charts.background")
    if not apart:
        return ""
    return say(lang, "charts.no-year") if row["year"] is None else str(row["year"])


def _whole(one: Arranged, by_id: dict[str, Arranged]) -> Row | None:
    """The whole that a figure is a part of, where the whole stands in the same unit's group."""
    whole = by_id.get(str(one.row["part_of"]))
    return whole.row if whole and whole.unit == one.unit else None


def _thing(row: Row) -> tuple[str, ...]:
    return row["unit"], row["indicator"], row["said"]


def placed(found: Sequence[Arranged], colour: Callable[[Row], str], lang: Language) -> tuple[list[Bar], int]:
    """The bars from top to bottom, each in the colour of its figure, and the height of them all in pixels."""
    things = Counter(_thing(one.row) for one in found)
    several = len({one.row["indicator"] for one in found}) > 1
    longest = max((one.row["largest"] for one in found), default=0)
    bars: list[Bar] = []
    y, section, unit = GROUP, "", ""
    for one in found:
        row = one.row
        opens = one.section != section
        first = opens or row["unit"] != unit
        y += HEADING if opens else GROUP if first and unit else 0
        alone = things[_thing(row)] == 1 and row["period_kind"] == "year"
        parts = [row["indicator_name"] if several else "", _said(one, lang), "" if alone else row["time"]]
        label = _label(row, first, parts, lang)
        value = labels.wrapped(row["shown"], LONG_VALUE if row["largest"] > LONG * longest else VALUE)
        bottom, thick = y + LABEL * len(label), max(THICK, TEXT * len(value))
        heading, middle = one.section if opens else "", bottom + thick / 2 + 1
        bars.append(Bar(row, colour(row), heading, y - GROUP, label, bottom, middle, value, _hover(row, lang)))
        y, section, unit = bottom + thick + GAP, one.section, row["unit"]
    return bars, y


def _label(row: Row, first: bool, parts: list[str], lang: Language) -> list[str]:
    """The lines above a bar, as Plotly text: the unit where it begins, then what sets this bar apart."""
    if row["status"] in INTENDED:
        parts = [*parts, row["state"]]
    own = list(map(labels.literal, labels.packed(parts, LINE[lang])))
    if not first:
        return own or [labels.literal(row["time"])]
    unit = row["unit_name"]
    if len(own) == 1 and labels.width(" · ".join([unit, *filter(None, parts)])) <= BOLD:
        return [f"<b>{labels.literal(unit)}</b> · {own[0]}"]
    return [f"<b>{labels.literal(line)}</b>" for line in labels.wrapped(unit, BOLD)] + own


def _said(one: Arranged, lang: Language) -> str:
    """What a figure counts, said to be a part where it stands under its whole."""
    said = str(one.row["said"])
    if one.whole is None or said.casefold().startswith(OF_WHICH):
        return said
    return say(lang, "charts.part", said=said)


def _hover(row: Row, lang: Language) -> str:
    what = " · ".join(part for part in (row["indicator_name"], row["said"]) if part)
    plain = [
        say(lang, "charts.printed", printed=row["as_printed"]),
        f"{row['time']} · {row['state']}",
        say(lang, "charts.where", title=row["title"], place=row["place"]),
    ]
    wrapped = [line for text in plain for line in labels.wrapped(text, LINE[lang])]
    bold = [f"<b>{labels.literal(text)}</b>" for text in (row["unit_name"], row["shown"])]
    return "<br>".join([bold[0], labels.lines(labels.wrapped(what, LINE[lang])), bold[1], labels.lines(wrapped)])
