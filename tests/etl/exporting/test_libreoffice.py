"""Workbooks as LibreOffice opens them, cell by cell, charts and all; where it is installed."""

import csv
import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.etl.exporting.test_round_trips import file, hostile, restored
from tests.real import real

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
# Comma, quote, UTF-8, from the first line, no column formats, no language, text in quotes, numbers as they are and
# not as they are shown, formulas not as text, blanks kept, every sheet.
EXACT = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false,false,false,-1"

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice: apt-get install libreoffice-calc")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both workbooks as LibreOffice writes them, which takes longer to start than to write."""
    made = tmp_path_factory.mktemp("libreoffice")
    books = [made / "real.xlsx", made / "hostile.xlsx"]
    for book, tables in zip(books, (real(), hostile()), strict=True):
        book.write_bytes(file(tables, "xlsx", "en"))
    profile = f"-env:UserInstallation={(made / 'profile').as_uri()}"
    for to in (EXACT, "ods"):
        command = [SOFFICE, profile, "--headless", "--convert-to", to, "--outdir", made, *books]
        subprocess.run(command, check=True, capture_output=True, timeout=100)
    return made


def same(want: object, got: str) -> bool:
    """Whether a cell of openpyxl is the cell of LibreOffice; openpyxl undoes the escapes of some sheets only."""
    if isinstance(want, (int, float)):
        return float(got) == pytest.approx(want, rel=1e-14)  # it writes 15 digits
    return got in ({want, restored(want)} if want else {""})


@pytest.mark.parametrize("name", ["real", "hostile"])
def test_libreoffice_reads_every_cell_and_draws_every_chart(name, folder):
    book = openpyxl.load_workbook(folder / f"{name}.xlsx")
    for sheet in book.worksheets[1:]:
        text = (folder / f"{name}-{sheet.title}.csv").read_text(encoding="utf-8")
        found = list(csv.reader(io.StringIO(text, newline="")))
        assert len(found) == sheet.max_row
        for row, cells in zip(sheet.iter_rows(values_only=True), found, strict=True):
            for want, got in zip(row, cells, strict=True):
                assert same(want, got), (sheet.title, want, got)
    with zipfile.ZipFile(folder / f"{name}.ods") as opened:
        objects = [name for name in opened.namelist() if name.startswith("Object") and name.endswith("/content.xml")]
        drawn = [name for name in objects if b"<chart:series" in opened.read(name)]
    assert len(drawn) == sum(len(sheet._charts) for sheet in book.worksheets) > 0
