"""A PDF on standard input -> its pages as JSON. A program of its own: no PDF can hold up or crash who asked for it."""

import io
import json
import logging
import sys

MOST_PAGES = 500
MEMORY = 1_500_000_000  # bytes, where the system can limit them


def pages(content: bytes) -> list[str] | str:
    """The text of every page; in a word what is wrong: `password`, `pages` (too many) or `damaged`."""
    import pypdf  # noqa: PLC0415 - the limits come first

    logging.disable(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            return "password"
        if len(reader.pages) > MOST_PAGES:
            return "pages"
        return [_whole(page.extract_text()) for page in reader.pages]
    except (Exception, RecursionError):  # whatever a parser makes of hostile bytes, it is the file that is wrong
        return "damaged"


def _whole(text: str) -> str:
    """Text without halves of surrogate pairs."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _limit() -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    _limit()
    json.dump(pages(sys.stdin.buffer.read()), sys.stdout)
