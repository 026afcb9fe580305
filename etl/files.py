"""Every file that can be taken away, made one way for the pages, the machine address and the command line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from etl.export import figures_csv
from etl.package import day, package
from etl.query import Choice
from etl.releases import Publication
from etl.sdmx import figures_sdmx
from etl.selection import extract, file_name
from etl.sheets import figures_xlsx
from etl.tables import Tables
from etl.words import Language

Format = Literal["csv", "xlsx", "package", "sdmx"]
FORMATS: tuple[Format, ...] = ("csv", "xlsx", "package", "sdmx")
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "package": "application/zip",
    "sdmx": "application/zip",
}


@dataclass(frozen=True)
class Source:
    """A release to make files of: its tables, its id, and the log of publications, the latest first."""

    tables: Tables
    release: str
    history: Sequence[Publication]


@dataclass(frozen=True)
class File:
    """A file by its name, its media type and its bytes."""

    name: str
    media: str
    content: bytes


def file(source: Source, choice: Choice, format: Format, lang: Language) -> File:
    """The file of a choice; the same release, choice, format and language always give the same bytes.

    A package holds the whole release whatever the choice; `lang` is that of a workbook. Raises workbook.TooLarge.
    """
    whole = f"shiji_{source.release}.zip"
    name = whole if format == "package" else file_name(choice, source.release, ending(format, lang))
    return File(name, MEDIA[format], _content(source, choice, format, lang))


def ending(format: Format, lang: Language) -> str:
    """How the name of a file ends."""
    return {"csv": "csv", "xlsx": f"{lang}.xlsx", "sdmx": "sdmx.zip", "package": "zip"}[format]


def _content(source: Source, choice: Choice, format: Format, lang: Language) -> bytes:
    if format == "package":
        return package(source.tables, source.history, source.release)
    taken = extract(source.tables, choice, source.release, day(source.history, source.release))
    match format:
        case "csv":
            return figures_csv(taken.tables, taken.rows, taken.release)
        case "xlsx":
            return figures_xlsx(taken, lang)
        case "sdmx":
            return figures_sdmx(taken)
