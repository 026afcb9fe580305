"""What a release holds, in sentences: all of it, and issue by issue."""

import pandas as pd

from etl.tables import Tables
from pages.parts.charting.coverage import charted
from pages.parts.choice import by_key, names
from pages.parts.telling import profile
from pages.parts.telling.news import Link
from pages.parts.text import Language, counted, say


def holdings(tables: Tables, lang: Language) -> str:
    """How much there is; background is told apart, and counts for nothing else."""
    rows = tables["figures"]
    own = charted(rows)
    values = {"issues": counted(lang, "issue", rows["issue"].nunique()), "figures": _figures(rows, lang)}
    if own.empty:
        return say(lang, "overview.finding-background", **values)
    themes = own["theme"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    return say(
        lang,
        "overview.finding",
        **values,
        units=counted(lang, "unit", own["unit"].nunique()),
        years=profile.years(lang, own),
        theme=profile.named(tables, lang, "themes", themes.index[0]),
        n=counted(lang, "figure", int(themes.iloc[0])),
    )


def issue_links(tables: Tables, lang: Language) -> tuple[Link, ...]:
    """The issues, the latest first, each with how much it holds."""
    links, rows = [], tables["figures"]
    for issue, title in names("issue", tables, lang).items():
        own = rows[rows["issue"] == issue]
        values = {"published": _dated(tables, lang, issue, own), "title": title, "figures": _figures(own, lang)}
        links.append((say(lang, "overview.issue", **values), issue))
    return tuple(links)


def _figures(rows: pd.DataFrame, lang: Language) -> str:
    """A number of figures, background told apart: 263 figures (and another 50 background figures)."""
    own = len(charted(rows))
    background = len(rows) - own
    if not background:
        return counted(lang, "figure", own)
    quoted = counted(lang, "background", background)
    return say(lang, "overview.told", figures=counted(lang, "figure", own), background=quoted) if own else quoted


def _dated(tables: Tables, lang: Language, issue: str, rows: pd.DataFrame) -> str:
    """When an issue came out, else the year it tells of, by which it is placed, else that nobody knows."""
    published = by_key(tables, "issues", "published")[issue]
    if not pd.isna(published):
        return str(published)
    ends = rows.loc[rows["status"] == "reported", "period_end"].dropna()
    return say(lang, "overview.undated") if ends.empty else say(lang, "overview.told-of", year=ends.max()[:4])
