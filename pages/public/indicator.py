"""Indicator: one thing that is counted, unit beside unit, and what it adds up to or why it does not."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from etl import query
from pages.parts import charts, downloads, frame, look, numbers, pickers, tables_shown
from pages.parts.choice import names
from pages.parts.frame import Row, Visit, records


def show(visit: Visit) -> None:
    """Pick, read, look, take away."""
    st.title(visit.say("indicator.title"))
    if visit.tables["figures"].empty:
        frame.finding(visit.say("overview.empty"))
        return
    indicator = visit.indicator
    pickers.switch(visit, "log")
    rows = query.rows(visit.tables, replace(visit.choice, indicator=indicator))
    if (measure := visit.said.one("measure")) is not None:
        rows = rows[rows["measure"] == measure]
    about = visit.row("indicators", indicator)
    if rows.empty:
        frame.nothing(visit)
        return
    frame.finding(_finding(visit, rows, about))
    frame.remark(visit.say("indicator.about", name=about[f"name_{visit.lang}"], about=about[f"about_{visit.lang}"]))
    _charts(visit, rows)
    downloads.csv(visit, rows)
    frame.source_line(visit, rows)
    frame.go(visit, "figures", visit.say("indicator.figures"), indicator=indicator)


def _finding(visit: Visit, rows: pd.DataFrame, about: Row) -> str:
    """Who reported how much, and the largest, where large is a matter of comparing like with like."""
    sentence = visit.say(
        "indicator.finding",
        name=about[f"name_{visit.lang}"],
        units=visit.count("unit", rows["unit"].nunique()),
        figures=visit.count("figure", len(rows)),
    )
    alike = rows[(rows["status"] == "reported") & rows["value"].notna()]
    if len(alike) < 2 or alike["measure"].nunique() > 1 or about["kind"] == "rank":
        return sentence + visit.say("indicator.end")
    largest = records(alike.nlargest(1, "value"))[0]
    sentence += visit.say(
        "indicator.largest",
        quantity=numbers.figure_shown(largest, visit.tables["measures"], visit.lang),
        unit=visit.name("units", largest["unit"]),
        period=numbers.period_shown(largest, visit.lang),
    )
    return sentence + visit.say("indicator.end")


def _charts(visit: Visit, rows: pd.DataFrame) -> None:
    """A picture, its total and its table for each measure: what is measured differently never shares an axis."""
    measures = [measure for measure in names("measure", visit.tables, visit.lang) if measure in set(rows["measure"])]
    for measure in measures:
        own = rows[rows["measure"] == measure]
        if len(measures) > 1:
            st.subheader(visit.say("indicator.measure", measure=visit.name("measures", measure)))
        st.plotly_chart(
            charts.bars(own, visit.tables, visit.lang, dark=visit.dark, log=visit.said.one("log") is not None),
            theme=None,
            key=f"bars-{measure}",
            config=look.config(visit.lang, f"shiji_{own['indicator'].iloc[0]}_{measure}_{visit.release}"),
            alt=charts.describe_bars(own, visit.tables, visit.lang),
        )
        if len(own) > 1:
            frame.remark(_total(visit, own))
        twin = charts.table_twin(own, visit.tables, visit.lang).drop(columns=visit.say("table.indicator"))
        tables_shown.plain(twin, visit.say("indicator.table", figures=visit.count("figure", len(own))))


def _total(visit: Visit, rows: pd.DataFrame) -> str:
    """The sum, or the sentence why there is none."""
    found = query.total(rows, visit.tables, query.spread(rows))
    if isinstance(found, query.NoTotal):
        return visit.say("indicator.no-total", reason=visit.say(f"totals.{found.reason}"))
    word = numbers.measure_word(records(rows)[0], visit.tables["measures"], visit.lang)
    quantity = numbers.shown(_value(found), visit.lang, found.comparator, word)
    return visit.say("indicator.total", quantity=quantity, figures=visit.count("figure", len(found.figures)))


def _value(total: query.Total) -> numbers.Value:
    if total.lower is not None and total.upper is not None and total.value is None:
        return total.lower, total.upper
    return total.value or 0.0
