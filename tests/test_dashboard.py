"""Every page in both languages, run whole over tables made here: what is said, what is told, what is refused."""

import json
from datetime import UTC, datetime

import pytest

from dashboard import PAGES
from etl.query import Choice, rows
from pages.parts.text import say
from tests.etl.made import tables
from tests.pages.visiting import copied, links, notices, open_page, publish, texts

TODAY = datetime.now(UTC).date().isoformat()
MADE = tables(
    issues=[{"issue": "made-2025", "title": "made-2025期", "kind": "newspaper"}],
    figures=[
        {"comparator": ">", "value": 32000, "printed": "3.2万余件", "page": "11"},
        {"unit": "south", "year": 2023, "value": 5, "part_of": "made-2025/1/1"},
        {"measure": "hour", "measure_word": "小时", "value": 7, "printed": "7小时", "status": "target"},
        {"indicator": "people-trained", "theme": "learning", "measure": "person", "measure_word": "人", "value": 40},
    ],
    not_figures=[{"line": 1}, {"line": 2, "why": "phone", "printed": "12329"}],
    checks=[{"operands": "made-2025/2/1 made-2025/4/1", "holds": False}],
    units=[
        {"unit": "north", "name_zh": "北区", "name_en": "North District"},
        {"unit": "south", "name_zh": "南区", "name_en": "South District"},
    ],
    indicators=[
        {"indicator": "cases-resolved", "name_zh": "办结件数", "name_en": "Cases resolved"},
        {"indicator": "people-trained", "theme": "learning", "measures": "person", "name_en": "People trained"},
    ],
    measures=[{"measure": "case", "name_en": "cases"}, {"measure": "hour", "name_en": "hours"}],
)


@pytest.fixture
def release(tmp_path, monkeypatch) -> str:
    return publish(MADE, tmp_path, monkeypatch)


FINDINGS = {
    ("overview", "zh"): "1 份资料里登记了 4 个数字，涉及 2 个单位，时间为 2023–2025 年；"
    "最多的一类是“justice（中）”，有 3 个数字。",
    ("overview", "en"): "On record from 1 issue: 4 figures on 2 units, for 2023–2025; "
    "the largest theme is “Justice” with 3 figures.",
    (
        "indicator",
        "zh",
    ): "2 个单位就“办结件数”报告了 2 个数字、1 个目标或规定；数值最大的是 ＞3.2万件（北区 · 案件，2025年）。",
    ("indicator", "en"): "2 units reported 2 figures, 1 target or rule on “Cases resolved”; "
    "the largest is over 32,000 cases (North District · Cases, 2025).",
    ("figures", "zh"): "登记在册的全部 4 个数字，涉及 2 个单位、1 份资料。",
    ("figures", "en"): "All 4 figures on record, on 2 units, from 1 issue.",
    ("sources", "zh"): "1 份资料、1 篇文章。其中每一个数都有交代：4 个数字已登记，另有 2 项非统计数字注明了原因。",
    ("sources", "en"): "1 issue, 1 article. Every numeral in them is accounted for: "
    "4 figures, and 2 other numerals with the reason why.",
    ("unit", "zh"): "2 个单位，按隶属关系排列，括号里是自己和所属单位的数字个数。选一个，看它的情况。",
    ("unit", "en"): "2 units, each below the one it belongs to, with the number of figures of itself and its bodies. "
    "Choose one to read about it.",
    ("method", "zh"): "4 个数字、2 个单位、1 份资料：数的是什么，怎样读，什么不能相加，读错过什么，都写在这里。",
    ("method", "en"): "4 figures, 2 units, 1 issue: what is counted, how it is read, what does not add up, "
    "and what was once misread.",
}


@pytest.mark.parametrize(("page", "lang"), FINDINGS)
def test_a_page_opens_with_its_finding(release, page, lang):
    visit = open_page(page, lang=lang)
    assert FINDINGS[page, lang] in texts(visit)
    assert notices(visit) == []
    assert release in texts(visit)[-1]


def test_every_page_has_its_finding_tested():
    assert {page for page, _ in FINDINGS} == set(PAGES)


def test_an_indicator_has_a_chart_a_total_and_a_table_for_each_measure(release):
    visit = open_page("indicator", lang="en")
    charts = [json.loads(chart.proto.spec) for chart in visit.get("plotly_chart")]
    assert len(charts) == 2
    headings = [body for body in (element.proto.body for element in visit.main.get("html")) if body.startswith("<h2>")]
    assert headings == [f"<h2>{text}</h2>" for text in ("In cases", "In hours", "The 3 figures as a table")]
    assert any(f"No total: {say('en', 'totals.part-and-whole')}" in text for text in texts(visit))
    assert any("over 32,000 cases3.2万余件2025" in text for text in texts(visit))
    assert all(chart.proto.alt for chart in visit.get("plotly_chart"))


