"""What somebody brings as a new text -> the text to archive, or a Problem with the way out.

The text that comes out is what is archived, in UTF-8: its sha256 is that of the archived file, and lines and offsets of
candidates count in it. Of a plain text it is the file's own, but for line ends and signs without width.
"""

import hashlib
import re
import shlex
import unicodedata
from pathlib import Path, PurePath

from etl.problems import Place, Problem
from etl.texts import text_docx, text_html, text_pdf

KINDS = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")
MOST = 2 * 1024 * 1024  # bytes, as the server accepts them: ten times the longest magazine; and as many of text
AS_IT_IS = ", or read it as --encoding gb18030"  # how the commands do; the pages ask
_CHINESE = "gb18030"  # holds GBK and GB2312

# How files begin, and what they are then, whatever they are called.
_BEGINNINGS = (
    (b"%PDF-", ".pdf"),
    (b"PK\x03\x04", ".docx"),
    (b"\xd0\xcf\x11\xe0", "a .doc of old, or a document with a password: save it as .docx without one"),
    (b"{\\rtf", "rich text: save it as .docx"),
    (b"\x89PNG", "a picture: recognise its text (OCR), proof-read that and save it as .txt"),
    (b"\xff\xd8\xff", "a picture: recognise its text (OCR), proof-read that and save it as .txt"),
)
_WEB_PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NO_WIDTH = re.compile(
    "[\u00ad\u034f\u180b-\u180f\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e01ef]"
)
_REFUSED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2065-\u206f\ufffe\uffff]")


def read(path: Path, chinese: bool = False) -> str | Problem:
    """The text of a file; `chinese` as for `text_of`."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST + 1)
    except OSError as error:
        return Problem(Place(path.name), "text-missing", "a file that can be read", error.strerror or str(error))
    return text_of(path.name, content, chinese)


def text_of(name: str, content: bytes, chinese: bool = False) -> str | Problem:
    """The text of a file whose name ends like one of KINDS; `chinese` says that it is in GB18030 (GBK)."""
    name = PurePath(name.replace("\\", "/")).name
    place, ending = Place(name), PurePath(name).suffix.lower()
    if len(content) > MOST:
        return Problem(place, "too-large", f"at most {MOST:,} bytes", "more", "split it into its issues")
    if wrong := _wrong_kind(place, ending, content):
        return wrong
    if ending == ".docx":
        text = text_docx.text(content, place)
    elif ending == ".pdf":
        text = text_pdf.text(content, place)
    else:
        text = decoded(content, place, chinese)
        if ending in (".html", ".htm") and isinstance(text, str):
            text = text_html.text(text, place)
    return text if isinstance(text, Problem) else cleaned(text, place)


def _wrong_kind(place: Place, ending: str, content: bytes) -> Problem | None:
    """What is wrong where the name of a file is not what its first bytes are."""
    if ending not in KINDS:
        found = ending or "a name without an ending"
        return Problem(place, "text-kind", " or ".join(KINDS), found, "save it as one of them")
    begins = _beginning(content)
    if ending == ".pdf" and b"%PDF-" in content[:1024]:
        begins = ".pdf"
    if begins == (".html" if ending == ".htm" else ending) or (begins is None and ending not in (".docx", ".pdf")):
        return None
    found, _, way_out = (begins or "something else").partition(": ")
    return Problem(place, "text-kind", f"a file that is what its name says: {ending}", found, way_out or "name it so")


def _beginning(content: bytes) -> str | None:
    """What a file is by its first bytes: an ending, or a kind that is not read; None of plain text and all else."""
    web_page = ".html" if _WEB_PAGE.match(content) else None
    return next((kind for start, kind in _BEGINNINGS if content.startswith(start)), web_page)


def name_for(content: bytes) -> str:
    """A name for what comes without one, such as pasted.txt, by its first bytes."""
    kind = _beginning(content)
    return f"pasted{kind if kind in KINDS else '.txt'}"


def decoded(content: bytes, place: Place, chinese: bool = False) -> str | Problem:
    """Bytes as text in UTF-8, or in GB18030 where `chinese` says so."""
    wanted = "GB18030" if chinese else "UTF-8"
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = _in_chinese(content) if chinese else None
        return found or Problem(place, "text-encoding", f"a text in {wanted}", *_other_coding(content, place, error))
    if chinese and not text.isascii():
        return Problem(place, "text-encoding", "a text in GB18030", "one in UTF-8", "read it as what it is")
    return Problem(place, "character", "text", "a NUL character: this is no text file") if "\0" in text else text


def _in_chinese(content: bytes) -> str | None:
    try:
        return content.decode(_CHINESE)
    except UnicodeDecodeError:
        return None


def _other_coding(content: bytes, place: Place, error: UnicodeDecodeError) -> tuple[str, str]:
    """What bytes that are no UTF-8 look like, and the command that converts them."""
    coding, found, choice = "CODING", f"byte {error.start + 1} that is none", ""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        coding, found = "UTF-16", "what looks like UTF-16"
    elif _is_chinese(content):
        coding, found, choice = "GB18030", "what looks like GB18030 (GBK)", AS_IT_IS
    file, made = shlex.quote(place.file), shlex.quote(f"utf8-{place.file}")
    return found, f"iconv -f {coding} -t UTF-8 {file} > {made}{choice}"


def _is_chinese(content: bytes) -> bool:
    """Whether bytes are Chinese in GB18030: most letters beyond ASCII are common ideographs."""
    letters = [letter for letter in _in_chinese(content) or "" if letter > "\x7f"]
    return sum("一" <= letter <= "鿿" for letter in letters) > len(letters) / 2


def cleaned(text: str, place: Place) -> str | Problem:
    """Text whose lines end in LF, without signs that have no width; what would show another text is refused."""
    text = _NO_WIDTH.sub("", _LINE_ENDS.sub("\n", text))
    if refused := _REFUSED.search(text):
        line, column = text.count("\n", 0, refused.start()) + 1, refused.start() - text.rfind("\n", 0, refused.start())
        sign = f"U+{ord(refused[0]):04X} {unicodedata.name(refused[0], 'a control character')}"
        return Problem(
            Place(place.file, line, column), "character", "signs that a reader sees", sign, "delete it, saved as .txt"
        )
    if not text.strip():
        return Problem(place, "text-empty", "a text", "nothing to read", "look whether it is the right file")
    if len(text.encode()) > MOST:
        return Problem(place, "too-large", f"at most {MOST:,} bytes of text", "more", "split it into its issues")
    return text


def fingerprint(text: str) -> str:
    """The sha256 of the archived file of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def archive_name(name: str, text: str) -> str:
    """The name to archive a text under: what is plain in the file's own name, and the beginning of its fingerprint."""
    stem = unicodedata.normalize("NFKC", PurePath(name.replace("\\", "/")).stem)
    plain = re.sub("[^A-Za-z0-9_]+", "-", stem).strip("-")[:60].rstrip("-")
    return f"{plain or 'text'}-{fingerprint(text)[:12]}.txt"


def archive(text: str, name: str, folder: Path) -> Path:
    """Put a text into the folder of archived texts, if it is not there; never over another. Returns its file."""
    content = text.encode()
    there = folder / name
    if PurePath(name).name == name and there.is_file() and there.read_bytes() == content:
        return there
    file = folder / archive_name(name, text)
    if not (file.is_file() and file.read_bytes() == content):
        folder.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as written:
            written.write(content)
    return file
