"""Kinds of figures, each with one of the release: by the words around its number, by its period, by its status."""

import re

import pandas as pd

from etl.exporting.selection import STATUSES
from etl.tables import Tables
from pages.parts.kept import kept

SIGNS = {  # what the word does to the number, and how it may be printed
    "exact": (("=",), ""),
    "more": ((">",), "余"),
    "many": ((">",), "多"),
    "above": ((">",), "超|突破|大于"),
    "or-more": ((">=",), "以上|上千|至少"),
    "near": (("<",), "近|不到"),
    "or-less": (("<=",), "以内|之内|最高"),
    "about-this": (("~",), "约|左右"),
    "between": (("range",), ""),
    "vague": (("vague",), ""),
}
PERIODS = ("year", "span", "as-of", "unstated")


@kept(most=3)
def found(tables: Tables, section: str) -> dict[str, tuple[int, list[str]]]:
    """How many figures there are of each kind, and the id of the plainest one, if any.

    `section` says of which kinds: "marks" (by `SIGNS`), "periods" or "statuses".
    """
    figures = tables["figures"]
    kinds: dict[str, pd.DataFrame]
    if section == "marks":
        kinds = {sign: with_sign(figures, sign) for sign in SIGNS}
    elif section == "periods":
        kinds = {kind: figures[figures["period_kind"] == kind] for kind in PERIODS}
    else:
        kinds = {status: figures[figures["status"] == status] for status in STATUSES}
    return {kind: (len(rows), plainest(rows)["figure"].tolist()) for kind, rows in kinds.items()}


def with_sign(figures: pd.DataFrame, sign: str) -> pd.DataFrame:
    """The figures printed with one of `SIGNS`."""
    comparators, words = SIGNS[sign]
    text = figures["qualifier"].fillna("") + figures["printed"]
    found = text.map(lambda printed: re.search(words, printed) is not None).astype(bool)
    return figures[figures["comparator"].isin(comparators) & found]


def plainest(figures: pd.DataFrame) -> pd.DataFrame:
    """At most one row: reported rather than not, of a stated period, without a remark; the first of those alike."""
    unlike = pd.DataFrame(
        {
            "status": figures["status"] != "reported",
            "period": figures["period_kind"] == "unstated",
            "note": figures["note_zh"].notna(),
        }
    )
    return figures.loc[unlike.sort_values(["status", "period", "note"], kind="stable").index[:1]]
