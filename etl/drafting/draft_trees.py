"""A draft -> what the YAML of its issue says, and where in it each entry stands."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from etl.drafting.drafts import HEAD, Draft, Entry, Piece, article_of
from etl.yaml_text.yaml_source import Data, Steps

SAID = ("printed", "qualifier", "unit", "indicator", "measure", "status", "period", "key", "part_of")
BY_HAND = ("value", "lower", "upper")
WAS = re.compile(r"[^/]+/(?P<line>[0-9]{1,9})/(not-)?(?P<nth>[0-9]{1,9})")


@dataclass(frozen=True)
class Tree:
    """What one file of the issue says, and the number of the entry at each place that is one.

    `was` is the name of the file that says it so far.
    """

    name: str
    was: str
    data: dict[str, Data]
    entries: Mapping[Steps, int]


@dataclass(frozen=True)
class Before:
    """A figure, or a numeral that is none, as the data holds it already."""

    line: int
    nth: int
    data: dict[str, Any]


@dataclass(frozen=True)
class _Item:
    """An entry as it is to be written."""

    nth: int
    data: dict[str, Data]


def trees(draft: Draft, held: Mapping[str, Mapping[str, Any]]) -> list[Tree]:
    """The files of the draft's issue by name: `issue`, and one an article; `held` is what they say so far.

    Undecided entries are left out, and figures that stand in no article. Where nothing is held, ids are those that the
    entries had before.
    """
    before = dict(_before(draft.issue, held)) or dict(_carried(draft))
    made = [_tree(piece.id, _article(piece), piece, draft, before) for piece in draft.articles]
    return [_tree("issue", _issue(draft), None, draft, before), *made]


def _issue(draft: Draft) -> dict[str, Data]:
    """What is said of the whole document."""
    said = {name: getattr(draft, name) for name in HEAD}
    text = {"text": draft.name, "sha256": sha256(draft.text.encode("utf-8", "surrogatepass")).hexdigest()}
    return _filled({**said, **text, "note": _both(draft.note_zh, draft.note_en)})


def _article(piece: Piece) -> dict[str, Data]:
    return _filled(
        {
            "title": piece.title,
            "authors": list(piece.authors),
            "pages": piece.pages,
            "lines": f"{piece.first}-{piece.last}",
            "unit": piece.unit,
            "period": piece.period,
        }
    )


def _tree(name: str, head: dict[str, Data], piece: Piece | None, draft: Draft, before: Mapping[str, Before]) -> Tree:
    """A file: its head, the lines that have entries, and the checks."""
    paragraphs: list[Data] = []
    entries: dict[Steps, int] = {}
    for line, nths in _by_line(draft, piece).items():
        paragraph: dict[str, Data] = {"line": str(line)}
        figures = _figures(draft, piece, line, nths, before) if piece else []
        for key, items in (("figures", figures), ("not_figures", _not_figures(draft, nths, before))):
            if items:
                paragraph[key] = [item.data for item in items]
                entries |= {("paragraphs", len(paragraphs), key, at): item.nth for at, item in enumerate(items)}
        if len(paragraph) > 1:
            paragraphs.append(paragraph)
    checks = [plain(check) for check in piece.checks] if piece else []
    return Tree(
        name,
        piece.was if piece and piece.was else name,
        head | _filled({"paragraphs": paragraphs, "checks": checks}),
        entries,
    )


def _by_line(draft: Draft, piece: Piece | None) -> dict[int, list[int]]:
    """The numbers of the decided entries of an article, or of none, by line, each line in printed order."""
    there = [
        (entry.line, entry.start, nth)
        for nth, entry in enumerate(draft.entries)
        if entry.state != "undecided" and (piece is None or piece.first <= entry.line <= piece.last)
    ]
    if piece is None:
        there = [found for found in there if article_of(draft, found[0]) is None]
    lines: dict[int, list[int]] = {}
    for line, _, nth in sorted(there):
        lines.setdefault(line, []).append(nth)
    return lines


def _figures(draft: Draft, piece: Piece, line: int, nths: Iterable[int], before: Mapping[str, Before]) -> list[_Item]:
    """The figures of a line. Those the data holds keep their order and number; new ones go last, so that they can."""
    figures = [nth for nth in nths if draft.entries[nth].state == "figure"]
    kept = {nth: before[draft.entries[nth].was] for nth in figures if _stays(draft.entries[nth], "figure", before)}
    ordered = [*sorted(kept, key=lambda nth: kept[nth].nth), *(nth for nth in figures if nth not in kept)]
    highest = max((one.nth for id, one in before.items() if one.line == line and "not-" not in id), default=0)
    items, number = [], 0
    for nth in ordered:
        follows = number + 1
        number = kept[nth].nth if nth in kept else max(number, highest) + 1
        data = _figure(draft.entries[nth], piece)
        if number != follows:
            data = {"printed": data["printed"], "nth": str(number), **data}
        items.append(_Item(nth, _as_held(data, kept.get(nth), piece)))
    return items


def _not_figures(draft: Draft, nths: Iterable[int], before: Mapping[str, Before]) -> list[_Item]:
    """The numerals of a line that are no figures: in the order the data has them, new ones where they are printed."""
    numerals = [nth for nth in nths if draft.entries[nth].state == "not_figure"]
    kept = {nth: before[draft.entries[nth].was] for nth in numerals if _stays(draft.entries[nth], "not_figure", before)}
    ordered = sorted(kept, key=lambda nth: kept[nth].nth)
    for nth in numerals:
        if nth not in kept:
            later = (at for at, other in enumerate(ordered) if draft.entries[other].start > draft.entries[nth].start)
            ordered.insert(next(later, len(ordered)), nth)
    return [
        _Item(nth, _filled({"printed": draft.entries[nth].printed, "why": draft.entries[nth].why})) for nth in ordered
    ]


def _stays(entry: Entry, state: str, before: Mapping[str, Before]) -> bool:
    """Whether the data holds the entry already as what it is, on its line."""
    was = "not_figure" if "/not-" in entry.was else "figure"
    return entry.was in before and was == state and before[entry.was].line == entry.line


def _figure(entry: Entry, piece: Piece) -> dict[str, Data]:
    """A figure without what its article says for it."""
    said = {name: getattr(entry, name) for name in SAID}
    unsaid = {"unit": piece.unit, "period": piece.period, "status": "reported"}
    own = {name: value for name, value in said.items() if value != unsaid.get(name)}
    by_hand = {name: getattr(entry, name) for name in BY_HAND}
    words = {"detail": _both(entry.detail_zh, entry.detail_en), "note": _both(entry.note_zh, entry.note_en)}
    return _filled({**own, **by_hand, **words})


def _as_held(data: dict[str, Data], held: Before | None, piece: Piece) -> dict[str, Data]:
    """The figure as the data words it, if that says the same: what is needless there, it may keep."""
    if held is None:
        return data
    unsaid = {"unit": piece.unit, "period": piece.period, "status": "reported"}
    same = {**unsaid, **held.data} == {**unsaid, **data}
    return held.data if same and ("nth" in held.data or "nth" not in data) else data


def _before(issue: str, held: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Before]]:
    """What the data holds of an issue, by id."""
    for article in held.values():
        for paragraph in article.get("paragraphs", []):
            line, number = int(paragraph["line"]), 0
            for figure in paragraph.get("figures", []):
                number = int(figure.get("nth", number + 1))
                yield f"{issue}/{line}/{number}", Before(line, number, figure)
            for nth, numeral in enumerate(paragraph.get("not_figures", []), start=1):
                yield f"{issue}/{line}/not-{nth}", Before(line, nth, numeral)


def _carried(draft: Draft) -> Iterator[tuple[str, Before]]:
    """What an earlier release held of an issue, by id, as far as its entries tell."""
    for entry in draft.entries:
        if said := WAS.fullmatch(entry.was):
            yield entry.was, Before(int(said["line"]), int(said["nth"]), {})


def _both(zh: str, en: str) -> dict[str, Data]:
    return _filled({"zh": zh, "en": en})


def _filled(data: Mapping[str, Any]) -> dict[str, Data]:
    """Without what is empty."""
    return {key: value for key, value in data.items() if value not in ("", [], {})}


def plain(data: Any) -> Data:
    """Any tree as text, lists and mappings; nothing is left out of it but what is empty."""
    if isinstance(data, Mapping):
        return _filled({str(key): plain(value) for key, value in data.items()})
    if isinstance(data, list | tuple):
        return [plain(item) for item in data]
    return "" if data is None else str(data)
