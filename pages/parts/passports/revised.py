"""What was revised: in a view since its link was copied, and of one figure from release to release."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from html import escape

import pandas as pd
import streamlit as st

from etl import query
from etl.query import Choice
from etl.releasing import revisions
from etl.releasing.diff import summary
from etl.releasing.releases import Publication
from etl.tables import Row, Tables, records
from pages.parts import choice, frame, released
from pages.parts.choice import AFRESH
from pages.parts.passports import around
from pages.parts.telling import profile
from pages.parts.text import listed
from pages.parts.visit import Visit

MOST_TOLD = 5  # changes in a banner before "and n more"
LAST = "last release"  # what a visitor was shown at their last click


@dataclass(frozen=True)
class Changed:
    """What a publication changed: how many figures in words, the first that it told otherwise, with their ids.

    `beside` is what it told otherwise around them.
    """

    tally: str
    lines: tuple[tuple[str, str], ...]
    beside: tuple[str, ...]


def banner(visit: Visit) -> None:
    """Which figures of this view have changed since its link was made, and from what to what."""
    since = visit.said.one(choice.VERSION)
    if since is None or since == visit.release or visit.preview:
        return
    before = released.tables_of(since)
    changes = None if before is None else released.between(since, visit.release)
    if before is None or changes is None:
        frame.notice(visit.say("revised.unknown", release=choice.short(since)))
        return
    changes = revisions.seen(changes)
    unseen = changes["column"].str.endswith("_zh" if visit.lang == "en" else "_en", na=False)  # the other language
    changes = changes[~unseen & changes["figure"].isin(_in_view(visit, before) | _in_view(visit, visit.tables))]
    if not changes.empty:
        _tell(visit, since, changes, before)


def news(visit: Visit) -> None:
    """What came into force since this visitor's last click, told once."""
    before = st.session_state.get(LAST, visit.release)
    if visit.preview:
        return
    changes = None if before in ("", visit.release) else released.between(before, visit.release)
    st.session_state[LAST] = visit.release
    if changes is None:
        return
    changes, new = revisions.seen(changes), visit.released.publication
    values = {"release": new.release, "day": new.at[:10], "by": visit.who(new.by), "reason": new.reason}
    with st.container(horizontal=True, vertical_alignment="center", key="news"):
        frame.notice(visit.say(f"revised.news.{new.kind}", tally=_tally(visit, changes), **values))
        issues = {figure.partition("/")[0] for figure in changes["figure"]}
        one = len(issues) == 1 and issues <= set(visit.tables["issues"]["issue"])
        own = {"issue": issues.pop()} if one else {choice.VERSION: before}
        frame.go(visit, "figures", visit.say("revised.news.see"), **AFRESH | own)


def known(release: str) -> None:
    """What this visitor put in force is no news to them."""
    st.session_state[LAST] = release


def _in_view(visit: Visit, tables: Tables) -> set[str]:
    """The figures that this view shows of some tables."""
    if (figure := visit.said.one("figure")) is not None:
        return {figure}
    figures = tables["figures"]
    if (article := visit.said.one("article")) is not None:
        return set(figures.loc[figures["article"] == article, "figure"])
    chosen = visit.choice if visit.page in choice.CHOOSING else Choice(issue=visit.choice.issue)
    if visit.page == "indicator":
        chosen = replace(chosen, indicator=visit.indicator)
    if visit.page == "unit":
        chosen = Choice(units=visit.choice.units[:1])
    return set(query.rows(tables, chosen)["figure"])


def _tell(visit: Visit, since: str, changes: pd.DataFrame, before: Tables) -> None:
    day = next((entry.at[:10] for entry in released.history() if entry.release == since), "")
    told = [_line(visit, row, _back(visit, before)) for row in records(changes)]
    if len(told) > MOST_TOLD:
        told[MOST_TOLD:] = [visit.say("revised.more", n=len(told) - MOST_TOLD)]
    items = "".join(f"<li>{escape(line)}</li>" for line in told)
    head = escape(visit.say("revised.since", release=since, day=day))
    st.html(f'<div class="notice" role="status"><p>{head}</p><ul>{items}</ul></div>')


