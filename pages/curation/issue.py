"""Step 2, issue: what the document is, and the articles in it."""

from dataclasses import fields, replace
from typing import Any, get_args

import pandas as pd
import streamlit as st

from etl.curating.records import IssueKind
from etl.drafting.drafts import HEAD, Piece
from etl.printed.period import Period
from etl.scanning import when
from pages.curation import biblio, decisions, places
from pages.curation.fields import period_name
from pages.curation.registries import first, unit_names
from pages.curation.work import Work, curated, keep, seen, tell
from pages.parts import frame
from pages.parts.text import listed, literal

EXAMPLE = "branch-life-2023-11"  # an id as it should be: what was published, and when
NOTE = ("note_zh", "note_en")  # what readers should know of it besides, such as a reprint
COLUMNS = ("title", "first", "last", "unit", "period", "pages", "authors", "id")


def show(work: Work) -> None:
    """The form and the table, each kept as it is filled in."""
    frame.remark(work.say("curation.issue.about"))
    left, right = st.columns(2)
    for nth, name in enumerate((*HEAD, *NOTE)):
        with (left, right)[nth % 2]:
            _kind(work) if name == "kind" else _line(work, name, getattr(work.draft, name), "")
    with left:
        _id(work)
    frame.heading(work.say("curation.issue.articles"))
    frame.remark(work.say("curation.issue.articles-about"))
    _articles(work)
    for piece in work.draft.articles:
        for name in biblio.FOLLOWING:
            _left_behind(work, piece, name)
    places.on(work.visit, work.say("curation.issue.on"), step="review", draft=work.kept.id)


def _id(work: Work) -> None:
    """What links will call the issue, and at once what is wrong with it."""
    help, example = work.say("curation.issue.id-help"), work.say("curation.issue.id-example", id=EXAMPLE)
    _line(work, "issue", work.draft.issue, help, disabled=work.draft.opened, placeholder=example)
    with st.container(key="row-id"):  # here also where nothing is wrong: what stands below keeps its place
        if wrong := biblio.wrong_id(work.draft, curated().issues):
            frame.notice(work.say(f"curation.issue.id-{wrong}", id=work.draft.issue, example=EXAMPLE))


def _line(work: Work, name: str, value: str, help: str, **more: Any) -> None:
    key = f"{work.key}-{name}"
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    label = work.say(f"curation.field.{name}")
    st.text_input(label, key=key, help=help or None, on_change=_fill, args=(work, name, key), max_chars=200, **more)


def _kind(work: Work) -> None:
    """What was published, chosen from a closed list; citations follow it."""
    names = {kind: work.say(f"issue-kind.{kind}") for kind in get_args(IssueKind)}
    key = f"{work.key}-kind"
    if st.session_state.get(key) != (work.draft.kind or None):
        st.session_state[key] = work.draft.kind or None
    st.selectbox(
        work.say("curation.field.issue-kind"),
        list(names),
        key=key,
        format_func=names.__getitem__,
        placeholder="–",
        on_change=_fill,
        args=(work, "kind", key),
    )


def _fill(shown: Work, name: str, key: str) -> None:
    value = " ".join((st.session_state[key] or "").split())
    if name == "issue":
        keep(shown, lambda draft: biblio.renamed(draft, value))
    else:
        changed: dict[str, Any] = {name: value}
        keep(shown, lambda draft: replace(draft, **changed))


def _articles(work: Work) -> None:
    """The articles as rows; a row more or less is an article more or less."""
    pieces, rows, key = _source(work)
    st.data_editor(
        rows,
        key=key,
        num_rows="dynamic",
        hide_index=True,
        column_order=COLUMNS,
        column_config=_columns(work),
        on_change=_keep,
        args=(work, pieces, key),
        alt=work.say("curation.issue.articles"),
        placeholder="",
    )


def _left_behind(work: Work, piece: Piece, name: str) -> None:
    """Decided numbers that still say what their article said before, and a way to move them."""
    left, now = biblio.left_behind(work.draft, piece, name), getattr(piece, name)
    if not left or not now:
        return
    before = dict.fromkeys(getattr(work.draft.entries[nth], name) for nth in left)
    periods = {one: period_name(work, one) for one in (*before, now)}
    named = unit_names(work.held, work.visit.lang) if name == "unit" else periods
    values = {"n": len(left), "article": piece.title, "field": work.say(f"curation.field.{name}")}
    values["before"] = listed(work.visit.lang, (named.get(one, one) for one in before))
    frame.notice(work.say("curation.issue.left-behind", **values))
    with st.container(horizontal=True):
        label = literal(work.say("curation.issue.fetch", after=named.get(now, now)))
        args = (work, piece.id, name)
        st.button(label, key=f"fetch-{piece.id}-{name}", on_click=_fetch, args=args)
        label = work.say("curation.issue.leave")
        st.button(label, key=f"leave-{piece.id}-{name}", type="tertiary", on_click=_leave, args=args)


