"""Drafts as nobody would write them: any text in any field, and any changes one after the other."""

from dataclasses import fields, replace
from hashlib import sha256

from hypothesis import given, settings
from hypothesis import strategies as st

from etl.curating.checks import check
from etl.drafting import drafts, entering, marking
from etl.drafting.drafts import Entry
from etl.drafting.opening import opened
from etl.problems import errors
from tests.etl.drafting.test_entering import NEW
from tests.etl.folder import ISSUE, REPORT, load, write

HOSTILE = st.text(max_size=8) | st.text("甲a1'\"#:,{}[]&*!|>%@`- \n\t\u202e\\~=?", max_size=8)


@st.composite
def hostile_drafts(draw):
    """A draft whose fields are any text at all, but for ids that name files."""
    texts = [field.name for field in fields(Entry) if field.type in (str, "str")]
    entries = tuple(replace(entry, **{name: draw(HOSTILE) for name in texts}) for entry in NEW.entries[:2])
    piece = replace(NEW.articles[0], **{name: draw(HOSTILE) for name in ("title", "unit", "period", "pages")})
    head = {name: draw(HOSTILE) for name in ("title", "publisher", "published", "number", "issn", "note_zh", "note_en")}
    unit = {"name": {"zh": draw(HOSTILE), "en": draw(HOSTILE)}, "kind": "court", "aliases": [draw(HOSTILE)]}
    return replace(NEW, **head, articles=(piece,), entries=entries, units={draw(HOSTILE | st.just("x")): unit})


@settings(max_examples=60)
@given(draft=hostile_drafts())
def test_whatever_is_typed_reads_back_the_same_or_is_told(draft, tmp_path_factory):
    proposed = entering.entered(draft, write(tmp_path_factory.mktemp("hostile")))
    if proposed.curated is None:
        assert {spot.kind for spot in proposed.spots.values()} == {"unit"}
        return
    if errors(check(proposed.curated)):
        assert errors(proposed.problems)
        assert [str(p) for p in errors(check(proposed.curated)) if proposed.where(p).kind == "data"] == []
        return
    [figure] = [figure for figure in proposed.curated.figures if figure.issue == "made-2026"]
    entry = draft.entries[1]
    assert (figure.record.printed, figure.record.indicator) == (entry.printed, entry.indicator)
    assert proposed.curated.issues["made-2026"].record.title == draft.title


LINE = "受理3件，结案5件，调解7件，撤回9件，备2件。"
CROWDED = "title: 报\nlines: 1-4\nunit: court\nperiod: 2025\nparagraphs:\n  - line: 3\n    figures:\n" + "".join(
    f"      - {{printed: {n}件, indicator: cases, detail: {{zh: 第{n}, en: No {n}}}}}   # {n}\n" for n in (3, 5, 7)
)
CROWDED += "    not_figures:\n      - {printed: 9件, why: other}\n      - {printed: 2件, why: date}   # today\n"
CHANGES = st.sampled_from(["drop", "figure", "not_figure", "unit", "status", "why"])


@settings(max_examples=80)
@given(changes=st.lists(st.tuples(st.integers(0, 4), CHANGES), max_size=8), again=st.booleans())
def test_whatever_changes_ids_keep_their_meaning_and_comments_their_figures(changes, again, tmp_path_factory):
    text = f"报\n\n{LINE}\n尾\n"
    digest = sha256(text.encode()).hexdigest()
    issue = f"title: 示例日报\npublished: 2025-12-31\ntext: made.txt\nsha256: {digest}\n"
    held = load(tmp_path_factory.mktemp("crowded"), {REPORT: CROWDED, ISSUE: issue})
    draft = opened(held, "made-2025", text)
    for nth, change in changes:
        if nth < len(draft.entries):
            draft = CHANGED[change](draft, nth)
    files = entering.files(draft, held.files)
    made = entering.loaded_from(files, "data")
    if again:  # taken up once more and saved as it is
        assert entering.files(opened(made, "made-2025", text), files) == files
    said = {(e.printed, e.unit, e.status, e.was or None) for e in draft.entries if e.state == "figure"}
    ids = {figure.id for figure in held.figures}
    assert {(f.record.printed, f.unit, f.record.status, f.id if f.id in ids else None) for f in made.figures} == {
        (printed, unit, status, was if was in ids else None) for printed, unit, status, was in said
    }
    assert [(one.record.printed, one.record.why) for one in made.not_figures] == [
        (entry.printed, entry.why or "other") for entry in draft.entries if entry.state == "not_figure"
    ]
    comments = {line.split("printed: ")[1].split(",")[0]: line.split("   # ")[1] for line in commented(files)}
    assert comments.items() <= {"3件": "3", "5件": "5", "7件": "7", "2件": "today"}.items()


def commented(files):
    return [line for line in files[REPORT].decode().splitlines() if "   # " in line] if REPORT in files else []


def turned(state):
    fields = {"figure": {"indicator": "cases", "unit": "court"}, "not_figure": {"why": "other"}}[state]
    return lambda draft, nth: drafts.decide(draft, nth, state, **fields)


CHANGED = {
    "drop": marking.unmark,
    "figure": turned("figure"),
    "not_figure": turned("not_figure"),
    "unit": lambda draft, nth: drafts.decide(draft, nth, draft.entries[nth].state, unit="city"),
    "status": lambda draft, nth: drafts.decide(draft, nth, draft.entries[nth].state, status="target"),
    "why": lambda draft, nth: drafts.decide(draft, nth, draft.entries[nth].state, why="other"),
}
