"""What it takes to carry away 100,000 figures, and what other visitors notice of it.

    python -m bench.export [--figures 100000] [--json FILE]

The real data, copied issue by issue until there are so many figures, is published and served. A reader turns pages
before, during and after a CSV and an Excel file are asked for over the machine address: how long each file takes, how
long the reader waits, how much memory the server and the process that makes the file take at most. On a busy machine,
and where the reader waits otherwise after than before, nothing can be said.
Exit: 0 within the goals, 1 not, 2 inconclusive.
"""

import argparse
import os
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from bench import serving
from bench.serving import ROOT, Server
from bench.visitor import THINK, Visitor, cost, visiting
from etl import build
from etl.curating import curated
from etl.releasing import releases
from etl.tables import Tables

FILES = {"csv": "/api/figures.csv?bom=1", "xlsx": "/api/figures.xlsx?lang=zh"}
GOALS = {"csv": 2.0, "xlsx": 20.0}  # seconds
WAIT = 1.5, 0.25  # times what the reader waits otherwise (p95), or seconds more, whichever is more
GROWTH = 400  # megabytes that the server may grow by over both files; the larger of them is some 50
MAKER = 1500  # megabytes of the process that makes a workbook
BUSY = 0.75  # of the processors taken by others before it begins
ALIKE = 1.5  # times that waiting may differ before and after
BEFORE = 30  # pages turned in peace
EXIT = {"pass": 0, "fail": 1, "inconclusive": 2}


def main() -> int:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--figures", type=int, default=100_000)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    busy = os.getloadavg()[0] / (os.cpu_count() or 1)
    with tempfile.TemporaryDirectory() as folder:
        found = {"busy": round(busy, 2)} | measure(Path(folder), arguments.figures)
    result = {"verdict": verdict(found)} | found | serving.machine()
    serving.tell(result, arguments.json)
    return EXIT[str(result["verdict"])]


def many(tables: Tables, figures: int) -> Tables:
    """The issues of a release with their articles and figures, copied until there are so many figures."""
    copies = -(-figures // len(tables["figures"]))
    made = dict(tables) | {name: tables[name].head(0) for name in ("checks", "not_figures", "readings")}
    columns = {
        "issues": ["issue"],
        "articles": ["article", "issue"],
        "figures": ["figure", "issue", "article", "part_of"],
    }
    for name, ids in columns.items():
        made[name] = _copied(tables[name], ids, copies)
    made["issues"]["position"] = pd.array(range(1, len(made["issues"]) + 1), dtype="Int64")
    kept = made["figures"].iloc[:figures].copy()
    kept["part_of"] = kept["part_of"].where(kept["part_of"].isin(kept["figure"]))
    return made | {"figures": kept.astype(tables["figures"].dtypes.to_dict()).reset_index(drop=True)}


def _copied(table: pd.DataFrame, ids: Sequence[str], copies: int) -> pd.DataFrame:
    """Copies below each other, each with ids of its own: first-square-2025/377/1 becomes first-square-2025-7/377/1."""
    parts = []
    for n in range(copies):
        own = {name: table[name].str.replace(r"^([^/]+)", rf"\1-{n}", regex=True) for name in ids}
        parts.append(table.assign(**own))
    return pd.concat(parts, ignore_index=True).astype(table.dtypes.to_dict())


def measure(folder: Path, figures: int) -> dict[str, Any]:
    """Seconds, megabytes and what the reader waited, with one server."""
    tables = many(build.build(curated.load(ROOT / "data")), figures)
    with serving.dashboard(folder) as server, ThreadPoolExecutor(1) as exporter:
        releases.publish(releases.connect(serving.database(folder)), tables, {}, "bench", "to be carried away")
        first = _timed(lambda: _get(server, "/api/units"))
        with visiting(server, "sources") as visitor:
            pages = _pages(tables)
            _turned(visitor, pages, lambda n: n < 3)
            waits = {"before": _turned(visitor, pages, lambda n: n < BEFORE)}
            found: dict[str, Any] = {
                "figures": figures,
                "first_load": first[0],
                "memory": {"before": memory(server.pid)},
            }
            for name, address in FILES.items():
                asked = exporter.submit(_timed, lambda address=address: _get(server, address))
                waits[name], maker = _while(visitor, pages, asked, server)
                seconds, content = asked.result()
                found[name] = {"seconds": seconds, "megabytes": round(len(content) / 1e6, 1), "maker": maker}
            waits["after"] = _turned(visitor, pages, lambda n: n < BEFORE)
        found["memory"]["at_most"] = memory(server.pid)
    return found | {"waits": {name: spread(values) for name, values in waits.items()}}


def _pages(tables: Tables) -> Iterator[str]:
    """Passports of one figure after the other, none of which was asked for before."""
    step = max(len(tables["figures"]) // 997, 1)
    return (urlencode({"figure": tables["figures"]["figure"].iloc[n * step % len(tables["figures"])]}) for n in count())


def _turned(visitor: Visitor, pages: Iterator[str], on: Callable[[int], bool]) -> list[float]:
    """Seconds that the reader waited for each page."""
    waits: list[float] = []
    while on(len(waits)):
        waits.append(_timed(lambda: cost(visitor, next(pages)))[0] - THINK)
    return waits


def _while(visitor: Visitor, pages: Iterator[str], asked: "Future[Any]", server: Server) -> tuple[list[float], int]:
    """What the reader waited until an answer was there, and the most megabytes of a process that makes it."""
    most = 0

    def on(n: int) -> bool:
        nonlocal most
        most = max([most, *(memory(child) for child in children(server.pid))])
        return not asked.done()

    return _turned(visitor, pages, on), most


def _timed(action: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = action()
    return round(time.perf_counter() - start, 3), result


def _get(server: Server, address: str) -> bytes:
    with urllib.request.urlopen(server.url + address, timeout=120) as answer:  # noqa: S310 (a loopback address)
        return bytes(answer.read())


def memory(pid: int) -> int:
    """Megabytes that a process has taken at most so far; 0 where it has ended. Linux only."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)


def children(pid: int) -> list[int]:
    """The processes that a process has started, by whichever of its threads. Linux only."""
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for one in lists for child in one.read_text(encoding="utf-8").split()]


def spread(waits: Sequence[float]) -> dict[str, float | int]:
    """Median and 95th percentile in seconds, and how many; of fewer than two the one there is."""
    if not waits:
        return {"n": 0}
    p95 = quantiles(waits, n=20)[-1] if len(waits) > 1 else waits[0]
    return {"p50": round(median(waits), 3), "p95": round(min(p95, max(waits)), 3), "n": len(waits)}


def verdict(found: Mapping[str, Any]) -> str:
    """Whether everything is within its goal; nothing can be said on a busy machine, or if waiting changed by itself."""
    if found["busy"] > BUSY:
        return "inconclusive"
    before, after = (found["waits"][name]["p50"] for name in ("before", "after"))
    if max(before, after) > ALIKE * min(before, after):
        return "inconclusive"
    peace = max(found["waits"][name]["p95"] for name in ("before", "after"))
    most = max(peace * WAIT[0], peace + WAIT[1])
    within = [found[name]["seconds"] <= goal for name, goal in GOALS.items()]
    within += [found["waits"][name].get("p95", 0) <= most for name in FILES]
    within.append(found["memory"]["at_most"] - found["memory"]["before"] <= GROWTH)
    within.append(found["xlsx"]["maker"] <= MAKER)
    return "pass" if all(within) else "fail"


if __name__ == "__main__":
    sys.exit(main())
