import io

from etl.commands import progress
from etl.commands.progress import bar
from etl.watch import unwatched


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_where_nobody_looks_nothing_is_drawn():
    assert bar("scan", io.StringIO()) is unwatched


def test_long_work_is_drawn_in_one_line_that_is_wiped_in_the_end(monkeypatch):
    clock = iter(range(100))
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    screen = Terminal()
    assert list(bar("scan", screen)(["甲", "乙", "丙"])) == ["甲", "乙", "丙"]
    drawn = screen.getvalue().replace("\x1b[K", "").split("\r")
    assert drawn == [
        "",
        f"scan [{'.' * 30}] 0/3",
        f"scan [{'#' * 10}{'.' * 20}] 1/3",
        f"scan [{'#' * 20}{'.' * 10}] 2/3",
        "",
    ]


def test_short_work_draws_nothing():
    screen = Terminal()
    assert list(bar("scan", screen)(["甲"])) == ["甲"]
    assert screen.getvalue() == ""


def test_the_line_is_wiped_when_the_work_stops_early(monkeypatch):
    monkeypatch.setattr(progress, "AFTER", 0)
    screen = Terminal()
    work = iter(bar("scan", screen)([1, 2]))
    next(work)
    work.close()
    assert screen.getvalue().endswith("0/2\x1b[K\r\x1b[K")
