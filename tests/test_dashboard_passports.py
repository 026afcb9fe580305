"""The passport of a figure: what it tells, checks it takes part in, its history, and where there is none."""

import pytest

from tests.etl.made import tables
from tests.pages.visiting import copied, links, notices, open_page, publish, texts
from tests.test_dashboard import MADE, TODAY


@pytest.fixture
def release(tmp_path, monkeypatch) -> str:
    return publish(MADE, tmp_path, monkeypatch)


def test_a_passport_says_all_there_is(release):
    visit = open_page("sources", lang="en", figure="made-2025/1/1")
    shown = texts(visit)
    assert "3.2万余件" in shown
    assert "North District, Cases resolved, 2025: more than 32,000 cases." in shown
    assert "5件 + 40人 = 3, print says 3.2万余件: does not hold; the print stands." in shown
    facts = next(text for text in shown if text.startswith("Unit"))
    assert "Boundsmore than 32,000; no upper bound known" in facts
    assert "Page11" in facts
    assert links(visit) == [
        "All issues",
        "made-2025期",
        "The whole article",
        "After it: 5件",
        "Of these: 5件 (Cases)",
        "Does not agree with 5件 of South District",
        "Does not agree with 40人 of North District",
        "All figures of this indicator",
    ]
    assert f"{TODAY}, release {release} (a test: to be read): on record since." in shown
    assert copied(visit)[1:] == [
        f"一年实绩[N]. 示例日报, 2025-12-31. 所引数字：3.2万余件（实绩看板，made-2025/1/1，发布版本 {release}）。",
        "“一年实绩” [newspaper article], 示例日报, 2025-12-31. "
        f"Figure cited: 3.2万余件 (Shiji, made-2025/1/1, release {release}).",
        "?figure=made-2025/1/1",
    ]


@pytest.mark.parametrize(
    ("check", "said"),
    [
        (
            {
                "kind": "rate",
                "operands": "made-2025/2/1 made-2025/3/1",
                "computed_lower": 66.667,
                "computed_upper": 66.667,
            },
            "2件 ÷ 3件 = 66.67%, print says 1件: holds.",
        ),
        ({"kind": "average", "operands": "made-2025/2/1", "over": 2.0}, "2件 ÷ 2 = 3, print says 1件: holds."),
        ({"kind": "less", "operands": "made-2025/2/1"}, "1件 should be less than 2件: holds."),
        (
            {"operands": "made-2025/2/1 made-2025/3/1", "computed_lower": 4.0, "computed_upper": 6.0},
            "2件 + 3件 = 4 to 6, print says 1件: holds.",
        ),
        (
            {"operands": "made-2025/2/1 made-2025/4/1", "computed_lower": 6.0, "computed_upper": None},
            "2件 + 4件 = more than 6; no upper bound known, print says 1件: holds.",
        ),
        (
            {"operands": "made-2025/2/1 made-2025/5/1", "computed_lower": 7.0, "computed_upper": None},
            "2件 + 5件 = 7 or more; no upper bound known, print says 1件: holds.",
        ),
    ],
)
def test_checks_of_every_kind_are_said(tmp_path, monkeypatch, check, said):
    five = [{"value": n, "comparator": sign} for n, sign in ((1, "="), (2, "="), (3, "="), (4, ">"), (5, ">="))]
    publish(tables(figures=five, checks=[check]), tmp_path, monkeypatch)
    assert said in texts(open_page("sources", lang="en", figure="made-2025/1/1"))


@pytest.mark.parametrize(
    ("comparator", "zh", "en"),
    [
        (">", ("超过 200亿件", "超过 200亿，"), ("more than 20,000,000,000 cases", "more than 20,000,000,000;")),
        (">=", ("不少于 200亿件", "200亿 以上，"), ("at least 20,000,000,000 cases", "20,000,000,000 or more;")),
        ("<", ("不到 200亿件", "不到 200亿，"), ("less than 20,000,000,000 cases", "less than 20,000,000,000;")),
        ("<=", ("不超过 200亿件", "不超过 200亿，"), ("at most 20,000,000,000 cases", "at most 20,000,000,000;")),
    ],
)
def test_reading_and_bounds_say_the_same(tmp_path, monkeypatch, comparator, zh, en):
    figure = {"value": 2e10, "comparator": comparator}
    case = {"measure": "case", "name_zh": "件", "name_en": "cases"}
    publish(tables(figures=[figure], measures=[case]), tmp_path, monkeypatch)
    for lang, field, (reading, bounds) in (("zh", "范围", zh), ("en", "Bounds", en)):
        shown = texts(open_page("sources", lang=lang, figure="made-2025/1/1"))
        assert any(text.endswith((f"：{reading}。", f": {reading}.")) for text in shown)
        assert any(f"{field}{bounds}" in text for text in shown)


def test_a_rank_that_two_bodies_claim_is_told_on_both_passports(tmp_path, monkeypatch):
    first = {"measure": "rank", "value": 1, "printed": "第一"}
    publish(tables(figures=[first, first | {"unit": "south"}]), tmp_path, monkeypatch)
    for figure, other in (("made-2025/1/1", "South"), ("made-2025/2/1", "North")):
        assert f"{other} says 第一 of itself, too" in links(open_page("sources", lang="en", figure=figure))


def test_a_passport_tells_how_its_figure_changed(tmp_path, monkeypatch):
    first = publish(tables(figures=[{}]), tmp_path, monkeypatch)
    publish(tables(figures=[{}, {}]), tmp_path, monkeypatch)
    last = publish(tables(figures=[{"value": 5.0, "unit": "south"}]), tmp_path, monkeypatch)
    assert [text for text in texts(open_page("sources", lang="en", figure="made-2025/1/1")) if "a test" in text] == [
        f"{TODAY}, release {first} (a test: to be read): on record since.",
        f"{TODAY}, release {last} (a test: to be read): Printed form “3件” is now “5件”; Unit “north” is now “South”.",
    ]


def test_a_passport_of_no_figure_gives_way_to_the_issues(release):
    visit = open_page("sources", lang="en", figure="made-2025/1/9")
    assert notices(visit) == [
        "The address asks for the figure “made-2025/1/9”, which this release does not have; all issues are shown. "
        "The nearest is “3.2万余件 (made-2025/1/1)”."
    ]
    assert "Ledger: 4 figures; 2 other numerals (date 1, phone 1)." in texts(visit)
