import pytest

from etl.curating.records import Article, Figure, Indicator, Issue, Lines, Paragraph, Total, Unit
from etl.curating.shape import Node, shaped
from etl.yaml_text import yaml_source

FIGURE = "printed: 5个\nindicator: teams\n"


def node(text, *path):
    source, problems = yaml_source.parse(text.encode(), "a.yaml")
    assert problems == []
    return Node(source, path)


# shape, failing text with a mark where the problem is, rule and what it says, passing twin
WRONG = [
    (
        Figure,
        "printed: 5个\n▸indicater: teams\nindicator: teams\n",
        "[unknown-key] expected one of printed, nth, qualifier, indicator, unit, detail, period, status, key, part_of, "
        "measure, value, lower, upper, note, found indicater; did you mean indicator?",
        FIGURE,
    ),
    (
        Figure,
        FIGURE + "detail:\n  zh: 甲\n  en: A\n  ▸eng: B\n",
        "[unknown-key] expected one of zh, en, found eng; did you mean en?",
        FIGURE + "detail:\n  zh: 甲\n  en: A\n",
    ),
    (
        Figure,
        "▸printed: 5个\n",
        "[missing-key] expected the key indicator, found nothing; write indicator: ...",
        FIGURE,
    ),
    (
        Figure,
        FIGURE + "note: ▸{zh: 甲}\n",
        "[missing-key] expected the key en, found nothing; write en: ...",
        FIGURE + "note: {zh: 甲, en: A}\n",
    ),
    (
        Figure,
        FIGURE + "status: ▸targit\n",
        "[wrong-form] expected one of reported, target, rule, background, found targit; did you mean target?",
        FIGURE + "status: target\n",
    ),
    (
        Figure,
        FIGURE + "unit: ▸Hexi District\n",
        "[wrong-form] expected an id of small letters, digits and hyphens such as hexi-district, found Hexi District",
        FIGURE + "unit: hexi-district\n",
    ),
    (
        Figure,
        FIGURE + "value: ▸'１０００'\n",
        "[wrong-form] expected a plain number such as 1000 or 98.5, found １０００; write 1000",
        FIGURE + "value: 1000\n",
    ),
    (
        Figure,
        "printed: ▸'１００％ '\nindicator: teams\n",
        "[wrong-form] expected text without blanks at its ends, found １００％ ; write １００％",
        "printed: '１００％'\nindicator: teams\n",
    ),
    (
        Figure,
        "printed: ▸''\nindicator: teams\n",
        "[wrong-form] expected text without blanks at its ends, found nothing",
        FIGURE,
    ),
    (Figure, FIGURE + "detail: ▸四强支部\n", "[wrong-form] expected a mapping, found 四强支部", FIGURE),
    (Figure, FIGURE + "unit: ▸[court]\n", "[wrong-form] expected text, found a list", FIGURE + "unit: court\n"),
    (
        Figure,
        FIGURE + "note:\n  en: A\n  zh: ▸|\n    甲\n    乙\n",
        "[wrong-form] expected text without blanks at its ends, found 甲⏎乙⏎; write 甲⏎乙",
        FIGURE + "note:\n  en: A\n  zh: |-\n    甲\n    乙\n",
    ),
    (
        Issue,
        f"title: 甲\ntext: a.txt\nsha256: {'a' * 64}\npublished: ▸'２０２３'\n",
        "[wrong-form] expected a date such as 2023-11-15, 2023-11 or 2023, found ２０２３; write 2023",
        f"title: 甲\ntext: a.txt\nsha256: {'a' * 64}\npublished: 2023\n",
    ),
    (
        Issue,
        f"title: 甲\ntext: ▸../a.txt\nsha256: {'a' * 64}\n",
        "[wrong-form] expected text of the form ^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$, found ../a.txt",
        f"title: 甲\ntext: a.txt\nsha256: {'a' * 64}\n",
    ),
    (
        Article,
        "title: 甲\nlines: ▸69-5\n",
        "[wrong-form] expected first line before last, such as 321-421, found 69-5",
        "title: 甲\nlines: 5-69\n",
    ),
    (
        Article,
        "title: 甲\nlines: 5-69\nauthors: ▸刘超\n",
        "[wrong-form] expected a list, found 刘超; write [刘超]",
        "title: 甲\nlines: 5-69\nauthors: [刘超]\n",
    ),
    (
        Article,
        "title: 甲\nlines: 5-69\nparagraphs: ▸{line: 7}\n",
        "[wrong-form] expected a list, found a mapping",
        "title: 甲\nlines: 5-69\nparagraphs: [{line: 7}]\n",
    ),
    (
        Paragraph,
        "line: ▸'１３'\n",
        "[wrong-form] expected a line number such as 377, found １３; write 13",
        "line: 13\n",
    ),
    (
        Total,
        "total: a\nparts: ▸[b]\n",
        "[wrong-form] expected 2 or more of them, found a list",
        "total: a\nparts: [b, c]\n",
    ),
    (
        Unit,
        "name: {zh: 甲, en: A}\nkind: court\naliases: [甲, ▸[乙]]\n",
        "[wrong-form] expected text without blanks at its ends, found a list",
        "name: {zh: 甲, en: A}\nkind: court\naliases: [甲, 乙]\n",
    ),
    (
        Figure,
        FIGURE + f"status: ▸{'x' * 99}\n",
        f"[wrong-form] expected one of reported, target, rule, background, found {'x' * 60}…",
        FIGURE,
    ),
]


