"""What the address says: its sound part is the reader's choice, the rest is told, never swallowed."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from typing import Any

import pandas as pd

from etl import query
from etl.exporting.selection import LONGEST_TEXT, STATUSES, chosen
from etl.query import NOT_BACKGROUND, Choice
from etl.search import WIDE
from etl.tables import TABLES, Row, Tables, pairs, records
from pages.parts.kept import kept
from pages.parts.text import LANGUAGES, Language, say

FRAME = ("lang", "unit", "only", "year", "theme", "indicator", "status")  # what every link carries on
AFRESH: dict[str, object] = dict.fromkeys(FRAME[1:])  # for a link that leaves behind what was chosen
VERSION = "v"  # the release a copied link was made from
PREVIEW = "preview"  # the draft that a curator sees the pages with; every link carries it on
OWN: Mapping[str, tuple[str, ...]] = {
    "overview": (),
    "indicator": ("measure", "log"),
    "figures": ("issue", "text", "column"),
    "sources": ("issue", "article", "figure"),
    "method": (),
    "unit": (),
    "refresh": (),
}
CHOOSING = ("indicator", "figures")  # the pages that show what is chosen; the others keep it for them
MANY = ("unit", "year", "column")
COLUMNS = (  # of the grid of figures
    "quantity",
    "unit",
    "indicator",
    "detail",
    "period",
    "status",
    "value",
    "measure",
    "printed",
    "place",
)
MOST_NOTICES = 6

Parameters = Mapping[str, Sequence[str]]
Complaint = Callable[[], str]  # put into words only if it is told: the nearest that there is takes time to find


@dataclass(frozen=True)
class Said:
    """The values of an address that hold, by parameter, and a sentence for each that does not."""

    values: Mapping[str, tuple[str, ...]]
    notices: tuple[str, ...] = ()

    def one(self, parameter: str) -> str | None:
        """The value of a parameter that takes one."""
        return next(iter(self.values.get(parameter, ())), None)

    def choice(self) -> Choice:
        """The figures asked for."""
        return chosen(self.values)


def read(address: Parameters, page: str, tables: Tables, lang: Language) -> Said:
    """What an address asks of a page."""
    values: dict[str, tuple[str, ...]] = {}
    complaints: list[Complaint] = []
    for parameter, given in address.items():
        if parameter not in (*FRAME, VERSION, PREVIEW, *OWN[page]):
            complaints.append(partial(_unused, parameter, page, lang))
            continue
        held, amiss = _read_one(parameter, list(dict.fromkeys(given)), tables, lang)
        complaints += amiss
        if held:
            values[parameter] = held
    complaints += _disagreeing(values, tables, lang)
    notices = [told() for told in complaints[:MOST_NOTICES]]
    if len(complaints) > MOST_NOTICES:
        notices.append(say(lang, "notice.more", n=len(complaints) - MOST_NOTICES))
    return Said(values, tuple(notices))


def _disagreeing(values: dict[str, tuple[str, ...]], tables: Tables, lang: Language) -> list[Complaint]:
    """An indicator has one theme: another one asked for beside it is taken out of `values`, and told."""
    if "indicator" not in values or "theme" not in values:
        return []
    indicator, theme = values["indicator"][0], values["theme"][0]
    if theme_of(tables, indicator) == theme:
        return []
    del values["theme"]
    named = {name: names(name, tables, lang)[value] for name, value in (("theme", theme), ("indicator", indicator))}
    return [partial(say, lang, "notice.disagreeing", **named)]


def theme_of(tables: Tables, indicator: str) -> str:
    """The theme that an indicator belongs to."""
    return str(by_key(tables, "indicators", "theme")[indicator])


def link(said: Said, **own: object) -> dict[str, list[str]]:
    """The address of another view: the frame's values go along, `own` is added; None takes a value out.

    A theme of the view's own takes the place of an indicator, and the other way round. The same view has the same
    address, wherever the link stands.
    """
    rivals = {"theme": "indicator", "indicator": "theme"}
    dropped = {rivals[name] for name in own if name in rivals} | {name for name in own if own[name] is None}
    kept = {name: list(said.values[name]) for name in (*FRAME, PREVIEW) if name in said.values and name not in dropped}
    linked = kept | {name: [str(value)] for name, value in own.items() if value is not None}
    return {name: linked[name] for name in (*FRAME, PREVIEW) if name in linked} | linked


def language_of(address: Parameters, locale: str | None) -> Language:
    """The language asked for, else that of the browser: any Chinese is zh, anything else en."""
    asked = next(iter(address.get("lang", ())), "")
    for lang in LANGUAGES:
        if asked == lang:
            return lang
    return "zh" if (locale or "").casefold().startswith("zh") else "en"


def names(parameter: str, tables: Tables, lang: Language) -> dict[str, str]:
    """The values a parameter may have in this release, each with its name; units and indicators in registry order."""
    return _names(tables, parameter, lang)


@kept(most=40)
def _names(tables: Tables, parameter: str, lang: Language) -> dict[str, str]:
    match parameter:
        case "lang" | "status" | "log" | "only" | "column":
            return _fixed(lang)[parameter]
        case "year":
            return {str(year): str(year) for year in sorted(tables["figures"]["year"].dropna().unique())}
        case "figure" | "article":
            return pairs(tables[f"{parameter}s"], parameter, "printed" if parameter == "figure" else "title")
        case "issue":
            return pairs(tables["issues"].sort_values("position", ascending=False), "issue", "title")
        case "unit":
            return _units(tables["units"], lang)
    table = tables[f"{parameter}s"]
    return pairs(table.sort_values("position") if "position" in table else table, parameter, f"name_{lang}")


def _fixed(lang: Language) -> dict[str, dict[str, str]]:
    """The names of values that no release changes."""
    return {
        "lang": {str(language): say(language, "language") for language in LANGUAGES},
        "status": {status: say(lang, f"status.{status}") for status in (*STATUSES, NOT_BACKGROUND)},
        "log": {"1": say(lang, "parameter.log")},
        "only": {"1": say(lang, "parameter.only")},
        "column": {column: say(lang, f"table.{column}") for column in COLUMNS},
    }


def rows(tables: Tables, chosen: Choice) -> pd.DataFrame:
    """The figures that a choice selects (see `query`); shared, not to be changed."""
    chosen = chosen.canonical()
    whole = chosen == Choice(indicator=chosen.indicator, measure=chosen.measure) and chosen.indicator is not None
    return (_rows_of_one if whole else _rows)(tables, chosen)


_rows = kept(most=16)(query.rows)
_rows_of_one = kept(most=512)(query.rows)  # of one indicator: all of them together are as large as the table


@kept(most=40)
def by_key(tables: Tables, table: str, column: str) -> dict[str, Any]:
    """One column of a table by its key; a missing cell is NaN or NA."""
    return pairs(tables[table], TABLES[table].key[0], column)


@kept(most=len(TABLES))
def rows_by_key(tables: Tables, table: str) -> dict[str, Row]:
    """The rows of a table by their key."""
    return {row[TABLES[table].key[0]]: row for row in records(tables[table])}


def _units(units: pd.DataFrame, lang: Language) -> dict[str, str]:
    """Each unit after the one it belongs to, named with those above it."""
    own = pairs(units.sort_values("position"), "unit", f"name_{lang}")
    parents = {unit: parent for unit, parent in pairs(units, "unit", "parent").items() if parent in own}
    wide = set(units.loc[units["kind"].isin(WIDE), "unit"])
    children: dict[str | None, list[str]] = {}
    for unit in own:
        children.setdefault(parents.get(unit), []).append(unit)

    def walk(above: str | None) -> Iterator[str]:
        for unit in children.get(above, []):
            yield unit
            yield from walk(unit)

    named = under(own, parents, wide, lang)
    labels = {unit: named[unit] for unit in walk(None)}
    return {unit: f"{name} [{unit}]" if _twice(name, labels) else name for unit, name in labels.items()}


def under(
    own: Mapping[str, str], parents: Mapping[str, str | None], wide: Collection[str], lang: Language
) -> dict[str, str]:
    """The names of units with those above them but the `wide` ones, city and country: 河西区 › 友谊路街道."""

    def above(unit: str) -> Iterator[str]:
        parent, seen = parents.get(unit), {unit}  # a draft may have a unit below itself
        while parent is not None and parent in own and parent not in seen:
            seen.add(parent)
            if parent not in wide:
                yield own[parent]
            parent = parents.get(parent)

    return {unit: say(lang, "frame.under").join([*reversed(list(above(unit))), own[unit]]) for unit in own}


def _twice(name: str, labels: Mapping[str, str]) -> bool:
    return sum(label == name for label in labels.values()) > 1


def _read_one(
    parameter: str, given: list[str], tables: Tables, lang: Language
) -> tuple[tuple[str, ...], list[Complaint]]:
    """The values of one parameter that hold, and the complaints about the others."""
    if parameter == "text":
        return _read_text(given, lang)
    if parameter in (VERSION, PREVIEW):
        return tuple(given[:1]), []
    known = names(parameter, tables, lang)
    held = [value for value in given if value in known]
    complaints: list[Complaint] = [
        partial(_unknown, parameter, value, known, lang) for value in given if value not in known
    ]
    if parameter not in MANY and len(held) > 1:
        complaints.append(partial(_surplus, parameter, held[0], known[held[0]], lang))
        held = held[:1]
    return tuple(held), complaints


def _read_text(given: list[str], lang: Language) -> tuple[tuple[str, ...], list[Complaint]]:
    text = " ".join(given).strip()
    if len(text) > LONGEST_TEXT:
        return (text[:LONGEST_TEXT],), [partial(say, lang, "notice.long", value=short(text), limit=LONGEST_TEXT)]
    return ((text,) if text else ()), []


def _unknown(parameter: str, value: str, known: Mapping[str, str], lang: Language) -> str:
    what = say(lang, f"parameter.{parameter}")
    sentence = say(lang, f"notice.unknown.{parameter}", what=what, value=short(value))
    near = _nearest_year(value, known) if parameter == "year" else _nearest(value, known)
    if near is None:
        return sentence
    name = near if known[near] == near else say(lang, "notice.named", name=known[near], id=near)
    return sentence + say(lang, "notice.nearest", name=name)


def _surplus(parameter: str, value: str, name: str, lang: Language) -> str:
    return say(lang, "notice.surplus", what=say(lang, f"parameter.{parameter}"), value=value, name=name)


def _unused(parameter: str, page: str, lang: Language) -> str:
    sentence = say(lang, "notice.unused", value=short(parameter))
    near = _nearest(parameter, {name: name for name in (*FRAME, *OWN[page])})
    return sentence + (say(lang, "notice.nearest", name=near) if near else "")


def _nearest(value: str, known: Mapping[str, str]) -> str | None:
    """The known value whose id or name is most like this one, else the first that begins with it."""
    ids = {word.casefold(): known_value for known_value, name in known.items() for word in (name, known_value)}
    asked = value[:LONGEST_TEXT].casefold()
    near = get_close_matches(asked, ids, n=1, cutoff=0.6) or [word for word in ids if asked and word.startswith(asked)]
    return ids[near[0]] if near else None


def _nearest_year(value: str, known: Mapping[str, str]) -> str | None:
    if not (value.isascii() and value.isdigit() and len(value) == 4 and known):
        return _nearest(value, known)
    return min(known, key=lambda year: abs(int(year) - int(value)))


def short(value: str) -> str:
    """The beginning of a value, with what has no shape of its own written as its number."""
    shaped = "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in value[:40])
    return shaped if len(value) <= 40 else f"{shaped}…"
