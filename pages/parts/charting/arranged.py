"""In which order bars stand, under which headings, and what is written beside and over each."""

import math
from collections import Counter
from typing import Any

from pages.parts.charting import labels
from pages.parts.charting.legend import INTENDED
from pages.parts.text import Language, say

Record = dict[str, Any]

# Sizes in pixels; a label's and a value's width in letters, of which a Han character is two.
LABEL, BAR, TEXT, GAP, GROUP, HEADING = 17, 12, 16, 8, 8, 30
LINE: dict[Language, int] = {"zh": 46, "en": 52}  # a Latin letter is narrower than half a Han character, not where bold
BOLD, VALUE, LONG_VALUE = 44, 30, 20
LONG = 0.4  # of the longest bar: beside so long a one a value is kept narrow, or all bars would have to be short
PANELS, IN_PANEL = 3, 2  # so many years with so many figures each stand apart, year by year
OF_WHICH = ("其中", "of which")


def arranged(records: list[Record], lang: Language) -> list[Record]:
    """Records in the order of their bars, each with its `section`: a heading, or "" where none is needed.

    Years stand apart where three of them have two figures each; background stands last. Within a section the unit
    with the largest figure is first; within it the thing with the largest, its parts after it, its latest year first.
    """
    years = Counter(record["year"] for record in records if _own(record) and record["year"] is not None)
    apart = sum(n >= IN_PANEL for n in years.values()) >= PANELS
    wholes = {record["figure"]: record for record in records}
    most: dict[tuple[Any, ...], float] = {}
    for record in records:
        record["section"] = _section(record, apart, lang)
        record["under"] = _under(record, wholes)
        for key in (_unit(record), _thing(record)):
            most[key] = max(most.get(key, -math.inf), record["largest"])

    def order(record: Record) -> tuple[Any, ...]:
        whole = record["under"] or record
        unit, root, thing = _unit(record), _thing(whole), _thing(record)
        section = (not _own(record), apart and -(record["year"] or 0))
        within = (-most[unit], unit, -most[root], root, record["under"] is not None, -most[thing], thing)
        return (*section, *within, -(record["year"] or 0), -record["largest"], record["figure"])

    return sorted(records, key=order)


def _own(record: Record) -> bool:
    return bool(record["status"] != "background")


def _section(record: Record, apart: bool, lang: Language) -> str:
    if not _own(record):
        return say(lang, "charts.background")
    if not apart:
        return ""
    return say(lang, "charts.no-year") if record["year"] is None else str(record["year"])


def _under(record: Record, wholes: dict[str, Record]) -> Record | None:
    """The whole that a record is a part of, where the whole stands in the same unit's group."""
    whole = wholes.get(str(record["part_of"]))
    return whole if whole and _unit(whole) == _unit(record) else None


def _unit(record: Record) -> tuple[str, ...]:
    return (record["section"], record["unit"]) if "section" in record else (record["unit"],)


def _thing(record: Record) -> tuple[str, ...]:
    return record["unit"], record["indicator"], record["said"]


def placed(records: list[Record], lang: Language) -> int:
    """Give each record its heading, label, value lines, hover text and pixel rows; the height of them all."""
    things = Counter(_thing(record) for record in records)
    indicators = {record["indicator"] for record in records}
    longest = max((record["largest"] for record in records), default=0)
    y, section, unit = GROUP, "", ""
    for record in records:
        record["heading"] = y + HEADING - GROUP if record["section"] != section else None
        first = record["heading"] is not None or record["unit"] != unit
        y += HEADING if record["heading"] is not None else GROUP if first and unit else 0
        alone = things[_thing(record)] == 1 and record["period_kind"] == "year"
        shown = [
            record["indicator_name"] if len(indicators) > 1 else "",
            _said(record, lang),
            "" if alone else record["time"],
        ]
        record["label"] = _label(record, first, shown, lang)
        long = record["largest"] > LONG * longest
        record["value_lines"] = labels.wrapped(record["shown"], LONG_VALUE if long else VALUE)
        thick = max(BAR, TEXT * len(record["value_lines"]))
        record["label_bottom"] = y + LABEL * len(record["label"])
        record["middle"] = record["label_bottom"] + thick / 2 + 1
        record["hover"] = _hover(record, lang)
        y = record["label_bottom"] + thick + GAP
        section, unit = record["section"], record["unit"]
    return y


def _label(record: Record, first: bool, parts: list[str], lang: Language) -> list[str]:
    """The lines above a bar, as Plotly text: the unit where it begins, then what sets this bar apart."""
    if record["status"] in INTENDED:
        parts = [*parts, record["state"]]
    own = list(map(labels.literal, labels.packed(parts, LINE[lang])))
    if not first:
        return own or [labels.literal(record["time"])]
    unit = record["unit_name"]
    if len(own) == 1 and labels.width(" · ".join([unit, *filter(None, parts)])) <= BOLD:
        return [f"<b>{labels.literal(unit)}</b> · {own[0]}"]
    return [f"<b>{labels.literal(line)}</b>" for line in labels.wrapped(unit, BOLD)] + own


def _said(record: Record, lang: Language) -> str:
    """What a record counts, said to be a part where it stands under its whole."""
    said = str(record["said"])
    if record["under"] is None or said.casefold().startswith(OF_WHICH):
        return said
    return say(lang, "charts.part", said=said)


def _hover(record: Record, lang: Language) -> str:
    what = " · ".join(part for part in (record["indicator_name"], record["said"]) if part)
    plain = [
        say(lang, "charts.printed", printed=record["as_printed"]),
        f"{record['time']} · {record['state']}",
        say(lang, "charts.where", title=record["title"], place=record["place"]),
    ]
    wrapped = [line for text in plain for line in labels.wrapped(text, LINE[lang])]
    bold = [f"<b>{labels.literal(text)}</b>" for text in (record["unit_name"], record["shown"])]
    return "<br>".join([bold[0], labels.lines(labels.wrapped(what, LINE[lang])), bold[1], labels.lines(wrapped)])
