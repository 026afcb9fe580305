"""How the numbers of an article stand to one another, so that print is held against its own arithmetic."""

from typing import Any, get_args

import streamlit as st

from etl.drafting import relating
from etl.drafting.drafts import Draft, Entry, Piece, article_of
from etl.drafting.relating import CheckKind
from etl.problems import Problem
from etl.scanning.related import Related
from pages.curation.work import Work, keep
from pages.parts import frame
from pages.parts.text import literal

KINDS = (*get_args(CheckKind), "part")
MOST = {"rate": 2, "average": 1, "less": 1, "part": 1}


def show(work: Work, nth: int) -> None:
    """The relations of one figure (from 0) to others of its article, and a form for one more."""
    piece = article_of(work.draft, work.draft.entries[nth].line)
    others = [one for one in figures(work.draft, piece) if one != nth]
    if work.draft.entries[nth].state != "figure" or piece is None or not others:
        return
    for at, (implied, nths) in enumerate(relating.proposed(work.draft, nth)):
        _proposed(work, at, implied, nths)
    _whole(work, nth, piece)
    key, elsewhere = work.draft.entries[nth].key, {work.draft.entries[other].key for other in others} - {""}
    for at, check in enumerate(piece.checks):
        named = _named_in(check)
        if (key and key in named) or elsewhere.isdisjoint(named):  # of one whose numbers are all gone, too
            _there(work, piece, at, check)
    with st.expander(work.say("curation.relate.title")):
        frame.remark(work.say("curation.relate.about"))
        _form(work, nth, others)


def figures(draft: Draft, piece: Piece | None) -> list[int]:
    """The numbers (from 0) of an article's figures."""
    lines = range(piece.first, piece.last + 1) if piece else range(0)
    return [nth for nth, entry in enumerate(draft.entries) if entry.state == "figure" and entry.line in lines]


def _proposed(work: Work, at: int, implied: Related, nths: list[int]) -> None:
    """A relation that the text implies, to be taken over or put aside."""
    one, *others = (_named(work, work.draft.entries[number]) for number in nths)
    said = work.say(f"curation.relate.said.{implied.kind}", one=one, others=_joined(work, others), over="")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(work.say("curation.relate.proposed", said=said, words=implied.because))
        taken, aside = work.say("curation.relate.add"), work.say("curation.relate.aside")
        st.button(taken, key=f"relate-{at}", on_click=_take_over, args=(work, implied, nths))
        st.button(aside, key=f"aside-{at}", type="tertiary", on_click=_put_aside, args=(work, implied))


def _joined(work: Work, named: list[str]) -> str:
    return ("、" if work.visit.lang == "zh" else ", ").join(named)


def _whole(work: Work, nth: int, piece: Piece) -> None:
    """What this figure is a part of, and the way to take that out."""
    one = work.draft.entries[nth]
    if not one.part_of:
        return
    wholes = (work.draft.entries[other] for other in figures(work.draft, piece))
    whole = next((_named(work, entry) for entry in wholes if entry.key == one.part_of), "?")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(work.say("curation.relate.said.part", one=_named(work, one), others=whole))
        label = work.say("curation.check.take-out")
        st.button(label, key="apart", type="tertiary", on_click=_apart, args=(work, nth))


def _there(work: Work, piece: Piece, at: int, check: Any) -> None:
    """A relation in words, and the way to take it out."""
    printed = {
        entry.key: _named(work, entry) for nth in figures(work.draft, piece) for entry in [work.draft.entries[nth]]
    }
    one, *rest = (printed.get(key, "?") for key in _named_in(check))
    said = work.say(
        f"curation.relate.said.{_kind(check)}",
        one=one,
        others=_joined(work, rest),
        over=check.get("over", ""),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(said)
        label = work.say("curation.check.take-out")
        st.button(label, key=f"unrelate-{at}", type="tertiary", on_click=_unrelate, args=(work, piece.id, at))


def _kind(check: Any) -> CheckKind:
    return next((kind for kind in get_args(CheckKind) if kind in check), "total")


def _named_in(check: Any) -> list[str]:
    """The keys of the figures that a relation stands between, the one it is about first."""
    kind = _kind(check)
    return [check.get(kind, ""), *(key for name in relating.OPERANDS[kind] for key in _listed(check.get(name, [])))]


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def _named(work: Work, entry: Entry) -> str:
    """A number as it is told from the others."""
    detail = entry.detail_zh if work.visit.lang == "zh" else entry.detail_en or entry.detail_zh
    return f"{entry.printed} {detail}".strip()


def _form(work: Work, nth: int, others: list[int]) -> None:
    """What this figure is, and of which others."""
    key, entries = f"{work.key}-{nth}-relate", work.draft.entries
    kind = st.pills(
        literal(work.say("curation.relate.kind", printed=entries[nth].printed)),
        KINDS,
        key=f"{key}-kind",
        format_func=lambda one: work.say(f"curation.relate.kinds.{one}"),
    )
    if kind is None:
        return
    st.multiselect(
        work.say(f"curation.relate.of.{kind}"),
        others,
        key=f"{key}-{kind}-of",
        max_selections=MOST.get(kind),
        select_all=False,
        format_func=lambda one: f"{one + 1}. {_named(work, entries[one])}",
        placeholder=work.say("curation.review.choose"),
    )
    if kind == "average":
        st.text_input(work.say("curation.relate.over"), key=f"{key}-over", max_chars=20)
    st.button(work.say("curation.relate.add"), key=f"{key}-add", on_click=_relate, args=(work, nth, kind, key))


def _relate(shown: Work, nth: int, kind: str, key: str) -> None:
    of = st.session_state.get(f"{key}-{kind}-of", [])
    over = str(st.session_state.get(f"{key}-over", "")).strip()
    if keep(shown, lambda draft: related(draft, nth, kind, of, over)):
        st.session_state[f"{key}-kind"] = None


def related(draft: Draft, nth: int, kind: str, of: list[int], over: str) -> Draft | Problem:
    """The draft with one more relation."""
    if kind == "part" and len(of) == 1:
        return relating.part(draft, nth, of[0])
    known: dict[str, CheckKind] = {one: one for one in get_args(CheckKind)}
    return relating.relate(draft, known.get(kind, "total"), [nth, *of], over)


def _apart(shown: Work, nth: int) -> None:
    keep(shown, lambda draft: relating.apart(draft, nth))


def _unrelate(shown: Work, article: str, at: int) -> None:
    keep(shown, lambda draft: relating.unrelate(draft, article, at))


def _take_over(shown: Work, implied: Related, nths: list[int]) -> None:
    keep(shown, lambda draft: relating.take_over(draft, implied, nths))


def _put_aside(shown: Work, implied: Related) -> None:
    keep(shown, lambda draft: relating.put_aside(draft, implied))
