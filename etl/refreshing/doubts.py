"""What looks like a slip in a draft: compared with the base, and with figures of the same thing at other times.

A doubt is no error: each needs a sentence why the figure stands, and is told only where the base did not have it.
Compared are values, or like bounds with like bounds, of figures with one unit, indicator, status and detail, dates and
signs in the detail left out. Ten times is 9.5 to 10.5 times what was published of that figure, or of another of the
same time; of the nearest other year it is what, taken down to a tenth, would be up to half more or a third less. Ten
thousand times likewise. A new figure whose id an earlier release gave another one is in doubt: links would show what
they never meant. An outlier is more than three times, or less than a third of, the nearest other year; of
percentages, more than 20 points off; of ranks, nothing. Numbers below 10 are too small to compare with other years.
What another issue says of the same time is in doubt where no number can be what both say. A second reading that has
not ended is one, too: what it would find is not known yet.
"""

import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from etl.problems import Problem
from etl.releasing.diff import diff
from etl.tables import Row, Tables, pairs, records

DoubtKind = Literal[
    "vanished",
    "tenfold",
    "ten-thousandfold",
    "measure-changed",
    "restated",
    "outlier",
    "after-print",
    "reused",
    "warning",
    "reading",
]

FOLDS: Mapping[DoubtKind, int] = {"tenfold": 10, "ten-thousandfold": 10_000}
SAID: Mapping[DoubtKind, str] = {
    "vanished": "{figure}: published as {before}, now gone",
    "tenfold": "{figure}: {after} is ten times, or a tenth of, {before} ({other})",
    "ten-thousandfold": "{figure}: {after} is ten thousand times, or a ten-thousandth of, {before} ({other})",
    "measure-changed": "{figure}: measured in {after}, not in {before} as {other}",
    "restated": "{figure}: {after}, where another issue says {before} of the same time ({other})",
    "outlier": "{figure}: {after} is far from {before} of another year ({other})",
    "after-print": "{figure}: tells of {after}, but its issue was published {before}",
    "reused": "{figure}: a link to it once showed {before}, now it would show {after}; give it an nth nobody had",
    "warning": "{after}",
    "reading": "a second reading by {other} is under way: {before} of {after}",
}
COMPARED = ("value", "lower", "upper", "measure", "unit", "indicator", "detail_zh", "detail_en", "period", "status")
ROUNDING, CHANGE, JUMP, POINTS, FEW = 1.05, 1.5, 3, 20, 10


@dataclass(frozen=True)
class Doubt:
    """`figure` in doubt, "" for a warning; `other` is the figure it is held against, in the base if that is itself.

    `before` and `after` are what the two say: printed forms, or measures, or times, by `kind`; of a second reading by
    `other`, how many numbers are read, and how many there are. The id is the same as long as the doubt is.
    """

    id: str
    kind: DoubtKind
    figure: str
    other: str
    before: str
    after: str
    problem: Problem | None = None

    def __str__(self) -> str:
        return SAID[self.kind].format_map(vars(self))


def doubts(
    before: Tables | None,
    after: Tables,
    problems_before: Collection[Problem] = (),
    problems_after: Collection[Problem] = (),
    gone: Mapping[str, Row] = {},
) -> list[Doubt]:
    """Every doubt that is new against the base, `before`; none where nothing was ever published.

    `gone` are figures of earlier releases that the base does not have, by id.
    """
    if before is None:
        return []
    changes = diff(before, after)
    old, new = ({row["figure"]: row for row in records(tables["figures"])} for tables in (before, after))
    found = [_doubt("vanished", old[figure], old[figure]) for figure in _figures(changes, "removed")]
    others = _peers(after)
    published = pairs(after["issues"], "issue", "published")
    touched = {*_figures(changes, "added"), *_figures(changes[changes["column"].isin(COMPARED)], "changed")}
    for figure, row in new.items():
        if figure not in touched:
            continue
        found += _changed(old[figure], row) if figure in old else []
        found += _reused(row, gone[figure]) if figure in gone else []
        peers = [peer for peer in others[_identity(row)] if peer["figure"] != figure]
        found += [*_against(row, peers), *_after_print(row, published[row["issue"]])]
    unique = {doubt.id: doubt for doubt in reversed(found)}
    return [*reversed(unique.values()), *_warnings(problems_before, problems_after)]


def unexplained(
    kinds: Mapping[str, str], reasons: Mapping[str, str], changed: pd.DataFrame, doubts: Sequence[Doubt]
) -> list[str]:
    """Ids of published things that change or go without a kind (revision or correction) and a reason, then of doubts.

    `changed` is what is to be explained (see `revisions`). A figure that vanished is explained once, as a change.
    """
    said = {subject for subject, reason in reasons.items() if reason.strip()}
    subjects = changed["subject"].drop_duplicates()
    bare = [one for one in subjects if one not in said or kinds.get(one) not in ("revision", "correction")]
    return bare + [doubt.id for doubt in doubts if doubt.kind != "vanished" and doubt.id not in said]


def _changed(old: Row, new: Row) -> Iterator[Doubt]:
    """A figure against itself in the base."""
    if old["measure"] != new["measure"]:
        yield _doubt("measure-changed", new, old)
    yield from _folds(new, old, ROUNDING)


def _reused(new: Row, gone: Row) -> Iterator[Doubt]:
    """An id that meant something else before it went."""
    if any(new[name] != gone.get(name) for name in ("printed", "unit", "indicator")):
        yield Doubt(f"reused:{new['figure']}", "reused", new["figure"], "", str(gone.get("printed")), _as_printed(new))