def test_without_an_indicator_the_one_with_most_figures_of_the_choice_is_shown(tmp_path, monkeypatch):
    others = [{"indicator": "people-trained", "measure": "person", "unit": "south"}]
    publish(tables(figures=[{}, {}, *others]), tmp_path, monkeypatch)
    assert "1 unit reported 2 figures on “Cases resolved”." in texts(open_page("indicator", lang="en"))
    of_south = texts(open_page("indicator", lang="en", unit="south"))
    assert "1 unit reported 1 figure on “People trained”." in of_south


def test_one_figure_alone_has_neither_largest_nor_total(release):
    visit = open_page("indicator", lang="en", indicator="people-trained")
    assert "1 unit reported 1 figure on “People trained”." in texts(visit)
    assert not any("otal" in text for text in texts(visit))


def test_the_choice_in_the_address_is_what_the_controls_show(release):
    visit = open_page("figures", lang="en", unit=["south"], year="2023", status="reported", text="案件")
    assert [control.value for control in visit.multiselect] == [["south"], ["2023"], []]
    assert [control.value for control in visit.selectbox] == [None, None, "reported", None]
    assert visit.text_input[0].value == "案件"
    assert "1 figure of 4, on 1 unit, from 1 issue." in texts(visit)
    shown = "".join(texts(visit))
    assert ("5件" in shown, "3.2万余件" in shown) == (True, False)


def test_what_is_picked_goes_into_the_address(release):
    visit = open_page("figures", lang="en")
    visit.multiselect(key="pick-unit").select("south").run()
    assert visit.query_params["unit"] == "south"
    assert "1 figure of 4, on 1 unit, from 1 issue." in texts(visit)
    visit.multiselect(key="pick-unit").unselect("south").run()
    assert "unit" not in visit.query_params
    assert "All 4 figures on record, on 2 units, from 1 issue." in texts(visit)


def test_picking_a_unit_does_not_change_the_indicator_shown(release):
    visit = open_page("indicator", lang="en")
    visit.multiselect(key="pick-unit").select("south").run()
    assert (visit.query_params["unit"], visit.query_params["indicator"]) == ("south", "cases-resolved")


def test_links_keep_what_the_frame_chose(release):
    visit = open_page("overview", lang="en", unit="south")
    masthead = [link.proto.query_string for link in visit.get("page_link")]
    assert masthead[: len(PAGES) + 1] == ["lang=en&unit=south"] * len(PAGES) + ["lang=zh&unit=south"]


def test_no_figure_fits(release):
    visit = open_page("figures", lang="en", unit="south", year="2025")
    assert any(text.startswith("No figure fits this choice.") for text in texts(visit))
    assert links(visit) == ["Clear the choice", "Clear the choice"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("lang", "start"), [("zh", "网址里的单位“south”"), ("en", "The address asks for the unit “south”")]
)
def test_a_unit_of_an_earlier_release_is_told(tmp_path, monkeypatch, page, lang, start):
    publish(tables(figures=[{}]), tmp_path, monkeypatch)
    told = notices(open_page(page, lang=lang, unit="south"))
    assert len(told) == 1
    assert told[0].startswith(start)


def test_an_unknown_language_is_told(release):
    assert notices(open_page(lang="fr")) == [
        "The address asks for the language “fr”, which there is not; the browser's language is used."
    ]


def test_an_article_lists_its_figures_in_printed_order(release):
    visit = open_page("sources", lang="en", article="made-2025/report")
    assert "4 figures on record from this article, in printed order; each printed form leads to its passport." in texts(
        visit
    )
    table = next(text for text in texts(visit) if text.startswith("As printed"))
    assert [table.index(printed) for printed in ("3.2万余件", "5件", "7小时", "40人")] == sorted(
        table.index(printed) for printed in ("3.2万余件", "5件", "7小时", "40人")
    )
    html = next(html.proto.body for html in visit.get("html") if "<table" in html.proto.body)
    assert '<a href="sources?lang=en&amp;figure=made-2025%2F1%2F1" target="_self">3.2万余件</a>' in html


@pytest.mark.parametrize(
    ("lang", "source"),
    [
        ("zh", "来源：《made-2025期》第 11 页、《made-2025期》第 12 页。"),
        ("en", "Source: made-2025期, p. 11; made-2025期, p. 12."),
    ],
)
def test_places_are_told_apart_though_each_has_a_comma(tmp_path, monkeypatch, lang, source):
    publish(tables(figures=[{"page": "11"}, {"unit": "south", "page": "12"}]), tmp_path, monkeypatch)
    assert any(text.startswith(source) for text in texts(open_page("indicator", lang=lang)))


