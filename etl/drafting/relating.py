"""Relations between figures of a draft: a total and its parts, a rate, an average, less than; a part of a whole."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from etl.drafting.drafts import Draft, article_of
from etl.problems import Place, Problem
from etl.scanning.related import Related

CheckKind = Literal["total", "rate", "average", "less"]
OPERANDS: dict[CheckKind, tuple[str, ...]] = {
    "total": ("parts",),
    "rate": ("part", "whole"),
    "average": ("total",),
    "less": ("than",),
}


def relate(draft: Draft, kind: CheckKind, nths: Sequence[int], over: str = "") -> Draft | Problem:
    """The draft with a check over these entries (numbers from 0): the printed result first, then what it is made of.

    Of a total its parts; of a rate part and whole; of an average the total, and `over` what it is divided; of the less
    the more. Entries get a key where they have none. A Problem where they are not figures of one article, or too few.
    """
    least = 3 if kind in ("total", "rate") else 2
    most = len(nths) if kind == "total" else least
    refused = _refused(draft, nths, least, most)
    if refused is not None:
        return refused
    keyed = _keyed(draft, nths)
    keys = [keyed.entries[nth].key for nth in nths]
    values = [keys[1:]] if kind == "total" else keys[1:]
    check: dict[str, Any] = {kind: keys[0], **dict(zip(OPERANDS[kind], values, strict=True))}
    check |= {"over": over} if kind == "average" else {}
    article = _article(draft, nths[0])
    pieces = [
        replace(piece, checks=(*piece.checks, check)) if piece.id == article else piece for piece in keyed.articles
    ]
    return replace(keyed, articles=tuple(pieces))


def part(draft: Draft, nth: int, whole: int) -> Draft | Problem:
    """The draft with its entry `nth` a part of its entry `whole`, which gets a key where it has none."""
    refused = _refused(draft, (nth, whole), 2, 2)
    if refused is not None:
        return refused
    keyed = _keyed(draft, (whole,))
    entries = list(keyed.entries)
    entries[nth] = replace(entries[nth], part_of=entries[whole].key)
    return replace(keyed, entries=tuple(entries))


def proposed(draft: Draft, nth: int) -> list[tuple[Related, list[int]]]:
    """Relations that the text implies of entry `nth` and others, with their numbers, where all are figures by now."""
    at = {(entry.line, entry.start): number for number, entry in enumerate(draft.entries) if entry.state == "figure"}
    found = [(one, [at[place] for place in one.places if place in at]) for one in draft.related]
    return [(one, nths) for one, nths in found if nth in nths and len(nths) == len(one.places)]


def take_over(draft: Draft, implied: Related, nths: Sequence[int]) -> Draft | Problem:
    """The draft with a relation that the text implies between these entries, no longer proposed."""
    bare = put_aside(draft, implied)
    return part(bare, *nths) if implied.kind == "part" else relate(bare, implied.kind, nths)


def put_aside(draft: Draft, implied: Related) -> Draft:
    """The draft that proposes this relation no more."""
    return replace(draft, related=tuple(one for one in draft.related if one != implied))


def unrelate(draft: Draft, article: str, nth: int) -> Draft:
    """The draft without the check `nth` (from 0) of an article; its figures keep no key that nothing else names."""
    pieces = [
        replace(piece, checks=piece.checks[:nth] + piece.checks[nth + 1 :]) if piece.id == article else piece
        for piece in draft.articles
    ]
    return _let_go(replace(draft, articles=tuple(pieces)), article)


def apart(draft: Draft, nth: int) -> Draft:
    """The draft with its entry `nth` a part of nothing."""
    entries = list(draft.entries)
    entries[nth] = replace(entries[nth], part_of="")
    return _let_go(replace(draft, entries=tuple(entries)), _article(draft, nth))


def _let_go(draft: Draft, article: str | None) -> Draft:
    """The draft without the keys of an article's figures that none of its relations names."""
    mine = {nth for nth in range(len(draft.entries)) if _article(draft, nth) == article}
    named = {draft.entries[nth].part_of for nth in mine}
    for check in (check for piece in draft.articles if piece.id == article for check in piece.checks):
        named |= {key for value in check.values() for key in (value if isinstance(value, list) else [value])}
    entries = (
        replace(entry, key="") if nth in mine and entry.key not in named else entry
        for nth, entry in enumerate(draft.entries)
    )
    return replace(draft, entries=tuple(entries))


def _refused(draft: Draft, nths: Sequence[int], least: int, most: int) -> Problem | None:
    """What keeps entries from being related."""
    entries = [draft.entries[nth] for nth in nths]
    articles = {_article(draft, nth) for nth in nths}
    figures = all(entry.state == "figure" for entry in entries)
    if (
        figures
        and len(articles) == 1
        and None not in articles
        and len({*nths}) == len(nths)
        and least <= len(nths) <= most
    ):
        return None
    place = Place(draft.name, entries[0].line, entries[0].start + 1) if entries else Place(draft.name)
    expected = f"{least if least == most else f'{least} or more'} figures of one article, each once"
    return Problem(place, "not-related", expected, ", ".join(entry.printed for entry in entries) or "none")


def _article(draft: Draft, nth: int) -> str | None:
    """The id of the article that an entry stands in."""
    piece = article_of(draft, draft.entries[nth].line)
    return piece.id if piece else None


def _keyed(draft: Draft, nths: Sequence[int]) -> Draft:
    """The draft with a key for each of these entries: its indicator, numbered where another of the article has that."""
    entries = list(draft.entries)
    article = _article(draft, nths[0])
    taken = {entry.key for nth, entry in enumerate(entries) if _article(draft, nth) == article}
    for nth in nths:
        if not entries[nth].key:
            stem = entries[nth].indicator[:60] or "figure"
            names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(entries) + 2))
            entries[nth] = replace(entries[nth], key=next(name for name in names if name not in taken))
            taken.add(entries[nth].key)
    return replace(draft, entries=tuple(entries))
