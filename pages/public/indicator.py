"""Indicator: one thing that is counted, unit beside unit, and what it adds up to or why it does not."""

from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from etl import query, standing
from etl.tables import Tables
from pages.parts import charts, choice, downloads, drawn, frame, numbers, pickers, tables_shown
from pages.parts.choice import names
from pages.parts.frame import Row, Visit, cell, records
from pages.parts.kept import kept
from pages.parts.once import once
from pages.parts.text import listed

FAR = 10  # times the least, the largest: from there on a log scale is offered
MOST_UNITS = 12  # named one by one
NAMED = 3  # units that share the largest figure, named before "and n more"


def show(visit: Visit) -> None:
    """Read, look, take away."""
    if visit.tables["figures"].empty:
        st.title(visit.say("indicator.title"))
        frame.finding(visit.say("overview.empty"))
        return
    rows = _rows(visit)
    if rows.empty:
        frame.heading(visit.name("indicators", visit.indicator), level=1)
        frame.nothing(visit)
        return
    once(visit, _about)
    if visit.said.one("log") or _far_apart(visit.tables, _view(visit, rows, ""), rows=rows):
        pickers.switch(visit, "log")
    once(visit, _shown)
    downloads.buttons(visit, rows)
    once(visit, _end)


def _rows(visit: Visit) -> pd.DataFrame:
    """The figures that the page shows."""
    rows = choice.rows(visit.tables, replace(visit.choice, indicator=visit.indicator))
    measure = visit.said.one("measure")
    return rows if measure is None else rows[rows["measure"] == measure]


def _about(visit: Visit) -> None:
    """What is counted, who reported how much of it, and whose figures these are."""
    rows, about = _rows(visit), visit.row("indicators", visit.indicator)
    view = _view(visit, rows, visit.said.one("measure") or "")
    frame.heading(about[f"name_{visit.lang}"], level=1)
    frame.finding(_finding(visit.tables, view, visit=visit, rows=rows, about=about))
    frame.remark(about[f"about_{visit.lang}"])
    st.html(_whose(visit.tables, view, frame.address(visit, ""), visit=visit, rows=rows))


def _shown(visit: Visit) -> None:
    """The pictures, and the table of what they show."""
    rows = _rows(visit)
    view = _view(visit, rows, visit.said.one("measure") or "")
    _pictures(visit, rows)
    table, title = _table(visit.tables, view, frame.address(visit, ""), visit=visit, rows=rows)
    frame.heading(title)
    tables_shown.show(table, title)


def _end(visit: Visit) -> None:
    """Where it is printed, and the way to the figures."""
    frame.source_line(visit, _rows(visit))
    frame.go(visit, "figures", visit.say("indicator.figures"), indicator=visit.indicator)


@kept(most=64)
def _finding(tables: Tables, view: drawn.View, *, visit: Visit, rows: pd.DataFrame, about: Row) -> str:
    """Who reported how much, and the largest, where large is a matter of comparing like with like."""
    own = rows[rows["status"] != "background"]
    values = {"name": about[f"name_{view.lang}"], "told": _told(visit, rows)}
    if own.empty:
        return visit.say("indicator.finding-background", **values) + visit.say("indicator.end")
    sentence = visit.say("indicator.finding", **values, units=visit.count("unit", own["unit"].nunique()))
    alike = own[(own["status"] == "reported") & own["value"].notna()]
    if len(alike) < 2 or alike["measure"].nunique() > 1 or about["kind"] == "rank":
        return sentence + visit.say("indicator.end")
    return sentence + _largest(visit, alike) + visit.say("indicator.end")


@kept(most=64)
def _far_apart(tables: Tables, view: drawn.View, *, rows: pd.DataFrame) -> bool:
    """Whether the figures of a measure lie so far apart that a log scale shows what a linear one does not."""
    values = rows[rows["value"] > 0].groupby("measure")["value"]
    return bool((values.max() / values.min() >= FAR).any())


