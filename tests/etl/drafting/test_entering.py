import difflib
from dataclasses import replace

import pytest

from etl.curating import curated
from etl.drafting import drafts, entering, marking
from etl.drafting.drafts import Draft, Entry, Piece
from etl.drafting.opening import opened
from etl.drafting.spots import Spot
from etl.problems import DataRejected, errors
from tests.etl.folder import FILES, REPORT, TEXT, load, write

ANOTHER = "河东法院再报\n2026年，受理700件，调解3.2\n万余件。\n页5\n"
NEW = Draft(
    issue="made-2026",
    text=ANOTHER,
    name="another.txt",
    title="示例: 日报",
    published="2026-12-31",
    note_zh="页缺",
    note_en="Pages missing",
    articles=(Piece("p1-report", "再报", 1, 3, "court", "2026", "2", ("李",), ({"less": "a", "than": "b"},)),),
    entries=(
        Entry(2, 0, 2, 5, "2026年", state="not_figure", why="date"),
        Entry(2, 8, 2, 12, "700件", state="figure", indicator="cases", unit="court", period="2026", key="a"),
        Entry(
            *(2, 15, 3, 3, "3.2 万余件", "figure"),
            **{"indicator": "cases", "status": "target", "unit": "city", "period": "as-of 2026", "key": "b"},
            **{"detail_zh": "调解", "detail_en": "Settled: all", "note_zh": "注", "note_en": "A note"},
        ),
        Entry(4, 1, 4, 2, "5", state="not_figure", why="page"),
    ),
)


@pytest.fixture
def held(tmp_path):
    return load(tmp_path, {REPORT: FILES[REPORT].replace("  - line: 4\n", "  - line: 4   # both at once\n")})


@pytest.fixture
def old(held):
    return opened(held, "made-2025", TEXT)


def changed(draft, held, below=REPORT):
    """Lines of a file that go and come."""
    made = entering.files(draft, held.files)
    was, now = (files.get(below, b"").decode().splitlines() for files in (held.files, made))
    return [line for line in difflib.ndiff(was, now) if line[0] in "+-"]


def decided(draft, printed, state="figure", **fields):
    nth = next(nth for nth, entry in enumerate(draft.entries) if entry.printed == printed)
    return drafts.decide(draft, nth, state, **fields)


def told(draft, data):
    proposed = entering.entered(draft, data)
    return [(problem.rule, proposed.where(problem)) for problem in proposed.problems]


def reworded(id, was="case", **fields):
    """What a draft says that words a measure anew."""
    trees = {
        "case": {"name": {"zh": "件", "en": "cases"}, "words": ["件"]},
        "rank": {"name": {"zh": "名", "en": "rank"}, "words": ["第…名", "第…"]},
    }
    return {"measures": {id: {**trees[id], "words": ["起"], **fields}}, "replaced": {f"measures/{id}": trees[was]}}


def test_a_new_issue_is_written_as_by_hand(held):
    made = entering.files(NEW, held.files)
    assert made.keys() - held.files.keys() == {"issues/made-2026/issue.yaml", "issues/made-2026/p1-report.yaml"}
    assert made["issues/made-2026/issue.yaml"].decode() == (
        "# yaml-language-server: $schema=../../schemas/issue.json\n"
        'title: "示例: 日报"\n'
        "published: 2026-12-31\n"
        "text: another.txt\n"
        "sha256: ed2b8bd9be2d5faa1228ab369a1ecefdca10b671382b55a677a0e9dd9a6b8b56\n"
        "note:\n"
        "  zh: 页缺\n"
        "  en: Pages missing\n"
        "paragraphs:\n"
        "  - line: 4\n"
        "    not_figures:\n"
        "      - {printed: '5', why: page}\n"
    )
    assert made["issues/made-2026/p1-report.yaml"].decode() == (
        "# yaml-language-server: $schema=../../schemas/article.json\n"
        "title: 再报\n"
        "authors: [李]\n"
        "pages: 2\n"
        "lines: 1-3\n"
        "unit: court\n"
        "period: 2026\n"
        "paragraphs:\n"
        "  - line: 2\n"
        "    figures:\n"
        "      - {printed: 700件, indicator: cases, key: a}\n"
        "      - printed: 3.2 万余件\n"
        "        unit: city\n"
        "        indicator: cases\n"
        "        status: target\n"
        "        period: as-of 2026\n"
        "        key: b\n"
        '        detail: {zh: 调解, en: "Settled: all"}\n'
        "        note: {zh: 注, en: A note}\n"
        "    not_figures:\n"
        "      - {printed: 2026年, why: date}\n"
        "checks:\n"
        "  - {less: a, than: b}\n"
    )


