import json

import pytest

from etl.__main__ import main
from tests.etl.folder import write

NEW = "河东法院这一年\n\n2026年，河东法院受理645件。\n"


def new(tmp_path, text=NEW, coding="utf-8"):
    (tmp_path / "new.txt").write_bytes(text.encode(coding))
    return ["--data", str(write(tmp_path)), str(tmp_path / "new.txt")]


def test_scan_lists_candidates(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("TEXTS_DIR", str(tmp_path / "texts"))
    assert main(["scan", *new(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "3:1\tnot_figure\t2026年\tdate",
        "3:13\tfigure\t645件\tcourt\tcases\t2026\treported\t0.70",
        "1 figures, 1 not figures, 0 left over",
    ]
    assert main(["scan", "--format", "json", *new(tmp_path)]) == 0
    assert [one["printed"] for one in json.loads(capsys.readouterr().out)] == ["2026年", "645件"]


def test_draft_writes_a_new_folder_and_never_over_one(tmp_path, capsys):
    folder = tmp_path / "data" / "issues" / "new-2026"
    assert main(["draft", "--to", str(folder), *new(tmp_path)]) == 0
    assert sorted(path.name for path in folder.iterdir()) == ["article-01.yaml", "issue.yaml"]
    assert capsys.readouterr().out == (
        f"2 files in {folder}: 1 figures, 1 not figures, 0 left over; every TODO waits for you\n"
    )
    with pytest.raises(SystemExit, match="2"):
        main(["draft", "--to", str(folder), *new(tmp_path)])


def test_what_cannot_be_scanned_is_told(tmp_path, capsys):
    assert main(["scan", *new(tmp_path, NEW, "gbk")]) == 1
    assert "found what looks like GB18030 (GBK); iconv -f GB18030" in capsys.readouterr().out
    assert main(["scan", *new(tmp_path, "没有数字")]) == 1
    with pytest.raises(SystemExit, match="2"):
        main(["scan", "--published", "2026-13", *new(tmp_path)])
