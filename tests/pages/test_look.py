import tomllib
from pathlib import Path

from etl.exporting.words import FONTS

CONFIG = Path(__file__).parents[2] / ".streamlit" / "config.toml"


def test_pages_are_set_in_the_faces_of_charts_and_files():
    theme = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"]
    assert (theme["font"], theme["headingFont"]) == (FONTS["zh"], FONTS["zh"])
