"""How to cite a figure: by GB/T 7714, in Chinese whatever the page's language, and in English."""

import re
from collections.abc import Mapping

from etl.tables import Row, cell
from pages.parts.numbers import as_printed
from pages.parts.text import Language, say

MOST_AUTHORS = 3  # that GB/T 7714 names
NUMBER = re.compile(r"第([0-9]+)期")
QUOTED: Mapping[Language, Mapping[int, str]] = {  # within the quotation marks around a title
    "zh": {},
    "en": str.maketrans({"“": "‘", "”": "’"}),
}


def citation(lang: Language, issue: Row, article: Row, figure: Row, release: str) -> str:
    """Author, title, where and when it was printed, then the figure and where it is recorded."""
    printed = say(lang, "cite.figure", printed=as_printed(figure), figure=figure["figure"], release=release)
    return f"{_source(lang, issue, article)} {printed}"


def _source(lang: Language, issue: Row, article: Row) -> str:
    kind = cell(issue, "kind") or "other"
    publisher, published = cell(issue, "publisher"), cell(issue, "published")
    number = NUMBER.search(cell(issue, "number"))
    pages = cell(article, "pages")
    values = {
        "authors": _authors(lang, cell(article, "authors")),
        "title": str(article["title"]).translate(QUOTED[lang]),
        "container": issue["title"],
        "publisher": publisher or say(lang, "cite.no-publisher"),
        "published": published or say(lang, "cite.no-date"),
        "number": say(lang, "cite.number", number=number[1]) if number else "",
        "year": published[:4] or say(lang, "cite.no-date"),
        "pages": say(lang, "cite.edition" if kind == "newspaper" else "cite.pages", pages=pages) if pages else "",
    }
    return say(lang, f"cite.{kind}", **values)


def _authors(lang: Language, printed: str) -> str:
    names = printed.split("、") if printed else []
    if not names:
        return ""
    listed = ", ".join(names[:MOST_AUTHORS])
    if len(names) > MOST_AUTHORS:
        listed = say(lang, "cite.et-al", authors=listed)
    return say(lang, "cite.authors", authors=listed)
