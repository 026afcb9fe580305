"""Overview: what is in here, what the latest issue brought, who reported in which year."""

import pandas as pd
import streamlit as st

from etl.query import Choice, rows
from pages.parts import charts, frame, look, numbers
from pages.parts.choice import names
from pages.parts.frame import Row, Visit, cell, records

MOST_NEWS = 5


def show(visit: Visit) -> None:
    """The whole release at a glance."""
    st.title(visit.say("overview.title"))
    figures = visit.tables["figures"]
    if figures.empty:
        frame.finding(visit.say("overview.empty"))
        return
    frame.finding(_finding(visit, figures))
    left, right = st.columns([3, 2], gap="large")
    with left:
        _latest(visit)
    with right:
        _issues(visit, figures)
    _coverage(visit)
    _themes(visit, figures)


def _finding(visit: Visit, figures: pd.DataFrame) -> str:
    themes = figures["theme"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    return visit.say(
        "overview.finding",
        issues=visit.count("issue", figures["issue"].nunique()),
        figures=visit.count("figure", len(figures)),
        units=visit.count("unit", figures["unit"].nunique()),
        years=years_of(visit, figures),
        theme=visit.name("themes", themes.index[0]),
        n=visit.count("figure", int(themes.iloc[0])),
    )


def years_of(visit: Visit, figures: pd.DataFrame) -> str:
    """The years that figures tell of: 2025, 2012–2025, or that none is stated."""
    days = pd.concat([figures["period_start"], figures["period_end"]]).dropna()
    if days.empty:
        return visit.say("overview.no-year")
    first, last = days.min()[:4], days.max()[:4]
    return first if first == last else f"{first}–{last}"


def _latest(visit: Visit) -> None:
    """A figure of each of the themes that the latest issue says most about."""
    issues = visit.tables["issues"].sort_values("position")
    issue = issues.iloc[-1]["issue"]
    found = rows(visit.tables, Choice(issue=issue, status="reported"))
    st.subheader(visit.say("overview.latest"))
    n = visit.count("figure", len(rows(visit.tables, Choice(issue=issue))))
    frame.remark(visit.say("overview.latest-issue", title=visit.name("issues", issue), figures=n))
    said_most = found.assign(n=found.groupby("theme")["theme"].transform("size"))
    news = said_most.sort_values("n", ascending=False, kind="stable").drop_duplicates("theme").head(MOST_NEWS)
    with st.container(gap=None):
        for row in records(news):
            frame.go(visit, "sources", line(visit, row), figure=row["figure"])


def line(visit: Visit, row: Row) -> str:
    """One figure in one line: how much, of what, by whom."""
    what = cell(row, f"detail_{visit.lang}") or visit.name("indicators", row["indicator"])
    quantity = numbers.figure_shown(row, visit.tables["measures"], visit.lang)
    return visit.say("overview.line", quantity=quantity, what=what, unit=visit.name("units", row["unit"]))


def _issues(visit: Visit, figures: pd.DataFrame) -> None:
    st.subheader(visit.say("overview.issues"))
    found = figures["issue"].value_counts()
    with st.container(gap=None):
        for issue, title in names("issue", visit.tables, visit.lang).items():
            n = visit.count("figure", int(found.get(issue, 0)))
            dated = cell(visit.row("issues", issue), "published") or visit.say("overview.undated")
            label = visit.say("overview.issue", published=dated, title=title, figures=n)
            frame.go(visit, "sources", label, issue=issue)


def _coverage(visit: Visit) -> None:
    st.subheader(visit.say("overview.coverage"))
    st.plotly_chart(
        charts.coverage(visit.tables, visit.lang, dark=visit.dark),
        theme=None,
        key="coverage",
        config=look.config(visit.lang, f"shiji_coverage_{visit.release}"),
        alt=charts.describe_coverage(visit.tables, visit.lang),
    )
    frame.remark(visit.say("overview.coverage-note"))
    frame.source_line(visit, visit.tables["figures"])


def _themes(visit: Visit, figures: pd.DataFrame) -> None:
    st.subheader(visit.say("overview.themes"))
    with st.container(gap=None):
        for theme, name in names("theme", visit.tables, visit.lang).items():
            own = figures[figures["theme"] == theme]
            if not own.empty:
                frame.go(visit, "figures", _theme(visit, name, own), theme=theme)


def _theme(visit: Visit, name: str, own: pd.DataFrame) -> str:
    return visit.say(
        "overview.theme",
        theme=name,
        figures=visit.count("figure", len(own)),
        units=visit.count("unit", own["unit"].nunique()),
        years=years_of(visit, own),
    )
