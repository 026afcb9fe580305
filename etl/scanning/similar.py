"""What a registry holds already that is called like something new; and an id for what is new indeed."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise
from math import log, sqrt
from typing import NamedTuple

from etl.curating.records import Indicator, Measure, Unit
from etl.scanning.sections import plain

LEAST = 0.3  # likeness from which an entry is worth showing
LONGEST = 64  # characters of an id


class Similar(NamedTuple):
    """An entry of a registry, the name of it that is likest, and how like (0 to 1; 1 is the same)."""

    id: str
    name: str
    score: float


def units(name: str, known: Mapping[str, Unit], most: int = 5) -> list[Similar]:
    """The units whose names, in either language, or aliases are most like `name`; the likest first."""
    return _likest(name, {id: (unit.name.zh, unit.name.en, *unit.aliases) for id, unit in known.items()}, most)


def indicators(name: str, known: Mapping[str, Indicator], most: int = 5) -> list[Similar]:
    """The indicators whose names in either language are most like `name`; the likest first."""
    return _likest(name, {id: (indicator.name.zh, indicator.name.en) for id, indicator in known.items()}, most)


def measures(name: str, known: Mapping[str, Measure], most: int = 5) -> list[Similar]:
    """The measures whose names in either language, or printed words, are most like `name`; the likest first."""
    called = {id: (measure.name.zh, measure.name.en, *measure.words) for id, measure in known.items()}
    return _likest(name, called, most)


def _likest(name: str, known: Mapping[str, Collection[str]], most: int) -> list[Similar]:
    """By what names share: rare letters and pairs of them weigh more than those of every other name."""
    if not name.strip():
        return []
    parts = {called: _parts(called) for names in known.values() for called in names}
    held = Counter(part for said in parts.values() for part in said)
    weights = {part: log((2 + len(parts)) / (1 + times)) for part, times in held.items()}
    rare = log(2 + len(parts))
    new = _parts(name)

    def norm(said: Iterable[str]) -> float:
        return sqrt(sum(weights.get(part, rare) ** 2 for part in said))

    def likeness(called: str) -> float:
        shared = norm(new & parts[called]) ** 2
        return max(shared / (norm(new) * norm(parts[called]) or 1), _abbreviated(name, called))

    best = ((*max((likeness(called), called) for called in names), id) for id, names in known.items())
    found = [Similar(id, called, round(score, 2)) for score, called, id in best if score >= LEAST]
    return sorted(found, key=lambda one: (-one.score, one.id))[:most]


def _parts(name: str) -> frozenset[str]:
    """Letters and pairs of letters of Chinese, words of English."""
    said = _folded(name)
    letters = re.findall("[㐀-鿿]", said)
    return frozenset([*letters, *map("".join, pairwise(letters)), *re.findall("[a-z0-9]+", said)])


def _folded(name: str) -> str:
    return plain(unicodedata.normalize("NFKC", name)).lower()


def _abbreviated(name: str, called: str) -> float:
    """How sure it is that one Chinese name is the other with letters left out: 市城管委 of 市城市管理委员会."""
    short, long = sorted((re.sub("[^㐀-鿿]", "", _folded(one)) for one in (name, called)), key=len)
    rest = iter(long)
    if len(short) < 3 or not all(letter in rest for letter in short):
        return 0.0
    return 1.0 if short == long else 0.6 + 0.3 * len(short) / len(long)


def abbreviates(name: str, called: str) -> bool:
    """Whether one Chinese name is the other with letters left out."""
    return _abbreviated(name, called) > 0


def proposed_id(name: str, taken: Collection[str] = ()) -> str:
    """An id from an English name, such as hexi-district; with a number behind where that one is taken.

    "" where the name has no letter that an id may have.
    """
    ascii = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("'", "")
    words = [word for word in re.findall("[a-z0-9]+", ascii) if word not in ("the", "of", "a", "an", "and")]
    made = "-".join(words)[:LONGEST].strip("-")
    numbered = (f"{made[: LONGEST - 4].rstrip('-')}-{n}" for n in range(2, 1000))
    return made if not made or made not in taken else next(one for one in numbered if one not in taken)
