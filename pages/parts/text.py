"""The words of the interface, from the language files."""

from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@cache
def words(language: Language) -> dict[str, str]:
    """Every sentence of a language by its dotted key: `unit.finding`."""
    text = (Path(__file__).parent / "languages" / f"{language}.yaml").read_text(encoding="utf-8")
    return dict(_flat("", yaml.load(text, Loader=yaml.BaseLoader)))  # noqa: S506 (BaseLoader makes text only)


def _flat(prefix: str, tree: dict[str, Any]) -> list[tuple[str, str]]:
    leaves: list[tuple[str, str]] = []
    for key, value in tree.items():
        leaves += _flat(f"{prefix}{key}.", value) if isinstance(value, dict) else [(f"{prefix}{key}", value)]
    return leaves


def say(language: Language, key: str, **values: object) -> str:
    """The sentence `key` with its values filled in; KeyError where a language file lacks it."""
    return words(language)[key].format(**values)
