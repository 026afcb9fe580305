"""What is chosen, and taken along as a link, by hand and by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from etl.releasing import releases
from pages.parts.text import say
from tests.browser.conftest import Visit
from tests.browser.served import settle

pytestmark = pytest.mark.browser

UNSEEN = """() => {
  const seen = (element) => {
    element.focus({ focusVisible: true });
    return getComputedStyle(element).outlineStyle !== "none";
  };
  const ours = '.stHtml :is(a, button, summary), [data-testid="stPageLink-NavLink"]';
  const shown = [...document.querySelectorAll(ours)].filter((element) => element.offsetParent);
  return { shown: shown.length, unseen: shown.filter((element) => !seen(element)).map((element) => element.outerHTML) };
}"""


def test_the_link_is_copied_by_keyboard_and_opens_the_same_view(visit: Visit, dashboard):
    page = visit("/figures?unit=tianjin&only=1")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.locator("button.copy").first
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_text(say("zh", "frame.copied"))
    copied = page.evaluate("navigator.clipboard.readText()")
    release = releases.current(releases.connect(dashboard.database)).release
    assert copied == f"{dashboard.url}/figures?unit=tianjin&only=1&v={release}"
    finding = page.locator("p.finding").inner_text()
    page.goto(copied)
    settle(page)
    expect(page.locator("p.finding")).to_have_text(finding)
    expect(page.locator(".notice")).to_have_count(0)


def test_without_https_the_text_is_copied_the_old_way(visit: Visit):
    page = visit("/figures")
    page.context.grant_permissions(["clipboard-read"])
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('not here')); }")
    page.locator("button.copy").first.click()
    expect(page.locator("button.copy").first).to_have_text(say("zh", "frame.copied"))
    assert "/figures?v=" in page.evaluate("navigator.clipboard.readText()")


def test_on_a_phone_the_row_opens_from_one_line(visit: Visit):
    page = visit("/figures?year=2023", width=390, height=844)
    expect(page.locator(".st-key-pick-unit")).to_be_hidden()
    expect(page.locator("p.chosen")).to_have_text("2023")
    page.locator("details.drawer summary").click()
    expect(page.locator(".st-key-pick-unit")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator("details.drawer")).to_be_hidden()
    expect(page.locator(".st-key-pick-unit")).to_be_visible()


def test_the_choice_goes_from_page_to_page_until_it_is_cleared(visit: Visit):
    page = visit("/indicator?year=2023&theme=learning")
    page.get_by_role("link", name=say("zh", "sources.title"), exact=True).click()
    settle(page)
    page.get_by_role("link", name=say("zh", "figures.title"), exact=True).click()
    expect(page).to_have_url(re.compile(r"/figures\?.*year=2023.*theme=learning"))
    settle(page)
    page.locator(".st-key-reset a").click()
    expect(page).to_have_url(re.compile(r"/figures\?lang=zh$"))


def test_what_is_chosen_stands_in_the_boxes_of_every_page(visit: Visit):
    page = visit("/figures")
    units = page.locator(".st-key-pick-unit")
    units.get_by_role("combobox").fill("宁河")
    expect(page.get_by_role("option").first).to_have_text("宁河区")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"unit=ninghe-district"))
    page.keyboard.press("Escape")
    for name in ("indicator", "figures"):
        page.get_by_role("link", name=say("zh", f"{name}.title"), exact=True).click()
        expect(page).to_have_url(re.compile(rf"/{name}\?lang=zh&unit=ninghe-district$"))
        settle(page)
        expect(units).to_contain_text("宁河区")


def test_the_way_back_is_one_step_and_ends_where_it_began(visit: Visit):
    page = visit("/indicator?year=2023")
    steps = page.evaluate("history.length")
    page.get_by_role("link", name=say("zh", "indicator.figures")).click()
    expect(page).to_have_url(re.compile(r"/figures\?lang=zh&year=2023&indicator="))
    settle(page)
    assert page.evaluate("history.length") == steps + 1
    page.go_back()
    settle(page)
    expect(page).to_have_url(re.compile(r"/indicator\?year=2023$"))
    expect(page.locator("p.notice")).to_have_count(0)
    page.get_by_role("link", name=say("zh", "overview.title"), exact=True).click()
    expect(page).to_have_url(re.compile(r"[0-9]/\?lang=zh&year=2023$"))


def test_a_link_in_a_table_opens_its_page_without_loading_all_anew(visit: Visit):
    page = visit("/")
    page.evaluate("window.isTheSame = true; document.querySelector('[data-testid=stMain]').scrollTo(0, 500)")
    page.locator('.coverage a[href^="unit?"]').last.click()
    expect(page).to_have_url(re.compile(r"/unit\?lang=zh&unit="))
    settle(page)
    assert page.locator("h1").inner_text() != say("zh", "overview.title")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0
    page.go_back()
    expect(page.locator("h1")).to_have_text(say("zh", "overview.title"))
    assert page.evaluate("window.isTheSame")
    with page.context.expect_page() as beside:
        page.locator('.coverage a[href^="unit?"]').last.click(modifiers=["Control"])
    expect(beside.value).to_have_url(re.compile(r"/unit\?lang=zh&unit="))
    beside.value.close()


@pytest.mark.parametrize("address", ["/", "/method"])
def test_no_heading_has_a_link_that_is_named_in_english(visit: Visit, address):
    page = visit(address)
    assert page.locator(".stApp h1, .stApp h2").count() > 3
    assert [link for link in page.get_by_label("Link to heading").all() if link.is_visible()] == []


@pytest.mark.parametrize("address", ["/figures?year=2023", "/sources"])
def test_focus_is_seen_on_all_that_is_ours(visit: Visit, address):
    found = visit(address).evaluate(UNSEEN)
    assert found["shown"] > 8
    assert found["unseen"] == []
