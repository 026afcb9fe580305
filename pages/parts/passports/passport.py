"""A figure's passport: everything that is known of one number, and how to cite it."""

from collections import defaultdict
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from etl.releasing import revisions
from etl.tables import Row, cell, records
from pages.parts import frame, numbers, released, tables_shown
from pages.parts.choice import by_key
from pages.parts.numbers import as_printed
from pages.parts.once import once
from pages.parts.passports import archive, checked, revised
from pages.parts.passports.citations import citation
from pages.parts.passports.contradictions import contradictions
from pages.parts.telling import profile
from pages.parts.text import Language
from pages.parts.visit import Visit

CITED: tuple[tuple[Language, str], ...] = (("zh", "GB/T 7714"), ("en", "English"))


def show(visit: Visit, figure: str) -> None:
    """Printed form, reading, who, what, when, where, what it hangs together with, history, citation."""
    once(visit, _about, figure)
    archive.paragraph(visit, visit.row("figures", figure))
    once(visit, _beside, figure)


def _about(visit: Visit, figure: str) -> None:
    """What stands above the paragraph that it is printed in."""
    row = visit.row("figures", figure)
    _way_up(visit, row)
    frame.heading(as_printed(row), level=1, lang="zh")
    frame.finding(_finding(visit, row))
    _facts(visit, row)


def _beside(visit: Visit, figure: str) -> None:
    """What stands below that paragraph."""
    row = visit.row("figures", figure)
    _family(visit, row)
    _checks(visit, row)
    _contradictions(visit, figure)
    if not visit.preview:
        _history(visit, figure)
        _citation(visit, row)
    frame.go(visit, "figures", visit.say("passport.same-indicator"), indicator=row["indicator"])


def _way_up(visit: Visit, row: Row) -> None:
    """All sources, its issue, its article, the figures printed before and after it."""
    with st.container(horizontal=True, gap="medium", key="way-up"):
        frame.go(visit, "sources", visit.say("passport.all-sources"))
        frame.go(
            visit, "sources", visit.say("frame.place", title=visit.name("issues", row["issue"])), issue=row["issue"]
        )
        frame.go(visit, "sources", visit.say("passport.whole-article"), article=row["article"])
        for key, other in zip(("previous", "next"), _neighbours(visit, row), strict=True):
            if other is not None:
                sentence = visit.say(f"passport.{key}", printed=as_printed(other))
                frame.go(visit, "sources", sentence, figure=other["figure"])


def _neighbours(visit: Visit, row: Row) -> tuple[Row | None, Row | None]:
    own = in_printed_order(visit, row["article"])
    at = next(n for n, one in enumerate(own) if one["figure"] == row["figure"])
    return own[at - 1] if at else None, own[at + 1] if at + 1 < len(own) else None


def in_printed_order(visit: Visit, article: str) -> list[Row]:
    """The figures of an article as they follow one another in print."""
    found = by_key(visit.tables, "figures", "article").items()
    own = [visit.row("figures", figure) for figure, printed_in in found if printed_in == article]
    return sorted(own, key=lambda one: (one["line"], int(one["figure"].rpartition("/")[2])))


def _finding(visit: Visit, row: Row) -> str:
    return visit.say(
        "passport.finding",
        reading=numbers.reading(row, visit.tables["measures"], visit.lang),
        unit=visit.name("units", row["unit"]),
        indicator=visit.name("indicators", row["indicator"]),
        period=numbers.period_shown(row, visit.lang),
    )


def _facts(visit: Visit, row: Row) -> None:
    indicator = visit.row("indicators", row["indicator"])
    facts = {
        "unit": visit.say("passport.above").join(_line_of_units(visit, row["unit"])),
        "indicator": indicator[f"name_{visit.lang}"],
        "about": indicator[f"about_{visit.lang}"],
        "detail": cell(row, f"detail_{visit.lang}"),
        "measure": visit.name("measures", row["measure"]),
        "bounds": _bounds(visit, row),
        "period": numbers.period_shown(row, visit.lang),
        "status": visit.say(f"status.{row['status']}"),
        "note": cell(row, f"note_{visit.lang}"),
        "issue": visit.name("issues", row["issue"]),
        "article": visit.name("articles", row["article"]),
        "page": cell(row, "page").replace("-", "–"),
        "line": str(row["line"]),
    }
    links = {
        "unit": frame.address(visit, "unit" if "unit" in visit.pages else "figures", unit=row["unit"]),
        "indicator": frame.address(visit, "indicator", indicator=row["indicator"]),
        "article": frame.address(visit, "sources", article=row["article"]),
    }
    tables_shown.facts([(visit.say(f"field.{name}"), text, links.get(name, "")) for name, text in facts.items()])