@pytest.mark.parametrize(("lang", "note"), [("zh", "说明版面残缺"), ("en", "NoteA page is torn")])
def test_a_remark_on_an_issue_stands_in_the_language_of_the_page(tmp_path, monkeypatch, lang, note):
    torn = {"issue": "made-2025", "note_zh": "版面残缺", "note_en": "A page is torn"}
    publish(tables(figures=[{}], issues=[torn]), tmp_path, monkeypatch)
    assert any(note in text for text in texts(open_page("sources", lang=lang)))


def test_a_copied_link_tells_what_changed_in_its_view_since(tmp_path, monkeypatch):
    figures = [{}, {"unit": "south"}]
    before = publish(tables(figures=figures), tmp_path, monkeypatch)
    now = publish(tables(figures=[{"value": 5.0}, *figures[1:], {"unit": "south"}]), tmp_path, monkeypatch)
    head = f"This link was made from release {before} ({TODAY}). Figures of this view have changed since:"
    assert notices(open_page("figures", lang="en", v=before)) == [
        f"{head}north, Cases: Printed form “3件” is now “5件”".replace("north", "North") + "South, Cases: “3件” is new"
    ]
    assert notices(open_page("figures", lang="en", v=before, unit="north")) == [
        f"{head}North, Cases: Printed form “3件” is now “5件”"
    ]
    assert notices(open_page("sources", lang="en", v=before, figure="made-2025/2/1")) == []
    assert notices(open_page("figures", lang="en", v=now)) == []
    assert notices(open_page("figures", lang="en", v="0123")) == [
        "The address names the release “0123”, which is not here, so what changed since cannot be told; "
        "this is the current one."
    ]


def test_what_only_the_other_language_says_has_not_changed_in_this_view(tmp_path, monkeypatch):
    before = publish(tables(figures=[{"note_zh": "甲", "note_en": "A"}]), tmp_path, monkeypatch)
    publish(tables(figures=[{"note_zh": "乙", "note_en": "A"}]), tmp_path, monkeypatch)
    assert notices(open_page("figures", lang="en", v=before)) == []
    assert notices(open_page("figures", lang="zh", v=before))[0].endswith("说明（中文）由“甲”改为“乙”")


def test_a_figure_no_longer_listed_is_told(tmp_path, monkeypatch):
    before = publish(tables(figures=[{}, {}]), tmp_path, monkeypatch)
    publish(tables(figures=[{}]), tmp_path, monkeypatch)
    assert notices(open_page("figures", lang="en", v=before))[0].endswith("North, Cases: “3件” is no longer listed")


def test_the_link_to_copy_is_the_view_with_its_release(release):
    assert copied(open_page("figures", lang="en", unit="south"))[0] == f"?lang=en&unit=south&v={release}"
    assert copied(open_page("indicator", lang="en"))[0] == f"?lang=en&v={release}&indicator=cases-resolved"


def test_bodies_below_a_unit_come_with_it_unless_it_is_wanted_alone(tmp_path, monkeypatch):
    units = [{"unit": "north", "name_en": "North"}, {"unit": "street", "name_en": "Street", "parent": "north"}]
    publish(tables(figures=[{}, {"unit": "street"}], units=units), tmp_path, monkeypatch)
    visit = open_page("figures", lang="en", unit="north")
    assert "All 2 figures on record, on 2 units, from 1 issue." in texts(visit)
    visit.toggle(key="pick-only").set_value(True).run()
    assert visit.query_params["only"] == "1"
    assert "1 figure of 2, on 1 unit, from 1 issue." in texts(visit)
    assert open_page("figures", lang="en", unit="street").toggle == []


def test_a_theme_opens_its_indicators(release):
    visit = open_page("figures", lang="en", indicator="cases-resolved")
    visit.selectbox(key="pick-theme").select("learning").run()
    assert "indicator" not in visit.query_params
    assert visit.selectbox(key="pick-indicator").options == ["People trained"]


def test_the_file_holds_what_is_shown(release):
    visit = open_page("figures", lang="en", unit="south", text="x<y")
    assert visit.get("download_button") == []
    visit = open_page("figures", lang="en", unit="south")
    assert visit.get("download_button")[0].proto.label == "Download CSV (1 figure)"
    assert rows(MADE, Choice(units=("south",)))["figure"].tolist() == ["made-2025/2/1"]