def test_a_proposal_holds_files_tables_and_whose_each_figure_is(tmp_path):
    data = write(tmp_path)
    proposed = entering.entered(NEW, data)
    assert errors(proposed.problems) == []
    assert proposed.entries == {"made-2026/2/1": 1, "made-2026/2/2": 2}
    assert proposed.files == entering.files(NEW, curated.load(data).files)
    assert proposed.tables["figures"]["figure"].tolist()[-2:] == ["made-2026/2/1", "made-2026/2/2"]
    assert not (data / "issues" / "made-2026").exists()


def test_undecided_numbers_stop_it_and_are_left_out_of_its_tables(tmp_path):
    waiting = decided(NEW, "700件", "undecided")
    proposed = entering.entered(replace(waiting, articles=(replace(NEW.articles[0], checks=()),)), write(tmp_path))
    assert [(str(problem), proposed.where(problem)) for problem in errors(proposed.problems)] == [
        ("another.txt:2:9: error [undecided] expected a decision, found 700件; figure, or why not", Spot("entry", 1))
    ]
    assert proposed.tables["figures"]["figure"].tolist()[-1] == "made-2026/2/1"


@pytest.mark.parametrize(
    ("fields", "rule", "spot"),
    [
        ({"unit": "cort"}, "unknown-unit", Spot("entry", 2, "unit")),
        ({"indicator": ""}, "missing-key", Spot("entry", 2, "indicator")),
        ({"indicator": "people"}, "bad-measure", Spot("entry", 2, "printed")),
        ({"period": "2026年"}, "bad-period", Spot("entry", 2, "period")),
        ({"detail_en": ""}, "missing-key", Spot("entry", 2, "detail")),
        ({"note_zh": "\u202e注"}, "character", Spot("entry", 2, "note")),
        ({"key": "a"}, "duplicate-figure-key", Spot("entry", 2, "key")),
        ({"part_of": "c"}, "unknown-figure-key", Spot("entry", 2, "part_of")),
        ({"value": "32000"}, "needless-reading", Spot("entry", 2, "value")),
        ({"printed": "3.2万件"}, "not-printed", Spot("entry", 2, "printed")),
        ({"qualifier": "至少"}, "not-printed", Spot("entry", 2, "qualifier")),
    ],
)
def test_a_problem_is_told_at_its_control(fields, rule, spot, tmp_path):
    assert (rule, spot) in told(drafts.decide(NEW, 2, "figure", **fields), write(tmp_path))


@pytest.mark.parametrize(
    ("fields", "rule", "spot"),
    [
        ({"published": "31.12.2026"}, "wrong-form", Spot("issue", field="published")),
        ({"title": ""}, "missing-key", Spot("issue", field="title")),
        ({"issue": "../made"}, "bad-id", Spot("issue", field="issue")),
        ({"issue": "made-2025"}, "bad-id", Spot("issue", field="issue")),
        ({"opened": True}, "bad-id", Spot("issue", field="issue")),
        ({"articles": (replace(NEW.articles[0], unit="cort"),)}, "unknown-unit", Spot("article", "p1-report", "unit")),
        ({"articles": (replace(NEW.articles[0], last=2**70),)}, "wrong-form", Spot("article", "p1-report", "lines")),
        ({"articles": (replace(NEW.articles[0], id="issue"),)}, "bad-id", Spot("article", "issue", "id")),
        ({"articles": (*NEW.articles, *NEW.articles)}, "bad-id", Spot("article", "p1-report", "id")),
        ({"articles": ()}, "figure-outside-article", Spot("entry", 1)),
        ({"entries": NEW.entries[:3]}, "unaccounted", Spot("text", 4)),
        ({"units": {"x": {"name": {"zh": "甲"}, "kind": "court"}}}, "missing-key", Spot("unit", "x", "name")),
        ({"units": {"x": {"name": {"zh": "津城", "en": "X"}, "kind": "court"}}}, "same-name", Spot("unit", "x")),
        ({"units": {"X": {"name": {"zh": "甲", "en": "X"}, "kind": "court"}}}, "bad-id", Spot("unit", "X", "id")),
        ({"units": {"city": {"kind": "court"}}}, "bad-id", Spot("unit", "city", "id")),
        ({"units": {"x": "court"}}, "wrong-form", Spot("unit", "x")),
        ({"indicators": {"x": {"theme": "justise"}}}, "missing-key", Spot("indicator", "x", "name")),
        ({"measures": {"x": {"name": {"zh": "甲", "en": "X"}}}}, "missing-key", Spot("measure", "x", "words")),
        (reworded("case", words=["宗 "]), "wrong-form", Spot("measure", "case", "words")),
        (reworded("case", was="rank"), "entry-moved", Spot("measure", "case")),
    ],
)
def test_so_is_one_of_the_issue_and_of_what_is_new(fields, rule, spot, tmp_path):
    assert (rule, spot) in told(replace(NEW, **fields), write(tmp_path))