def _line_of_units(visit: Visit, unit: str) -> list[str]:
    """The unit's name after those it belongs to."""
    return [visit.name("units", name) for name in (*profile.above(visit.tables, unit), unit)]


def _bounds(visit: Visit, row: Row) -> str:
    ends = numbers.ends_shown((row["lower"], row["upper"]), visit.lang, row["comparator"])
    known = {
        name: numbers.number(end, visit.lang)
        for name, end in zip(("lower", "upper"), ends, strict=True)
        if not pd.isna(end)
    }
    if row["lower"] == row["upper"]:
        return visit.say("passport.exact")
    return checked.bounds(visit, known, [row])


def _family(visit: Visit, row: Row) -> None:
    """Links to the whole it is a part of, and to its parts."""
    figures = visit.tables["figures"]
    whole = figures[figures["figure"] == row["part_of"]]
    parts = figures[figures["part_of"] == row["figure"]]
    with st.container(gap=None):
        for key, relatives in (("passport.part-of", whole), ("passport.part", parts)):
            for relative in records(relatives):
                what = profile.in_short(visit.tables, visit.lang, relative)
                sentence = visit.say(key, printed=as_printed(relative), detail=what)
                frame.go(visit, "sources", sentence, figure=relative["figure"])


def _checks(visit: Visit, row: Row) -> None:
    """The arithmetic it takes part in, with what the figures give."""
    if found := checked.checks_of(visit, row["figure"]):
        frame.heading(visit.say("passport.checks"))
        for check in found:
            frame.remark(checked.told(visit, check))


def _contradictions(visit: Visit, figure: str) -> None:
    """What in print cannot be true beside it, with links to the other figures."""
    others = {
        other: one.kind
        for one in contradictions(visit.tables)
        if figure in one.figures
        for other in one.figures
        if other != figure
    }
    if not others:
        return
    frame.heading(visit.say("passport.contradictions"))
    with st.container(gap=None):
        for other, kind in others.items():
            row = visit.row("figures", other)
            unit = visit.name("units", row["unit"])
            sentence = visit.say(f"passport.against.{kind}", printed=as_printed(row), unit=unit)
            frame.go(visit, "sources", sentence, figure=other)


def _history(visit: Visit, figure: str) -> None:
    """When it came, how it and what it rests on changed, with the reasons given."""
    frame.heading(visit.say("passport.history"))
    log, about = released.history(), _rests_on(visit, figure)
    own = {one.publication.sequence: one.changes for one in revisions.revisions(figure, log, released.between)}
    lines = []
    for n, entry in reversed([*enumerate(log)]):
        told = [revised.said(visit, change) for change in records(own.get(entry.sequence, pd.DataFrame()))]
        if about[entry.sequence] and entry.sequence > min(own):
            told += revised.beside(visit, log, n, about[entry.sequence])
        if entry.sequence in own or told:
            values = {"day": entry.at[:10], "release": entry.release, "by": visit.who(entry.by), "reason": entry.reason}
            changes = visit.say("passport.and").join(told) or visit.say("passport.from-the-start")
            lines += [visit.say("passport.revision", changes=changes, **values)]
            lines += revised.explained(visit, entry, figure)
    for line in lines:
        frame.remark(line)


def _rests_on(visit: Visit, figure: str) -> Mapping[int, list[str]]:
    """By publication, the entries it explained that say what this figure is: its names, its article, its relations."""
    row = visit.row("figures", figure)
    tables = ("unit", "indicator", "measure", "theme", "issue", "article")
    named = {f"{table}s/{row[table]}" for table in tables}
    named |= {f"checks/{check['result']}/{check['kind']}" for check in checked.checks_of(visit, figure)}
    found = defaultdict(list)
    for one in released.explanations():
        if one.subject in named or one.subject.startswith(f"checks/{figure}/"):
            found[one.sequence].append(one.subject)
    return found


def _citation(visit: Visit, row: Row) -> None:
    """Citations and a link, each with a button that copies it."""
    frame.heading(visit.say("passport.cite"))
    issue, article = visit.row("issues", row["issue"]), visit.row("articles", row["article"])
    for lang, name in CITED:
        frame.copyable(visit, citation(lang, issue, article, row, visit.release), name, lang)
    address = (st.context.url or "").partition("?")[0]
    frame.copyable(visit, f"{address}?figure={row['figure']}", visit.say("passport.link"))
