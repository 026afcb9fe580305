"""Ten questions of a manager, each answered on the real data in at most three clicks from the overview."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from etl.releasing import releases
from etl.tables import Tables
from pages.parts.text import say
from tests.browser.conftest import Visit
from tests.browser.served import Served, settle

pytestmark = pytest.mark.browser

MOST = 3
ISSUE = "branch-life-2023-11"


class Asking:
    """A manager at the overview, every click counted; words typed into a search count as one."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def click(self, what: Locator) -> None:
        self._count()
        what.click()
        settle(self.page)

    def search(self, text: str) -> None:
        self._count()
        box = self.page.get_by_label(say("zh", "overview.search"))
        box.fill(text)
        box.press("Enter")
        settle(self.page)

    def download(self, button: Locator) -> bytes:
        self._count()
        with self.page.expect_download() as download:
            button.click()
        return Path(download.value.path()).read_bytes()

    def link(self, text: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("link", name=text, exact=True).first

    def _count(self) -> None:
        self.clicks += 1
        assert self.clicks <= MOST


@pytest.fixture
def asking(visit: Visit) -> Asking:
    return Asking(visit("/", height=1200))


@pytest.fixture
def tables(dashboard: Served) -> Tables:
    engine = releases.connect(dashboard.database)
    return releases.load(engine, releases.current(engine).release)


def test_which_districts_reported_mediated_disputes_how_many_and_where_is_it_printed(asking):
    asking.click(asking.link("化解纠纷和积案数"))
    expect(asking.page.locator("p.remark", has_text="区：和平区")).to_be_visible()
    row = asking.page.locator("tr", has_text="矛调中心办结矛盾纠纷")
    expect(row).to_contain_text("和平区")
    asking.click(row.get_by_role("link", name="591件"))
    expect(asking.page.locator("h1")).to_have_text("591 件")
    facts = asking.page.locator("dl.pairs")
    expect(facts).to_contain_text("天津支部生活")
    expect(facts).to_contain_text("36–37")
    expect(facts).to_contain_text("962")


def test_what_did_tianjin_customs_report_in_2023(asking):
    """Itself nothing that is printed; the customs of Nanjiang, which belongs to it, two figures."""
    asking.click(asking.page.locator(".coverage").get_by_role("link", name="天津海关", exact=True))
    own = asking.page.locator('.coverage td[title^="天津海关（2023）"]')
    expect(own).to_have_attribute("title", "天津海关（2023）：这里没有提到；没有提到不等于没有做。")
    asking.click(asking.page.locator('.coverage a[title="天津南疆海关（2023）：2 个数字"]'))
    expect(asking.page.locator("p.finding")).to_have_text("383 个数字中的 2 个数字，涉及 1 个单位、1 份资料。")


def test_which_figures_came_with_the_latest_issue(asking, tables):
    n = int((tables["figures"]["issue"] == "tianjin-agencies-2025").sum())
    asking.click(asking.link(f"查看这 {n} 个数字"))
    expect(asking.page).to_have_url(re.compile(r"issue=tianjin-agencies-2025"))
    expect(asking.page.locator("p.finding")).to_contain_text(f"383 个数字中的 {n} 个数字")


def test_how_many_people_did_the_programmes_of_ninghe_reach_and_may_they_be_added(asking):
    asking.click(asking.page.locator(".coverage").get_by_role("link", name="宁河区", exact=True))
    expect(asking.page.locator("tr", has_text="受益和涉及对象 · 房屋认定等前期工作涉及的群众")).to_contain_text(
        "＞6万人"
    )
    asking.click(asking.link("参加人数 · 外卖小哥志愿者"))
    table = asking.page.locator("div.table")
    expect(table).to_contain_text("＞300名")
    expect(table).to_contain_text("＞130名")
    expect(asking.page.get_by_text("不合计，也不排名次：各数字说的是不同的事项。")).to_be_visible()


def test_who_claims_a_hundred_per_cent(asking, tables):
    figures = tables["figures"]
    claims = figures[figures["printed"].str.contains("100%", regex=False)]
    assert len(claims) == 8
    asking.search("100%")
    expect(asking.page.locator("p.finding")).to_have_text(
        f"383 个数字中的 8 个数字，涉及 {claims['unit'].nunique()} 个单位、{claims['issue'].nunique()} 份资料。"
    )


def test_every_figure_of_2025_as_excel(asking, tables):
    wanted = tables["figures"][tables["figures"]["year"] == 2025]
    asking.click(asking.page.locator('.coverage a[title^="全部主题（2025）"]'))
    book = openpyxl.load_workbook(io.BytesIO(asking.download(asking.page.locator(".st-key-xlsx button"))))
    found = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row} & set(
        tables["figures"]["figure"]
    )
    assert found == set(wanted["figure"])
    assert len(found) == 34


def test_a_district_itself_and_with_its_bodies(asking):
    asking.click(asking.page.locator(".coverage").get_by_role("link", name="宁河区", exact=True))
    expect(asking.page.locator("p.finding")).to_contain_text("宁河区登记有 39 个数字")
    asking.click(asking.link(re.compile("查看它和所属单位的 47 个数字")))
    expect(asking.page.locator("p.finding")).to_contain_text("383 个数字中的 47 个数字")
    asking.click(asking.page.get_by_text(say("zh", "parameter.only"), exact=True))
    expect(asking.page.locator("p.finding")).to_contain_text("383 个数字中的 39 个数字")


@pytest.fixture
def revised(dashboard: Served, tables: Tables) -> Iterator[str]:
    """The printed form of one figure that a release on top of the real one tells otherwise."""
    engine = releases.connect(dashboard.database)
    before = releases.current(engine).release
    figures = tables["figures"].copy()
    place = figures["figure"] == f"{ISSUE}/962/9"
    figures.loc[place, ["printed", "value", "lower", "upper"]] = ["590 件", 590.0, 590.0, 590.0]
    releases.publish(engine, dict(tables) | {"figures": figures}, {}, by="tests", reason="一处更正")
    yield "590 件"
    releases.rollback(engine, before, by="tests", reason="as it was")


def test_what_was_revised(revised, asking):
    expect(asking.page.get_by_text("（一处更正）：改动 1 个数字。")).to_be_visible()
    line = asking.link("和平区，矛调中心办结矛盾纠纷：原文由“591 件”改为“590 件”")
    asking.click(line)
    expect(asking.page.locator("h1")).to_have_text(revised)
    expect(asking.page.get_by_text("一处更正）：原文由“591 件”改为“590 件”")).to_be_visible()


def test_all_releases_with_their_reasons(asking):
    asking.click(asking.link(say("zh", "overview.changelog")))
    heading = asking.page.get_by_role("heading", name=say("zh", "method.section.changelog"))
    expect(heading).to_be_in_viewport()
    expect(asking.page.locator("div.table").last).to_contain_text("to be visited")


def test_what_the_sign_for_over_means(asking):
    asking.click(asking.link(say("zh", "method.title")))
    row = asking.page.locator("tr", has=asking.page.get_by_text("余", exact=True)).first
    expect(row).to_contain_text("比这个数多，多多少不知道；只有下限")
    expect(row).to_contain_text("＞")


def test_a_brief_of_one_unit_to_print(asking):
    asking.click(asking.page.locator(".coverage").get_by_role("link", name="和平区", exact=True))
    brief = asking.download(asking.page.locator(".st-key-brief button")).decode()
    assert "<h1>和平区</h1>" in brief
    assert "<svg" in brief
    assert re.findall(r"(?:src|srcset)=|<link|<script|@import|url\(", brief) == []  # asks for nothing else
