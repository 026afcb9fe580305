"""The text of a draft with its numbers marked: a click goes to a number, selected words can become one."""

from collections.abc import Callable, Iterator
from pathlib import Path
from secrets import token_hex
from typing import Any

import streamlit as st

from etl.drafting.drafts import Draft, Entry

AROUND = 24  # lines with words that are shown before and after the number being decided
Picked = tuple[int, int, str]
LONGEST = 60  # characters that may be selected as a number
KEY = "marked-text"
STATES = ("open", "left", "figure", "other")

_shown = st.components.v2.component(
    "shiji_marks", js=(Path(__file__).parent / "marks.js").read_text(encoding="utf-8"), isolate_styles=False
)


def state(entry: Entry) -> str:
    """What an entry is marked as: figure, other, open, or left where nothing is proposed."""
    if entry.state == "undecided":
        return "left" if entry.proposed == "left_over" else "open"
    return "figure" if entry.state == "figure" else "other"


def look_at(row: str) -> None:
    """Have a container of the page, by its key, come into view at the next run."""
    st.session_state[f"{KEY}-row"] = [row, token_hex(4)]  # the browser is told again only of what is new


def text(draft: Draft, current: int, label: str, version: int, go: Callable[[int], None]) -> Picked | None:
    """The text around an entry (from 0); line, offset and words of what is selected in it, None for none."""

    def gone() -> None:
        nth = st.session_state[KEY].go
        if isinstance(nth, int) and 0 <= nth < len(draft.entries):
            go(nth)

    data = {"lines": lines(draft, current), "current": current, "label": label, "version": version}
    data["row"] = st.session_state.pop(f"{KEY}-row", [])
    result = _shown(
        key=KEY, data=data, default={"picked": None}, on_go_change=gone, on_picked_change=lambda: None, height="content"
    )
    return picked(draft, result.picked, version)


def picked(draft: Draft, said: Any, version: int) -> Picked | None:
    """What a browser says is selected, if it is of this very version and stands there."""
    if not isinstance(said, dict) or said.get("version") != version:
        return None
    line, start, words = said.get("line"), said.get("start"), said.get("text")
    every = draft.text.split("\n")
    if not isinstance(line, int) or not isinstance(start, int) or not isinstance(words, str):
        return None
    if not 1 <= line <= len(every) or not 0 < len(words) <= LONGEST or start < 0:
        return None
    return (line, start, words) if every[line - 1].startswith(words, start) else None


def lines(draft: Draft, current: int) -> list[dict[str, Any]]:
    """Lines with words around an entry: their number, and their parts as [words] or [words, entry, state]."""
    every = draft.text.split("\n")
    at = draft.entries[current].line if draft.entries else 1
    filled = [number for number, line in enumerate(every, start=1) if line.strip()]
    before = [number for number in filled if number < at][-AROUND:]
    shown = before + [number for number in filled if number >= at][: AROUND + 1]
    marks: dict[int, list[tuple[int, int, int]]] = {}
    for nth, entry in enumerate(draft.entries):
        for number, start, end in spans(entry, every):
            marks.setdefault(number, []).append((start, end, nth))
    return [
        {"n": number, "parts": list(_parts(draft, every[number - 1], sorted(marks.get(number, []))))}
        for number in shown
    ]


def spans(entry: Entry, every: list[str]) -> Iterator[tuple[int, int, int]]:
    """The characters of an entry as (line, start, end), one a line."""
    for number in range(entry.line, entry.end_line + 1):
        start = entry.start if number == entry.line else 0
        end = entry.end if number == entry.end_line else len(every[number - 1])
        if start < end:
            yield number, start, end


def _parts(draft: Draft, line: str, found: list[tuple[int, int, int]]) -> Iterator[list[str | int]]:
    at = 0
    for start, end, nth in found:
        if start < at:
            continue
        if line[at:start]:
            yield [line[at:start]]
        yield [line[start:end], nth, state(draft.entries[nth])]
        at = end
    if line[at:]:
        yield [line[at:]]
