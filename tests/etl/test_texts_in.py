from etl.texts_in import read


def test_a_text_is_read_character_for_character_but_for_its_line_ends(tmp_path):
    (tmp_path / "new.txt").write_bytes("\ufeff标题\r\n45个\r".encode())
    assert read(tmp_path / "new.txt") == "标题\n45个\n"


def test_chinese_of_another_coding_is_refused_with_the_command_that_converts_it(tmp_path):
    (tmp_path / "old.txt").write_bytes("全市培训干部45名".encode("gbk"))
    assert str(read(tmp_path / "old.txt")) == (
        "old.txt:1:1: error [text-encoding] expected a text in UTF-8, found what looks like GB18030 (GBK); "
        "iconv -f GB18030 -t UTF-8 old.txt > utf8-old.txt"
    )


def test_what_is_no_text_is_refused(tmp_path):
    (tmp_path / "new.pdf").write_bytes(b"%PDF")
    (tmp_path / "nul.txt").write_bytes(b"a\0b")
    (tmp_path / "bytes.md").write_bytes(b"\xff\xfe\xfa")
    rules = [read(tmp_path / name).rule for name in ("new.pdf", "nul.txt", "bytes.md", "none.txt")]
    assert rules == ["text-kind", "character", "text-encoding", "text-missing"]
