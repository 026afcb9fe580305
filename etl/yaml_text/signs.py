"""The signs a YAML file is written in: encoding, line ends, invisible signs, look-alikes, plain text."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from etl.problems import Place, Problem

BOM = "\ufeff"

# One class of characters first, because the regex engine skips to those fast; CR is fine before LF.
_REFUSED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f"
    "\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3164\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    "\U000e0000-\U0010ffff](?<!\r(?=\n))"
)
# Half of a surrogate pair is no character, and 8-digit escapes may lie outside Unicode altogether.
_ESCAPE = re.compile(r"\\(?:\\|(?P<refused>u[dD][89a-fA-F][0-9a-fA-F]{2}|U[0-9a-fA-F]{8}))")
_MARKER = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?: .*)?\r?$", re.MULTILINE)
_DIRECTIVE = re.compile(r"(?: *(?:#.*)?\r?\n)*%")

_AS_KEY = re.compile(r"^ *(?:- +)*[^\s'\"#,\[\]{}：:]+(?=：)", re.MULTILINE)
_AS_SPACE = re.compile(r"(?:^ *(?:- +)*|: *|(?<![ \u3000]) *(?=\u3000[ \u3000]*$))(?=\u3000)", re.MULTILINE)
_COMMENT = re.compile(r" +#[^\n]*")
_PROPER_COMMENT = re.compile(r"  +#(?: |\r?$)")

_SAME_NUMBER = re.compile(r"0|-?[1-9][0-9]*|-?(?:0|[1-9][0-9]*)\.[0-9]*[1-9]")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:[,_]+[0-9]+)*_*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?")
_OTHER_KINDS = {
    re.compile(r"[-+]?0(?:[xX][0-9a-fA-F_]+|[oO][0-7_]+|[bB][01_]+)"): "a number in another base",
    re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"): "a number in base 60",
    re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]| +)[0-9]{1,2}:[0-9]{2}:[0-9]{2}.*"): "a moment in time",
}
_OTHER_WORDS = {
    word: meaning
    for meaning, words in {
        "true": "yes y true on",
        "false": "no n false off",
        "nothing": "null ~",
        "infinity": ".inf -.inf +.inf",
        "not a number": ".nan",
        "a default value": "=",
        "a merge": "<<",
    }.items()
    for plain in words.split()
    for word in (plain, plain.capitalize(), plain.upper(), plain.replace("inf", "Inf").replace("nan", "NaN"))
}
_FAITHFUL_DIGITS = 15  # what a 64-bit float keeps


def place_at(text: str, name: str, index: int) -> Place:
    """The place of the character at `index`; only a line feed ends a line."""
    return Place(name, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def decode(content: bytes, name: str) -> str | Problem:
    """The text without its byte order mark, or where it stops being UTF-8 and what it looks like."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or len(content) < content.count(b"\0") * 3 < len(content) * 2:
        return _not_utf8(Place(name), "text that looks like UTF-16", "utf-16")
    try:
        return content.decode("utf-8").removeprefix(BOM)
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8").removeprefix(BOM)
        found = f"byte 0x{content[error.start]:02X} at offset {error.start}"
        place = place_at(before, name, len(before))
        if before.isascii() and _is_gb18030(content):
            return _not_utf8(place, f"{found}, which looks like GB18030", "gb18030")
        return _not_utf8(place, found, "")


def _not_utf8(place: Place, found: str, encoding: str) -> Problem:
    file = place.file
    convert = (
        f"convert it: iconv -f {encoding} -t utf-8 {file} > new.yaml" if encoding else "retype the damaged character"
    )
    return Problem(place, "not-utf-8", "text in UTF-8", found, convert)


def _is_gb18030(content: bytes) -> bool:
    try:
        return not content.decode("gb18030").isascii()
    except UnicodeDecodeError:
        return False


def look(text: str, name: str) -> Iterator[Problem]:
    """Every sign that is refused wherever it stands, conflict markers and directives."""
    yield from _conflicts(text, name)
    if directive := _DIRECTIVE.match(text):
        place = place_at(text, name, directive.end() - 1)
        yield Problem(place, "directive", "YAML without directives", "a line that begins with `%`", "delete the line")
    for match in _REFUSED.finditer(text):
        yield _refused(match.group(), place_at(text, name, match.start()))
    for match in _ESCAPE.finditer(text):
        if match["refused"]:
            place = place_at(text, name, match.start())
            found = f"the escape `{match.group()}`"
            yield Problem(place, "character", "the character itself", found, "type the character")


def first_refused(text: str) -> str:
    """What the first refused sign in the text is called, or ""."""
    match = _REFUSED.search(text)
    return called(match.group()) if match else ""


def blank_refused(text: str) -> str:
    """The text with each refused sign read as a space, so that what stands around it can still be checked."""
    text = _REFUSED.sub(" ", text)
    return _ESCAPE.sub(lambda match: " " * len(match.group()) if match["refused"] else match.group(), text)


