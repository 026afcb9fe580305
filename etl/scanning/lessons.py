"""What registries and earlier issues teach about a new text: measure words, names of units, words of indicators."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt
from pathlib import Path
from typing import get_args

from etl import evidence
from etl.curating.amounts import measure_of
from etl.curating.curated import Curated, CuratedFigure
from etl.curating.records import Status
from etl.scanning.deeds import deeds
from etl.scanning.sections import plain

BEFORE, AFTER = 18, 20  # characters around a number that tell what it counts
STOP = re.compile(r"[。!?\n]")
PAIR = re.compile("(?=([㐀-鿿]{2}))")


@dataclass(frozen=True)
class Lessons:
    """Measures by printed word, units by name, and per indicator its measures and how much each pair of letters weighs.

    `used` counts how often earlier issues put a measure word under an indicator, `meant` how often a measure was meant
    by that; `details` are an indicator's earlier figures: id and detail. `called` are the names of measures.
    `background` are the units that are quoted rather than reported on, `fitting` says per indicator and status how
    well it fits earlier figures, 1 where it fits as it does any: what only ever was history fits no report.
    """

    measures: Mapping[str, frozenset[str]]
    called: Mapping[str, str]
    units: Mapping[str, str]
    parents: Mapping[str, str | None]
    background: frozenset[str]
    allowed: Mapping[str, frozenset[str]]
    weights: Mapping[str, Mapping[str, float]]
    used: Mapping[tuple[str, str], int]
    meant: Mapping[tuple[str, str, str], int]
    details: Mapping[str, tuple[tuple[str, str], ...]]
    fitting: Mapping[tuple[str, str], float]


def learn(curated: Curated, texts: Path | None = None, without: str | None = None, strict: bool = True) -> Lessons:
    """Lessons of the registries and of every issue but `without`.

    Strict, units and indicators that only `without` needs count as not yet in the registries. Where the folder
    `texts` holds the archived texts, the words around their figures are learned from, too.
    """
    figures = [figure for figure in curated.figures if figure.issue != without]
    known = _known(curated, figures, all=not strict or without is None)
    words: dict[str, set[str]] = defaultdict(set)
    for id, measure in curated.measures.records.items():
        for word in measure.words:
            words[word].add(id)
    around = _around(curated, texts, without) if texts else {}
    return Lessons(
        measures={word: frozenset(ids) for word, ids in words.items()},
        called={id: plain(measure.name.zh).lstrip("个") for id, measure in curated.measures.records.items()},
        units=dict(_names(curated, known["units"])),
        parents={id: unit.parent for id, unit in curated.units.records.items()},
        background=frozenset(_background(curated)),
        allowed={id: frozenset(curated.indicators.records[id].measures) for id in known["indicators"]},
        weights=_weights({id: _vocabulary(curated, id, figures, around) for id in known["indicators"]}),
        used=Counter((figure.quantity.measure_word, figure.record.indicator) for figure in figures if figure.quantity),
        meant=Counter(_meant(curated, figures)),
        details={id: _details(figures, id) for id in known["indicators"]},
        fitting=_fitting(figures, known["indicators"]),
    )


def _known(curated: Curated, figures: list[CuratedFigure], all: bool) -> dict[str, list[str]]:
    """Ids of units and indicators: all of them, or those that these figures need."""
    parents = {id: unit.parent for id, unit in curated.units.records.items()}
    units = {figure.unit for figure in figures}
    for unit in list(units):
        above = parents.get(unit or "")
        while above is not None:
            units.add(above)
            above = parents.get(above)
    indicators = {figure.record.indicator for figure in figures}
    return {
        "units": [id for id in curated.units.records if all or id in units],
        "indicators": [id for id in curated.indicators.records if all or id in indicators],
    }


def _names(curated: Curated, ids: list[str]) -> Iterator[tuple[str, str]]:
    """Every name a unit is printed under, and its id; 市 stands for 天津市 in the city's own papers."""
    for id in ids:
        unit = curated.units.records[id]
        for name in map(plain, (unit.name.zh, *unit.aliases)):
            yield name, id
            if name.startswith("天津市") and len(name) > 5:
                yield name.removeprefix("天津"), id


