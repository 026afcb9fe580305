"""Pictures to take away, as a real browser draws them: whole, on white, with all that tells where they are from."""

import io
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as Xml

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from etl.releasing import releases
from pages.parts.text import say
from tests.browser.conftest import Visit
from tests.browser.served import Served

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"
LARGEST = 16_000  # pixels that a canvas holds either way
PLACES = {  # an address and, of its buttons, the picture's: PNG, then SVG
    "/indicator?indicator=talent-attracted": "/indicator?indicator=talent-attracted",
    "/indicator?indicator=projects&log=1": "/indicator?indicator=projects",
    "/unit?unit=hexi-district": "/unit?unit=hexi-district",
    "/": "/?v=",
}

ADDRESSES = "(buttons) => buttons.map((button) => button.dataset.from)"


@pytest.fixture
def release(dashboard: Served) -> str:
    publication = releases.current(releases.connect(dashboard.database))
    assert publication is not None
    return publication.release


def taken(page: Page, kind: str) -> tuple[str, bytes]:
    """The name and content of the first picture that the page offers."""
    with page.expect_download() as download:
        page.locator(f'button.picture[data-picture="{kind}"]').first.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@pytest.mark.parametrize("address", PLACES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_picture_says_where_it_is_from(visit: Visit, release: str, language: str, address: str):
    page = visit(address, language)
    page.emulate_media(color_scheme="dark")  # paper is light whatever the screen is
    title = page.locator("h1").inner_text() if "/indicator" in address else ""
    name, svg = taken(page, "svg")
    root = Xml.fromstring(svg)  # noqa: S314 (drawn here)
    said = "\n".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    assert title in said
    assert ("来源：" if language == "zh" else "Source: ") in said
    assert release in said
    assert f"http://{urlsplit(page.url).netloc}{PLACES[address]}" in "".join(said.split("\n"))
    assert name.endswith(f"_{release}.{language}.svg")
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    assert width >= 800

    name, png = taken(page, "png")
    assert name.endswith(f"_{release}.{language}.png")
    image = Image.open(io.BytesIO(png)).convert("RGB")
    scale = min(2, LARGEST / max(width, height))
    assert image.size == (int(width * scale), int(height * scale))
    assert_whole(image)


def assert_whole(image: Image.Image) -> None:
    """White to all four edges, ink at the top and at the bottom: nothing is cut off, and nothing is blank."""
    wide, high = image.size
    edges = [(0, 0, wide, 8), (0, high - 8, wide, high), (0, 0, 8, high), (wide - 8, 0, wide, high)]
    assert [image.crop(edge).getcolors() for edge in edges] == [
        [(8 * side, (255, 255, 255))] for side in (wide, wide, high, high)
    ]
    for top, bottom in ((0, 120), (high - 120, high)):
        assert image.convert("L").crop((0, top, wide, bottom)).getextrema()[0] < 120
    assert len(image.getcolors(1 << 24)) > 50


def test_every_chart_of_a_page_has_its_picture(visit: Visit):
    page = visit("/indicator?indicator=talent-attracted")
    charts, buttons = page.locator(".js-plotly-plot"), page.locator('button.picture[data-picture="svg"]')
    expect(buttons).to_have_count(charts.count())
    forms = [address.split("form=")[1].split("&")[0] for address in buttons.evaluate_all(ADDRESSES)]
    assert {"bars", "breakdown-0"} <= set(forms)
    with page.expect_download() as download:
        buttons.nth(forms.index("breakdown-0")).click()
    assert download.value.suggested_filename.startswith("shiji_breakdown-0_talent-attracted_")


def test_a_picture_that_fails_says_so_and_can_be_asked_for_again(visit: Visit):
    page = visit("/")
    page.route("**/api/map.svg*", lambda route: route.fulfill(status=200, content_type="image/svg+xml", body="no"))
    button = page.locator("button.picture").first
    button.click()
    expect(button).to_have_text(say("zh", "pictures.failed"))
    page.unroute("**/api/map.svg*")
    expect(button).to_have_text("PNG")
    assert taken(page, "png")[1].startswith(b"\x89PNG")
