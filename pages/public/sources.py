"""Sources: the documents, the account of every numeral in them, an article with its figures, a figure's passport."""

import streamlit as st

from etl.evidence import Ledger
from etl.exporting.words import whole
from etl.problems import Problem
from etl.tables import Row, cell, pairs
from pages.parts import frame, numbers, tables_shown
from pages.parts.choice import names
from pages.parts.numbers import as_printed
from pages.parts.once import once
from pages.parts.passports import archive, passport
from pages.parts.taking import downloads
from pages.parts.telling import profile
from pages.parts.text import listed
from pages.parts.visit import Visit

MOST_TOLD = 3  # numerals that nobody accounts for, before "and n more"


def show(visit: Visit) -> None:
    """One figure or one article where the address names one, else the issues."""
    figure, article = visit.said.one("figure"), visit.said.one("article")
    if figure is not None:
        passport.show(visit, figure)
    elif article is not None:
        _article(visit, article)
    else:
        _issues(visit)


def _issues(visit: Visit) -> None:
    st.title(visit.say("sources.title"))
    if visit.tables["issues"].empty:
        frame.finding(visit.say("overview.empty"))
        return
    chosen = visit.said.one("issue")
    issues = [chosen] if chosen else [*names("issue", visit.tables, visit.lang)]
    frame.finding(_finding(visit, issues))
    if chosen is not None:
        frame.go(visit, "sources", visit.say("passport.all-sources"))
    for issue in issues:
        _issue(visit, issue)
    downloads.machines(visit)


def _finding(visit: Visit, issues: list[str]) -> str:
    """How much the issues shown hold, and whether every numeral in them is accounted for."""
    held = ("issues", "articles", "figures", "not_figures")
    sizes = {name: int(visit.tables[name]["issue"].isin(issues).sum()) for name in held}
    left = sum(_left(archive.ledger(visit, issue)) for issue in issues)
    return visit.say(
        "sources.finding-open" if left else "sources.finding",
        left=whole(left, visit.lang),
        issues=visit.count("issue", sizes["issues"]),
        articles=visit.count("article", sizes["articles"]),
        figures=visit.count("figure", sizes["figures"]),
        others=visit.count("not-figure", sizes["not_figures"]),
    )


def _left(account: Ledger | Problem) -> int:
    """How many numerals nobody accounts for, and figures the text does not print; none that is known without a text."""
    return 0 if isinstance(account, Problem) else len(account.unaccounted) + len(account.missing)


def _issue(visit: Visit, issue: str) -> None:
    once(visit, _about_issue, issue)
    frame.remark(_proof(visit, issue))
    once(visit, _in_issue, issue)


def _about_issue(visit: Visit, issue: str) -> None:
    row = visit.row("issues", issue)
    frame.heading(row["title"], lang="zh")
    about = ("publisher", "published", "number", "issn")
    kind = cell(row, "kind") and visit.say(f"issue-kind.{row['kind']}")
    told = [("kind", kind), *((name, cell(row, name)) for name in about)]
    told += [("note", cell(row, f"note_{visit.lang}")), ("text", cell(row, "text"))]
    tables_shown.facts((visit.say(f"field.{name}"), text) for name, text in told)


def _in_issue(visit: Visit, issue: str) -> None:
    """The account of its numerals, its articles, the way to its figures."""
    frame.remark(_ledger(visit, issue))
    _articles(visit, issue)
    figures = visit.tables["figures"]
    if n := int((figures["issue"] == issue).sum()):
        frame.go(visit, "figures", visit.say("sources.figures", figures=visit.count("figure", n)), issue=issue)


def _proof(visit: Visit, issue: str) -> str:
    """Whether every numeral of the archived text is accounted for, found out on the text itself."""
    account = archive.ledger(visit, issue)
    if isinstance(account, Problem):
        return archive.absent(visit, account)
    numerals = visit.count("numeral", account.numerals)
    if not _left(account):
        return visit.say("sources.proved", numerals=numerals, where=_where(visit, issue, account))
    left = [visit.say("sources.left", line=one.line, context=one.context) for one in account.unaccounted]
    left += [visit.say("sources.not-there", line=one.line, printed=one.printed) for one in account.missing]
    told = listed(visit.lang, left[:MOST_TOLD])
    return visit.say("sources.unproved", numerals=numerals, n=len(left), left=told)


