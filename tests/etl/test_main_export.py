import re

import pytest

from etl.__main__ import main
from etl.exporting import files
from etl.query import Choice
from etl.releasing import releases
from etl.tables import Tables
from tests.etl.made import tables

MADE = tables(figures=[{"value": 3, "year": 2023}, {"value": 5, "unit": "south"}])


@pytest.fixture
def published(tmp_path, monkeypatch) -> files.ReleaseSource:
    address = f"sqlite:///{tmp_path}/shiji.db"
    monkeypatch.setenv("DATABASE_URL", address)
    engine = releases.connect(address)
    return source(engine, MADE)


def source(engine, made: Tables) -> files.ReleaseSource:
    release = releases.publish(engine, made, {}, "李", "a test").release
    return files.ReleaseSource(
        releases.load(engine, release), release, releases.history(engine), files.counting(engine)
    )


@pytest.mark.parametrize(
    ("options", "choice", "name"),
    [
        ((), Choice(), "shiji_figures_{}.csv"),
        (("--format", "csv", "--unit", "south"), Choice(units=("south",)), "shiji_figures_south_{}.csv"),
        (("--format", "xlsx", "--lang", "en"), Choice(), "shiji_figures_{}.en.xlsx"),
        (("--format", "html", "--lang", "en"), Choice(), "shiji_figures_{}.en.html"),
        (("--format", "html", "--text", "=1+1"), Choice(text="=1+1"), "shiji_figures_-1-1_{}.zh.html"),
        (("--format", "sdmx", "--year", "2023", "--year", "2025"), Choice(years=(2023, 2025)), None),
        (("--format", "package"), Choice(), "shiji_{}.zip"),
    ],
)
def test_export_writes_the_file_that_a_page_gives(published, tmp_path, capsys, options, choice, name):
    folder = tmp_path / "new" / "folder"
    assert main(["export", "--to", str(folder), *options]) == 0
    (written,) = folder.iterdir()
    assert capsys.readouterr().out == f"{written}\n"
    assert written.name == (name or "shiji_figures_2023_2025_{}.sdmx.zip").format(published.release)
    asked = dict(zip(options[::2], options[1::2], strict=True))
    made = files.file(published, choice, asked.get("--format", "csv"), asked.get("--lang", "zh"))
    assert written.read_bytes() == made.content


def test_export_into_what_is_no_folder_is_wrong_usage(published, tmp_path, capsys):
    (tmp_path / "file").touch()
    assert main(["export", "--to", str(tmp_path / "file")]) == 2
    assert capsys.readouterr() == ("", f"{tmp_path}/file: File exists\n")


def test_export_tells_how_far_it_is_where_asked_to(published, tmp_path, capsys):
    assert main(["export", "--to", str(tmp_path / "out"), "--format", "xlsx", "--progress"]) == 0
    said = capsys.readouterr()
    assert said.err.splitlines()[-1].startswith(files.PROGRESS)
    assert said.out.count("\n") == 1


def test_export_of_an_earlier_release(published, tmp_path, capsys):
    later = source(releases.connect(releases.address()), tables(figures=[{"value": 9}]))
    assert main(["export", "--to", str(tmp_path / "out"), "--release", published.release]) == 0
    assert main(["export", "--to", str(tmp_path / "out")]) == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        f"shiji_figures_{release}.csv" for release in (published.release, later.release)
    }


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--unit", "sout"), "--unit 'sout' is not in this release; did you mean south?"),
        (("--release", "nope"), "no release 'nope'; the history lists those there are"),
        (("--format", "package", "--year", "2025"), "a package holds a whole release: leave out --year"),
    ],
)
def test_what_cannot_be_exported_is_told_and_nothing_is_written(published, tmp_path, capsys, options, told):
    assert main(["export", "--to", str(tmp_path / "out"), *options]) == 2
    assert capsys.readouterr().err == f"{told}\n"
    assert not (tmp_path / "out").exists()


def test_export_before_anything_is_published(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/none.db")
    assert main(["export", "--to", str(tmp_path)]) == 1
    assert re.match("nothing is published yet", capsys.readouterr().out)
