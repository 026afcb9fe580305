"""Method: what is counted, how it is read, what does not add, and how far any of it was checked."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import get_args

import streamlit as st

from etl.exporting.selection import STATUSES
from etl.query import WhyNoSum
from etl.releasing.releases import Publication
from etl.tables import READINGS, TABLES, Column, Row, cell, records
from pages.parts import frame, numbers, released, tables_shown
from pages.parts.numbers import as_printed
from pages.parts.once import once
from pages.parts.passports import revised
from pages.parts.passports.contradictions import contradictions, told
from pages.parts.taking import downloads
from pages.parts.telling import benchmark, examples, profile
from pages.parts.text import linked, listed, words
from pages.parts.visit import Visit

RECENT = 5  # publications whose changes are told
COUNTED = [column.name for column in READINGS.columns if column.type == "integer"]


def show(visit: Visit) -> None:
    """Every section under its own anchor: method#totals."""
    st.title(visit.say("method.title"))
    figures = visit.tables["figures"]
    sizes = {"figure": len(figures), "unit": figures["unit"].nunique(), "issue": figures["issue"].nunique()}
    counts = {f"{name}s": visit.count(name, n) for name, n in sizes.items()}
    frame.finding(visit.say("overview.empty") if figures.empty else visit.say("method.finding", **counts))
    _contents(visit)
    for anchor, tell in SECTIONS.items():
        st.header(visit.say(f"method.section.{anchor}"), anchor=anchor)
        once(visit, tell)
    downloads.machines(visit)


def _contents(visit: Visit) -> None:
    items = "".join(f"<li>{linked(visit.say(f'method.section.{anchor}'), f'#{anchor}')}</li>" for anchor in SECTIONS)
    st.html(f'<nav class="contents" aria-label="{escape(visit.say("method.contents"))}"><ul>{items}</ul></nav>')


def _prose(visit: Visit, *keys: str) -> None:
    st.html("".join(f'<p class="prose">{escape(visit.say(f"method.{key}"))}</p>' for key in keys))


def _counted(visit: Visit) -> None:
    _prose(visit, "counted.figure", "counted.ledger", "counted.silence", "counted.others")
    why = visit.tables["not_figures"]["why"].value_counts()
    frame.remark(
        listed(visit.lang, (visit.say("sources.reason", why=visit.say(f"why.{w}"), n=n) for w, n in why.items()))
    )


def _who(visit: Visit) -> None:
    _prose(visit, "who.unit", "who.indicator", "who.detail")


def _marks(visit: Visit) -> None:
    _prose(visit, "marks.about")
    names = {sign: visit.say(f"method.marks.{sign}.sign") for sign in examples.SIGNS}
    means = {sign: visit.say(f"method.marks.{sign}.means") for sign in examples.SIGNS}
    _exemplified(visit, "marks", {"sign": names, "reads": means})


def _periods(visit: Visit) -> None:
    _prose(visit, "periods.about")
    names = {kind: visit.say(f"method.periods.{kind}.name") for kind in examples.PERIODS}
    means = {kind: visit.say(f"method.periods.{kind}.means") for kind in examples.PERIODS}
    _exemplified(visit, "periods", {"kind": names, "means": means})
    _prose(visit, "periods.this-year")


def _statuses(visit: Visit) -> None:
    _prose(visit, "statuses.about")
    names = {status: visit.say(f"status.{status}") for status in STATUSES}
    means = {status: visit.say(f"method.statuses.{status}") for status in STATUSES}
    _exemplified(visit, "statuses", {"status": names, "means": means})


