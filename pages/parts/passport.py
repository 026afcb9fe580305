"""A figure's passport: everything that is known of one number, and how to cite it."""

import pandas as pd
import streamlit as st

from pages.parts import archive, frame, numbers, tables_shown
from pages.parts.choice import pairs
from pages.parts.frame import Row, Visit, cell, records
from pages.parts.text import listed

SIGNS = {"rate": " ÷ "}  # between the operands of a check, where it is not a sum


def show(visit: Visit, figure: str) -> None:
    """Printed form, reading, who, what, when, where, what it hangs together with, citation."""
    row = visit.row("figures", figure)
    frame.heading(row["printed"], level=1)
    frame.finding(_finding(visit, row))
    tables_shown.facts(_facts(visit, row))
    archive.show(visit, row)
    _family(visit, row)
    _checks(visit, figure)
    _citation(visit, row)
    frame.go(visit, "figures", visit.say("passport.same-indicator"), indicator=row["indicator"])
    frame.go(visit, "sources", visit.say("passport.all-sources"))


def _finding(visit: Visit, row: Row) -> str:
    return visit.say(
        "passport.finding",
        reading=numbers.reading(row, visit.tables["measures"], visit.lang),
        unit=visit.name("units", row["unit"]),
        indicator=visit.name("indicators", row["indicator"]),
        period=numbers.period_shown(row, visit.lang),
    )


def _facts(visit: Visit, row: Row) -> list[tuple[str, str]]:
    indicator = visit.row("indicators", row["indicator"])
    name, about = indicator[f"name_{visit.lang}"], indicator[f"about_{visit.lang}"]
    facts = {
        "unit": visit.say("passport.above").join(_line_of_units(visit, row["unit"])),
        "indicator": visit.say("indicator.about", name=name, about=about),
        "detail": cell(row, f"detail_{visit.lang}"),
        "measure": visit.name("measures", row["measure"]),
        "bounds": _bounds(visit, row),
        "period": numbers.period_shown(row, visit.lang),
        "status": visit.say(f"status.{row['status']}"),
        "note": cell(row, f"note_{visit.lang}"),
        "issue": visit.name("issues", row["issue"]),
        "article": visit.name("articles", row["article"]),
        "page": cell(row, "page"),
        "line": str(row["line"]),
    }
    return [(visit.say(f"field.{name}"), text) for name, text in facts.items()]


def _line_of_units(visit: Visit, unit: str) -> list[str]:
    """The unit's name after those it belongs to."""
    parents = pairs(visit.tables["units"].dropna(subset="parent"), "unit", "parent")
    line = [unit]
    while (above := parents.get(line[0])) is not None and above not in line:
        line.insert(0, above)
    return [visit.name("units", name) for name in line]


def _bounds(visit: Visit, row: Row) -> str:
    known = {name: numbers.number(row[name], visit.lang) for name in ("lower", "upper") if not pd.isna(row[name])}
    if not known:
        return visit.say("passport.no-bounds")
    if row["lower"] == row["upper"]:
        return visit.say("passport.exact")
    return visit.say("passport.bounds-" + "-".join(known), **known)


def _family(visit: Visit, row: Row) -> None:
    """Links to the whole it is a part of, and to its parts."""
    figures = visit.tables["figures"]
    whole = figures[figures["figure"] == row["part_of"]]
    parts = figures[figures["part_of"] == row["figure"]]
    for key, relatives in (("passport.part-of", whole), ("passport.part", parts)):
        for relative in records(relatives):
            sentence = visit.say(key, printed=relative["printed"], detail=cell(relative, f"detail_{visit.lang}"))
            frame.go(visit, "sources", sentence, figure=relative["figure"])


def _checks(visit: Visit, figure: str) -> None:
    """The arithmetic it takes part in, in the printed quantities."""
    checks, figures = visit.tables["checks"], visit.tables["figures"]
    printed = pairs(figures, "figure", "printed")
    for check in records(checks):
        operands = check["operands"].split()
        if figure in (check["result"], *operands):
            relation = visit.say(
                f"passport.check.{check['kind']}",
                operands=SIGNS.get(check["kind"], " + ").join(printed[operand] for operand in operands),
                result=printed[check["result"]],
            )
            sentence = visit.say("passport.holds" if check["holds"] else "passport.fails", relation=relation)
            frame.remark(sentence)


def _citation(visit: Visit, row: Row) -> None:
    """A citation and a link, each with a button to copy it."""
    issue = visit.row("issues", row["issue"])
    figures, article = visit.tables["figures"], visit.name("articles", row["article"])
    named = "" if article == issue["title"] else visit.say("passport.article", article=article)
    source = [
        named,
        frame.places(visit, figures[figures["figure"] == row["figure"]])[0],
        cell(issue, "publisher"),
        cell(issue, "published"),
    ]
    sentence = visit.say(
        "passport.citation",
        source=listed(visit.lang, [part for part in source if part]),
        printed=row["printed"],
        figure=row["figure"],
        release=visit.release,
    )
    st.caption(visit.say("passport.cite"))
    st.code(sentence, language=None, wrap_lines=True)
    st.caption(visit.say("passport.link"))
    address = (st.context.url or "").partition("?")[0]
    st.code(f"{address}?figure={row['figure']}", language=None, wrap_lines=True)
