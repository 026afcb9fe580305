"""Commands that read a new text: find its numbers, and write a first draft of its issue."""

import argparse
import re
import sys
from pathlib import Path

from etl import curated, draft, lessons, period, scan, scan_reports, texts_in
from etl.commands.command import DATA, DONE, FOUND, Arguments, Command, Options, new_folder, show, texts_folder
from etl.commands.progress import bar
from etl.problems import DataRejected, Problem, errors


def scan_text(arguments: Arguments) -> int:
    """List every number of a new text with what is proposed for it."""
    _, text = _text(arguments)
    found = _scanned(text, arguments)
    show(scan_reports.lines(found, arguments.format))
    return DONE if found else FOUND


def write_draft(arguments: Arguments) -> int:
    """Write a new folder with a draft issue, and its text into the folder of archived texts, if it is not there."""
    name, text = _text(arguments)
    found = _scanned(text, arguments)
    archived = texts_in.archive(text, name, texts_folder(arguments.data))
    written = draft.draft(text, found, archived.name, texts_in.fingerprint(text), arguments.published)
    arguments.to.mkdir(parents=True, exist_ok=True)
    for below, content in written.items():
        (arguments.to / below).write_text(content, encoding="utf-8")
    print(f"{len(written)} files in {arguments.to}: {scan_reports.tally(found)}; every TODO waits for you")
    print(f"the text they count in: {archived}")
    return DONE if found else FOUND


def _text(arguments: Arguments) -> tuple[str, str]:
    """The name and the text of a file, or of what is pasted."""
    name, chinese = Path(arguments.text).name, arguments.encoding == "gb18030"
    if arguments.text == "-":
        content = sys.stdin.buffer.read(texts_in.MOST + 1)
        name = texts_in.name_for(content)
        text = texts_in.text_of(name, content, chinese)
    else:
        text = texts_in.read(Path(arguments.text), chinese)
    if isinstance(text, Problem):
        raise DataRejected([text])
    return name, text


def _scanned(text: str, arguments: Arguments) -> list[scan.Scanned]:
    return scan.scan(text, _lessons(arguments.data), arguments.published, bar("scan"))


def _lessons(data: Path) -> lessons.Lessons:
    """What the curated data teaches, and the archived texts where they are at hand."""
    loaded = curated.load(data, bar("read"))
    if errors(loaded.problems):
        raise DataRejected(sorted(loaded.problems))
    return lessons.learn(loaded, texts_folder(data))


def _date(text: str) -> str:
    if not re.fullmatch(r"[12][0-9]{3}-[0-9]{2}(-[0-9]{2})?", text) or isinstance(period.read(text), Problem):
        raise argparse.ArgumentTypeError(f"{text} is no date such as 2023-11-15 or 2023-11")
    return text


TEXT: Options = {
    "text": {"metavar": "TEXT", "help": f"a new text: {', '.join(texts_in.KINDS)}, or - for what is pasted"},
    "--encoding": {
        "choices": ["utf-8", "gb18030"],
        "default": "utf-8",
        "help": "of a text or web page: gb18030 (GBK, GB2312) is converted (default: utf-8)",
    },
    "--published": {"type": _date, "metavar": "DATE", "help": "2023-11-15 or 2023-11, where the text does not say it"},
}
FORMAT = {"choices": scan_reports.FORMATS, "default": "text", "help": "text, json, csv or yaml (default: text)"}
TO = {"type": new_folder, "required": True, "metavar": "DIR", "help": "a new folder, such as data/issues/ID"}

COMMANDS = (
    Command(
        "scan",
        scan_text,
        "find every number of a new text, and propose what each is",
        {**DATA, **TEXT, "--format": FORMAT},
    ),
    Command(
        "draft",
        write_draft,
        "write a draft issue from a new text, with a TODO wherever you decide",
        {**DATA, **TEXT, "--to": TO},
    ),
)
