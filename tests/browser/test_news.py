"""Two readers are here when the data changes: each is told at their next click, once."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from etl.releasing import releases
from pages.parts.text import say
from tests.browser.served import LOCALES, Served, served, settle, visitor

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def dashboard(tmp_path_factory: pytest.TempPathFactory):
    """One of its own: the data change here."""
    with served(tmp_path_factory.mktemp("news")) as running:
        yield running


def reader(browser: Browser, dashboard: Served, address: str, language: str) -> Page:
    page = visitor(browser, locale=LOCALES[language]).new_page()
    page.goto(dashboard.url + address)
    settle(page)
    return page


def click(page: Page, language: str, title: str) -> None:
    page.locator(".st-key-masthead").get_by_role("link", name=say(language, title), exact=True).click()
    settle(page)


def test_every_open_browser_is_told_what_is_new_at_its_next_click_and_once(browser: Browser, dashboard: Served):
    engine = releases.connect(dashboard.database)
    before = releases.current(engine)
    tables = releases.load(engine, before.release)
    issue = tables["issues"].sort_values("position")["issue"].iloc[-1]
    fewer = {name: table[table["issue"] != issue] if "issue" in table else table for name, table in tables.items()}
    n = int((tables["figures"]["issue"] == issue).sum())
    without = releases.publish(engine, fewer, {}, by="李梅", reason="without an issue")
    here = [reader(browser, dashboard, "/sources", "zh"), reader(browser, dashboard, "/method", "en")]
    back = releases.rollback(engine, before.release, by="李梅", reason="with it again")
    for page, language in zip(here, ("zh", "en"), strict=True):
        click(page, language, "figures.title")
        news = page.locator(".st-key-news")
        expect(news).to_contain_text(before.release)
        expect(news).to_contain_text(f"{n} figures added" if language == "en" else f"{n} 个数字")
        expect(news).to_contain_text("李梅")
    english, chinese = here[1], here[0]
    english.get_by_role("link", name="See them").click()
    expect(english).to_have_url(re.compile(rf"/figures\?.*issue={issue}"))
    settle(english)
    expect(english.locator(".st-key-news")).to_have_count(0)
    click(chinese, "zh", "sources.title")
    expect(chinese.locator(".st-key-news")).to_have_count(0)
    assert without.release != back.release
    for page in here:
        page.context.close()
