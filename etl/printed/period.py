"""A period as the curated data writes it -> its first and last day: 2025, 2023-01/2023-10, as-of 2021-06-16."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from etl.printed.characters import HALF_WIDTH
from etl.problems import NOWHERE, Place, Problem, did_you_mean

FORMS = "2025, 2023-11, 2023-11-05, 2023-01/2023-10, as-of 2021-06-16 or unstated"
LONGEST = 40  # characters of a wrong period that are worth repeating
AS_OF = "as-of "
UNSTATED = "unstated"

_DAY = re.compile(r"([12][0-9]{3})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_LOOSE = re.compile(r"([0-9]{4})(?:([-./])([0-9]{1,2})(?:\2([0-9]{1,2}))?)?")
_BETWEEN = re.compile(r"至|到|—+|~|–|[-/](?=\s*[12][0-9]{3})")
_UNCLEAR = re.compile(r"[年月][0-9]+-[0-9]")  # 2023年1-11: a day, or months to months
_PLAIN = HALF_WIDTH | {ord("\u3000"): " "}


@dataclass(frozen=True)
class Period:
    """First and last day of a period; as-of has no first day, unstated has neither.

    `year` is the calendar year that holds all of it (of as-of: its day), else None.
    """

    text: str
    kind: Literal["year", "span", "as-of", "unstated"]
    start: date | None
    end: date | None
    year: int | None


def read(text: str, place: Place = NOWHERE) -> Period | Problem:
    """The period that `text` writes; a Problem "bad-period" at the part that is wrong otherwise."""
    if text == UNSTATED:
        return Period(text, "unstated", None, None, None)
    if text.startswith(AS_OF):
        days = _days(text[len(AS_OF) :], place.shifted(len(AS_OF)), text)
        return days if isinstance(days, Problem) else Period(text, "as-of", None, days[1], days[1].year)
    first, slash, last = text.partition("/")
    start = _days(first, place, text)
    if isinstance(start, Problem):
        return start
    end = _days(last, place.shifted(len(first) + 1), text) if slash else start
    if isinstance(end, Problem):
        return end
    if start[0] > end[1]:
        return Problem(place, "bad-period", "a start before the end", f"`{text}`", f"write {last}/{first}")
    kind: Literal["year", "span"] = "year" if len(text) == 4 else "span"
    return Period(text, kind, start[0], end[1], start[0].year if start[0].year == end[1].year else None)


def _days(text: str, place: Place, whole: str) -> tuple[date, date] | Problem:
    """First and last day of a year, a month or a day; the way out of a Problem is about `whole`."""
    found = _DAY.fullmatch(text)
    if not found:
        return Problem(place, "bad-period", FORMS, f"`{text[:LONGEST]}`", _way_out(whole))
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if found[2] and not 1 <= month <= 12:
        return Problem(place.shifted(5), "bad-period", "a month from 01 to 12", f"`{found[2]}` in `{text}`")
    last = monthrange(year, month or 12)[1]
    if found[3] and not 1 <= day <= last:
        return Problem(place.shifted(8), "bad-period", f"a day from 01 to {last}", f"`{found[3]}` in `{text}`")
    return date(year, month or 1, day or 1), date(year, month or 12, day or last)


def loose(text: str) -> str:
    """How the curated data writes a period that is full-width, without zeros, with 年月日 or 至; "" where unclear."""
    if len(text) > LONGEST or _UNCLEAR.search(half_width(text)):
        return ""
    plain = half_width(text).replace("年", "-").replace("月", "-").replace("日", "")
    as_of = AS_OF if plain.startswith(AS_OF) else ""
    parts = [_LOOSE.fullmatch(part.strip("- ")) for part in _BETWEEN.split(plain.removeprefix(AS_OF))]
    written = as_of + "/".join("-".join(n.zfill(2) for n in part.group(1, 3, 4) if n) for part in parts if part)
    return written if all(parts) and written != text and isinstance(read(written), Period) else ""


def half_width(text: str) -> str:
    """The text with half-width signs for full-width ones, as many."""
    return text.translate(_PLAIN)


def _way_out(text: str) -> str:
    """What to write instead, where that can be told."""
    if written := loose(text):
        return f"write {written}"
    return "" if len(text) > LONGEST else did_you_mean(half_width(text).lower(), [UNSTATED])
