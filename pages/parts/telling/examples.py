"""The words around a number that change what it says, each with a figure of the release that has one."""

import re

import pandas as pd

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
