"""The words of files that are taken away, from the language files beside this."""

from functools import cache
from pathlib import Path
from typing import Literal, cast

import yaml

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


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
