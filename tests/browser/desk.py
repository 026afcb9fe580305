"""What a curator does on the pages of curation, by hand and by keyboard, in either language."""

import re

from playwright.sync_api import Page

from pages.parts.text import Language, say
from tests.browser.served import settle


def words(lang: Language, key: str, **values: object) -> str:
    """A sentence of curation."""
    return say(lang, f"curation.{key}", **values)


def paste(page: Page, lang: Language, text: str) -> None:
    """Paste a text and have it scanned by one click."""
    page.locator("textarea").fill(text)
    page.get_by_role("button", name=words(lang, "source.scan")).click()
    settle(page)


def to_step(page: Page, name: str) -> None:
    """Go to a step by its link."""
    page.locator(f".st-key-steps [class*='st-key-step-{name}'] a").click()
    settle(page)


def fill(page: Page, label: str, text: str) -> None:
    """Write into a field and leave it by Enter."""
    page.get_by_label(label, exact=True).fill(text)
    press(page, "Enter")


def choose(page: Page, label: str, option: str) -> None:
    """Choose from a list by typing into it."""
    page.get_by_role("combobox", name=re.compile(re.escape(label))).first.click()
    page.keyboard.type(option)
    page.get_by_role("option").filter(has_text=option).first.click()
    settle(page)


def press(page: Page, key: str) -> None:
    """Press one key."""
    page.keyboard.press(key)
    settle(page)


def name_unit(page: Page, lang: Language, zh: str, en: str, kind: str) -> None:
    """Fill in the form of a new unit."""
    page.get_by_role("button", name=words(lang, "new.unit")).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(words(lang, "field.name_zh"), exact=True).fill(zh)
    dialog.get_by_label(words(lang, "field.name_en"), exact=True).fill(en)
    press(page, "Enter")
    choose(page, words(lang, "field.kind"), kind)
