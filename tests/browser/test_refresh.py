"""A new issue as a curator enters it: from pasted text to the chart, and back, on a copy of the data."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from etl import releases
from pages.parts.text import say
from tests.browser.served import LOCALES, ROOT, Served, served, settle

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.timeout(300)]

TEXT = """星河街道便民驿站建设综述

2026-01-15 某某日报

2025年，星河街道新建便民驿站32个。驿站全年办理各类事项1.2万余件。
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Path]]:
    """A dashboard that edits a data folder of its own."""
    folder = tmp_path_factory.mktemp("desk")
    data = folder / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("texts"))
    (folder / "texts").mkdir()
    with served(folder, data=data) as running:
        yield running, data


@pytest.fixture
def page(desk, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale=LOCALES["zh"], viewport={"width": 1280, "height": 1000})
    yield context.new_page()
    context.close()
    print(desk[0].log.read_text())  # pytest shows it where the test failed


def words(key: str, **values: object) -> str:
    return say("zh", f"curation.{key}", **values)


def to_step(page: Page, name: str) -> None:
    page.locator(f".st-key-steps [class*='st-key-step-{name}'] a").click()
    settle(page)


def fill(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).fill(text)
    page.keyboard.press("Enter")
    settle(page)


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=re.compile(re.escape(label))).first.click()
    page.keyboard.type(option)
    page.get_by_role("option").filter(has_text=option).first.click()
    settle(page)


def press(page: Page, key: str) -> None:
    page.keyboard.press(key)
    settle(page)


def test_a_new_issue_from_text_to_chart_and_back(desk, page: Page):
    dashboard, data = desk
    before = {path: path.read_bytes() for path in data.rglob("*.yaml")}
    page.goto(f"{dashboard.url}/refresh?step=text")
    settle(page)

    # 1 text: pasted, scanned
    page.locator("textarea").fill(TEXT)
    page.keyboard.press("Control+Enter")
    settle(page)
    page.get_by_role("button", name=words("source.scan")).click()
    settle(page)

    # 2 issue: its id
    expect(page.get_by_label(words("field.title"), exact=True).first).to_have_value("星河街道便民驿站建设综述")
    fill(page, words("field.issue"), "xinghe-stations-2026")

    # 3 review: by keys; a unit that no registry has
    to_step(page, "review")
    expect(page.locator("a.mark")).to_have_text(["2026-01-15", "2025年", "32个", "1.2万余件"])
    press(page, "n")
    press(page, "n")
    expect(page.locator("a.mark.current")).to_have_text("32个")
    page.get_by_role("button", name=words("new.unit")).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(words("field.name_zh")).fill("星河街道")
    dialog.get_by_label(words("field.name_en")).fill("Xinghe Sub-district")
    page.keyboard.press("Enter")
    settle(page)
    expect(dialog.get_by_label(words("field.id"), exact=True)).to_have_value("xinghe-sub-district")
    choose(page, words("field.kind"), say("zh", "unit.one.sub-district"))
    dialog.get_by_role("button", name=words("new.save")).click()
    expect(dialog).to_have_count(0)
    settle(page)
    choose(page, words("field.indicator"), "建成阵地点位数")
    fill(page, words("field.detail_zh"), "便民驿站")
    press(page, "a")
    choose(page, words("field.indicator"), "办理业务")
    press(page, "a")
    expect(page.get_by_text(words("review.progress", all=4, decided=4, left=0))).to_be_visible()

    # 4 check: the detail is there in one language only
    to_step(page, "check")
    expect(page.locator("p.finding")).to_have_text(words("check.wrong", n=1))
    page.locator("ul.problems a").first.click()
    settle(page)
    fill(page, words("field.detail_en"), "Service stations")
    to_step(page, "check")
    expect(page.locator("p.finding")).to_have_text(words("check.sound"))

    # 5 preview, 6 publish
    to_step(page, "preview")
    expect(page.locator("p.finding")).to_have_text(words("differences.said", added=2, changed=0, removed=0))
    to_step(page, "publish")
    page.get_by_role("button", name=words("publish.now"), exact=True).click()
    settle(page)
    expect(page.locator("p.finding")).to_contain_text(words("publish.reason-new", title="星河街道便民驿站建设综述"))
    assert (data / "issues" / "xinghe-stations-2026" / "issue.yaml").is_file()

    # the chart shows it
    page.goto(f"{dashboard.url}/unit?unit=xinghe-sub-district")
    settle(page)
    expect(page.get_by_text("便民驿站").first).to_be_visible()

    # taken back, it is gone, and the files are as they were
    page.goto(f"{dashboard.url}/refresh?step=history")
    settle(page)
    page.get_by_role("button", name=words("history.back")).first.click()
    fill(page, words("history.why"), "试过了")
    page.get_by_role("button", name=re.compile(words("history.back-now", release=""))).first.click()
    settle(page)
    page.goto(f"{dashboard.url}/unit?unit=xinghe-sub-district")
    settle(page)
    expect(page.locator("p.notice").first).to_contain_text("xinghe-sub-district")
    assert {path: path.read_bytes() for path in data.rglob("*.yaml")} == before
    log = releases.history(releases.connect(dashboard.database))
    assert [one.kind for one in log] == ["rollback", "publish", "publish"]
