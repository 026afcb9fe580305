"""The words of the interface, from the language files: those of all pages, and those of single subjects."""

import re
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import yaml

from etl.exporting import words as file_words

Language = file_words.Language
LANGUAGES = file_words.LANGUAGES

MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&])")
ICON = re.compile(r":(?=material/|streamlit:)")


@cache
def words(language: Language) -> dict[str, str]:
    """Every sentence of a language by its dotted key: `unit.finding`."""
    files = sorted((Path(__file__).parent / "languages").glob(f"*{language}.yaml"))
    trees = [yaml.load(file.read_bytes(), Loader=yaml.BaseLoader) for file in files]  # noqa: S506 (makes text only)
    return {key: sentence for tree in trees for key, sentence in _flat("", tree)}


def _flat(prefix: str, tree: dict[str, Any]) -> list[tuple[str, str]]:
    leaves: list[tuple[str, str]] = []
    for key, value in tree.items():
        leaves += _flat(f"{prefix}{key}.", value) if isinstance(value, dict) else [(f"{prefix}{key}", value)]
    return leaves


def say(language: Language, key: str, **values: object) -> str:
    """The sentence `key` with its values filled in; KeyError where a language file lacks it."""
    return words(language)[key].format(**values)


def counted(language: Language, noun: str, n: int) -> str:
    """A number of things, in the singular for one: 1 figure, 1,234 figures, 1234 个数字."""
    return say(language, f"count.{noun}.{'one' if n == 1 else 'many'}", n=file_words.whole(n, language))


def pages(language: Language, printed: str) -> str:
    """Printed page numbers as they are named: p. 4, pp. 4–7; 第 4–7 页."""
    return say(language, f"pages.{'many' if '-' in printed else 'one'}", pages=printed.replace("-", "–"))


def listed(language: Language, things: Iterable[str]) -> str:
    """Things one after another, as the language joins them."""
    return say(language, "frame.comma").join(things)


def listed_at_most(language: Language, most: int, noun: str, things: Iterable[str]) -> str:
    """The first of some things, and how many more there are: A, B and 1 unit more."""
    every = [*things]
    named, more = listed(language, every[:most]), len(every) - most
    return say(language, "overview.and-more", named=named, n=counted(language, noun, more)) if more > 0 else named


def linked(text: str, address: str) -> str:
    """A text that leads to another view, as HTML; both to the letter."""
    return f'<a href="{escape(address)}" target="_self">{escape(text)}</a>'


def literal(text: str) -> str:
    """Text whose Markdown signs show as they are, for the labels of links."""
    apart = ICON.sub(":\u2060", text)  # Streamlit looks for icons after the signs are set off
    return MARKDOWN.sub(r"\\\1", apart)
