"""Briefs of the real data on paper."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from etl.build import build
from etl.curating.curated import load
from pages.parts.telling.brief import Origin, brief
from pages.parts.text import LANGUAGES

pytestmark = pytest.mark.browser

DATA = Path(__file__).parents[2] / "data"


A4 = {"width": 688, "height": 1017}  # pixels within the margins


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_brief_is_one_sheet(browser, lang):
    """Those that are the longest on such a width are, and so are all: to print one takes longer than to lay out ten."""
    tables = build(load(DATA))
    origin = Origin("4f2a00000000", "2026-01-31", "https://dashboard.example/unit?unit=north&lang=zh&v=4f2a00000000")
    briefs = {unit: brief(tables, lang, unit, origin) for unit in tables["figures"]["unit"].unique()}
    context = browser.new_context(viewport=A4)
    page, heights, sheets = context.new_page(), {}, {}
    page.emulate_media(media="print")
    for unit, html in briefs.items():
        page.set_content(html)
        heights[unit] = page.evaluate("document.documentElement.offsetHeight")
    for unit in sorted(heights, key=heights.__getitem__)[-5:]:
        page.set_content(briefs[unit])
        sheets[unit] = len(PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages)
    context.close()
    assert heights[unit] > A4["height"] / 2
    assert {unit: n for unit, n in sheets.items() if n > 1} == {}
