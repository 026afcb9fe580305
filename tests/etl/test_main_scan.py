import io
import json
import sys

import pytest

from etl.__main__ import main
from etl.texts.texts_in import archive_name, fingerprint
from tests.etl.folder import write
from tests.etl.made_files import docx, paragraph

NEW = "河东法院这一年\n\n2026年，河东法院受理645件。\n"


def new(tmp_path, text=NEW, coding="utf-8"):
    (tmp_path / "new.txt").write_bytes(text.encode(coding))
    return ["--data", str(write(tmp_path)), str(tmp_path / "new.txt")]


@pytest.fixture(autouse=True)
def texts(tmp_path, monkeypatch):
    monkeypatch.setenv("TEXTS_DIR", str(tmp_path / "texts"))
    return tmp_path / "texts"


def test_scan_lists_candidates(tmp_path, capsys):
    assert main(["scan", *new(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{tmp_path}/new.txt:3:1\tnot_figure\t2026年\tdate",
        f"{tmp_path}/new.txt:3:13\tfigure\t645件\tcourt\tcases\t2026\treported\t0.70",
        "1 figures, 1 not figures, 0 left over",
    ]
    assert main(["scan", "--format", "json", *new(tmp_path)]) == 0
    assert [one["printed"] for one in json.loads(capsys.readouterr().out)] == ["2026年", "645件"]


def test_all_texts_of_a_folder_are_one_stream_and_what_cannot_be_read_is_told_beside_it(tmp_path, capsys):
    data = str(write(tmp_path))
    files = {"b.md": NEW.encode(), "below/a.txt": "本局调解7件。".encode(), "c.txt": NEW.encode("gbk"), "d.log": b"9"}
    for name, content in files.items():
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(content)
    assert main(["scan", "--data", data, "--format", "json", str(tmp_path / "in"), str(tmp_path / "gone.txt")]) == 1
    told = capsys.readouterr()
    found = [(one["text"].removeprefix(f"{tmp_path}/in/"), one["printed"]) for one in json.loads(told.out)]
    assert found == [("b.md", "2026年"), ("b.md", "645件"), ("below/a.txt", "7件")]
    said = [line.split(": ")[0] for line in told.err.splitlines()]
    assert said == ["c.txt:1:1", "gone.txt:1:1", "2 errors, 0 warnings"]


def test_draft_writes_a_new_folder_and_never_over_one(tmp_path, capsys, texts):
    folder = tmp_path / "data" / "issues" / "new-2026"
    assert main(["draft", "--to", str(folder), *new(tmp_path)]) == 0
    assert sorted(path.name for path in folder.iterdir()) == ["article-01.yaml", "issue.yaml"]
    archived = archive_name("new.txt", NEW)
    assert capsys.readouterr().out == (
        f"2 files in {folder}: 1 figures, 1 not figures, 0 left over; every TODO waits for you\n"
        f"the text they count in: {texts / archived}\n"
    )
    assert (texts / archived).read_bytes() == NEW.encode()
    assert f"text: {archived}\nsha256: {fingerprint(NEW)}\n" in (folder / "issue.yaml").read_text("utf-8")
    with pytest.raises(SystemExit, match="2"):
        main(["draft", "--to", str(folder), *new(tmp_path)])


def test_a_text_that_is_archived_already_stays_the_only_one(tmp_path, texts):
    data = write(tmp_path)
    folder = data / "issues" / "again-2025"
    assert main(["draft", "--to", str(folder), "--data", str(data), str(texts / "made.txt")]) == 0
    assert [path.name for path in texts.iterdir()] == ["made.txt"]
    assert "\ntext: made.txt\n" in (folder / "issue.yaml").read_text("utf-8")


def test_the_draft_of_a_document_is_proved_against_the_text_that_is_archived_with_it(tmp_path, capsys):
    data, file = write(tmp_path), tmp_path / "报告.docx"
    file.write_bytes(docx("".join(map(paragraph, NEW.split("\n")))))
    assert main(["draft", "--to", str(data / "issues" / "new-2026"), "--data", str(data), str(file)]) == 0
    capsys.readouterr()
    assert main(["evidence", "--data", str(data), "--texts", str(tmp_path / "texts")]) == 0
    assert "new-2026: 1 figures, 1 not-figures, 2 numerals in print, 100 % accounted for" in capsys.readouterr().out


def test_a_pasted_text_is_scanned_and_so_is_one_of_another_coding_by_choice(tmp_path, capsys, monkeypatch):
    data = ["--data", str(write(tmp_path)), "--format", "json"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NEW.encode("gbk"))))
    assert main(["scan", *data, "--encoding", "gb18030", "-"]) == 0
    assert [one["printed"] for one in json.loads(capsys.readouterr().out)] == ["2026年", "645件"]


def test_what_cannot_be_scanned_is_told(tmp_path, capsys):
    assert main(["scan", *new(tmp_path, NEW, "gbk")]) == 1
    assert "found what looks like GB18030 (GBK); iconv -f GB18030" in capsys.readouterr().err
    assert main(["scan", *new(tmp_path, "没有数字")]) == 1
    with pytest.raises(SystemExit, match="2"):
        main(["scan", "--published", "2026-13", *new(tmp_path)])
