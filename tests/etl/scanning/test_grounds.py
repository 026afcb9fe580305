"""A ground as one line, and back."""

import pytest

from etl.scanning.grounds import read, written


@pytest.mark.parametrize(
    ("said", "line", "kind", "shown"),
    [
        (("sentence", "河东法院"), "sentence: 河东法院", "sentence", "河东法院"),
        (("new", "某局"), "not in units.yaml: 某局", "new", "某局"),
        (("words", "解决: 案件"), "words: 解决: 案件", "words", "解决: 案件"),
        (("measure",), "measure word", "measure", ""),
        (("meant", "12"), "meant before: 12", "meant", "12"),
        (("like", "收案", "made-2025/3/1"), "like made-2025/3/1: 收案", "like", "收案"),
        (("like", "", "made-2025/3/1"), "like made-2025/3/1", "like", "made-2025/3/1"),
    ],
)
def test_a_ground_is_read_back(said, line, kind, shown):
    assert (written(*said), read(line)) == (line, (kind, shown))


@pytest.mark.parametrize("line", ["", "力争", "article", "article: ", "like", "全国: 力争"])
def test_a_line_of_no_kind_is_shown_as_it_is(line):
    assert read(line) == ("other", line)
