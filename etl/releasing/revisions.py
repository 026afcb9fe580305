"""What a reader sees change: of many figures between two releases, and of one figure along all of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from etl.releasing.releases import Publication

READING = ("qualifier", "comparator", "value", "lower", "upper", "measure")  # follows from what is printed
SEEN = ("printed", *READING, "unit", "indicator", "detail_zh", "detail_en", "period", "status", "part_of", "page")
NOTED = ("note_zh", "note_en")

Between = Callable[[str, str], pd.DataFrame | None]


@dataclass(frozen=True)
class Revision:
    """One publication that changed a figure, and its rows of the difference; none where the log begins with it."""

    publication: Publication
    changes: pd.DataFrame


def seen(changes: pd.DataFrame) -> pd.DataFrame:
    """Of a difference (see `diff`), what readers are shown; of a reading, only what the print does not explain."""
    reprinted = set(changes.loc[(changes["change"] == "changed") & (changes["column"] == "printed"), "figure"])
    explained = changes["column"].isin(READING) & changes["figure"].isin(reprinted)
    return changes[changes["column"].isin((*SEEN, *NOTED)) & ~explained].reset_index(drop=True)


def to_explain(changes: pd.DataFrame, entries: pd.DataFrame) -> pd.DataFrame:
    """Of two differences (see `diff`), what was published and reads otherwise now, or is gone.

    `subject` takes the place of figure and entry.
    """
    told = [seen(changes).rename(columns={"figure": "subject"}), entries.rename(columns={"entry": "subject"})]
    both = pd.concat(told, ignore_index=True)
    return both[both["change"] != "added"].reset_index(drop=True)


def revisions(figure: str, log: Sequence[Publication], between: Between) -> list[Revision]:
    """When the figure came and how it changed, the earliest first.

    `log` are the publications, the latest first; `between` gives the difference of two releases, None where one of
    them cannot be read, which then counts as no change.
    """
    found = []
    for before, after in pairwise(reversed(log)):
        changes = None if before.release == after.release else between(before.release, after.release)
        if changes is not None and (own := seen(changes[changes["figure"] == figure])).size:
            found.append(Revision(after, own))
    if log and not (found and found[0].changes["change"].iloc[0] == "added"):
        found.insert(0, Revision(log[-1], pd.DataFrame(columns=["change", "figure", "column", "before", "after"])))
    return found