def _told(visit: Visit, rows: pd.DataFrame) -> str:
    """How many figures were reported, are aimed at, or only quoted: 8 figures, 2 targets or rules."""
    groups = {"figure": ("reported",), "intended": ("target", "rule"), "background": ("background",)}
    found = {noun: int(rows["status"].isin(statuses).sum()) for noun, statuses in groups.items()}
    return listed(visit.lang, [visit.count(noun, n) for noun, n in found.items() if n])


def _largest(visit: Visit, alike: pd.DataFrame) -> str:
    """The largest figure, and whose it is: all of those who share it, unless that is everybody."""
    top = records(alike.nlargest(1, "value"))[0]
    shared = alike[(alike["value"] == top["value"]) & (alike["comparator"] == top["comparator"])]
    if len(shared) == len(alike):
        return ""
    quantity = numbers.figure_shown(top, visit.tables["measures"], visit.lang)
    units = list(dict.fromkeys(shared["unit"]))
    if len(shared) == 1:
        unit, period = visit.name("units", top["unit"]), numbers.period_shown(top, visit.lang)
        return visit.say("indicator.largest", quantity=quantity, unit=unit, period=period)
    named = listed(visit.lang, [visit.name("units", unit) for unit in units[:NAMED]])
    if len(units) > NAMED:
        named = visit.say("overview.and-more", named=named, n=visit.count("unit", len(units) - NAMED))
    return visit.say("indicator.shared", quantity=quantity, units=named, figures=visit.count("figure", len(shared)))


@kept(most=64)
def _whose(tables: Tables, view: drawn.View, carried: str, *, visit: Visit, rows: pd.DataFrame) -> str:
    """The units by kind, each leading to its page; of many units only how many of each kind. HTML."""
    units = tables["units"].sort_values("position")
    units = units[units["unit"].isin(rows["unit"])]
    parts = []
    for kind, own in units.groupby("kind", sort=False):
        named = [
            f'<a href="{escape(frame.address(visit, "unit", unit=unit))}" target="_self">{escape(name)}</a>'
            for unit, name in zip(own["unit"], own[f"name_{view.lang}"], strict=True)
        ]
        told = listed(view.lang, named) if len(units) <= MOST_UNITS else escape(visit.count("unit", len(own)))
        parts.append(visit.say("indicator.of-kind", kind=escape(visit.say(f"charts.kind.{kind}")), units=told))
    return f'<p class="remark">{visit.say("frame.apart").join(parts)}</p>'


def _pictures(visit: Visit, rows: pd.DataFrame) -> None:
    """Pictures and total of each measure: what is measured differently never shares an axis."""
    measures = _measures(visit, rows)
    for measure, name in measures.items():
        own = rows[rows["measure"] == measure] if len(measures) > 1 else rows
        if len(measures) > 1:
            frame.heading(_heading(visit, measure, name))
        if measure == numbers.RANK:
            _ranks(visit, own)
            continue
        view = _view(visit, rows, measure)
        drawn.show(view, own, visit.tables)
        if together := _together(visit.tables, view, visit=visit, rows=own):
            frame.remark(together)


def _measures(visit: Visit, rows: pd.DataFrame) -> dict[str, str]:
    """The measures of figures, with their names, in the order of their pictures."""
    told = set(rows["measure"])
    return {key: name for key, name in names("measure", visit.tables, visit.lang).items() if key in told}


def _heading(visit: Visit, measure: str, name: str) -> str:
    if measure == numbers.RANK:
        return visit.say("indicator.ranks")
    bare = name.strip("（）()")  # a measure without a word of its own: (as a fraction)
    return visit.say("indicator.measure", measure=name) if bare == name else bare[0].upper() + bare[1:]


def _view(visit: Visit, rows: pd.DataFrame, measure: str) -> drawn.View:
    chosen = replace(visit.choice, indicator=str(rows["indicator"].iloc[0])).canonical()
    return drawn.View(visit.release, chosen, measure, visit.lang, visit.dark, visit.said.one("log") is not None)


