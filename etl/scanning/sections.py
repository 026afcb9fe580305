"""A text as articles, lines and sentences: what stands around a number, before anybody has marked it up."""

import re
from dataclasses import dataclass

from etl.printed.characters import HALF_WIDTH, SIMPLIFIED

BYLINE = re.compile(r"(?m)^[ \t]*(?:文\s*/|通讯员|本[报刊]记者|本[报刊]通讯员|作者\s*:|记者)\s*\S[^。\n]{0,60}$")
CREDIT = re.compile(
    r"(?m)^[ \t]*(?:\([^()\n]{2,40}\s供稿\)|\(?摘编自[^\n]{2,30}|作者系[^\n]{2,60})[ \t]*$"
)  # closes an article
_DATELINE = re.compile(
    r"(?m)^(?=.{0,80}(?:(?:发稿|发布|发表|刊发|更新)(?:时间|日期)|来源)\s*:)[^。\n]{1,120}$"
)  # below the title on a web page, which has menus above it
_CLOSE = re.compile(
    r"(?m)\((?:本[报刊])?(?:记者|通讯员)[^()\n摄]{1,40}\)[ \t]*$|^[ \t]*\(?(?:责任编辑|责编|编辑)\s*:[^。\n]{1,40}$"
)  # and footers below these
_CONTENTS = re.compile(r"(?m)^[ \t|■·-]*[0-9]{1,3}[ \t]+([^\s|0-9][^|\n]{3,60})")
_LINE = re.compile(r"(?m)^[ \t#]*([^\n]{0,8})")
_SENTENCE = re.compile(r"[。！？!?\n]")
HEAD = 600  # characters after a title in which its by-line stands
LONGEST = 80  # characters of a title that are worth keeping
TITLE = 8  # characters of a title that its entry in the contents shares
SHORTEST = 5  # characters of an entry in the contents that say enough
HEADLINE = 200  # characters to either side of a place in which its line must end to be a headline, blanks and all
LONG = 400  # characters to either side of a number in which its sentence is looked for
OPENING = 5000  # characters before it in which its paragraph is


@dataclass(frozen=True)
class Section:
    """One article of a text, from `start` up to `end`; a text without titles and by-lines is one."""

    start: int
    end: int
    title: str


def plain(text: str) -> str:
    """The text in simplified half-width characters, each in its place."""
    return text.translate(SIMPLIFIED | HALF_WIDTH)


def sections(text: str) -> list[Section]:
    """The articles of a plain text: each begins at a title of the contents, above a by-line or after a credit.

    What stands around an article of a web page, menus and footers, is a section of its own.
    """
    starts = {_title_above(text, found.start()) for found in BYLINE.finditer(text)} | _listed(text)
    starts |= {_line_above(text, found.start()) for found in _DATELINE.finditer(text)}
    starts |= {found.end() for form in (CREDIT, _CLOSE) for found in form.finditer(text)}
    lines = sorted({0, *(_next_line(text, start) for start in starts)} - {len(text)})
    lines = [line for line in lines if not any(form.match(text, line) for form in (CREDIT, _CLOSE))] or [0]
    ends = [*lines[1:], len(text)]
    return [Section(start, end, _first_line(text, start, end)) for start, end in zip(lines, ends, strict=True)]


def _next_line(text: str, position: int) -> int:
    """Where the next line begins that is not blank, at or after a position that ends or begins one."""
    found = re.compile(r"\S").search(text, position)
    return text.rfind("\n", 0, found.start()) + 1 if found else len(text)


def _title_above(text: str, byline: int) -> int:
    """Where the lines begin that stand as headlines directly above a by-line."""
    start = byline
    while start > 0:
        line = text.rfind("\n", 0, start - 1) + 1
        blank = not text[line:start].strip()
        if not blank and (not headline(text, line) or BYLINE.match(text, line) or CREDIT.match(text, line)):
            break
        start = line
    return start


def _line_above(text: str, below: int) -> int:
    """Where the last headline before a line begins, with nothing but blanks between; the line itself where none is."""
    last = len(text[max(0, below - LONG) : below].rstrip()) + max(0, below - LONG)
    start = line_start(text, last, LONG)
    return start if last and headline(text, start) else below


def _listed(text: str) -> set[int]:
    """Where lines begin that the contents name, the first for each title, other than in the contents themselves."""
    listed = [(found.end(), found[1].split()[0][:TITLE]) for found in _CONTENTS.finditer(text)]
    last = max((end for end, _ in listed), default=len(text))
    waiting = {title for _, title in listed if len(title) >= SHORTEST}
    starts = set()
    for line in _LINE.finditer(text, last):
        named = {line[1][:size] for size in range(SHORTEST, TITLE + 1)} & waiting
        waiting -= named
        starts |= {line.start()} if named else set()
    return starts


def _first_line(text: str, start: int, end: int) -> str:
    return next((line.strip("# \t")[:LONGEST] for line in text[start:end].split("\n") if line.strip()), "")


def sentence(text: str, position: int) -> tuple[int, int]:
    """Start and end of the sentence around a position."""
    start = max((found.end() for found in _SENTENCE.finditer(text, max(0, position - LONG), position)), default=0)
    found = _SENTENCE.search(text, position, position + LONG)
    return max(start, position - LONG), found.start() if found else min(len(text), position + LONG)


def paragraph_start(text: str, position: int) -> int:
    """Where the line of a position begins; of one that a page break cuts, where the line before does."""
    start = line_start(text, position, OPENING)
    last = start - 1
    while last >= 0 and text[last].isspace():
        last -= 1
    if last >= 0 and text[last] not in "。!?！？”:：;；" and not headline(text, last):
        return line_start(text, last + 1, OPENING)
    return start


def headline(text: str, position: int) -> bool:
    """Whether the line at `position` is short and ends like no sentence."""
    end = text.find("\n", position, position + HEADLINE)
    line = text[line_start(text, position, HEADLINE) : end if end >= 0 else position + HEADLINE].strip()
    return line.startswith("#") or (0 < len(line) <= 40 and not re.search(r"[。！？；：，、,;!?:]$|[。；]", line))


def line_start(text: str, position: int, back: int) -> int:
    """Where the line of a position begins; at most `back` characters before it, so that a long line costs no more."""
    first = max(0, position - back)
    return max(first, text.rfind("\n", first, position) + 1)
