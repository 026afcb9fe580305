"""Pictures of every page in both languages, wide and phone, light and dark: python -m tests.browser.screenshots DIR."""

import sys
import tempfile
from itertools import product
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tests.browser.served import LOCALES, PAGES, chromium, served, settle, visitor

WIDTHS = {1440: 900, 390: 844}
# Streamlit scrolls inside its main section, so a full-page picture needs a window as tall as what is in there.
CONTENT_HEIGHT = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  return window.innerHeight - main.clientHeight + main.scrollHeight;
}"""


def shoot(browser: Browser, address: str, to: Path, **settings: Any) -> None:
    """One full-page picture, as a visitor with these settings of the browser sees it."""
    context = visitor(browser, **settings)
    page = context.new_page()
    page.goto(address)
    settle(page)
    page.set_viewport_size(settings["viewport"] | {"height": page.evaluate(CONTENT_HEIGHT)})
    settle(page)
    page.screenshot(path=to, animations="disabled")
    context.close()


def main(folder: Path) -> None:
    """A picture of every page, named `<page>-<language>-<width>-<scheme>.png`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, served(Path(temporary)) as dashboard, chromium() as browser:
        for path, language, width, scheme in product(PAGES, LOCALES, WIDTHS, ("light", "dark")):
            to = folder / f"{path.strip('/') or 'overview'}-{language}-{width}-{scheme}.png"
            viewport = {"width": width, "height": WIDTHS[width]}
            shoot(browser, dashboard.url + path, to, locale=LOCALES[language], viewport=viewport, color_scheme=scheme)
            print(to)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
