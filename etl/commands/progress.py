"""A bar on standard error for long work, where somebody looks at it: on a terminal, after half a second."""

import sys
import time
from collections.abc import Collection, Iterable, Iterator
from typing import TextIO

from etl.watch import Item, Watch, unwatched

WIDTH, AFTER, EVERY = 30, 0.5, 0.1  # characters; seconds before the first bar, and between two


def bar(label: str, out: TextIO | None = None) -> Watch:
    """A watch that draws `label [####....] 3/9` over and over in one line, and wipes it in the end."""
    screen = out or sys.stderr
    if not screen.isatty():
        return unwatched

    def watched(items: Collection[Item], /) -> Iterable[Item]:
        return _drawn(items, label, screen)

    return watched


def _drawn(items: Collection[Item], label: str, screen: TextIO) -> Iterator[Item]:
    due = time.monotonic() + AFTER
    drawn = False
    try:
        for done, item in enumerate(items):
            if time.monotonic() >= due:
                filled = WIDTH * done // len(items)
                screen.write(f"\r{label} [{'#' * filled}{'.' * (WIDTH - filled)}] {done}/{len(items)}\x1b[K")
                screen.flush()
                due, drawn = time.monotonic() + EVERY, True
            yield item
    finally:
        if drawn:
            screen.write("\r\x1b[K")
            screen.flush()
