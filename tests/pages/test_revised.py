import pytest

from etl import releases
from etl.database import writing
from etl.explanations import Explanation
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