def test_ids_that_cannot_name_a_file_are_refused(held):
    with pytest.raises(DataRejected, match="expected an id of small letters"):
        entering.files(replace(NEW, issue="a/b"), held.files)


def test_a_file_of_the_data_that_cannot_be_read_stops_the_proposal(tmp_path):
    data = write(tmp_path, {"issues/made-2025/second.yaml": "title: [\n"})
    assert ("syntax", Spot("data")) in told(NEW, data)


def test_a_figure_that_changes_changes_its_line(old, held):
    assert changed(decided(old, "90.0%", status="target"), held) == [
        "-       - {printed: 90.0%, indicator: rate, key: share}",
        "+       - {printed: 90.0%, indicator: rate, status: target, key: share}",
    ]


def test_ids_stay_when_a_figure_before_them_goes(old, held):
    less = replace(old, articles=(replace(old.articles[0], checks=()),))
    gone = decided(less, "591件", "not_figure", why="other")
    assert sorted(changed(gone, held)) == [
        "+       - {printed: 591件, why: other}",
        "+       - {printed: 90.0%, nth: 2, indicator: rate, key: share}",
        "+     not_figures:",
        "-       - {printed: 591件, indicator: cases, key: closed, detail: {zh: 结案, en: Closed}, part_of: accepted}",
        "-       - {printed: 90.0%, indicator: rate, key: share}",
        "-   - {rate: share, part: closed, whole: accepted}",
        "- checks:",
    ]
    again = entering.loaded_from(entering.files(gone, held.files), "data")
    assert [figure.id for figure in again.figures] == ["made-2025/3/1", "made-2025/4/2"]
    assert [figure.id for figure in again.figures if "nth" in figure.node.data()] == ["made-2025/4/2"]


def test_a_figure_that_comes_takes_a_number_that_no_other_had(old, held):
    text = TEXT.replace("结案591件", "结案591件、3件")
    more = replace(old, text=text, entries=tuple(replace(e, was="") for e in old.entries))
    assert [f.id for f in entering.loaded_from(entering.files(more, held.files), "data").figures] == [
        *("made-2025/3/2", "made-2025/4/3", "made-2025/4/4")
    ]
    added = marking.mark(replace(old, text=text), 4, "3件", state="figure", indicator="cases", detail_zh="撤")
    assert changed(added, held) == ["+       - {printed: 3件, indicator: cases, detail: {zh: 撤}}"]


def test_a_number_that_is_a_figure_after_all_goes_last(old, held):
    turned = decided(old, "2025年", "figure", indicator="cases")
    assert changed(turned, held) == [
        "-     not_figures:",
        "-       - {printed: 2025年, why: date}",
        "+       - {printed: 2025年, indicator: cases}",
    ]


def test_an_article_that_changes_leaves_its_figures_what_they_were(old, held):
    piece = replace(old.articles[0], unit="city", title="新题", pages="3")
    made = replace(old, articles=(piece,))
    assert changed(made, held)[:4] == ["- title: 一年实绩", "+ title: 新题", "+ pages: 3", "- unit: court"]
    again = entering.loaded_from(entering.files(made, held.files), "data")
    assert {figure.unit for figure in again.figures} == {"court"}


def test_what_moves_to_a_new_article_moves_whole(old, held):
    second = Piece("second", "其二", 4, 4, "court", "2025", checks=old.articles[0].checks)
    first = replace(old.articles[0], last=3, checks=())
    moved = decided(replace(old, articles=(first, second)), "591件", part_of="")
    assert "+   - line: 4" in changed(moved, held, "issues/made-2025/second.yaml")
    assert "-   - line: 4   # both at once" in changed(moved, held)


def test_an_article_under_a_new_name_keeps_its_comments_and_one_that_goes_is_gone(old, held):
    renamed = entering.files(replace(old, articles=(replace(old.articles[0], id="again"),)), held.files)
    assert renamed.keys() == {*held.files, "issues/made-2025/again.yaml"} - {REPORT}
    assert renamed["issues/made-2025/again.yaml"] == held.files[REPORT]
    nothing = entering.files(replace(old, articles=(), entries=()), held.files)
    assert nothing.keys() == held.files.keys() - {REPORT}


def test_a_digest_names_content_whatever_the_order():
    one, other = {"a": b"1", "b": b"2"}, {"b": b"2", "a": b"1"}
    assert entering.digest(one) == entering.digest(other) == "dab6fe859733"
    assert len({entering.digest(files) for files in (one, {"a": b"12", "b": b""}, {"a": b"1"}, {})}) == 4