def _line(visit: Visit, change: Row, then: Visit) -> str:
    """Whose figure it is, and what became of it; `then` is the visit to the release before."""
    gone = change["change"] == "removed" or change["figure"] not in set(visit.tables["figures"]["figure"])
    held = then if gone else visit
    row = held.row("figures", change["figure"])
    what = profile.in_short(held.tables, visit.lang, row)
    whose = visit.say("revised.whose", unit=held.name("units", row["unit"]), what=what)
    return visit.say("revised.line", whose=whose, change=said(visit, change, then))


def _back(visit: Visit, tables: Tables) -> Visit:
    """The visit as one to the tables of an earlier release."""
    return replace(visit, released=replace(visit.released, tables=tables))


def by(visit: Visit, log: Sequence[Publication], n: int) -> Changed | None:
    """What the `n`th publication of a log, the latest first, changed; None for the first, or what cannot be read."""
    if n + 1 >= len(log):
        return None
    after, before = log[n].release, log[n + 1].release
    changes, tables = released.between(before, after), released.tables_of(before)
    if changes is None or tables is None:
        return None
    changes = revisions.seen(changes)
    changed = records(changes[changes["change"] == "changed"].drop_duplicates("figure"))[:MOST_TOLD]
    whys = {row["figure"]: explained(visit, log[n], row["figure"]) for row in changed}
    lines = tuple(
        (_joined(visit, [_line(visit, row, _back(visit, tables)), *whys[row["figure"]]]), row["figure"])
        for row in changed
    )
    return Changed(_tally(visit, changes), lines, tuple(beside(visit, log, n)))


def beside(visit: Visit, log: Sequence[Publication], n: int, about: Collection[str] | None = None) -> list[str]:
    """What the `n`th publication of a log changed or took out around the figures, and why: a sentence an entry.

    Of the entries `about` (see `diff`), else of the first few.
    """
    before, after = (log[n + 1].release, log[n].release) if n + 1 < len(log) else ("", "")
    entries, tables = released.entries_between(before, after), released.tables_of(before)
    if entries is None or tables is None:
        return []
    rows = entries[entries["change"] != "added"]
    subjects = [one for one in rows["entry"].drop_duplicates() if about is None or one in about]
    told = [
        _entry(visit, _back(visit, tables), records(rows[rows["entry"] == one]), explained(visit, log[n], one))
        for one in subjects[:MOST_TOLD]
    ]
    left = len(subjects) - len(told)
    return [*told, visit.say("revised.more", n=left)] if left else told


def _entry(visit: Visit, then: Visit, rows: Sequence[Row], whys: Sequence[str]) -> str:
    """What became of an entry, and why; `then` is the visit to the release before."""
    gone = rows[0]["change"] == "removed"
    told = [visit.say("revised.gone")] if gone else [said(visit, row, then) for row in rows]
    return visit.say("revised.line", whose=around.named(then, rows[0]["entry"]), change=_joined(visit, [*told, *whys]))


def _joined(visit: Visit, told: Sequence[str]) -> str:
    return visit.say("passport.and").join(told)


def explained(visit: Visit, publication: Publication, figure: str) -> list[str]:
    """What was said when a publication changed a figure, or brought it in doubt: sentences."""
    own = [one for one in released.explanations() if one.sequence == publication.sequence]
    about = [one for one in own if one.subject == figure or one.subject.endswith(f":{figure}")]
    return [visit.say(f"revised.explained.{one.kind}", why=one.why) for one in about]


def _tally(visit: Visit, changes: pd.DataFrame) -> str:
    """How many figures came, changed and went, in words."""
    told = [
        visit.say(f"revised.tally.{kind}", figures=visit.count("figure", count))
        for kind, count in summary(changes).items()
        if count
    ]
    return listed(visit.lang, told) or visit.say("revised.tally.nothing")


def said(visit: Visit, change: Row, then: Visit | None = None) -> str:
    """One change in words: printed “3件”, now “5件”; `then` is the visit to the release that its old names stand in."""
    if change["change"] != "changed":
        printed = change["after"] if change["change"] == "added" else change["before"]
        return visit.say(f"revised.{change['change']}", printed=printed)
    column = change["column"]
    return visit.say(
        "revised.changed",
        field=around.column(visit, column),
        before=around.value(then or visit, column, change["before"]) or visit.say("revised.nothing"),
        after=around.value(visit, column, change["after"]) or visit.say("revised.nothing"),
    )