def _exemplified(visit: Visit, section: str, told: Mapping[str, Mapping[str, str]]) -> None:
    """A row each kind of figure: its names, how many there are, and the plainest of them, which leads to its source."""
    found = examples.found(visit.tables, section)
    plainest = {kind: [visit.row("figures", figure) for figure in figures] for kind, (_, figures) in found.items()}
    columns = {visit.say(f"method.{section}.{name}"): list(texts.values()) for name, texts in told.items()}
    columns[visit.say("method.marks.n")] = [numbers.number(n, visit.lang) for n, _ in found.values()]
    columns[visit.say("method.marks.example")] = [
        next((as_printed(row) for row in rows), "") for rows in plainest.values()
    ]
    columns[visit.say("method.marks.shown")] = [
        next((_reading(visit, row) for row in rows), "") for rows in plainest.values()
    ]
    tables_shown.plain(
        columns,
        visit.say(f"method.section.{section}"),
        right=[visit.say("method.marks.n")],
        links={visit.say("method.marks.example"): [_source(visit, rows) for rows in plainest.values()]},
    )


def _reading(visit: Visit, row: Row) -> str:
    quantity = numbers.figure_shown(row, visit.tables["measures"], visit.lang)
    what = profile.in_short(visit.tables, visit.lang, row)
    period = numbers.period_shown(row, visit.lang)
    return visit.say("method.marks.case", quantity=quantity, what=what, period=period)


def _source(visit: Visit, rows: Sequence[Row]) -> str:
    return next((frame.address(visit, "sources", figure=row["figure"]) for row in rows), "")


def _totals(visit: Visit) -> None:
    _prose(visit, "totals.about")
    items = "".join(f"<li>{escape(visit.say(f'totals.{reason}'))}</li>" for reason in get_args(WhyNoSum))
    st.html(f'<ul class="prose">{items}</ul>')


def _decisions(visit: Visit) -> None:
    _prose(visit, "decisions.about")
    start = "method.decisions."
    traps = [key.removeprefix(start).removesuffix(".name") for key in words(visit.lang) if key.startswith(start)]
    traps = [trap for trap in traps if "." not in trap and trap != "about"]
    tables_shown.facts([(visit.say(f"{start}{trap}.name"), visit.say(f"{start}{trap}.text")) for trap in traps])


def _readings(visit: Visit) -> None:
    """The tally of second readings: issue by issue and in all."""
    _prose(visit, "readings.about")
    readings = visit.tables["readings"]
    if readings.empty:
        frame.remark(visit.say("method.readings.none"))
        return
    every = {name: int(readings[name].sum()) for name in COUNTED}
    frame.finding(
        visit.say(
            "method.readings.finding",
            figures=visit.count("figure", every["figures"]),
            share=f"{100 * every['agreed'] / max(every['figures'], 1):.0f}",
            changed=visit.count("figure", every["changed"]),
        )
    )
    rows = [row | {"issue": visit.name("issues", row["issue"])} for row in map(dict, records(readings))]
    rows.append(every | {"issue": visit.say("method.readings.all"), "read": ""})
    headed = {name: visit.say(f"method.readings.column.{name}") for name in READINGS.column_names}
    table = {head: [str(row[name]) for row in rows] for name, head in headed.items()}
    tables_shown.plain(table, visit.say("method.section.readings"), right=[headed[name] for name in COUNTED])
    frame.remark(visit.say("method.readings.note"))


def _scan(visit: Visit) -> None:
    """What it means to a reader that a program reads first; folded away, how well it does, as last measured."""
    _prose(visit, "scan.reader")
    with st.expander(visit.say("method.scan.details")):
        _measured(visit)


def _measured(visit: Visit) -> None:
    _prose(visit, "scan.about", "scan.caveat", "scan.strict")
    sets = {name: benchmark.MEASURED[name] for name in ("curated", "seen", "fresh")}
    told = {
        name: visit.say(
            "method.scan.set", figures=visit.count("figure", texts["figures"]), documents=str(texts["documents"])
        )
        for name, texts in sets.items()
    }
    frame.remark(visit.say("method.scan.measured", date=benchmark.MEASURED["date"], **told))
    table = benchmark.table(visit.lang)
    tables_shown.plain(table, visit.say("method.section.scan"), right=list(table)[1:])


