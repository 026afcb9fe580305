"""The languages of what is taken away: how each is marked and set, and its words, from the files beside this."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, cast

import yaml

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
HTML_LANG: Mapping[Language, str] = {"zh": "zh-CN", "en": "en"}
HAN = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC"'
# English begins with a Latin face: a Chinese one sets its quotation marks and dots as wide as a Han character.
FONTS: Mapping[Language, str] = {
    "zh": f"{HAN}, system-ui, sans-serif",
    "en": f'"Segoe UI", Roboto, "Helvetica Neue", Arial, system-ui, {HAN}, sans-serif',
}


@cache
def words(language: Language) -> dict[str, str]:
    """Every text of a language by its key."""
    text = (Path(__file__).parent / "languages" / f"{language}.yaml").read_text(encoding="utf-8")
    return cast("dict[str, str]", yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506 (BaseLoader makes text only)


def say(language: Language, key: str, **values: object) -> str:
    """The text `key` with its values filled in; KeyError where a language file lacks it."""
    return words(language)[key].format(**values)


def whole(n: int, language: Language) -> str:
    """A number of things as readers of a language write it: 32,767; 32767."""
    return f"{n:,}" if language == "en" else str(n)