def _fetch(shown: Work, article: str, name: str) -> None:
    keep(shown, lambda draft: biblio.fetched(draft, article, name))


def _leave(shown: Work, article: str, name: str) -> None:
    keep(shown, lambda draft: biblio.left_alone(draft, article, name))


def _source(work: Work) -> tuple[tuple[Piece, ...], pd.DataFrame, str]:
    """The articles that the table was first given: new ones wherever something but the table changed them."""
    name = f"{work.key}-articles"
    table = st.session_state.get(name)
    if table is None or (table["version"] != work.kept.version and table["edited"] != work.draft.articles):
        rows = pd.DataFrame([_row(piece) for piece in work.draft.articles], columns=COLUMNS)
        nth = (table["nth"] if table else 0) + 1
        table = {"rows": rows, "pieces": work.draft.articles, "edited": work.draft.articles, "nth": nth}
    table["version"] = work.kept.version
    st.session_state[name] = table
    return table["pieces"], table["rows"], f"{name}-{table['nth']}"


def _row(piece: Piece) -> dict[str, Any]:
    row = {field.name: getattr(piece, field.name) for field in fields(piece)}
    return row | {"authors": "、".join(piece.authors), "unit": piece.unit or None}


def _columns(work: Work) -> dict[str, Any]:
    units = unit_names(work.held, work.visit.lang)
    options = first((piece.unit for piece in work.draft.articles), units)
    column = st.column_config
    config: dict[str, Any] = {name: column.TextColumn(work.say(f"curation.field.{name}")) for name in COLUMNS}
    config |= {
        name: column.NumberColumn(work.say(f"curation.field.{name}"), min_value=1, step=1, format="%d")
        for name in ("first", "last")
    }
    config["unit"] = column.SelectboxColumn(
        work.say("curation.field.unit"), options=options, format_func=lambda id: units[str(id)]
    )
    config["title"] = column.TextColumn(work.say("curation.field.title"), width="large")
    config["id"] = column.TextColumn(
        work.say("curation.field.article-id"), help=work.say("curation.issue.article-id-help")
    )
    return config


def _keep(shown: Work, pieces: tuple[Piece, ...], key: str) -> None:
    edits = st.session_state[key]
    typed = [cells for cells in (*edits["edited_rows"].values(), *edits["added_rows"]) if cells.get("period")]
    for problem in decisions.unread(typed):
        tell(problem)
    made = edited(pieces, edits)
    if keep(shown, lambda draft: biblio.arranged(draft, made)):
        told = {cells["period"] for cells in typed} <= {piece.period for piece in made}
        as_typed = {"edited": made, "version": seen(shown)}
        st.session_state[f"{shown.key}-articles"] |= as_typed if told else {"edited": None, "version": 0}


def edited(pieces: tuple[Piece, ...], edits: Any) -> tuple[Piece, ...]:
    """Articles after all edits of a table that began with them."""
    kept = [
        _piece(edits["edited_rows"].get(nth, {}), piece)
        for nth, piece in enumerate(pieces)
        if nth not in edits["deleted_rows"]
    ]
    new = [
        _piece(row, Piece(f"article-{len(kept) + nth:02}", "", 1, 1)) for nth, row in enumerate(edits["added_rows"], 1)
    ]
    return tuple(kept + new)


def _piece(cells: Any, piece: Piece) -> Piece:
    """An article with the cells that were edited."""
    values: dict[str, Any] = {name: "" if value is None else value for name, value in cells.items() if name in COLUMNS}
    for name in ("first", "last"):
        if name in values:
            values[name] = int(values[name] or 1)
    if "authors" in values:
        values["authors"] = tuple(one.strip() for one in values["authors"].split("、") if one.strip())
    if values.get("period"):
        read = when.typed(values["period"])
        values["period"] = read.text if isinstance(read, Period) else piece.period
    return replace(piece, **values)