def _contradictions(visit: Visit) -> None:
    """What does not hold, then every other figure of which the curators had something to say."""
    _prose(visit, "contradictions.about")
    figures = visit.tables["figures"]
    found = contradictions(visit.tables)
    rows: list[tuple[str, Row, str]] = [
        (one.kind, visit.row("figures", one.figures[0]), told(one, visit.tables, visit.lang)) for one in found
    ]
    wrong = {figure for one in found for figure in one.figures}
    remarks = records(figures[figures["note_zh"].notna() & ~figures["figure"].isin(wrong)])
    rows += [("remark", row, cell(row, f"note_{visit.lang}")) for row in remarks]
    if not found:
        frame.remark(visit.say("method.contradictions.none"))
    columns = {
        visit.say("method.contradictions.kind"): [visit.say(f"method.contradictions.{kind}") for kind, _, _ in rows],
        visit.say("table.printed"): [as_printed(row) for _, row, _ in rows],
        visit.say("table.unit"): [visit.name("units", row["unit"]) for _, row, _ in rows],
        visit.say("method.contradictions.what"): [sentence for _, _, sentence in rows],
    }
    links = {visit.say("table.printed"): [_source(visit, [row]) for _, row, _ in rows]}
    if rows:
        tables_shown.plain(columns, visit.say("method.section.contradictions"), links=links)


def _dictionary(visit: Visit) -> None:
    _prose(visit, "dictionary.about")
    for name, table in TABLES.items():
        about = visit.say(
            "method.dictionary.table", table=name, rows=len(visit.tables[name]), about=_meaning(visit, name)
        )
        with st.expander(about):
            columns = {
                "column": [column.name for column in table.columns],
                "type": [visit.say(f"method.dictionary.types.{column.type}") for column in table.columns],
                "empty": [
                    "" if column.required else visit.say("method.dictionary.may-be-empty") for column in table.columns
                ],
                "refers": [column.refers_to for column in table.columns],
                "meaning": [_meaning(visit, name, column) for column in table.columns],
            }
            headed = {visit.say(f"method.dictionary.{key}"): cells for key, cells in columns.items()}
            tables_shown.plain(headed, name)


def _meaning(visit: Visit, table: str, column: Column | None = None) -> str:
    """What a table or column means: in English its declaration says so, in Chinese the language file."""
    if visit.lang == "en":
        return column.about if column else TABLES[table].about
    return visit.say(f"dictionary.{table}.{column.name if column else 'about'}")


def _changelog(visit: Visit) -> None:
    _prose(visit, "changelog.about")
    log = released.history()
    columns = {
        "at": [entry.at[:16].replace("T", " ") for entry in log],
        "kind": [visit.say(f"method.changelog.{entry.kind}") for entry in log],
        "changed": [_changed(visit, log, n) for n in range(len(log))],
        "by": [visit.who(entry.by) for entry in log],
        "reason": [entry.reason for entry in log],
        "release": [entry.release for entry in log],
    }
    headed = {visit.say(f"method.changelog.{key}"): cells for key, cells in columns.items()}
    tables_shown.plain(headed, visit.say("method.section.changelog"))


def _changed(visit: Visit, log: Sequence[Publication], n: int) -> str:
    """What a publication changed, told of the latest ones only: each has to be read for it."""
    changed = revised.by(visit, log, n) if n < RECENT else None
    if changed is None:
        return ""
    return "\n".join([changed.tally, *(line for line, _ in changed.lines), *changed.beside])


SECTIONS: Mapping[str, Callable[[Visit], None]] = {
    "counted": _counted,
    "who": _who,
    "marks": _marks,
    "periods": _periods,
    "statuses": _statuses,
    "totals": _totals,
    "decisions": _decisions,
    "readings": _readings,
    "scan": _scan,
    "contradictions": _contradictions,
    "dictionary": _dictionary,
    "changelog": _changelog,
}