def _ranks(visit: Visit, rows: pd.DataFrame) -> None:
    """Places in words, the first first: no bar is as long as a rank is good."""
    with st.container(gap=None):
        for row in records(rows.sort_values("value", kind="stable")):
            said = cell(row, f"detail_{visit.lang}")
            label = visit.say(
                "indicator.rank",
                unit=visit.name("units", row["unit"]),
                rank=numbers.figure_shown(row, visit.tables["measures"], visit.lang),
                what=listed(visit.lang, [text for text in (said, numbers.period_shown(row, visit.lang)) if text]),
            )
            frame.go(visit, "sources", label, figure=row["figure"])


@kept(most=64)
def _table(
    tables: Tables, view: drawn.View, carried: str, *, visit: Visit, rows: pd.DataFrame
) -> tuple[str | pd.DataFrame, str]:
    """The figures of the pictures, each with its way to the source, and what to call them; links carry the choice."""
    rows = pd.concat([_in_order(visit, rows[rows["measure"] == measure]) for measure in _measures(visit, rows)])
    twin = charts.table_twin(rows, tables, view.lang)
    passports = [frame.address(visit, "sources", figure=figure) for figure in rows["figure"]]
    title = visit.say("indicator.table", figures=visit.count("figure", len(rows)))
    quantity = visit.say("table.quantity")
    twin = twin.drop(columns=visit.say("table.indicator"))
    return tables_shown.made(twin, title, right=[quantity], links={quantity: passports}), title


def _in_order(visit: Visit, rows: pd.DataFrame) -> pd.DataFrame:
    """The figures of a measure as the page shows them above: by their bars, or the first of a ranking first."""
    if (rows["measure"] == numbers.RANK).all():
        return rows.sort_values("value", kind="stable")
    return charts.in_order(rows, visit.tables, visit.lang)


@kept(most=64)
def _together(tables: Tables, view: drawn.View, *, visit: Visit, rows: pd.DataFrame) -> str:
    """What the reported figures come to: their sum and their middle, or why there is none; of one figure nothing."""
    rows = rows[rows["status"] == "reported"]
    if len(rows) < 2:
        return ""
    total, stands = query.total(rows, tables, query.spread(rows)), standing.standing(rows, tables)
    reasons = [found.reason for found in (total, stands) if isinstance(found, query.NoTotal | standing.NoStanding)]
    if len(reasons) == 2 and len(set(reasons)) == 1:
        return visit.say("standing.neither", reason=visit.say(f"standing.{reasons[0]}"))
    return visit.say("brief.sentences", one=_total(visit, rows, total), other=_middle(visit, rows, stands))


def _total(visit: Visit, rows: pd.DataFrame, found: query.Total | query.NoTotal) -> str:
    if isinstance(found, query.NoTotal):
        return visit.say("indicator.no-total", reason=visit.say(f"totals.{found.reason}"))
    word = numbers.measure_word(records(rows)[0], visit.tables["measures"], visit.lang)
    quantity = numbers.shown(_value(found), visit.lang, found.comparator, word)
    return visit.say("indicator.total", quantity=quantity, figures=visit.count("figure", len(found.figures)))


def _middle(visit: Visit, rows: pd.DataFrame, found: standing.Standing | standing.NoStanding) -> str:
    if isinstance(found, standing.NoStanding):
        return visit.say("standing.none", reason=visit.say(f"standing.{found.reason}"))
    word = numbers.measure_word(records(rows)[0], visit.tables["measures"], visit.lang)
    quantity = numbers.shown(found.median, visit.lang, "=", word)
    return visit.say("standing.median", quantity=quantity, units=visit.count("unit", len(rows)))


def _value(total: query.Total) -> numbers.Value:
    if total.lower is not None and total.upper is not None and total.value is None:
        return total.lower, total.upper
    return total.value or 0.0
