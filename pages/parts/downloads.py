"""Files to take away: exactly the rows shown, the same bytes as from the machine address, built when asked for."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from etl import files
from etl.files import Format
from etl.query import Choice
from etl.selection import file_name
from pages.parts.frame import Visit
from pages.parts.released import history

OFFERED: tuple[Format, ...] = ("csv", "xlsx")


def csv(visit: Visit, rows: pd.DataFrame) -> None:
    """Buttons that give the rows as CSV and as an Excel workbook."""
    with st.container(horizontal=True, key="downloads"):
        for format in OFFERED:
            st.download_button(
                visit.say(f"download.{format}", figures=visit.count("figure", len(rows))),
                data=partial(content, visit, format),
                file_name=file_name(choice(visit), visit.release, files.ending(format, visit.lang)),
                mime=files.MEDIA[format],
                on_click="ignore",
                key=format,
            )


def content(visit: Visit, format: Format) -> bytes:
    """The file of what a visit chose."""
    source = files.Source(visit.tables, visit.release, history() or [visit.released.publication])
    return files.file(source, choice(visit), format, visit.lang).content


def choice(visit: Visit) -> Choice:
    """What a visit chose; the page of an indicator shows one even where none was."""
    return replace(visit.choice, indicator=visit.indicator) if visit.page == "indicator" else visit.choice
