import pytest

from etl.releases import Publication
from pages.parts import choice
from pages.parts.downloads import file_name
from pages.parts.frame import Visit
from pages.parts.released import Released
from tests.etl.made import tables

UNITS = [f"unit-{n:02}" for n in range(30)]
MADE = tables(figures=[{}, *({"unit": unit} for unit in UNITS)])
PUBLISHED = Publication(1, "4f2a", "publish", "a test", "to be read", "2026-01-01T00:00:00")


def visit(**address: list[str]) -> Visit:
    return Visit("figures", "en", choice.read(address, "figures", MADE, "en"), Released(PUBLISHED, MADE), {})


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ({}, "shiji_figures_4f2a.csv"),
        ({"lang": ["en"]}, "shiji_figures_4f2a.csv"),
        ({"unit": ["north"], "year": ["2025"]}, "shiji_figures_north_2025_4f2a.csv"),
        ({"text": ["../a b\\c:案件"]}, "shiji_figures_-a-b-c-案件_4f2a.csv"),
        ({"unit": ["no-such"]}, "shiji_figures_4f2a.csv"),
    ],
)
def test_a_file_is_named_after_choice_and_release(address, name):
    assert file_name(visit(**address)) == name


def test_a_long_name_keeps_the_release():
    name = file_name(visit(text=["长" * 60], status=["background"], unit=UNITS))
    assert len(name.encode()) < 255
    assert name.endswith("_4f2a.csv")