@pytest.mark.parametrize(("shape", "marked", "said", "right"), WRONG)
def test_what_is_out_of_shape_is_told_where_it_stands(shape, marked, said, right):
    before, new_line = marked.partition("▸")[0], "\n"
    place = f"a.yaml:{before.count(new_line) + 1}:{len(before) - before.rfind(new_line)}"
    record, problems = shaped(node(marked.replace("▸", "")), shape)
    assert (record, list(map(str, problems))) == (None, [f"{place}: error {said}"])
    assert shaped(node(right), shape)[1] == []


def test_everything_wrong_with_a_record_is_told():
    text = "name: 甲\nthem: justice\nabout: {zh: 甲, en: A}\nmeasures: []\nkind: flwo\nadds_over: [unit, yaer]\n"
    problems = shaped(node(text), Indicator)[1]
    assert [(problem.place.line, problem.rule, problem.way_out) for problem in sorted(problems)] == [
        (1, "missing-key", "write theme: ..."),
        (1, "wrong-form", ""),
        (2, "unknown-key", "did you mean theme?"),
        (4, "wrong-form", ""),
        (5, "wrong-form", "did you mean flow?"),
        (6, "wrong-form", "did you mean year?"),
    ]


def test_lists_apart_are_left_for_later_so_that_one_wrong_entry_does_not_hide_the_rest():
    at = node("title: 甲\nlines: 5-69\nparagraphs:\n  - line: x\n  - line: 7\n")
    article, problems = shaped(at, Article, apart=("paragraphs", "checks"))
    assert (article.lines, article.paragraphs, problems) == (Lines(5, 69), [], [])
    shapes = [shaped(item, Paragraph)[0] for item in at.at("paragraphs").items()]
    assert [shape and shape.line for shape in shapes] == [None, 7]


def test_a_node_leads_to_what_stands_there_or_nowhere():
    at = node("a:\n  - {b: 1}\n  - c\n", "a")
    assert (at.at(0, "b").data(), at.at(1).data()) == ("1", "c")
    assert [at.at(*steps).data() for steps in ((2,), ("b",), (1, "d"), (0, "b", "c"))] == [None] * 4
    assert [str(at.place(*steps)) for steps in ((0, "b"), (0, "x"), (7,))] == ["a.yaml:2:9", "a.yaml:2:5", "a.yaml:2:3"]
    assert (len(at.items()), at.at(0).items(), at.at(9).items()) == (2, [], [])
