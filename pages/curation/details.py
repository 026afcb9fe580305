"""Details at hand for a number: the words printed beside it, and those that its indicator was told by before."""

import re
from collections.abc import Iterable

from etl.drafting.drafts import Draft, Entry

BESIDE = 14  # characters of print that a detail may take over
MOST = 4
AROUND = 40  # characters on either side in which an earlier detail should have words
_STOPS = "，。；：、！？,;:!?（）()《》〈〉“”‘’「」\"'…—\n"
_ENDS = "，。；、！？,;!?"  # of a clause; the end of a line, too
_AFTER = re.compile(rf"[^{re.escape(_STOPS)}\d]*")
_BEFORE = re.compile(rf"[^{re.escape(_STOPS)}\d]*$")
_BARE = re.compile(r"^(了|的|等|为|达|共|计)+|(有|了|的|为|达|共|计|达到|变为|超过|参加)+$")


def beside(draft: Draft, entry: Entry) -> str:
    """The words from a number to the next stop, or to it where it ends a clause; "" for none or too many."""
    lines = draft.text.split("\n")
    ends = lines[entry.end_line - 1][entry.end : entry.end + 1] in _ENDS
    before = _BEFORE.search(lines[entry.line - 1][: entry.start])
    found = before if ends else _AFTER.match(lines[entry.end_line - 1], entry.end)
    words = _BARE.sub("", found[0].strip()) if found else ""
    return words if 1 < len(words) <= BESIDE else ""


def names(draft: Draft, entry: Entry, noun: str) -> bool:
    """Whether what a number counts is called so right before or after it; one sign alone says too little."""
    lines = draft.text.split("\n")
    before = _BEFORE.search(lines[entry.line - 1][: entry.start])
    after = _AFTER.match(lines[entry.end_line - 1], entry.end)
    near = _BARE.sub("", before[0].strip()).endswith(noun) if before else False
    return len(noun) > 1 and (near or (after is not None and noun in after[0][:BESIDE]))


def likely(draft: Draft, nth: int, indicator: str, told: Iterable[str]) -> list[str]:
    """Chinese details for an entry (from 0): printed beside it, of the indicator in this draft, and of those told."""
    entry = draft.entries[nth]
    line = draft.text.split("\n")[entry.line - 1]
    around = line[max(0, entry.start - AROUND) : entry.end + AROUND]
    mine = [
        one.detail_zh
        for one in reversed(draft.entries[:nth])
        if one.state == "figure" and one.detail_zh and one.indicator == indicator
    ]
    earlier = sorted(told, key=lambda words: -_shared(words, around))
    used = [*dict.fromkeys(mine)][:2] + [words for words in earlier if _shared(words, around)]
    return list(dict.fromkeys(filter(None, [beside(draft, entry), *used])))[:MOST]


def _shared(words: str, around: str) -> int:
    """How many neighbouring characters of the words stand in the text around."""
    return sum(words[at : at + 2] in around for at in range(len(words) - 1))
