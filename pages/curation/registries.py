"""The registries as a draft sees them: those of the data folder, and what it adds; with their names for readers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from etl.curating.curated import Curated
from etl.curating.records import AnyRecord, Indicator, Measure, Record, Theme, Unit
from etl.drafting import draft_registries
from etl.drafting.drafts import Draft
from etl.search import WIDE
from pages.parts.choice import under
from pages.parts.text import Language, listed, say


@dataclass(frozen=True)
class Registries:
    """Units, indicators, measures and themes by id, in the order of their files."""

    units: Mapping[str, Unit]
    indicators: Mapping[str, Indicator]
    measures: Mapping[str, Measure]
    themes: Mapping[str, Theme]

    def fitting(self, indicator: str, word: str) -> list[str]:
        """The measures that an indicator may have for a printed measure word, all of them where none is printed."""
        known = self.indicators.get(indicator)
        allowed = [id for id in known.measures if id in self.measures] if known else []
        return [id for id in allowed if not word or word in self.measures[id].words]


def registries(curated: Curated, draft: Draft | None = None) -> Registries:
    """The registries of the data folder, with what a draft adds to them and words anew."""
    held = Registries(
        curated.units.records, curated.indicators.records, curated.measures.records, curated.themes.records
    )
    if draft is None:
        return held
    return replace(
        held,
        units=dict(held.units) | _made(draft.units, Unit),
        indicators=dict(held.indicators) | _made(draft.indicators, Indicator),
        measures=dict(held.measures) | _made(draft.measures, Measure),
    )


def _made(trees: Mapping[str, Any], shape: type[AnyRecord]) -> dict[str, AnyRecord]:
    return {id: shape.model_validate(tree) for id, tree in trees.items()}


def tree(entry: Record) -> dict[str, Any]:
    """A registry entry as YAML says it."""
    return entry.model_dump(exclude_unset=True)


def put(draft: Draft, curated: Curated, registry: str, id: str, tree: Mapping[str, Any]) -> Draft:
    """The draft with an entry as the tree says it, be it new or one of the data."""
    return draft_registries.put(draft, registry, id, tree, _published(curated, registry, id))


def widened(draft: Draft, curated: Curated, registry: str, id: str, **more: str) -> Draft:
    """The draft with one more alias, word or measure in the lists of an entry; unchanged where they have it."""
    said = getattr(draft, registry).get(id) or _published(curated, registry, id) or {}
    lists = {name: list(dict.fromkeys([*said.get(name, ()), one])) for name, one in more.items()}
    return put(draft, curated, registry, id, {**said, **lists})


def _published(curated: Curated, registry: str, id: str) -> dict[str, Any] | None:
    record = getattr(curated, registry).records.get(id)
    return tree(record) if record else None


def unit_names(held: Registries, lang: Language) -> dict[str, str]:
    """Units by id, each named with those above it."""
    own = {id: getattr(unit.name, lang) for id, unit in held.units.items()}
    wide = {id for id, unit in held.units.items() if unit.kind in WIDE}
    return under(own, {id: unit.parent for id, unit in held.units.items()}, wide, lang)


def indicator_names(held: Registries, lang: Language) -> dict[str, str]:
    """Indicators by id, theme by theme, each named with its theme."""
    return {
        id: say(lang, "indicator.option", theme=getattr(theme.name, lang), name=getattr(indicator.name, lang))
        for key, theme in held.themes.items()
        for id, indicator in held.indicators.items()
        if indicator.theme == key
    }


def names(entries: Mapping[str, Any], lang: Language) -> dict[str, str]:
    """Names of registry entries by id."""
    return {id: getattr(entry.name, lang) for id, entry in entries.items()}


def measure_names(held: Registries, lang: Language) -> dict[str, str]:
    """Measures by id, each named with the words that say it: two may be called alike."""
    called = names(held.measures, lang)
    return {id: f"{called[id]}（{listed(lang, one.words)}）" for id, one in held.measures.items()}


def first(likely: Iterable[str], every: Iterable[str]) -> list[str]:
    """Every id once, the likely ones first."""
    known = dict.fromkeys(every)
    return list(dict.fromkeys([*(one for one in likely if one in known), *known]))
