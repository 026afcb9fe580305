"""What a new number needs of the registries: a new measure, a new indicator, one more name of a known unit."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from etl.releasing import releases
from etl.releasing.explanations import explanations
from etl.yaml_text.yaml_source import parse
from pages.parts.text import Language
from tests.browser import desk
from tests.browser.desk import choose, fill, press, to_step, words
from tests.browser.served import Served, settle

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

TEXT = "小白楼街道便民驿站建设综述\n\n2025年，小白楼街新建便民驿站32幢。\n"
UNIT = "xiaobailou-subdistrict"


def test_a_new_measure_a_new_indicator_and_a_new_alias_are_published(desk_server: Served, data: Path, page: Page):
    page.goto(f"{desk_server.url}/refresh?step=text")
    settle(page)
    desk.paste(page, "zh", TEXT)
    fill(page, words("zh", "field.issue"), "xiaobailou-stations-2025")
    to_step(page, "review")
    register(page, "zh")
    to_step(page, "check")
    expect(page.get_by_text(words("zh", "check.changed"))).to_be_visible()
    to_step(page, "preview")
    expect(page.locator("p.finding")).to_contain_text(words("zh", "differences.around", added=4, changed=1, removed=0))
    to_step(page, "publish")
    expect(page.get_by_role("link", name=words("zh", "publish.unexplained", n=1))).to_be_visible()
    to_step(page, "preview")
    explain(page, "zh", "街道的简称")
    to_step(page, "publish")
    page.get_by_role("button", name=words("zh", "publish.now"), exact=True).click()
    settle(page)
    expect(page.locator("p.finding")).to_contain_text("小白楼街道便民驿站建设综述")
    unit = said(data, "units")[UNIT]
    assert (unit["name"]["en"], unit["aliases"][-1]) == ("Xiaobailou Street", "小白楼街")
    assert said(data, "measures")["blocks"] == {"name": {"zh": "幢", "en": "Blocks"}, "words": ["幢"]}
    assert said(data, "indicators")["stations-built"]["measures"] == ["blocks"]
    [one] = explanations(releases.connect(desk_server.database))
    assert (one.subject, one.kind, one.why) == (f"units/{UNIT}", "revision", "街道的简称")


def register(page: Page, lang: Language) -> None:
    """The one number decided, with all that it needs."""
    for _ in range(2):
        if page.locator("a.mark.current").inner_text() != "32幢":
            press(page, "n")
    expect(page.locator("a.mark.current")).to_have_text("32幢")
    dialog = opened(page, words(lang, "new.word", word="幢"))
    fill(page, words(lang, "field.name_en"), "Blocks")
    expect(dialog.get_by_label(words(lang, "field.id"), exact=True)).to_have_value("blocks")
    save(page, lang)
    dialog = opened(page, words(lang, "new.indicator"))
    dialog.get_by_label(words(lang, "field.name_zh"), exact=True).press_sequentially("建成阵地点位")
    alike = {"zh": "建成阵地点位数", "en": "Sites set up"}[lang]
    expect(dialog.get_by_role("button", name=alike)).to_be_visible()  # while it is typed
    values = {"name_zh": "建成驿站", "name_en": "Stations built", "about_zh": "驿站", "about_en": "Stations"}
    for name, value in values.items():
        fill(page, words(lang, f"field.{name}"), value)
    choose(page, words(lang, "field.theme"), {"zh": "政务服务", "en": "Public services"}[lang])
    choose(page, words(lang, "field.indicator-kind"), words(lang, "kind.flow"))
    save(page, lang)
    dialog = opened(page, words(lang, "new.unit"))
    dialog.get_by_label(words(lang, "field.name_zh"), exact=True).fill("小白楼街")
    press(page, "Enter")
    dialog.get_by_text(words(lang, "new.alias", name="小白楼街")).click()
    settle(page)
    dialog.get_by_role("button", name={"zh": "小白楼街道", "en": "Xiaobailou"}[lang]).first.click()
    expect(dialog).to_have_count(0)
    settle(page)
    press(page, "a")
    dialog = opened(page, words(lang, "new.change"))
    dialog.get_by_label(words(lang, "field.name_en"), exact=True).fill("Xiaobailou Street")
    press(page, "Enter")
    save(page, lang)


def opened(page: Page, label: str) -> Locator:
    page.get_by_role("button", name=label).click()
    settle(page)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    return dialog


def save(page: Page, lang: Language) -> None:
    page.get_by_role("dialog").get_by_role("button", name=words(lang, "new.save")).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    settle(page)


def explain(page: Page, lang: Language, why: str) -> None:
    """The one change to what is published is a revision."""
    page.get_by_text(words(lang, "kinds.revision"), exact=True).first.click()
    settle(page)
    fill(page, words(lang, "preview.why"), why)


def said(data: Path, registry: str) -> dict:
    source, _ = parse((data / f"{registry}.yaml").read_bytes(), registry)
    return source.data