def _refused(sign: str, place: Place) -> Problem:
    found = called(sign)
    if sign in "\r\x85\u2028\u2029":
        return Problem(place, "line-ends", "line feeds (LF or CRLF)", found, "convert the line ends to LF")
    if sign == BOM:
        return Problem(place, "bom", "a byte order mark at the start only", found, "delete it")
    if sign == "\t":
        return Problem(place, "tab", "spaces", "a tab", "replace the tab by spaces")
    return Problem(place, "character", "visible characters", found, "delete it or type a plain space")


def shown(text: str) -> str:
    """The text between back quotes, cut short where it is long."""
    return f"`{text}`" if len(text) <= 40 else f"`{text[:40]}...`"


def called(sign: str) -> str:
    """Code point and Unicode name: `U+00A0 NO-BREAK SPACE`."""
    return f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".rstrip()


def _conflicts(text: str, name: str) -> Iterator[Problem]:
    """One problem for each run of markers, from `<<<<<<<` to `>>>>>>>` or as far as it goes."""
    runs: list[tuple[int, int]] = []
    open_run = False
    for match in _MARKER.finditer(text):
        begins = match[1][0] == "<" or not open_run
        runs.append((match.start(), match.start()) if begins else (runs.pop()[0], match.start()))
        open_run = match[1][0] != ">"
    for start, end in runs:
        first, last = place_at(text, name, start), place_at(text, name, end)
        found = f"a merge conflict at lines {first.line}-{last.line}"
        yield Problem(first, "conflict", "one version of the text", found, "keep one side and delete the markers")


def plain_text(text: str, name: str, start: int, end: int, *, own_line: bool) -> Iterator[Problem]:
    """What is wrong with the unquoted text between two indexes; on its `own_line` it may have been meant as a key."""
    if (index := lost_comment(text, end)) is not None:
        way_out = "quote the value; a comment has two spaces before `#` and one after"
        found = "text after # that would be lost"
        yield Problem(place_at(text, name, index), "swallowed-text", "a value without ` #`", found, way_out)
    piece = text[start:end]
    if reading := _other_reading(piece):
        found = f"{shown(piece)}, which other YAML readers take for {reading}"
        way_out = "quote it or write it plainly"
        yield Problem(place_at(text, name, start), "implicit-type", "text that all readers read alike", found, way_out)
    if own_line:
        yield from look_alikes(text, name, start, end)
    elif "\n" in piece:  # what runs on to further lines may have been meant as keys there
        yield from look_alikes(text, name, start + piece.index("\n") + 1, end)
    if not own_line and "\u3000" in piece and (match := _AS_SPACE.search(piece.partition("\n")[0])):
        yield _ideographic_space(place_at(text, name, start + match.end()))


def look_alikes(text: str, name: str, start: int, end: int) -> Iterator[Problem]:
    """The first full-width colon and the first ideographic space that stand where YAML wants plain ones."""
    piece = text[start:end]
    if "：" in piece and (match := _AS_KEY.search(piece)):
        place = place_at(text, name, start + match.end())
        way_out = "write `: `, or quote the text"
        yield Problem(place, "full-width-colon", "`: ` after a key", "the full-width `：`", way_out)
    if "\u3000" in piece and (match := _AS_SPACE.search(piece)):
        yield _ideographic_space(place_at(text, name, start + match.end()))


def _ideographic_space(place: Place) -> Problem:
    return Problem(place, "character", "plain spaces", called("\u3000"), "type plain spaces, or quote the text")


def lost_comment(text: str, end: int) -> int | None:
    """Index of a ` #` right after the plain text that ends at `end`, unless it is written as a proper comment."""
    match = _COMMENT.match(text, end)
    if match is None or _PROPER_COMMENT.match(match.group()):
        return None
    return text.index("#", end)


def _other_reading(plain: str) -> str | None:
    """What another YAML reader would make of this plain text; None where it stays the same text or number."""
    if plain in _OTHER_WORDS:
        return _OTHER_WORDS[plain]
    if plain[:1] not in set("+-.0123456789"):
        return None
    if _SAME_NUMBER.fullmatch(plain) and len(plain.lstrip("-").replace(".", "")) <= _FAITHFUL_DIGITS:
        return None
    if not _NUMBER.fullmatch(plain):
        return next((meaning for pattern, meaning in _OTHER_KINDS.items() if pattern.fullmatch(plain)), None)
    return _other_number(plain)


def _other_number(plain: str) -> str:
    if len(plain) > 20:
        return "a rounded number"
    digits = plain.lstrip("+-")
    if digits[0] == "0" and digits[1:2].isdigit():
        return "an octal number, or one without its leading zeros"
    number = Decimal(plain.replace(",", "").replace("_", ""))
    if len(number.as_tuple().digits) > _FAITHFUL_DIGITS or abs(number.adjusted()) > _FAITHFUL_DIGITS:
        return "a rounded number"
    return f"the number {number.normalize():f}"
