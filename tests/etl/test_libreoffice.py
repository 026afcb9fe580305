"""Workbooks as LibreOffice opens them, cell by cell, charts and all; where it is installed."""

import csv
import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.etl.test_round_trips import EVERY, file, restored

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
# Comma, quote, UTF-8, from the first line, no column formats, no language, text in quotes, numbers as they are and
# not as they are shown, formulas not as text, blanks kept, every sheet.
EXACT = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false,false,false,-1"

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice: apt-get install libreoffice-calc")


def converted(workbook: Path, to: str, folder: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", to, "--outdir", str(folder), str(workbook)]
    subprocess.run(command, check=True, capture_output=True, timeout=100)


def same(want: object, got: str) -> bool:
    """Whether a cell of openpyxl is the cell of LibreOffice; openpyxl undoes the escapes of some sheets only."""
    if isinstance(want, (int, float)):
        return float(got) == pytest.approx(want, rel=1e-14)  # it writes 15 digits
    return got in ({want, restored(want)} if want else {""})


@pytest.mark.parametrize("made", EVERY)
def test_libreoffice_reads_every_cell_and_draws_every_chart(made, tmp_path):
    workbook = tmp_path / "figures.xlsx"
    workbook.write_bytes(file(made(), "xlsx", "en"))
    converted(workbook, EXACT, tmp_path)
    book = openpyxl.load_workbook(io.BytesIO(workbook.read_bytes()))
    for sheet in book.worksheets[1:]:
        text = (tmp_path / f"figures-{sheet.title}.csv").read_text(encoding="utf-8")
        found = list(csv.reader(io.StringIO(text, newline="")))
        assert len(found) == sheet.max_row
        for row, cells in zip(sheet.iter_rows(values_only=True), found, strict=True):
            for want, got in zip(row, cells, strict=True):
                assert same(want, got), (sheet.title, want, got)
    converted(workbook, "ods", tmp_path)
    with zipfile.ZipFile(tmp_path / "figures.ods") as opened:
        objects = [name for name in opened.namelist() if name.startswith("Object") and name.endswith("/content.xml")]
        drawn = [name for name in objects if b"<chart:series" in opened.read(name)]
    assert len(drawn) == sum(len(sheet._charts) for sheet in book.worksheets) > 0
