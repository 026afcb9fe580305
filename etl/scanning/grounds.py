"""Why something is proposed: what kind of ground that is, and the words of the text; kept and listed as one line."""

from collections.abc import Mapping
from typing import Literal, get_args

GroundKind = Literal[
    "credit",
    "article",
    "sentence",
    "paragraph",
    "words",
    "like",
    "new",
    "measure",
    "unit",
    "meant",
    "other",
]
HEADS: Mapping[GroundKind, str] = {"new": "not in units.yaml", "measure": "measure word", "meant": "meant before"}
KINDS: Mapping[str, GroundKind] = {HEADS.get(kind, kind): kind for kind in get_args(GroundKind) if kind != "other"}
ALONE = ("measure", "unit")  # kinds that need no words


def written(kind: GroundKind, words: str = "", like: str = "") -> str:
    """A ground as one line; `like` is the id of the earlier figure that it is like."""
    head = f"like {like}" if kind == "like" else HEADS.get(kind, kind)
    return f"{head}: {words}" if words else head


def read(ground: str) -> tuple[GroundKind, str]:
    """The kind and the words of what was written, the id where a figure has no words; any other line is "other"."""
    head, _, words = ground.partition(": ")
    if head.startswith("like "):
        return "like", words or head.removeprefix("like ")
    kind = KINDS.get(head)
    return (kind, words) if kind and (words or kind in ALONE) else ("other", ground)
