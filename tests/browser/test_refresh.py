"""A new issue as a curator enters it: from pasted text to the chart, and back, on a copy of the data."""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from etl.releasing import releases
from pages.parts.text import say
from tests.browser import desk
from tests.browser.desk import choose, fill, press, to_step
from tests.browser.served import Served, settle

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

TITLE = "星河街道便民驿站建设综述"
TEXT = f"""{TITLE}

2026-01-15 某某日报

2025年，星河街道新建便民驿站32个。驿站全年办理各类事项1.2万余件。
"""


def words(key: str, **values: object) -> str:
    return desk.words("zh", key, **values)


def visit(page: Page, desk_server: Served, address: str) -> None:
    page.goto(desk_server.url + address)
    settle(page)


def found(page: Page) -> str:
    return " ".join(page.locator("p.finding").inner_text().split())  # no-break blanks are blanks


def test_a_new_issue_from_text_to_chart_and_back(desk_server: Served, data: Path, page: Page):
    before = {path: path.read_bytes() for path in data.rglob("*.yaml")}

    visit(page, desk_server, "/refresh?step=text")
    desk.paste(page, "zh", TEXT)
    expect(page.get_by_label(words("field.title"), exact=True).first).to_have_value(TITLE)
    fill(page, words("field.issue"), "xinghe-stations-2026")

    to_step(page, "review")
    review(page)

    to_step(page, "check")
    assert found(page) == words("check.wrong", n=1)  # the detail is there in one language only
    page.get_by_role("link", name=words("check.english", n=1)).click()
    settle(page)
    fill(page, "便民驿站", "Service stations")
    to_step(page, "check")
    assert found(page) == words("check.sound")

    to_step(page, "preview")
    assert words("differences.said", added=2, changed=0, removed=0) in found(page)
    to_step(page, "publish")
    page.get_by_role("button", name=words("publish.now"), exact=True).click()
    settle(page)
    assert words("publish.reason-new", title=TITLE) in found(page)
    assert (data / "issues" / "xinghe-stations-2026" / "issue.yaml").is_file()
    assert (data.parent / "texts" / "xinghe-stations-2026.txt").read_text() == TEXT

    visit(page, desk_server, "/unit?unit=xinghe-sub-district")
    expect(page.get_by_text("便民驿站").first).to_be_visible()

    take_back(page, desk_server)
    visit(page, desk_server, "/unit?unit=xinghe-sub-district")
    expect(page.locator("p.notice").first).to_contain_text("xinghe-sub-district")
    assert {path: path.read_bytes() for path in data.rglob("*.yaml")} == before
    assert subprocess.run(["git", "rev-list", "--all"], cwd=data, check=True, capture_output=True).stdout == b""
    log = releases.history(releases.connect(desk_server.database))
    assert [one.kind for one in log] == ["rollback", "publish", "publish"]


def review(page: Page) -> None:
    """Every number decided, by keys; the first figure needs a unit that no registry has."""
    expect(page.locator("a.mark")).to_have_text(["2026-01-15", "2025年", "32个", "1.2万余件"])
    press(page, "n")
    press(page, "n")
    expect(page.locator("a.mark.current")).to_have_text("32个")
    desk.name_unit(page, "zh", "星河街道", "Xinghe Sub-district", say("zh", "unit.one.sub-district"))
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label(words("field.id"), exact=True)).to_have_value("xinghe-sub-district")
    dialog.get_by_role("button", name=words("new.save")).click()
    expect(dialog).to_have_count(0)
    settle(page)
    choose(page, words("field.indicator"), "建成阵地点位数")
    fill(page, words("field.detail_zh"), "便民驿站")
    press(page, "a")
    choose(page, words("field.indicator"), "办理业务")
    press(page, "a")
    expect(page.get_by_text(words("review.progress", all=4, decided=4, left=0))).to_be_visible()


def take_back(page: Page, desk_server: Served) -> None:
    visit(page, desk_server, "/refresh?step=history")
    page.get_by_role("button", name=words("history.back")).first.click()
    fill(page, words("history.why"), "试过了")
    page.get_by_role("button", name=re.compile(words("history.back-now", release=""))).first.click()
    settle(page)
    expect(page.locator("p.notice")).to_have_text(re.compile(words("history.done", release=".*")))
    expect(page.get_by_label(words("history.why"), exact=True)).to_have_count(0)  # closed


def test_a_second_tab_is_told_and_may_go_on(desk_server: Served, page: Page):
    visit(page, desk_server, "/refresh?step=text")
    desk.paste(page, "zh", TEXT.replace("星河", "银河"))
    to_step(page, "review")
    other = page.context.new_page()
    other.goto(page.url)
    settle(other)
    press(other, "n")
    press(page, "n")
    expect(page.locator("p.alarm")).to_be_visible()
    page.get_by_role("button", name=words("draft-go-on")).click()
    settle(page)
    expect(page.get_by_text(words("review.progress", all=4, decided=1, left=0))).to_be_visible()


def test_words_that_were_missed_become_a_number(desk_server: Served, page: Page):
    visit(page, desk_server, "/refresh?step=text")
    desk.paste(page, "zh", "综述：某区这一年的工作情况\n\n某区办成了三件大事，处理12件。\n")
    to_step(page, "review")
    expect(page.locator("a.mark")).to_have_text(["12件"])
    page.locator(".marked-text p").last.evaluate("""(line) => {
      const text = line.firstChild, range = document.createRange(), at = text.data.indexOf("三件");
      range.setStart(text, at);
      range.setEnd(text, at + 2);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      line.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
    }""")
    page.get_by_role("button", name=words("review.add", words="三件")).click()
    settle(page)
    expect(page.locator("a.mark")).to_have_text(["三件", "12件"])
    expect(page.locator("a.mark.current")).to_have_text("三件")
