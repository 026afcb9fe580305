"""What a draft says of the registries: entries that are new, and entries of the data that it words anew."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from etl.curating.records import ID
from etl.curating.shape import FORMS
from etl.drafting.draft_trees import plain
from etl.drafting.drafts import Draft
from etl.drafting.spots import Spot, SpotKind
from etl.problems import Place, Problem
from etl.yaml_text import yaml_edit, yaml_source

REGISTRIES: dict[str, SpotKind] = {"units": "unit", "indicators": "indicator", "measures": "measure"}
LISTS = ("measures", "words")  # what a figure must find itself in
GROUPS = {"units": ("parent", "kind"), "indicators": ("theme",), "measures": ()}


def put(draft: Draft, registry: str, id: str, tree: Mapping[str, Any], was: Mapping[str, Any] | None = None) -> Draft:
    """The draft with an entry of a registry as `tree` says it; `was` is how the data says it, None where it is new."""
    bare = without(draft, registry, id)
    if was is not None and plain(was) == plain(tree):
        return bare
    key = f"{registry}/{id}"
    was = draft.replaced.get(key, was)
    replaced = bare.replaced if was is None else {**bare.replaced, key: was}
    changed: dict[str, Any] = {registry: {**getattr(draft, registry), id: tree}}
    return replace(bare, replaced=replaced, **changed)


def without(draft: Draft, registry: str, id: str) -> Draft:
    """The draft that says nothing of an entry."""
    changed: dict[str, Any] = {registry: {key: tree for key, tree in getattr(draft, registry).items() if key != id}}
    replaced = {key: tree for key, tree in draft.replaced.items() if key != f"{registry}/{id}"}
    return replace(draft, replaced=replaced, **changed)


def regained(draft: Draft, then: Mapping[str, bytes], now: Mapping[str, bytes]) -> Draft:
    """The draft with what its figures need of the registries of the files `then`, and those of `now` do not have.

    An entry that is there still gets back only the measures and printed words that it has lost.
    """
    for registry, ids in _needed(draft, then).items():
        before, there = (held(files, f"{registry}.yaml") for files in (then, now))
        for id in ids:
            was = there.get(id)
            draft = put(draft, registry, id, before[id] if was is None else _joined(was, before[id]), was)
    return draft


def files(draft: Draft, data: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of those registries that the draft has entries for, with these in them."""
    made = {}
    for name, group in GROUPS.items():
        entries = {id: plain(entry) for id, entry in getattr(draft, name).items()}
        below = f"{name}.yaml"
        if entries and below in data:
            registry = _with(held(data, below), entries, group)
            made[below] = yaml_edit.edited(data[below].decode(), registry).encode()
    return made


def refused(draft: Draft, data: Mapping[str, bytes]) -> Iterator[tuple[Problem, Spot]]:
    """Entries whose id is none, or that of another entry; and those that the data does not say so any more."""
    for name, kind in REGISTRIES.items():
        place, there = Place(f"{name}.yaml"), held(data, f"{name}.yaml")
        for id, entry in getattr(draft, name).items():
            was = draft.replaced.get(f"{name}/{id}")
            if not re.fullmatch(ID, id):
                yield Problem(place, "bad-id", FORMS[ID], id or "nothing"), Spot(kind, id, "id")
            elif was is None and id in there and plain(there[id]) != plain(entry):
                yield Problem(place, "bad-id", "an id of its own", f"{id}, which is taken"), Spot(kind, id, "id")
            elif was is not None and plain(there.get(id)) not in (plain(was), plain(entry)):
                way_out = "take your change out, and make it anew"
                yield Problem(place, "entry-moved", f"{id} as you began with it", "another", way_out), Spot(kind, id)


def held(data: Mapping[str, bytes], below: str) -> dict[str, Any]:
    """What a file of the data says; nothing where there is none, or it cannot be read."""
    source, _ = yaml_source.kept(data.get(below, b""), below)
    return source.data if source else {}


def _needed(draft: Draft, data: Mapping[str, bytes]) -> dict[str, list[str]]:
    """Ids of what the figures of a draft refer to, by registry; units below those that they belong to."""
    trees = {name: held(data, f"{name}.yaml") for name in REGISTRIES}
    figures = [entry for entry in draft.entries if entry.state == "figure"]
    indicators = [entry.indicator for entry in figures]
    units = [*(piece.unit for piece in draft.articles), *(entry.unit for entry in figures)]
    counted = [measure for id in indicators for measure in trees["indicators"].get(id, {}).get("measures", ())]
    needed: dict[str, Iterable[str]] = {
        "units": [above for id in units for above in _with_above(trees["units"], id)],
        "indicators": indicators,
        "measures": [*counted, *(entry.measure for entry in figures)],
    }
    return {name: [id for id in dict.fromkeys(ids) if id in trees[name]] for name, ids in needed.items()}


def _with_above(units: Mapping[str, Any], id: str) -> list[str]:
    parent = units.get(id, {}).get("parent")
    return [*_with_above(units, parent), id] if parent else [id]


def _joined(entry: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """An entry, with what only the lists of another have."""
    return {**entry, **{name: list(dict.fromkeys([*entry[name], *other[name]])) for name in LISTS if name in entry}}


def _with(registry: Mapping[str, Any], entries: Mapping[str, Any], group: tuple[str, ...]) -> dict[str, Any]:
    """A registry with these entries: in their place, new ones each behind the last of its group."""
    made = dict(registry)
    for id, entry in entries.items():
        ids = list(made)
        if id not in made:
            ids.insert(_behind(made, entry, group), id)
        made[id] = entry
        made = {id: made[id] for id in ids}
    return made


def _behind(registry: Mapping[str, Any], entry: Any, group: tuple[str, ...]) -> int:
    """Where a new entry goes: behind the last that shares all of `group` with it, else the first of it, else last.

    A unit that is the first below another goes behind that one.
    """
    for shared in (group, group[:1]):
        like = [
            at
            for at, other in enumerate(registry.values(), start=1)
            if shared and isinstance(entry, dict) and all(other.get(key) == entry.get(key) for key in shared)
        ]
        if like:
            return like[-1]
    above = str(entry.get(group[0])) if group and isinstance(entry, dict) else ""
    return [*registry].index(above) + 1 if above in registry else len(registry)