def _where(visit: Visit, issue: str, account: Ledger) -> str:
    """In what the numerals of an issue stand, so that a reader can add them up."""
    figures = visit.tables["figures"]
    own = [account.within[figure] for figure in figures.loc[figures["issue"] == issue, "figure"]]
    told = visit.say("sources.where.figures", n=sum(own), figures=visit.count("figure", len(own)))
    numbers = {"none": own.count(0), "several": sum(held > 1 for held in own)}
    notes = [visit.say(f"sources.where.{name}", n=n) for name, n in numbers.items() if n]
    if notes:
        told += visit.say("sources.where.notes", notes=visit.say("passport.and").join(notes))
    if others := len(account.within) - len(own):
        told += visit.say("sources.where.others", n=account.numerals - sum(own), others=whole(others, visit.lang))
    return told


def _articles(visit: Visit, issue: str) -> None:
    articles = visit.tables["articles"]
    own = articles[articles["issue"] == issue].sort_values("line_start")
    found = visit.tables["figures"]["article"].value_counts()
    units = pairs(visit.tables["units"], "unit", f"name_{visit.lang}")
    columns = {
        "article": own["title"].tolist(),
        "authors": own["authors"].tolist(),
        "unit": [units.get(unit, "") for unit in own["unit"]],
        "pages": own["pages"].str.replace("-", "–").tolist(),
        "figures": [int(found.get(article, 0)) for article in own["article"]],
    }
    table = {visit.say(f"table.{name}"): cells for name, cells in columns.items()}
    tables_shown.plain(
        table,
        visit.say("sources.articles", title=visit.name("issues", issue)),
        right=[visit.say("table.pages"), visit.say("table.figures")],
        links={visit.say("table.article"): [frame.address(visit, "sources", article=one) for one in own["article"]]},
    )


def _ledger(visit: Visit, issue: str) -> str:
    """How many numerals are figures, and why the others are not."""
    others = visit.tables["not_figures"]
    why = others.loc[others["issue"] == issue, "why"].value_counts()
    reasons = [visit.say("sources.reason", why=visit.say(f"why.{name}"), n=n) for name, n in why.items()]
    figures = visit.count("figure", int((visit.tables["figures"]["issue"] == issue).sum()))
    if not reasons:
        return visit.say("sources.ledger-all", figures=figures)
    others_counted = visit.count("not-figure", int(why.sum()))
    return visit.say("sources.ledger", figures=figures, others=others_counted, reasons=listed(visit.lang, reasons))


def _article(visit: Visit, article: str) -> None:
    once(visit, _about_article, article)
    archive.article(visit, visit.row("articles", article))


def _about_article(visit: Visit, article: str) -> None:
    """Where it stands, who wrote it, its figures."""
    row = visit.row("articles", article)
    with st.container(horizontal=True, gap="medium", key="way-up"):
        frame.go(visit, "sources", visit.say("passport.all-sources"))
        frame.go(
            visit, "sources", visit.say("frame.place", title=visit.name("issues", row["issue"])), issue=row["issue"]
        )
    frame.heading(row["title"], level=1, lang="zh")
    figures = passport.in_printed_order(visit, article)
    frame.finding(visit.say("sources.article-finding", figures=visit.count("figure", len(figures))))
    unit = cell(row, "unit")
    tables_shown.facts(
        [
            (visit.say("table.authors"), cell(row, "authors")),
            (visit.say("field.unit"), visit.name("units", unit) if unit else ""),
            (visit.say("field.page"), cell(row, "pages").replace("-", "–")),
        ]
    )
    if figures:
        _printed(visit, figures)


def _printed(visit: Visit, figures: list[Row]) -> None:
    """The figures of an article in printed order, each leading to its passport."""
    columns = {
        "printed": [as_printed(row) for row in figures],
        "quantity": [numbers.figure_shown(row, visit.tables["measures"], visit.lang) for row in figures],
        "detail": [profile.in_short(visit.tables, visit.lang, row) for row in figures],
        "unit": [visit.name("units", row["unit"]) for row in figures],
        "period": [numbers.period_shown(row, visit.lang) for row in figures],
        "status": [visit.say(f"status.{row['status']}") for row in figures],
    }
    table = {visit.say(f"table.{name}"): cells for name, cells in columns.items()}
    links = [frame.address(visit, "sources", figure=row["figure"]) for row in figures]
    tables_shown.plain(
        table,
        visit.say("sources.article-figures"),
        right=[visit.say("table.quantity")],
        links={visit.say("table.printed"): links},
    )
