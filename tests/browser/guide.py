"""Pictures of the curator's guide, both languages: python -m tests.browser.guide DIR."""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from pages.parts.text import LANGUAGES, Language, say
from tests.browser import desk
from tests.browser.desk import choose, fill, press, to_step
from tests.browser.served import LOCALES, ROOT, chromium, served, settle, visitor

TEXT = """星河街道政务服务工作综述

2026-01-15 某某日报

2025年，星河街道新建便民驿站32个，全年办理各类事项1.2万余件，群众满意率98.5%。
"""
COUNTED: dict[Language, tuple[str, str, str]] = {
    "zh": ("建成阵地点位数", "办理业务量", "满意和积极评价率"),
    "en": ("Sites set up", "Business handled", "Share satisfied or positive"),
}


def walk(page: Page, lang: Language, url: str, folder: Path) -> None:
    """The guide's way through the pages, with a picture at each of its stations."""

    def shoot(name: str) -> None:
        page.screenshot(path=folder / f"guide-{name}-{lang}.png", animations="disabled")

    page.goto(f"{url}/refresh?step=text")
    settle(page)
    desk.paste(page, lang, TEXT)
    fill(page, desk.words(lang, "field.issue"), "xinghe-review-2026")
    shoot("issue")
    page.get_by_role("button", name=desk.words(lang, "issue.on")).click()
    settle(page)
    press(page, "n")
    press(page, "n")
    shoot("review")
    desk.name_unit(page, lang, "星河街道", "Xinghe Sub-district", say(lang, "unit.one.sub-district"))
    shoot("unit")
    page.get_by_role("dialog").get_by_role("button", name=desk.words(lang, "new.save")).click()
    settle(page)
    for nth, indicator in enumerate(COUNTED[lang]):
        choose(page, desk.words(lang, "field.indicator"), indicator)
        if nth == 0:
            fill(page, desk.words(lang, "field.detail_zh"), "便民驿站")
        press(page, "a")
    to_step(page, "check")
    shoot("check")
    page.locator("ul.problems a").first.click()
    settle(page)
    fill(page, "便民驿站", "Service stations")
    to_step(page, "preview")
    shoot("preview")


def main(folder: Path) -> None:
    """Draw them all, on a copy of the data."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, chromium() as browser:
        data = Path(temporary) / "data"
        shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("texts"))
        (data.parent / "texts").mkdir()
        with served(data.parent, data=data) as dashboard:
            for lang in LANGUAGES:
                context = visitor(browser, locale=LOCALES[lang], viewport={"width": 1200, "height": 760})
                walk(context.new_page(), lang, dashboard.url, folder)
                context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