def _background(curated: Curated) -> Iterator[str]:
    """Countries and what stands below them: our papers quote them as background."""
    units = curated.units.records
    for id in units:
        above: str | None = id
        while above and units[above].kind != "country":
            above = units[above].parent
        if above:
            yield id


def _around(curated: Curated, texts: Path, without: str | None) -> dict[str, str]:
    """Of every figure of an archived issue, the words around it."""
    found = {}
    for issue, filed in curated.issues.items():
        text = evidence.archived(texts, filed.record.text, filed.record.sha256)
        if issue == without or not isinstance(text, str):
            continue
        lines = plain(text).split("\n")
        for id, spans in evidence.account(text, evidence.claims(curated, issue)).spans.items():
            first, last = spans[0], spans[-1]
            found[id] = (
                near(lines[first.line - 1], first.start, first.end)[0]
                + " "
                + near(lines[last.line - 1], last.start, last.end)[1]
            )
    return found


def near(text: str, start: int, end: int) -> tuple[str, str]:
    """The words before and after a number, within its sentence; none after where punctuation closes it."""
    before = STOP.split(text[max(0, start - BEFORE) : start])[-1]
    after = STOP.split(text[end : end + AFTER])[0]
    return before, re.split(r"[,;、:]", after)[0]


def _vocabulary(curated: Curated, id: str, figures: list[CuratedFigure], around: Mapping[str, str]) -> Counter[str]:
    """Pairs of letters of an indicator's name, its about, and what earlier figures say of themselves."""
    indicator = curated.indicators.records[id]
    said: Counter[str] = Counter()
    for text, times in ((indicator.name.zh, 3), (indicator.about.zh, 2)):
        said.update(dict.fromkeys(_told(plain(text)), times))
    for figure in figures:
        if figure.record.indicator == id:
            if figure.record.detail:
                said.update(dict.fromkeys(_told(plain(figure.record.detail.zh)), 2))
            said.update(_told(around.get(figure.id, "")))
    return said


def _told(text: str) -> Iterator[str]:
    """Pairs of letters, and what verbs say."""
    yield from pairs(text)
    yield from (deed for deed, _, _ in deeds(text))


def _fitting(figures: list[CuratedFigure], ids: list[str]) -> dict[tuple[str, str], float]:
    """How much rarer a status is under an indicator than under all, to the root; never more than 1."""
    under = Counter((figure.record.indicator, figure.record.status) for figure in figures)
    all_of, each = Counter(figure.record.indicator for figure in figures), get_args(Status)
    told = Counter(figure.record.status for figure in figures)
    usual = {status: (told[status] + 1) / (len(figures) + len(each)) for status in each}
    return {
        (id, status): min(1.0, sqrt((under[id, status] / usual[status] + 1) / (all_of[id] + 1)))
        for id in ids
        for status in each
    }


def _meant(curated: Curated, figures: list[CuratedFigure]) -> Iterator[tuple[str, str, str]]:
    """Of every earlier figure its measure word, its indicator, and its measure."""
    for figure in figures:
        measure = measure_of(curated, figure)
        if figure.quantity and isinstance(measure, str):
            yield figure.quantity.measure_word, figure.record.indicator, measure


def _details(figures: list[CuratedFigure], id: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (figure.id, plain(figure.record.detail.zh))
        for figure in figures
        if figure.record.indicator == id and figure.record.detail
    )


@lru_cache(maxsize=4096)  # details are compared with every number
def pairs(text: str) -> tuple[str, ...]:
    """Neighbouring letters, two by two: what stands in for words where none are set apart."""
    return tuple(PAIR.findall(text))


def _weights(said: Mapping[str, Counter[str]]) -> dict[str, dict[str, float]]:
    """A pair weighs more the oftener an indicator says it and the fewer indicators do."""
    holds = Counter(pair for words in said.values() for pair in words)
    weights = {}
    for id, words in said.items():
        raw = {pair: log(1 + times) * log((1 + len(said)) / holds[pair]) for pair, times in words.items()}
        norm = sqrt(sqrt(sum(weight**2 for weight in raw.values()))) or 1
        weights[id] = {pair: weight / norm for pair, weight in raw.items()}
    return weights
