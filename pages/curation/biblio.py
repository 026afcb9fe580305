"""What a new text says of itself: title, publisher, number; and an id made of it. Proposals, for a person to read."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from etl.curating.records import ID, Issue
from etl.drafting.drafts import Draft, Entry, Piece
from etl.scanning import similar
from etl.scanning.sections import plain
from etl.scanning.when import FIRST_LINES

_NUMBER = re.compile(r"(?:总第|第)\s*[0-9]{1,4}\s*期")
_ISSN = re.compile(r"ISSN\s*:?\s*([0-9]{4}-[0-9]{3}[0-9X])")
_DAILY = re.compile(r"[报報]")
_SOURCE = re.compile(r"(?:来源|來源|稿源)\s*[:：]\s*(\S{2,20})")
_REPORTER = re.compile(r"[（(]\s*(?:本报|本刊)?(?:记者|通讯员|作者)\s*[:：]?\s*([^（）()\d。，]{2,30})[）)]")
_DATED = re.compile(r"-[0-9]{4}(-[0-9]{2}){0,2}$")
_NO_TITLE = re.compile(r"[>＞|]|首页|来源|作者|发布|[0-9]{4}[-年]|。$")  # what stands above the title of a web page
FOLLOWING = ("unit", "period")  # what an article says for its numbers
LEAST_TITLE, LONGEST_TITLE = 8, 80  # signs; what is shorter is the name of a page or a paper


def described(draft: Draft, known: Iterable[Issue]) -> Draft:
    """The draft with what its text says of itself; what is filled in already stays."""
    head = draft.text[:FIRST_LINES]
    lines = [line.strip("# \t") for line in head.split("\n")]
    likely = (one for one in lines if LEAST_TITLE <= len(one) <= LONGEST_TITLE and not _NO_TITLE.search(one))
    title = next(likely, next(filter(None, lines), ""))
    publishers = {issue.publisher for issue in known if issue.publisher}
    publisher = next((one for one in sorted(publishers, key=len, reverse=True) if one in head), "")
    source = _SOURCE.search(head)
    publisher = publisher or (source[1] if source else "")
    number, issn = _NUMBER.search(head), _ISSN.search(plain(head))
    title = draft.title or title[:LONGEST_TITLE]
    return replace(
        draft,
        title=title,
        articles=(_alone(draft, title),) if len(draft.articles) == 1 else draft.articles,
        kind=draft.kind or _kind(publisher, issn is not None),
        publisher=draft.publisher or publisher,
        number=draft.number or (number[0] if number else ""),
        issn=draft.issn or (issn[1] if issn else ""),
    )


def _alone(draft: Draft, title: str) -> Piece:
    """The only article of a document: it is called like the document, and by whoever signed the text."""
    piece = draft.articles[0]
    signed = _REPORTER.search(draft.text)
    authors = tuple(re.split(r"[\s、]+", signed[1].strip())) if signed else ()
    return replace(piece, title=title or piece.title, authors=piece.authors or authors)


def _kind(publisher: str, serial: bool) -> str:
    """What it seems to be: a newspaper by its name, a magazine by its ISSN; "" where nothing says so."""
    return "newspaper" if _DAILY.search(publisher) else "magazine" if serial else ""


def issue_id(draft: Draft, known: Mapping[str, Issue]) -> str:
    """An id like that of an earlier issue of the same publisher, with this one's date; "" where none can be proposed.

    Chinese has no letters for an id, and a date alone would say nothing: then a person names it.
    """
    alike = [id for id, issue in known.items() if draft.publisher and issue.publisher == draft.publisher]
    stem = next((_DATED.sub("", id) for id in alike if _DATED.search(id)), similar.proposed_id(draft.publisher))
    return free(f"{stem}-{draft.published}", known) if stem and draft.published else ""


def wrong_id(draft: Draft, known: Iterable[str]) -> str:
    """What is wrong with the id of a draft: "missing", "form", "taken"; "" for nothing."""
    if not draft.issue:
        return "missing"
    if not re.fullmatch(ID, draft.issue):
        return "form"
    return "taken" if not draft.opened and draft.issue in known else ""


def free(id: str, known: Iterable[str]) -> str:
    """The id, with a number where it is taken."""
    taken = set(known)
    names = [id, *(f"{id}-{nth}" for nth in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def renamed(draft: Draft, id: str) -> Draft:
    """The draft under another id, its text archived under that name, too."""
    return draft if draft.opened else replace(draft, issue=id, name=f"{id or 'new'}.txt")


def arranged(draft: Draft, pieces: tuple[Piece, ...]) -> Draft:
    """The draft with these articles; undecided numbers go along with the unit and period of theirs.

    What an article said before stays known, for the numbers that were decided by it: see `left_behind`.
    """
    known, entries, made = {piece.id: piece for piece in draft.articles}, list(draft.entries), []
    for new in pieces:
        old = known.get(new.id, new)
        before = dict(old.before)
        for name in FOLLOWING:
            was, now = getattr(old, name), getattr(new, name)
            if was != now:
                before[name] = tuple(dict.fromkeys([*before.get(name, ()), was]))
                entries = [
                    _told(one, name, now)
                    if one.line in _lines(new) and one.state == "undecided" and getattr(one, name) in ("", was)
                    else one
                    for one in entries
                ]
        made.append(replace(new, before=before))
    return replace(draft, articles=tuple(made), entries=tuple(entries))


def left_behind(draft: Draft, piece: Piece, name: str) -> list[int]:
    """Figures (from 0) of an article that still have the unit or period that it said before."""
    before = {one for one in piece.before.get(name, ()) if one not in ("", getattr(piece, name))}
    lines = _lines(piece)
    return [
        nth
        for nth, entry in enumerate(draft.entries)
        if entry.state == "figure" and entry.line in lines and getattr(entry, name) in before
    ]


def fetched(draft: Draft, id: str, name: str) -> Draft:
    """The draft whose figures left behind by an article have its unit or period as it is now."""
    piece = next(one for one in draft.articles if one.id == id)
    left = left_behind(draft, piece, name)
    entries = (_told(one, name, getattr(piece, name)) if nth in left else one for nth, one in enumerate(draft.entries))
    return replace(draft, entries=tuple(entries))


def left_alone(draft: Draft, id: str, name: str) -> Draft:
    """The draft that forgets what an article said before: its figures mean what they say."""
    pieces = (
        replace(one, before={key: said for key, said in one.before.items() if key != name}) if one.id == id else one
        for one in draft.articles
    )
    return replace(draft, articles=tuple(pieces))


def _told(entry: Entry, name: str, value: str) -> Entry:
    changed: dict[str, Any] = {name: value}
    return replace(entry, **changed)


def _lines(piece: Piece) -> range:
    return range(piece.first, piece.last + 1)
