import pytest

from etl.curating.desk import Desk
from tests.etl.folder import ISSUE, REPORT, load, write

STRAY = "expected a file that is read, found"
MOVE = "move it out of the data folder, or name it *.yaml in the folder of its issue"
NAME = "expected a name of small letters, digits and hyphens, which is its id, found"


def told(folder, files):
    return [str(problem) for problem in load(folder, files).problems]


@pytest.mark.parametrize(
    ("below", "said"),
    [
        ("notes.txt", f"error [stray-file] {STRAY} notes.txt; {MOVE}"),
        ("unit.yaml", f"error [stray-file] {STRAY} unit.yaml; {MOVE}"),
        ("issues/loose.yaml", f"error [stray-file] {STRAY} loose.yaml; {MOVE}"),
        ("issues/made-2025/second.yml", f"error [stray-file] {STRAY} second.yml; {MOVE}"),
        ("issues/made-2025/more/third.yaml", f"error [stray-file] {STRAY} third.yaml; {MOVE}"),
        ("issues/made-2025/Third.yaml", f"error [bad-file-name] {NAME} Third; rename it"),
        ("issues/made-2025/report.yaml~", f"error [stray-file] {STRAY} report.yaml~; {MOVE}"),
    ],
)
def test_a_file_that_nobody_reads_is_told(tmp_path, below, said):
    assert told(tmp_path, {below: "title: 甲\n"}) == [f"data/{below}:1:1: {said}"]


def test_a_misnamed_folder_is_told_once_for_all_it_holds(tmp_path):
    files = {"issues/Made_2024/issue.yaml": "title: 甲\n", "issues/Made_2024/more/a.yaml": "title: 甲\n"}
    assert told(tmp_path, files) == [f"data/issues/Made_2024:1:1: error [bad-file-name] {NAME} Made_2024; rename it"]


@pytest.mark.parametrize(
    "below",
    [
        "schemas/units.json",
        "templates/article.yaml",
        "texts/made.txt",
        "README.md",
        "READINGS.md",
        ".DS_Store",
        "issues/.DS_Store",
        "issues/made-2025/.report.yaml.swp",
        "issues/made-2025/.hidden.yaml",
        "issues/.git/config.yaml",
    ],
)
def test_what_stands_beside_the_data_is_left_alone(tmp_path, below):
    loaded = load(tmp_path, {below: "no: [yaml\n"})
    assert (loaded.problems, below in loaded.files) == ([], False)


def test_an_editors_lock_that_leads_nowhere_is_left_alone(tmp_path):
    write(tmp_path).joinpath("issues/made-2025/.#report.yaml").symlink_to("curator@machine.123")
    assert told(tmp_path, {}) == []


def test_a_link_is_no_file(tmp_path):
    data = write(tmp_path)
    (tmp_path / "elsewhere.yaml").write_text("title: 甲\n")
    (data / "issues/made-2025/second.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    assert told(tmp_path, {}) == [
        "data/issues/made-2025/second.yaml:1:1: error [not-a-file] "
        "expected a regular file that can be read, found a symbolic link"
    ]


def test_the_bytes_that_were_read_are_kept_by_path(tmp_path):
    files = load(tmp_path, {"README.md": "数据"}).files
    assert sorted(files) == ["indicators.yaml", ISSUE, REPORT, "measures.yaml", "themes.yaml", "units.yaml"]
    assert {below: (tmp_path / "data" / below).read_bytes() for below in files} == files


def test_a_folder_is_called_by_its_name_however_it_is_given(tmp_path, monkeypatch):
    monkeypatch.chdir(write(tmp_path))
    assert [Desk(data).name("units.yaml") for data in (tmp_path / "data", tmp_path / "data" / "issues" / "..")] == [
        "data/units.yaml",
        "data/units.yaml",
    ]
    assert Desk(tmp_path.__class__()).name("units.yaml") == "data/units.yaml"


def test_no_issues_at_all(tmp_path):
    loaded = load(tmp_path, {ISSUE: None, REPORT: None})
    assert (loaded.problems, loaded.issues, loaded.figures) == ([], {}, [])
