"""What a visitor does, in a real browser on the real data; the release in the database says what must be seen."""

import io
import re
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import Engine

from etl.exporting.export import COMPARATORS
from etl.releasing import releases
from etl.tables import FIGURES, Tables
from pages.parts.text import Language, say
from tests.browser.conftest import Visit
from tests.browser.served import PAGES, Served, served, settle

pytestmark = pytest.mark.browser

TITLES = {
    "/": "overview.title",
    "/unit": "unit.title",
    "/figures": "figures.title",
    "/sources": "sources.title",
    "/method": "method.title",
}
HTML_LANG = {"zh": "zh-CN", "en": "en"}
OVERFLOW = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  return Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - window.innerWidth);
}"""

# The page's script anew, as where it comes after all else: what its observer would see later is not waited for.
RUN_AS_THE_LAST_OF_ALL = """() => {
  const label = document.querySelector('.st-key-language a p');
  const known = [...document.scripts].find(script => script.textContent.includes('namesLanguages'));
  const script = Object.assign(document.createElement('script'), { textContent: known.textContent });
  label.removeAttribute('lang');
  window.namesLanguages = undefined;
  document.body.append(script);
  return label.lang;
}"""


@pytest.fixture
def engine(dashboard: Served) -> Engine:
    return releases.connect(dashboard.database)


@pytest.fixture
def release(engine: Engine) -> str:
    return releases.current(engine).release


@pytest.fixture
def tables(engine: Engine, release: str) -> Tables:
    return releases.load(engine, release)


def title(address: str, tables: Tables, language: Language) -> str:
    """What a page is headed by; Indicator by the one that most figures are on."""
    if address in TITLES:
        return say(language, TITLES[address])
    most = tables["figures"].query("status != 'background'")["indicator"].value_counts().idxmax()
    return tables["indicators"].set_index("indicator").at[most, f"name_{language}"]


def picked(page: Page, parameter: str, name: str) -> None:
    """Pick an option of a control as a person does: type its name, choose it from the list."""
    page.locator(f".st-key-pick-{parameter} input").first.fill(name)
    page.get_by_role("option").filter(has_text=re.compile(f"^{re.escape(name)}（|{re.escape(name)}$")).first.click()
    page.keyboard.press("Escape")
    settle(page)


def downloaded(page: Page) -> tuple[str, bytes]:
    """The name and content of the CSV that the page offers."""
    with page.expect_download() as download:
        page.locator(".st-key-csv button").click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def assert_holds(csv: bytes, rows: pd.DataFrame, release: str) -> None:
    """Every figure of `rows` is in the file, none else, and every cell says what the release says."""
    assert csv[:3] == b"\xef\xbb\xbf"
    found = pd.read_csv(io.BytesIO(csv), encoding="utf-8-sig", dtype=str, keep_default_na=False)
    assert found["figure"].is_unique
    assert set(found["figure"]) == set(rows["figure"])
    assert set(found["release"]) == {release}
    cells = found.set_index("figure", drop=False)
    for row in rows.to_dict("records"):
        got = {column: cells.at[row["figure"], column] for column in FIGURES.column_names}
        assert got == {column: as_text(column, row[column], got[column]) for column in row}


def as_text(column: str, value: object, found: str) -> str:
    """A cell of the release as the file writes it; a number as the file has it, where that reads back the same."""
    if pd.isna(value):
        return ""
    if isinstance(value, str):
        return COMPARATORS[value] if column == "comparator" else f"'{value}" if found.startswith("'") else value
    return found if found and float(found) == value else str(value)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_opens_whole_in_the_language_of_the_browser_and_fits_phone_and_desk(
    visit: Visit, tables, address, language
):
    page = visit(address, language, width=390, height=844)
    expect(page.locator("h1")).to_have_text(title(address, tables, language))
    expect(page.locator("html")).to_have_attribute("lang", HTML_LANG[language])
    expect(page).to_have_title(re.compile(re.escape(say(language, "frame.name"))))
    expect(page.locator('[data-testid="stException"], [role="dialog"], p.notice, p.alarm')).to_have_count(0)
    assert page.evaluate(OVERFLOW) == 0
    page.set_viewport_size({"width": 1440, "height": 900})
    settle(page)
    assert page.evaluate(OVERFLOW) == 0


def test_on_a_phone_every_figure_of_a_unit_says_where_it_is_printed(visit: Visit, tables):
    unit = tables["figures"].query("page.notna()")["unit"].iloc[0]
    page = visit(f"/unit?unit={unit}", width=390, height=844)
    rows = page.locator("div.grouped").first.locator("tr:has(td)")
    boxes = [[cell.bounding_box() for cell in row.locator("td").all()] for row in rows.all()]
    assert len(boxes) > 1
    for quantity, what, period, place in boxes:
        assert quantity["y"] == what["y"]
        assert what["y"] + what["height"] <= period["y"] < place["y"]
        assert place["x"] + place["width"] <= 390
    expect(rows.first.locator("td").last).to_have_text(re.compile("^《.+》第 .+ 页$"))


def test_on_a_phone_what_a_row_does_not_say_takes_no_line(visit: Visit):
    cells = visit("/sources", width=390, height=844).locator("div.wide td:empty")
    assert cells.count() > 0
    assert {cell.is_visible() for cell in cells.all()} == {False}


def test_the_first_visitor_after_a_start_may_come_by_a_link(browser, tmp_path):
    with served(tmp_path) as fresh:
        page = browser.new_page(locale="zh-CN")
        page.goto(f"{fresh.url}/figures")
        settle(page)
        expect(page.locator("h1")).to_have_text(say("zh", "figures.title"))
        expect(page.locator('[role="dialog"]')).to_have_count(0)
        page.close()


def test_picking_an_indicator_and_a_unit_gives_their_figures_to_take_away(visit: Visit, tables, release):
    figures, parents = tables["figures"], set(tables["units"]["parent"])
    counts = figures[~figures["unit"].isin(parents)].value_counts(["indicator", "unit"])
    indicator, unit = counts[counts.index.get_level_values("indicator") != figures["indicator"].mode()[0]].index[0]
    names = {name: tables[f"{name}s"].set_index(name)["name_zh"] for name in ("indicator", "unit")}

    page = visit("/indicator")
    picked(page, "indicator", names["indicator"][indicator])
    picked(page, "unit", names["unit"][unit])

    expect(page).to_have_url(re.compile(rf"indicator={indicator}\b"))
    expect(page).to_have_url(re.compile(rf"unit={unit}\b"))
    expect(page.locator("p.finding")).to_contain_text(names["indicator"][indicator])
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    name, csv = downloaded(page)
    assert {indicator, unit} <= set(name.removesuffix(".csv").split("_"))
    assert_holds(csv, figures[(figures["indicator"] == indicator) & (figures["unit"] == unit)], release)


def test_all_figures_are_taken_away_as_published(visit: Visit, tables, release):
    name, csv = downloaded(visit("/figures"))
    assert name == f"shiji_figures_{release}.csv"
    assert_holds(csv, tables["figures"], release)


def test_a_row_of_many_figures_leads_to_its_source_on_a_wide_screen_and_on_a_phone(visit: Visit):
    page = visit("/figures")
    grid, rows = page.locator("[data-testid=stDataFrame]"), page.locator(".st-key-narrow-screen tbody tr")
    expect(grid).to_be_visible()
    expect(rows.first).to_be_hidden()
    page.set_viewport_size({"width": 390, "height": 844})
    expect(grid).to_be_hidden()
    expect(rows).to_have_count(60)
    printed = rows.first.locator(f"[data-label={say('zh', 'table.printed')}]").inner_text()
    rows.first.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/sources\?lang=zh&figure="))
    expect(page.locator("h1")).to_have_text(printed)


def test_a_link_opens_the_passport_of_a_figure(visit: Visit, dashboard, tables):
    figure = tables["figures"].iloc[-1]
    page = visit(f"/sources?figure={figure['figure']}")
    expect(page.locator("h1")).to_have_text(figure["printed"])
    expect(page.get_by_text(f"{dashboard.url}/sources?figure={figure['figure']}", exact=True)).to_be_visible()


def test_where_night_falls_on_an_open_page_its_map_is_coloured_for_it(visit: Visit):
    page = visit("/")
    page.emulate_media(color_scheme="dark")
    expect(page.locator(".coverage thead th").first).to_have_css("background-color", "rgb(22, 24, 27)")


@pytest.mark.parametrize("address", ["/indicator", "/figures"])
def test_a_unit_that_does_not_exist_is_told(visit: Visit, address):
    page = visit(f"{address}?unit=nowhere")
    expect(page.locator("p.notice")).to_contain_text("nowhere")
    expect(page.locator("h1")).to_be_visible()


def test_a_link_that_stands_before_the_script_has_its_language_too(visit: Visit):
    page = visit("/figures?year=2025", "zh")
    expect(page.locator(".st-key-language a p")).to_have_attribute("lang", "en")
    assert page.evaluate(RUN_AS_THE_LAST_OF_ALL) == "en"


def test_the_other_language_keeps_what_was_chosen(visit: Visit, tables):
    unit = tables["figures"]["unit"].iloc[0]
    page = visit(f"/figures?unit={unit}&status=reported", "zh")
    other = page.locator(".st-key-language a p")
    expect(other).to_have_attribute("lang", "en")
    other.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(other).to_have_attribute("lang", "zh")
    expect(page.locator("h1")).to_have_text(say("en", "figures.title"))
    expect(page).to_have_url(re.compile(rf"unit={unit}\b"))
    expect(page).to_have_url(re.compile(r"status=reported\b"))
    expect(page).to_have_url(re.compile(r"lang=en\b"))
    expect(page.locator(".st-key-pick-unit")).to_contain_text(tables["units"].set_index("unit").at[unit, "name_en"])
    page.go_back()
    expect(page.locator("h1")).to_have_text(say("zh", "figures.title"))
    expect(page).to_have_url(re.compile(r"status=reported$"))


def test_a_new_release_shows_at_the_next_interaction(visit: Visit, engine, tables, release):
    page = visit("/figures")
    expect(page.locator("footer.foot")).to_contain_text(release)
    fewer = dict(tables) | {"not_figures": tables["not_figures"].iloc[1:]}
    changed = releases.publish(engine, fewer, {}, by="tests", reason="one not-figure fewer").release
    try:
        page.locator(".st-key-masthead").get_by_role("link", name=say("zh", "sources.title")).click()
        expect(page.locator("footer.foot")).to_contain_text(changed)
    finally:
        releases.rollback(engine, release, by="tests", reason="as it was")
    page.locator(".st-key-masthead").get_by_role("link", name=say("zh", "figures.title")).click()
    expect(page.locator("footer.foot")).to_contain_text(release)
