"""What a rerun costs the server: processor time of every page by that of the bare page, both as they are served.

    python -m bench.rerun [--rounds 5] [--reruns 10] [--page indicator ...] [--json FILE]

Every round asks a page for choices that nobody has asked this server for (cold; what it has worked out ahead, it has),
then for the same ones again (warm: what is kept for a choice is found), between two servers of the bare page: where
those do not measure alike, the run is inconclusive. Exit: 0 within the goals, 1 not, 2 inconclusive.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from bench import serving
from bench.paired import EXIT, summary, verdict
from bench.visitor import Asked, cost, visiting
from etl.releasing import releases
from etl.tables import Tables

GOALS = {"indicator": 0.25}  # of the processor time of the bare page
GOAL = 0.8  # of every other page
HEATS = ("cold", "warm")

Choices = Callable[[Tables], Iterable[Asked]]


@dataclass(frozen=True)
class Round:
    """Seconds of processor time of single reruns: of a page, and of the bare page just before and after it."""

    page: str
    bare: list[float]
    cold: list[float]
    warm: list[float]
    twin: list[float]


def _each(table: str, key: str) -> Choices:
    """Addresses that name one row of a table after the other."""
    return lambda tables: (urlencode({key: one}) for one in tables[table][key])


def _filters(tables: Tables) -> Iterable[Asked]:
    """Every theme in every year."""
    years = sorted(tables["figures"]["year"].dropna().unique())
    return (urlencode({"theme": theme, "year": year}) for theme, year in product(tables["themes"]["theme"], years))


def _elsewhere(tables: Tables) -> Iterable[Asked]:
    """Of a page that shows all: a unit chosen elsewhere, which its links carry on, in both languages."""
    return (urlencode({"unit": unit, "lang": lang}) for unit, lang in product(tables["units"]["unit"], ("zh", "en")))


def _indicators(tables: Tables) -> Iterable[Asked]:
    """One indicator after the other, picked in the select box."""
    return (("pick-indicator", n) for n in range(tables["figures"]["indicator"].nunique()))


PAGES: Mapping[str, tuple[str, Choices]] = {  # a name -> the page, and what is asked of it
    "overview": ("", _elsewhere),
    "indicator": ("indicator", _indicators),
    "unit": ("unit", _each("units", "unit")),
    "figures": ("figures", _filters),
    "issues": ("sources", _each("issues", "issue")),
    "article": ("sources", _each("articles", "article")),
    "passport": ("sources", _each("figures", "figure")),
    "method": ("method", _elsewhere),
}


def main() -> int:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--reruns", type=int, default=10, help="cold ones a round and page, and as many warm ones")
    parser.add_argument("--page", action="append", choices=PAGES, help="only this one; may be given again")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rounds = measure(Path(folder), arguments.page or list(PAGES), arguments.rounds, arguments.reruns)
    result = report(rounds)
    serving.tell(result | serving.machine(), arguments.json)
    return EXIT[result["verdict"]]


def measure(folder: Path, pages: Sequence[str], rounds: int, reruns: int) -> list[Round]:
    """One page after the other, the bare page before and after each; never two reruns at once."""
    with ExitStack() as stack:
        home = stack.enter_context(serving.dashboard(folder))
        choices = {name: iter(PAGES[name][1](_tables(folder))) for name in pages}
        visitors = {name: stack.enter_context(visiting(home, PAGES[name][0])) for name in pages}
        bare, twin = (stack.enter_context(visiting(stack.enter_context(serving.bare(folder)))) for _ in range(2))
        serving.at_rest(home)
        options: list[Asked] = [("indicator", n) for n in range(reruns)]
        found = []
        for _, name in product(range(rounds), pages):
            asked, visitor = list(islice(choices[name], reruns)), visitors[name]
            parts = ((bare, options), (visitor, asked), (visitor, asked), (twin, options))
            found.append(Round(name, *([cost(one, choice) for choice in part] for one, part in parts)))
        return found


def report(rounds: Sequence[Round]) -> dict[str, object]:
    """Ratios to the bare page of the same round and milliseconds, by page and heat; the control; the verdict.

    `warm_share` is the share of the measured reruns of pages that asked for something asked before.
    """
    measured: dict[str, list[float]] = {}
    spent: dict[str, list[float]] = {}
    for one, heat in product(rounds, HEATS):
        seconds = getattr(one, heat)
        measured.setdefault(f"{one.page}, {heat}", []).extend([median(seconds) / median(one.bare)] if seconds else [])
        spent.setdefault(f"{one.page}, {heat}", []).extend(1000 * second for second in seconds)
    goals = {name: GOALS.get(name.partition(",")[0], GOAL) for name in measured}
    control = [median(one.twin) / median(one.bare) for one in rounds]
    asked = {heat: sum(len(getattr(one, heat)) for one in rounds) for heat in HEATS}
    return {
        "verdict": verdict(control, measured, goals),
        "control": summary(control),
        "bare_ms": summary([1000 * second for one in rounds for second in one.bare]),
        "warm_share": round(asked["warm"] / max(sum(asked.values()), 1), 2),
        "pages": {
            name: {"goal": goals[name], "ratio": summary(measured[name]), "ms": summary(spent[name])}
            for name in measured
        },
    }


def _tables(folder: Path) -> Tables:
    engine = releases.connect(serving.database(folder))
    publication = releases.current(engine)
    assert publication is not None
    return releases.load(engine, publication.release)


if __name__ == "__main__":
    sys.exit(main())
