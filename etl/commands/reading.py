"""Commands that read a new text: find its numbers, and write a first draft of its issue."""

import argparse
import re
import sys
from pathlib import Path

from etl.commands.command import DATA, DONE, FOUND, Arguments, Command, Options, new_folder, show
from etl.commands.progress import bar
from etl.commands.reports import problem_lines
from etl.curating import curated
from etl.curating.folders import texts_folder
from etl.drafting import draft
from etl.printed import period
from etl.problems import DataRejected, Problem, errors
from etl.scanning import lessons, scan, scan_reports
from etl.texts import texts_in
from etl.watch import unwatched


def scan_texts(arguments: Arguments) -> int:
    """List every number of new texts with what is proposed for it; texts that cannot be read, on standard error."""
    names = [name for given in arguments.texts for name in _below(given)]
    read = {name: _read(name, arguments.encoding == "gb18030")[1] for name in names}
    taught, one = _lessons(arguments.data), len(names) == 1
    found = {
        name: scan.scan(text, taught, arguments.published, bar("scan") if one else unwatched)
        for name, text in (unwatched if one else bar("scan"))(list(read.items()))
        if isinstance(text, str)
    }
    show(scan_reports.lines(found, arguments.format))
    wrong = [text for text in read.values() if isinstance(text, Problem)]
    for line in problem_lines(wrong, "text") if wrong else ():
        print(line, file=sys.stderr)
    return DONE if any(found.values()) and not wrong else FOUND


def _below(given: str) -> list[str]:
    """What is given, or all texts in a folder and below it."""
    if not Path(given).is_dir():
        return [given]
    return sorted(path.as_posix() for path in Path(given).rglob("*") if path.suffix.lower() in texts_in.KINDS)


def write_draft(arguments: Arguments) -> int:
    """Write a new folder with a draft issue, and its text into the folder of archived texts, if it is not there."""
    name, text = _read(arguments.text, arguments.encoding == "gb18030")
    if isinstance(text, Problem):
        raise DataRejected([text])
    found = scan.scan(text, _lessons(arguments.data), arguments.published, bar("scan"))
    archived = texts_in.archive(text, name, texts_folder(arguments.data))
    written = draft.draft(text, found, archived.name, texts_in.fingerprint(text), arguments.published)
    arguments.to.mkdir(parents=True, exist_ok=True)
    for below, content in written.items():
        (arguments.to / below).write_text(content, encoding="utf-8")
    print(f"{len(written)} files in {arguments.to}: {scan_reports.tally([found])}; every TODO waits for you")
    print(f"the text they count in: {archived}")
    return DONE if found else FOUND


def _read(given: str, chinese: bool) -> tuple[str, str | Problem]:
    """The name and the text of a file, or of what is pasted."""
    if given != "-":
        return Path(given).name, texts_in.read(Path(given), chinese)
    content = sys.stdin.buffer.read(texts_in.MOST + 1)
    name = texts_in.name_for(content)
    return name, texts_in.text_of(name, content, chinese)


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


TEXT = f"{', '.join(texts_in.KINDS)}, or - for what is pasted"
HOW: Options = {
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
        scan_texts,
        "find every number of new texts, and propose what each is",
        {
            **DATA,
            "texts": {"nargs": "+", "metavar": "TEXT", "help": f"new texts, or folders of them: {TEXT}"},
            **HOW,
            "--format": FORMAT,
        },
    ),
    Command(
        "draft",
        write_draft,
        "write a draft issue from a new text, with a TODO wherever you decide",
        {**DATA, "text": {"metavar": "TEXT", "help": f"a new text: {TEXT}"}, **HOW, "--to": TO},
    ),
)
