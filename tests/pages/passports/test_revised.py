import pytest

from etl.releasing import releases
from etl.releasing.database import writing
from etl.releasing.explanations import Explanation
from tests.etl.made import tables
from tests.pages.visiting import links, open_page, publish, texts

FIGURE = "made-2025/1/1"
SAID = {
    "en": ["An error of ours, corrected: 看错一位", "In doubt when published, and it stands: so printed"],
    "zh": ["更正我方的差错：看错一位", "发布时曾存疑，核对后不改：so printed"],
}


@pytest.fixture
def corrected(tmp_path, monkeypatch):
    """A figure that a second publication changed, and why."""
    publish(tables(figures=[{}]), tmp_path, monkeypatch)
    engine = releases.connect(releases.address())
    ready = releases.ready(tables(figures=[{"value": 30.0}]), {}, "a test", "to be read")
    why = Explanation(FIGURE, "correction", "看错一位"), Explanation(f"tenfold:{FIGURE}", "doubt", "so printed")
    with writing(engine) as connection:
        releases.enter(connection, ready, None, why)


@pytest.mark.parametrize("lang", SAID)
def test_a_passport_says_why_its_figure_changed(corrected, lang):
    told = texts(open_page("sources", lang=lang, figure=FIGURE))
    assert [text for text in told if "看错一位" in text or "so printed" in text] == SAID[lang]


def test_the_overview_says_why_the_latest_publication_changed_figures(corrected):
    found = [label for label in links(open_page("overview", lang="en")) if "看错一位" in label]
    assert len(found) == 1
    assert found[0].endswith("; ".join(["“3件” is now “30件”", *SAID["en"]]))


UNIT = "units/north"
RELATION = "checks/made-2025/1/1/total"
NAMED = {
    "en": "Unit · North: Name (English) “North” is now “North Court”; An error of ours, corrected: 名称有误",
    "zh": "单位 · north（中）：英文名称由“North”改为“North Court”；更正我方的差错：名称有误",
}
TAKEN_OUT = "Relation · 3件 = 3件, print says so, too: no longer recorded; New information: 原文没有这样说"


@pytest.fixture
def renamed(tmp_path, monkeypatch):
    """A unit that a second publication named otherwise, a relation that it took out, and why."""
    figures = [{}, {}, {"unit": "south"}]
    checks = [{"result": FIGURE, "operands": "made-2025/2/1"}]
    publish(tables(figures=figures, checks=checks), tmp_path, monkeypatch)
    engine = releases.connect(releases.address())
    after = tables(figures=figures, units=[{"unit": "north", "name_en": "North Court"}])
    why = Explanation(UNIT, "correction", "名称有误"), Explanation(RELATION, "revision", "原文没有这样说")
    with writing(engine) as connection:
        releases.enter(connection, releases.ready(after, {}, "a test", "to be read"), None, why)


@pytest.mark.parametrize("lang", NAMED)
@pytest.mark.parametrize("page", ["overview", "method"])
def test_what_changed_around_the_figures_is_told_with_its_reason(renamed, page, lang):
    assert NAMED[lang] in "\n".join(texts(open_page(page, lang=lang)))


def test_a_passport_says_what_changed_of_what_its_figure_rests_on(renamed):
    told = {
        figure: "".join(texts(open_page("sources", lang="en", figure=f"made-2025/{figure}")))
        for figure in ("1/1", "2/1", "3/1")
    }
    assert [(NAMED["en"] in one, "原文没有这样说" in one) for one in told.values()] == [
        (True, True),
        (True, False),
        (False, False),
    ]
