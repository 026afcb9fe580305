"""Words in the review of an issue: what is typed there is never a command."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import desk
from tests.browser.desk import to_step
from tests.browser.served import Served, settle

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

TEXT = "星河街道便民驿站建设综述\n\n星河街道新建便民驿站32个，培训驿站人员45名，办理各类事项1.2万余件。\n"
ENGLISH = "Job and plan: pupils unknown"  # holds every letter that is a command


@pytest.fixture
def review(desk_server: Served, page: Page) -> Page:
    """A new issue in review."""
    page.goto(desk_server.url + "/refresh?step=text")
    settle(page)
    desk.paste(page, "zh", TEXT)
    to_step(page, "review")
    return page


def test_words_typed_on_at_once_go_into_the_next_field_and_into_one_built_anew(review: Page) -> None:
    page, nothing = review, desk.words("zh", "review.progress", all=3, decided=0, left=0)
    page.get_by_text(desk.words("zh", "review.more")).click()
    zh, en = (page.get_by_label(desk.words("zh", f"field.note_{lang}"), exact=True) for lang in ("zh", "en"))
    zh.click()
    page.keyboard.type("便民驿站")
    page.keyboard.press("Tab")
    page.keyboard.type(ENGLISH, delay=40)
    settle(page)
    expect(en).to_have_value(ENGLISH)
    en.evaluate("field => field.blur()")  # as when the page takes it away
    page.keyboard.type("an")
    expect(en).to_have_value(f"{ENGLISH}an")
    page.keyboard.press("Enter")
    settle(page)
    expect(page.get_by_text(nothing)).to_be_visible()


def test_at_a_phone_the_number_and_its_buttons_are_in_view_with_the_text_and_with_the_fields(review: Page) -> None:
    page = review
    page.set_viewport_size({"width": 390, "height": 844})
    settle(page)
    for row in (".marked-text", ".st-key-row-status"):
        page.locator(row).first.evaluate("(row) => row.scrollIntoView({ block: 'start' })")
        expect(page.locator(".st-key-deciding p.printed")).to_be_in_viewport(ratio=1)
        expect(page.get_by_role("button", name=desk.words("zh", "review.accept"))).to_be_in_viewport(ratio=1)


def test_a_list_with_nothing_to_choose_says_so_in_the_language_of_the_page(review: Page) -> None:
    review.get_by_role("combobox", name=desk.words("zh", "field.unit")).first.click()
    review.keyboard.type("zzzz")
    said = review.locator("[role=listbox] [role=option] > span")
    assert said.evaluate("said => getComputedStyle(said, '::after').content") == '"没有可选的"'
    assert said.evaluate("said => getComputedStyle(said).fontSize") == "0px"


def test_the_buttons_stay_in_view_and_a_key_that_cannot_decide_says_why_at_the_field(review: Page) -> None:
    page = review
    for _ in range(2):
        page.locator(".st-key-sieve").evaluate("(far) => far.scrollIntoView({ block: 'end' })")
        expect(page.locator(".st-key-deciding p.printed")).to_be_in_viewport()
        expect(page.locator("a.mark.current")).to_be_in_viewport()
        desk.press(page, "a")
        expect(page.locator(".st-key-row-unit p.alarm")).to_have_text(desk.words("zh", "fault.unit"))
        expect(page.locator(".st-key-row-unit p.alarm")).to_be_in_viewport()
