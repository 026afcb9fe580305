"""Sources: the documents, the account of every numeral in them, and the passport of a figure."""

import pandas as pd
import streamlit as st

from pages.parts import frame, passport, tables_shown
from pages.parts.choice import names
from pages.parts.frame import Visit, cell
from pages.parts.text import listed


def show(visit: Visit) -> None:
    """One figure where the address names one, else the issues."""
    figure = visit.said.one("figure")
    if figure is not None:
        passport.show(visit, figure)
        return
    st.title(visit.say("sources.title"))
    if visit.tables["issues"].empty:
        frame.finding(visit.say("overview.empty"))
        return
    issues = names("issue", visit.tables, visit.lang)
    frame.finding(_finding(visit))
    chosen = visit.said.one("issue")
    if chosen is not None:
        frame.reset(visit)
    for issue in [chosen] if chosen else issues:
        _issue(visit, issue)


def _finding(visit: Visit) -> str:
    sizes = {name: len(visit.tables[name]) for name in ("issues", "articles", "figures", "not_figures")}
    return visit.say(
        "sources.finding",
        issues=visit.count("issue", sizes["issues"]),
        articles=visit.count("article", sizes["articles"]),
        figures=visit.count("figure", sizes["figures"]),
        others=visit.count("not-figure", sizes["not_figures"]),
    )


def _issue(visit: Visit, issue: str) -> None:
    row = visit.row("issues", issue)
    frame.heading(row["title"])
    about = ("publisher", "published", "number", "issn", f"note_{visit.lang}", "text")
    tables_shown.facts([(visit.say(f"field.{name}"), cell(row, name)) for name in about])
    _articles(visit, issue)
    _ledger(visit, issue)
    figures = visit.tables["figures"]
    n = visit.count("figure", int((figures["issue"] == issue).sum()))
    frame.go(visit, "figures", visit.say("sources.figures", figures=n), issue=issue)


def _articles(visit: Visit, issue: str) -> None:
    articles = visit.tables["articles"]
    own = articles[articles["issue"] == issue].sort_values("line_start")
    found = visit.tables["figures"]["article"].value_counts()
    units = names("unit", visit.tables, visit.lang)
    columns = {
        "article": own["title"].tolist(),
        "authors": own["authors"].tolist(),
        "unit": [units.get(unit, "") for unit in own["unit"]],
        "pages": own["pages"].tolist(),
        "figures": [int(found.get(article, 0)) for article in own["article"]],
    }
    table = pd.DataFrame({visit.say(f"table.{name}"): cells for name, cells in columns.items()})
    tables_shown.plain(table, visit.say("sources.articles"), right=[visit.say("table.figures")])


def _ledger(visit: Visit, issue: str) -> None:
    """How many numerals are figures, and why the others are not."""
    others = visit.tables["not_figures"]
    why = others.loc[others["issue"] == issue, "why"].value_counts()
    reasons = [visit.say("sources.reason", why=visit.say(f"why.{name}"), n=n) for name, n in why.items()]
    figures = int((visit.tables["figures"]["issue"] == issue).sum())
    sentence = visit.say(
        "sources.ledger",
        figures=visit.count("figure", figures),
        others=visit.count("not-figure", int(why.sum())),
        reasons=listed(visit.lang, reasons),
    )
    frame.remark(sentence if reasons else visit.say("sources.ledger-all", figures=visit.count("figure", figures)))
