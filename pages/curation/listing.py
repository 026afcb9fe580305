"""The numbers around the one being decided, in a table for quick changes."""

from collections.abc import Mapping
from functools import partial
from typing import Any, get_args

import pandas as pd
import streamlit as st

from etl.curating.records import Status, Why
from etl.drafting.drafts import Entry, State
from pages.curation import decisions, faults
from pages.curation.fields import details_told, period_typed
from pages.curation.registries import indicator_names, unit_names
from pages.curation.work import Work, keep, now, seen, tell
from pages.parts import frame

FIELDS = ("state", "unit", "indicator", "detail_zh", "detail_en", "period", "status", "why")
MOST = 400  # rows


def show(work: Work, nth: int) -> None:
    """The entries of the paragraph, article or issue that a filter lets through."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="sieve"):
        scope = _choice(work, "scope", decisions.SCOPES)
        sieve = _choice(work, "filter", decisions.FILTERS)
    chosen = decisions.sifted(work.draft, decisions.within(work.draft, nth, scope), sieve, work.held)[:MOST]
    if not chosen:
        frame.remark(work.say("curation.review.empty"))
        return
    chosen, rows, key = _source(work, (scope, sieve), chosen)
    st.data_editor(
        rows,
        key=key,
        hide_index=True,
        disabled=("at", "printed"),
        column_config=_columns(work),
        on_change=_keep,
        args=(work, chosen, key),
        alt=work.say("curation.review.table"),
        placeholder="",
    )
    if sieve == "none":  # figures are decided one by one, or a paragraph at a time
        label = work.say("curation.review.none-of-them", n=len(chosen))
        st.button(label, key="none-of-them", on_click=_refuse, args=(work, chosen))


def _choice(work: Work, name: str, options: tuple[str, ...]) -> str:
    return st.segmented_control(
        work.say(f"curation.review.{name}"),
        options,
        default=options[0],
        required=True,
        format_func=lambda one: work.say(f"curation.review.{name}s.{one}"),
        key=f"{work.key}-{name}",
    )


def _source(work: Work, view: tuple[str, str], chosen: list[int]) -> tuple[list[int], pd.DataFrame, str]:
    """The rows that the table was first given, and its key: new ones wherever something but the table changed them.

    An editor that gets its own edits back as its source loses every second one.
    """
    state = st.session_state
    table: Any = state.get(f"{work.key}-table")
    if table is None or table["version"] != work.kept.version or table["view"] != view or table["at"] != chosen:
        mine = table is not None and table["edited"] == work.kept.version and table["view"] == view
        if not (mine and set(chosen) <= set(table["at"])):
            rows = pd.DataFrame([_row(work, nth) for nth in chosen])
            nth = (table["nth"] if table else 0) + 1
            table = {"view": view, "at": chosen, "rows": rows, "nth": nth, "edited": 0}
    table["version"] = work.kept.version
    state[f"{work.key}-table"] = table
    return table["at"], table["rows"], f"{work.key}-table-{table['nth']}"


def _row(work: Work, nth: int) -> dict[str, Any]:
    entry = work.draft.entries[nth]
    own = {"unit": faults.unit_of(work.draft, entry), "period": period_typed(work, faults.period_of(work.draft, entry))}
    own["indicator"] = entry.indicator
    values = {name: own.get(name, getattr(entry, name)) or None for name in FIELDS}
    return {"at": nth + 1, "printed": _printed(entry)} | values


def _printed(entry: Entry) -> str:
    return f"{entry.qualifier}…{entry.printed}" if entry.qualifier else entry.printed


def _columns(work: Work) -> dict[str, Any]:
    lang, say, column = work.visit.lang, work.say, st.column_config
    units, indicators = unit_names(work.held, lang), indicator_names(work.held, lang)
    states = {state: say(f"curation.review.state.{state}") for state in get_args(State)}
    statuses = {status: work.say(f"status.{status}") for status in get_args(Status)}
    reasons = {why: work.say(f"why.{why}") for why in get_args(Why)}
    lists = {"state": states, "unit": units, "indicator": indicators, "status": statuses, "why": reasons}
    config: dict[str, Any] = {
        name: column.SelectboxColumn(
            say(f"curation.field.{name}"), options=list(shown), format_func=partial(_named, shown)
        )
        for name, shown in lists.items()
    }
    for name in ("detail_zh", "detail_en", "period"):
        config[name] = column.TextColumn(say(f"curation.field.{name}"))
    config["at"] = column.NumberColumn(say("curation.field.at"), width=50, pinned=True)
    config["printed"] = column.TextColumn(say("curation.field.printed"), pinned=True)
    return config


def _refuse(shown: Work, chosen: list[int]) -> None:
    """None of these is a figure, as proposed."""
    keep(shown, lambda draft: decisions.accept_together(draft, chosen, shown.held))


def _named(shown: Mapping[str, str], id: object) -> str:
    return shown[str(id)]


def _keep(shown: Work, chosen: list[int], key: str) -> None:
    """Keep what was edited; all edits so far are said again each time, which changes nothing.

    A table that does not show what came of its edits, a period or the English of a detail, is made anew.
    """
    rows = {chosen[int(row)]: cells for row, cells in st.session_state[key]["edited_rows"].items()}
    known = details_told(shown)
    for problem in decisions.unread(rows.values()):
        tell(problem)
    if keep(shown, lambda draft: decisions.edited(draft, rows, known)):
        before, after = shown.draft.entries, now(shown).entries
        told = all(_tells(cells, before[nth], after[nth]) for nth, cells in rows.items())
        st.session_state[f"{shown.key}-table"] |= {"edited": seen(shown)} if told else {"edited": 0, "version": 0}


def _tells(cells: Mapping[str, Any], before: Entry, after: Entry) -> bool:
    """Whether a row with these edits shows what came of them."""
    english = "detail_en" in cells or before.detail_en == after.detail_en
    return english and (cells.get("period") or after.period) == after.period
