"""Briefs of the real data on paper."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from etl.build import build
from etl.curating.curated import load
from pages.parts.telling.brief import Edition, brief
from pages.parts.text import LANGUAGES

pytestmark = pytest.mark.browser

DATA = Path(__file__).parents[2] / "data"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_brief_is_one_sheet(browser, lang):
    tables = build(load(DATA))
    edition = Edition("4f2a00000000", "2026-01-31", "https://dashboard.example/unit?unit=north&lang=zh&v=4f2a00000000")
    context = browser.new_context()
    page, sheets = context.new_page(), {}
    for unit in tables["figures"]["unit"].unique():
        page.set_content(brief(tables, lang, unit, edition))
        sheets[unit] = len(PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages)
    context.close()
    assert {unit: n for unit, n in sheets.items() if n > 1} == {}
