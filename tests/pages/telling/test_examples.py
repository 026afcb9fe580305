import pytest

from pages.parts.telling.examples import SIGNS, found, plainest, with_sign
from tests.etl.made import tables

PRINTED = (
    ("83件", "="),
    ("670余笔", ">"),
    ("40多家", ">"),
    ("突破200亿元", ">"),
    ("80%以上", ">="),
    ("近30种", "<"),
    ("最高5000万元", "<="),
    ("约16倍", "~"),
    ("20至30户", "range"),
    ("数千项", "vague"),
)


def test_every_sign_has_its_own_figures():
    made = tables(figures=[{"printed": printed, "comparator": comparator} for printed, comparator in PRINTED])
    found = {sign: with_sign(made["figures"], sign)["printed"].tolist() for sign in SIGNS}
    assert found == {sign: [printed] for sign, (printed, _) in zip(SIGNS, PRINTED, strict=True)}


def test_a_sign_may_stand_apart_from_the_number():
    made = tables(figures=[{"printed": "5個工作日", "qualifier": "至少", "comparator": ">="}])
    assert with_sign(made["figures"], "or-more")["printed"].tolist() == ["5個工作日"]


@pytest.mark.parametrize(
    ("figures", "chosen"),
    [
        ([], []),
        ([{"status": "target"}, {}], ["made-2025/2/1"]),
        ([{"year": None}, {}], ["made-2025/2/1"]),
        ([{"note_zh": "说明", "note_en": "A remark"}, {}], ["made-2025/2/1"]),
        ([{"status": "target"}, {"year": None}], ["made-2025/2/1"]),
        ([{}, {}], ["made-2025/1/1"]),
    ],
)
def test_the_plainest_figure_is_the_example(figures, chosen):
    assert plainest(tables(figures=figures)["figures"])["figure"].tolist() == chosen


@pytest.mark.parametrize(
    ("section", "kinds"),
    [
        ("periods", {"year": (2, ["made-2025/2/1"]), "unstated": (1, ["made-2025/3/1"])}),
        ("statuses", {"reported": (2, ["made-2025/2/1"]), "target": (1, ["made-2025/1/1"])}),
        ("marks", {"exact": (2, ["made-2025/2/1"]), "more": (1, ["made-2025/3/1"])}),
    ],
)
def test_every_kind_is_counted_and_has_its_example(section, kinds):
    more = {"year": None, "printed": "670余笔", "comparator": ">"}
    every = found(tables(figures=[{"status": "target"}, {}, more]), section)
    assert {kind: told for kind, told in every.items() if told[0]} == kinds
