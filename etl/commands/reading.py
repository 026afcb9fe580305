"""Commands that read a new text: find its numbers, and write a first draft of its issue."""

import argparse
import hashlib
import re
from pathlib import Path

from etl import curated, draft, lessons, period, scan, scan_reports, texts_in
from etl.commands.command import DATA, DONE, FOUND, Arguments, Command, Options, new_folder, show, texts_folder
from etl.problems import DataRejected, Problem, errors


def scan_text(arguments: Arguments) -> int:
    """List every number of a new text with what is proposed for it."""
    text = _text(arguments.text)
    found = scan.scan(text, _lessons(arguments.data), arguments.published)
    show(scan_reports.lines(found, arguments.format))
    return DONE if found else FOUND


def write_draft(arguments: Arguments) -> int:
    """Write a new folder with a draft issue."""
    text, path = _text(arguments.text), arguments.text
    found = scan.scan(text, _lessons(arguments.data), arguments.published)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    written = draft.draft(text, found, path.name, sha256, arguments.published)
    arguments.to.mkdir(parents=True, exist_ok=True)
    for name, content in written.items():
        (arguments.to / name).write_text(content, encoding="utf-8")
    print(f"{len(written)} files in {arguments.to}: {scan_reports.tally(found)}; every TODO waits for you")
    return DONE if found else FOUND


def _text(path: Path) -> str:
    text = texts_in.read(path)
    if isinstance(text, Problem):
        raise DataRejected([text])
    return text


def _lessons(data: Path) -> lessons.Lessons:
    """What the curated data teaches, and the archived texts where they are at hand."""
    loaded = curated.load(data)
    if errors(loaded.problems):
        raise DataRejected(sorted(loaded.problems))
    return lessons.learn(loaded, texts_folder(data))


def _date(text: str) -> str:
    if not re.fullmatch(r"[12][0-9]{3}-[0-9]{2}(-[0-9]{2})?", text) or isinstance(period.read(text), Problem):
        raise argparse.ArgumentTypeError(f"{text} is no date such as 2023-11-15 or 2023-11")
    return text


TEXT: Options = {
    "text": {"type": Path, "metavar": "TEXT", "help": "a new text: " + " or ".join(texts_in.KINDS) + " in UTF-8"},
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
