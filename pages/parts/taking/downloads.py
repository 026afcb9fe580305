"""Files to take away: exactly the rows shown, the same bytes as from the machine address, built when asked for."""

from concurrent.futures import wait
from dataclasses import replace
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from etl.exporting import files, html_table, selection
from etl.exporting.files import Format
from etl.exporting.selection import file_name
from etl.exporting.words import whole
from etl.exporting.workbook import MOST_LETTERS
from etl.query import Choice
from etl.tables import TABLES, Tables
from pages.parts import frame
from pages.parts.kept import kept
from pages.parts.taking import making
from pages.parts.taking.making import FileRequest, Making
from pages.parts.visit import Visit

OFFERED: tuple[Format, ...] = ("csv", "xlsx", "html")
PATIENCE = 60  # seconds that a small file waits for its turn: a button can give a file or nothing


def buttons(visit: Visit, rows: pd.DataFrame) -> None:
    """Buttons that give the rows as CSV, as an Excel workbook, and as an HTML table where it can hold them."""
    if visit.preview:
        frame.remark(visit.say("curation.previewing.no-files"))
        return
    figures = visit.count("figure", len(rows))
    offered = OFFERED if len(rows) <= html_table.MOST_ROWS else OFFERED[:2]
    with st.container(horizontal=True, key="downloads"):
        for format in offered:
            if format != "csv" and (making.large(len(rows)) or (format == "xlsx" and _overlong(visit.tables))):
                _prepared(visit, format, figures)
            else:
                _button(visit, format, figures)


def machines(visit: Visit) -> None:
    """The same for programs: the whole release, the rows shown in other forms, what there is, and what is new."""
    if visit.preview:
        return
    asked = selection.address(choice(visit))
    chosen = f"?{asked}" if asked else ""
    addresses = {
        "package": f"api/releases/{visit.release}/package.zip",
        "sdmx": f"api/figures.sdmx.zip{chosen}",
        "json": f"api/figures.json{chosen}",
        "openapi": "api/openapi.json",
        "feed": "feed.xml",
    }
    links = [
        f'<a href="{escape(address)}" target="_blank" rel="noopener">{escape(visit.say(f"download.{name}"))}</a>'
        for name, address in addresses.items()
    ]
    label, apart = (escape(visit.say(key)) for key in ("download.machines", "frame.apart"))
    st.html(f'<p class="remark">{label} {apart.join(links)}</p>')


def content(visit: Visit, format: Format) -> bytes:
    """The file of what a visit chose; CSV is made faster than it is kept."""
    if format != "csv":
        return making.made(asked(visit, format), PATIENCE).content
    source = files.ReleaseSource(visit.tables, visit.release, [visit.released.publication], lambda *_: None)
    return files.file(source, choice(visit), format, visit.lang).content


def asked(visit: Visit, format: Format) -> FileRequest:
    """Which file it is."""
    return FileRequest(visit.release, choice(visit), format, visit.lang)


def choice(visit: Visit) -> Choice:
    """What a visit chose; the page of an indicator shows one even where none was."""
    return replace(visit.choice, indicator=visit.indicator) if visit.page == "indicator" else visit.choice


def _button(visit: Visit, format: Format, figures: str) -> None:
    st.download_button(
        visit.say(f"download.{format}", figures=figures),
        data=partial(content, visit, format),
        file_name=file_name(choice(visit), visit.release, files.ending(format, visit.lang)),
        mime=files.MEDIA[format],
        on_click="ignore",
        key=format,
    )


@kept(most=1)
def _overlong(tables: Tables) -> bool:
    """Whether a text is longer than a cell of Excel holds: a file that may fail is made where that can be told."""
    declared = ((table, column.name) for table in TABLES for column in TABLES[table].columns if column.type == "text")
    return any(tables[table][name].str.len().max() > MOST_LETTERS for table, name in declared)


def _prepared(visit: Visit, format: Format, figures: str) -> None:
    """A large file is made first, its progress in sight, then given; leaving the page does not stop it."""
    place, what = st.empty(), asked(visit, format)
    found = making.begun(what)
    try:
        if found is None:
            label = visit.say("download.prepare", what=visit.say(f"download.{format}", figures=figures))
            if not place.button(label, key=f"prepare-{format}"):
                return
            found = making.making(what)
        while not wait([found.file], making.EVERY).done:
            place.progress(found.written / max(found.figures, 1), text=_progress(visit, found))
        found.file.result()
    except making.Busy:
        frame.notice(visit.say("download.busy"))
        return
    except Exception as error:
        place.empty()
        frame.notice(visit.say("download.failed", why=error))
        return
    with place:
        _button(visit, format, figures)


def _progress(visit: Visit, found: Making) -> str:
    written, every = (whole(n, visit.lang) for n in (found.written, found.figures))
    return visit.say("download.progress", written=written, figures=every)
