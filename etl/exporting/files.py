"""Every file that can be taken away, made one way for the pages, the machine address and the command line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Literal

from sqlalchemy import Engine

from etl.exporting.export import figures_csv
from etl.exporting.html_table import figures_html
from etl.exporting.package import CountChanges, day, package
from etl.exporting.sdmx import figures_sdmx
from etl.exporting.selection import extract, file_name
from etl.exporting.sheets import figures_xlsx
from etl.exporting.words import Language
from etl.exporting.workbook import Tell, silent
from etl.query import Choice
from etl.releasing import diff, releases
from etl.releasing.explanations import Explanation
from etl.releasing.releases import Publication
from etl.tables import Tables

Format = Literal["csv", "xlsx", "html", "package", "sdmx"]
FORMATS: tuple[Format, ...] = ("csv", "xlsx", "html", "package", "sdmx")
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "package": "application/zip",
    "sdmx": "application/zip",
}
PROGRESS = "figures written: "  # begins a line by which the command tells how far it is


@dataclass(frozen=True)
class ReleaseSource:
    """A release to make files of: its tables, its id, the log, the latest first, how many figures changed and why.

    `changes` is asked for two releases, one after the other in the log.
    """

    tables: Tables
    release: str
    history: Sequence[Publication]
    changes: CountChanges
    explained: Sequence[Explanation] = ()


@dataclass(frozen=True)
class File:
    """A file by its name, its media type and its bytes."""

    name: str
    media: str
    content: bytes


def file(source: ReleaseSource, choice: Choice, format: Format, lang: Language, tell: Tell = silent) -> File:
    """The file of a choice; the same release, choice, format and language always give the same bytes.

    A package holds the whole release whatever the choice; `lang` is that of a workbook or HTML table. Raises
    workbook.TooLarge.
    """
    whole = f"shiji_{source.release}.zip"
    name = whole if format == "package" else file_name(choice, source.release, ending(format, lang))
    return File(name, MEDIA[format], _content(source, choice, format, lang, tell))


def counting(engine: Engine) -> CountChanges:
    """How many figures changed between two releases of a database; None where one of them cannot be read."""
    load = cache(partial(releases.load, engine))

    def counted(before: str, after: str) -> Mapping[str, int] | None:
        try:
            return diff.summary(diff.diff(load(before), load(after)))
        except releases.ReleaseError:
            return None

    return counted


def ending(format: Format, lang: Language) -> str:
    """How the name of a file ends."""
    own = {"xlsx": f"{lang}.xlsx", "html": f"{lang}.html", "sdmx": "sdmx.zip", "package": "zip"}
    return own.get(format, format)


def _content(source: ReleaseSource, choice: Choice, format: Format, lang: Language, tell: Tell) -> bytes:
    if format == "package":
        return package(source.tables, source.history, source.release, source.changes, source.explained)
    taken = extract(source.tables, choice, source.release, day(source.history, source.release))
    match format:
        case "csv":
            return figures_csv(taken.tables, taken.rows, taken.release)
        case "xlsx":
            return figures_xlsx(taken, lang, tell)
        case "html":
            return figures_html(taken, lang)
        case "sdmx":
            return figures_sdmx(taken)