def _against(row: Row, peers: Sequence[Row]) -> Iterator[Doubt]:
    """A figure against those of the same thing."""
    like = [peer for peer in peers if peer["measure"] == row["measure"]]
    elsewhere = [peer for peer in peers if peer["issue"] != row["issue"]]
    if elsewhere and row["measure"] not in {peer["measure"] for peer in elsewhere}:
        yield _doubt("measure-changed", row, elsewhere[0])
    stated = [] if row["period_kind"] == "unstated" else like
    same_time = [peer for peer in stated if peer["period"] == row["period"]]
    slips = [slip for peer in same_time for slip in _folds(row, peer, ROUNDING)]
    slips += [_doubt("restated", row, peer) for peer in same_time if peer in elsewhere and _apart(row, peer)]
    if nearest := _nearest_year(row, like):
        slips += _folds(row, nearest, CHANGE) if _many(row, nearest) else []
        slips += [_doubt("outlier", row, nearest)] if _far(row, nearest) else []
    yield from slips[:1]


def _after_print(row: Row, published: object) -> Iterator[Doubt]:
    """What is reported happened before it was printed."""
    first = row["period"].removeprefix("as-of ").partition("/")[0]
    stated = row["period_kind"] != "unstated" and isinstance(published, str)
    if stated and row["status"] == "reported" and first[: len(str(published))] > str(published)[: len(first)]:
        yield Doubt(f"after-print:{row['figure']}", "after-print", row["figure"], "", str(published), row["period"])


def _folds(new: Row, old: Row, change: float) -> list[Doubt]:
    """Whether one is a power of ten of the other, but for a change by that factor."""
    apart = [abs(math.log(one / other)) for one, other in _pairs(new, old) if one > 0 and other > 0]
    return [
        _doubt(kind, new, old)
        for kind, fold in FOLDS.items()
        if apart and all(abs(ratio - math.log(fold)) <= math.log(change) for ratio in apart)
    ]


def _apart(one: Row, other: Row) -> bool:
    """Whether no number can be what both say."""
    return bool(one["lower"] > other["upper"] or one["upper"] < other["lower"])  # false where a side is open


def _far(row: Row, other: Row) -> bool:
    pairs = _pairs(row, other)
    if row["measure"] == "rank" or not pairs:
        return False
    if row["measure"] == "percent":
        return all(abs(one - two) > POINTS for one, two in pairs)
    return _many(row, other) and all(max(pair) > JUMP * min(pair) for pair in pairs)


def _many(row: Row, other: Row) -> bool:
    return any(max(pair) >= FEW for pair in _pairs(row, other))


def _pairs(one: Row, other: Row) -> list[tuple[float, float]]:
    """Values, or else like bounds, that both have."""
    pairs = {name: (one[name], other[name]) for name in ("value", "lower", "upper")}
    both = {name: pair for name, pair in pairs.items() if not any(map(pd.isna, pair))}
    return [both["value"]] if "value" in both else list(both.values())


def _nearest_year(row: Row, like: Sequence[Row]) -> Row | None:
    """Of figures of other years, but of the same part of the year, that of the nearest; of two, the earlier."""
    others = [peer for peer in like if _part_of_year(peer) == _part_of_year(row) is not None]
    apart = {(abs(peer["year"] - row["year"]), peer["year"]): peer for peer in others if peer["year"] != row["year"]}
    return apart[min(apart)] if apart else None


def _part_of_year(row: Row) -> tuple[str, ...] | None:
    if pd.isna(row["year"]):
        return None
    return ("as-of",) if row["period_kind"] == "as-of" else (row["period_start"][5:], row["period_end"][5:])


def _identity(row: Row) -> tuple[str, ...]:
    said = next((row[name] for name in ("detail_zh", "detail_en") if isinstance(row[name], str)), "")
    return row["unit"], row["indicator"], row["status"], re.sub(r"[\W\d_年月日]+", "", said)


def _peers(tables: Tables) -> Mapping[tuple[str, ...], list[Row]]:
    peers: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in records(tables["figures"]):
        peers[_identity(row)].append(row)
    return peers


def _figures(changes: pd.DataFrame, change: str) -> list[str]:
    return list(changes.loc[changes["change"] == change, "figure"].drop_duplicates())


def _doubt(kind: DoubtKind, new: Row, old: Row) -> Doubt:
    said = [row["measure"] if kind == "measure-changed" else _as_printed(row) for row in (old, new)]
    after = "" if kind == "vanished" else said[1]
    return Doubt(f"{kind}:{new['figure']}", kind, new["figure"], old["figure"], said[0], after)


def _as_printed(row: Row) -> str:
    return f"{row['qualifier']}…{row['printed']}" if isinstance(row["qualifier"], str) else str(row["printed"])


def _warnings(before: Collection[Problem], after: Collection[Problem]) -> list[Doubt]:
    """Warnings of the checks that the base does not have, wherever they stand in their files now."""
    new = Counter(map(_warned, after)) - Counter(map(_warned, before))
    first = {_warned(one): one for one in reversed(list(after)) if one.level == "warning" and _warned(one) in new}
    return [
        Doubt("warning:" + ":".join((*key[:2], _short(key))), "warning", "", "", "", str(problem), problem)
        for key, problem in reversed(first.items())
    ]


def _warned(problem: Problem) -> tuple[str, ...]:
    return problem.rule, problem.place.file, problem.expected, problem.found


def _short(key: tuple[str, ...]) -> str:
    return hashlib.sha256("\0".join(key).encode()).hexdigest()[:8]
