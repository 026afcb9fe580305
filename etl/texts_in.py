"""A text file that somebody brings -> its text; or a Problem with the command that mends it."""

from pathlib import Path

from etl.problems import Place, Problem

KINDS = (".txt", ".md")
MOST = 2_000_000  # bytes: ten times the longest magazine
_CHINESE = "gb18030"  # holds GBK and GB2312


def read(path: Path) -> str | Problem:
    """The text of a .txt or .md file in UTF-8."""
    place = Place(path.name)
    if path.suffix.lower() not in KINDS:
        found = path.suffix or "a name without an ending"
        return Problem(place, "text-kind", " or ".join(KINDS), found, "save it as plain text in UTF-8")
    try:
        with path.open("rb") as file:
            content = file.read(MOST + 1)
    except OSError as error:
        return Problem(place, "text-missing", "a file that can be read", error.strerror or str(error))
    if len(content) > MOST:
        return Problem(place, "too-large", f"at most {MOST:,} bytes", "more", "split it into its issues")
    return decoded(content, place)


def decoded(content: bytes, place: Place) -> str | Problem:
    """Bytes as text in UTF-8, with the marks that some editors put at the start left out and line ends made one."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Problem(place, "text-encoding", "a text in UTF-8", _found(content, error), _way_out(content, place))
    if "\0" in text:
        return Problem(place, "character", "text", "a NUL character: this is no text file")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _found(content: bytes, error: UnicodeDecodeError) -> str:
    return "what looks like GB18030 (GBK)" if _is_chinese(content) else f"byte {error.start + 1} that is none"


def _way_out(content: bytes, place: Place) -> str:
    coding = "GB18030" if _is_chinese(content) else "CODING"
    return f"iconv -f {coding} -t UTF-8 {place.file} > utf8-{place.file}"


def _is_chinese(content: bytes) -> bool:
    """Whether bytes are Chinese in GB18030: most letters beyond ASCII are common ideographs."""
    try:
        letters = [letter for letter in content.decode(_CHINESE) if letter > "\x7f"]
    except UnicodeDecodeError:
        return False
    return sum("一" <= letter <= "鿿" for letter in letters) > len(letters) / 2
