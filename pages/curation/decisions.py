"""Decisions on the numbers of a draft: each takes a draft and gives the draft as it is afterwards."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from etl.drafting import drafts
from etl.drafting.drafts import LOW, Draft, Entry, article_of
from etl.drafting.marking import quantity_of
from etl.printed import period
from etl.printed.period import Period
from etl.problems import Problem
from etl.scanning import grounds, when
from pages.curation.faults import faults, grave, is_period, measure_of, measures_of
from pages.curation.registries import Registries

FILTERS = ("all", "undecided", "none", "unsure", "left", "faulty")
SCOPES = ("paragraph", "article", "issue")
BY_ARTICLE = ("article", "credit")  # why a unit is proposed that is the article's
ANYTHING = "other"  # why a number is none where nothing else is said


def accept(draft: Draft, nth: int, held: Registries) -> Draft:
    """The entry is a figure, as its fields say; unchanged where something grave is missing."""
    entry = _measured(draft, draft.entries[nth], held)
    if grave(list(faults(draft, entry, held))):
        return draft
    return drafts.decide(draft, nth, "figure", measure=entry.measure)


def _measured(draft: Draft, entry: Entry, held: Registries) -> Entry:
    """The entry without a measure that its word says; where none does, with the only one it may have or print names."""
    fitting = measures_of(held, entry)
    word = getattr(quantity_of(entry), "measure_word", "")
    if len(fitting) == 1:
        return replace(entry, measure="" if word else fitting[0])
    return replace(entry, measure=measure_of(draft, entry, held))


def refuse(draft: Draft, nth: int, why: str = "") -> Draft:
    """The entry is no figure, for the reason given, else the one proposed."""
    return drafts.decide(draft, nth, "not_figure", why=why or draft.entries[nth].why or ANYTHING)


def reopen(draft: Draft, nth: int) -> Draft:
    """The entry is undecided again."""
    return drafts.decide(draft, nth, "undecided")


def fill(draft: Draft, nth: int, **fields: Any) -> Draft:
    """Fields of an entry changed; whether it is decided stays. Another indicator asks anew in which measure it is.

    An indicator that is said by a person is sure, and what a person says has no other reason.
    """
    entry = draft.entries[nth]
    likeliest = entry.indicator or next(iter(entry.indicators), "")
    if fields.get("indicator", likeliest) != likeliest:
        fields = {"measure": "", **fields}
    if fields.get("indicator"):
        fields["confidence"] = 1.0
    fields.setdefault("because", {name: why for name, why in entry.because.items() if name not in fields})
    return drafts.decide(draft, nth, fields.pop("state", draft.entries[nth].state), **fields)


def decided(before: Draft, after: Draft) -> list[int]:
    """The entries of two states of a draft that only the later one has decided."""
    pairs = enumerate(zip(before.entries, after.entries, strict=True))
    return [nth for nth, (one, other) in pairs if one.state == "undecided" != other.state]


def reopened(draft: Draft, chosen: Iterable[int]) -> Draft:
    """These entries are undecided again."""
    for nth in chosen:
        draft = reopen(draft, nth)
    return draft


def told_of(draft: Draft, nth: int, name: str, value: str) -> Draft:
    """The unit or period of an entry, and of those after it in its paragraph that wait and were proposed the same.

    A unit also goes on to those of its sentence for which only the article speaks. That no time is said, is said of one
    number alone; what does not hold goes nowhere.
    """
    entry = draft.entries[nth]
    said = fill(draft, nth, **{name: value})
    holds = bool(value) if name == "unit" else value != period.UNSTATED and is_period(value)
    for one in range(nth + 1, len(draft.entries)) if holds else ():
        other = draft.entries[one]
        alike = getattr(other, name) == getattr(entry, name) or (name == "unit" and _follows(draft, entry, other))
        if alike and other.line == entry.line and other.state == entry.state == "undecided":
            said = fill(said, one, **{name: value})
    return said


def _follows(draft: Draft, entry: Entry, other: Entry) -> bool:
    """Whether a later entry of the line is of the same sentence, and has its unit from its article alone, or none."""
    line = draft.text.split("\n")[entry.line - 1]
    why = other.because.get("unit", "")
    by_article = grounds.read(why)[0] in BY_ARTICLE or not (why or other.unit)
    return by_article and "。" not in line[entry.start : other.start]


def chosen_before(draft: Draft, nth: int, held: Registries) -> list[str]:
    """Indicators of the figures before an entry in its paragraph that its measure word goes with, the last first."""
    entry = draft.entries[nth]
    word = getattr(quantity_of(entry), "measure_word", "")
    before = (one for one in reversed(draft.entries[:nth]) if one.line == entry.line and one.state == "figure")
    return list(dict.fromkeys(one.indicator for one in before if held.fitting(one.indicator, word)))[:2]


def detailed(draft: Draft, nth: int, words: str, known: Mapping[str, str]) -> Draft:
    """The entry with another Chinese detail, in English as it was put before; the English of another is gone."""
    entry = draft.entries[nth]
    if words == entry.detail_zh and entry.detail_en:
        return draft
    said = fill(draft, nth, detail_zh=words)
    return fill(said, nth, detail_en=_english(said, nth, known))


def _english(draft: Draft, nth: int, known: Mapping[str, str]) -> str:
    """What the Chinese detail of an entry is called elsewhere in this draft, or among those known; "" for nothing."""
    entries = (*draft.entries[:nth], *draft.entries[nth + 1 :])
    said = {entry.detail_zh: entry.detail_en for entry in entries if entry.detail_en}
    words = draft.entries[nth].detail_zh
    return said.get(words) or known.get(words, "")


def accept_together(draft: Draft, chosen: Iterable[int], held: Registries) -> Draft:
    """Every undecided one of these entries as it is proposed, but those that lack something or are left over."""
    for nth in chosen:
        entry = draft.entries[nth]
        if entry.state != "undecided":
            continue
        if entry.proposed == "figure":
            draft = accept(draft, nth, held)
        elif entry.proposed == "not_figure" and entry.why:
            draft = refuse(draft, nth)
    return draft


def following(draft: Draft, nth: int) -> int:
    """The next undecided entry after one, around the end; the very next where all are decided."""
    count = len(draft.entries)
    ahead = [*range(nth + 1, count), *range(nth)]
    waiting = (one for one in ahead if draft.entries[one].state == "undecided")
    return next(waiting, min(nth + 1, count - 1))


def within(draft: Draft, nth: int, scope: str) -> list[int]:
    """The entries of the paragraph of an entry, of its article, or of the issue."""
    line = draft.entries[nth].line
    if scope == "paragraph":
        return [one for one, entry in enumerate(draft.entries) if entry.line == line]
    piece = article_of(draft, line) if scope == "article" else None
    if piece is None:
        return list(range(len(draft.entries)))
    return [one for one, entry in enumerate(draft.entries) if piece.first <= entry.line <= piece.last]


def sifted(draft: Draft, chosen: Iterable[int], sieve: str, held: Registries) -> list[int]:
    """Those of the entries that a filter lets through."""
    sieves: dict[str, Callable[[Entry], bool]] = {
        "all": lambda entry: True,
        "undecided": lambda entry: entry.state == "undecided",
        "none": lambda entry: entry.state == "undecided" and entry.proposed == "not_figure",
        "unsure": lambda entry: entry.state == "undecided" and entry.confidence < LOW,
        "left": lambda entry: entry.state == "undecided" and entry.proposed == "left_over",
        "faulty": partial(_faulty, draft, held),
    }
    return [one for one in chosen if sieves[sieve](draft.entries[one])]


def _faulty(draft: Draft, held: Registries, entry: Entry) -> bool:
    expected = entry.state == "figure" or (entry.state == "undecided" and entry.proposed == "figure")
    return expected and any(faults(draft, entry, held))


def unread(rows: Iterable[Mapping[str, Any]]) -> list[Problem]:
    """What is not clear of the periods that were typed in rows of a table."""
    typed = [when.typed(cells["period"]) for cells in rows if cells.get("period")]
    return [one for one in typed if isinstance(one, Problem)]


def edited(draft: Draft, rows: Mapping[int, Mapping[str, Any]], known: Mapping[str, str] = {}) -> Draft:
    """The draft after edits in a table, by entry; an emptied cell is empty text.

    A period is read as it is typed (see `when.typed`); one that is not clear changes nothing. A detail is put into
    English as before (see `detailed`) where no English one was typed, too.
    """
    for nth, cells in rows.items():
        fields = {name: value or "" for name, value in cells.items()}
        if "detail_en" not in fields and "detail_zh" in fields:
            draft = detailed(draft, nth, fields["detail_zh"], known)
        if fields.get("period"):
            read = when.typed(fields["period"])
            fields["period"] = read.text if isinstance(read, Period) else draft.entries[nth].period
        if fields.get("state") == "not_figure" and not (fields.get("why") or draft.entries[nth].why):
            fields["why"] = ANYTHING
        draft = fill(draft, nth, **fields)
    return draft
