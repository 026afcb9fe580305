"""The commands: `python -m etl COMMAND`. Each parses its arguments, calls one function, prints, and exits.

Exit codes: 0 done; 1 problems in the data, or nothing to show; 2 wrong usage; 3 the database cannot be used.
"""

import argparse
import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from etl import (
    build,
    checks,
    compare,
    curated,
    diff,
    draft,
    evidence,
    files,
    lessons,
    period,
    releases,
    reports,
    scan,
    scan_reports,
    schemas,
    selection,
    texts_in,
)
from etl.problems import DataRejected, Problem, errors

Arguments = argparse.Namespace
Command = Callable[[Arguments], int]

UNPUBLISHED = "nothing is published yet: python -m etl publish --by NAME --reason TEXT"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parsed = _parser().parse_args(arguments)
    try:
        code: int = parsed.run(parsed)
    except DataRejected as rejected:
        _show(reports.problem_lines(rejected.problems, "text"))
        return 1
    except releases.DatabaseUnusable as error:
        print(error, file=sys.stderr)
        return 3
    except (releases.ReleaseError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    return code


def _check(arguments: Arguments) -> int:
    problems = checks.check(curated.load(arguments.data))
    _show(reports.problem_lines(problems, arguments.format))
    return 1 if errors(problems) else 0


def _evidence(arguments: Arguments) -> int:
    accounts, problems = evidence.prove(curated.load(arguments.data), arguments.texts)
    for account in accounts:
        _show(reports.account_lines(account))
    _show(reports.problem_lines(problems, "text"))
    return 1 if problems or any(account.ledger.unaccounted for account in accounts) else 0


def _publish(arguments: Arguments) -> int:
    loaded = curated.load(arguments.data)
    tables = build.build(loaded)
    made = releases.publish(_engine(), tables, loaded.files, arguments.by, arguments.reason)
    said = "published" if made.changed else "already in force, nothing changed:"
    print(f"{said} {made.release}: {len(tables['figures'])} figures of {len(tables['issues'])} issues")
    return 0


def _current(arguments: Arguments) -> int:
    publication = releases.current(_engine())
    print(publication.release if publication else UNPUBLISHED)
    return 0 if publication else 1


def _history(arguments: Arguments) -> int:
    publications = releases.history(_engine())
    _show(f"{one.sequence}\t{one.release}\t{one.kind}\t{one.at}\t{one.by}\t{one.reason}" for one in publications)
    return 0 if publications else 1


def _show_release(arguments: Arguments) -> int:
    tables = releases.load(_engine(), arguments.release)
    _show(f"{name}\t{len(table)}" for name, table in tables.items())
    if arguments.sources is not None:
        for path, content in releases.sources(_engine(), arguments.release).items():
            target = arguments.sources / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    return 0


def _rollback(arguments: Arguments) -> int:
    made = releases.rollback(_engine(), arguments.release, arguments.by, arguments.reason)
    print(f"{'in force again' if made.changed else 'in force already'}: {made.release}")
    return 0


def _diff(arguments: Arguments) -> int:
    before, after = (releases.load(_engine(), release) for release in (arguments.before, arguments.after))
    changes = diff.diff(before, after).fillna("")
    _show("\t".join(row) for row in changes.itertuples(index=False))
    _show([", ".join(f"{count} {change}" for change, count in diff.summary(changes).items())])
    return 0


def _compare(arguments: Arguments) -> int:
    there = [row for file in arguments.reading for row in compare.second_reading(file)]
    compared = compare.compare(curated.load(arguments.data), there)
    _show(str(one) for one in compared if one.finding != "agreed")
    _show([", ".join(f"{count} {finding}" for finding, count in compare.tally(compared).items())])
    return 0 if all(one.finding == "agreed" for one in compared) else 1


def _export(arguments: Arguments) -> int:
    engine, release = _engine(), arguments.release
    tables = releases.load(engine, release) if release else None
    if tables is None:
        sound = releases.load_sound(engine)
        if sound is None:
            print(UNPUBLISHED)
            return 1
        release, tables = sound[0].release, sound[1]
    given = {name: values for name in selection.PARAMETERS if (values := getattr(arguments, name))}
    choice = selection.read(given, tables)
    if isinstance(choice, list):
        raise ValueError("\n".join(f"--{one.parameter} {one.message}" for one in choice))
    if given and arguments.format == "package":
        raise ValueError(f"a package holds a whole release: leave out --{next(iter(given))}")
    made = files.file(files.Source(tables, release, releases.history(engine)), choice, arguments.format, arguments.lang)
    arguments.to.mkdir(parents=True, exist_ok=True)
    (arguments.to / made.name).write_bytes(made.content)
    print(arguments.to / made.name)
    return 0


def _scan(arguments: Arguments) -> int:
    text = _text(arguments.text)
    found = scan.scan(text, _lessons(arguments.data), arguments.published)
    _show(scan_reports.lines(found, arguments.format))
    return 0 if found else 1


def _draft(arguments: Arguments) -> int:
    text, path = _text(arguments.text), arguments.text
    found = scan.scan(text, _lessons(arguments.data), arguments.published)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    written = draft.draft(text, found, path.name, sha256, arguments.published)
    arguments.to.mkdir(parents=True, exist_ok=True)
    for name, content in written.items():
        (arguments.to / name).write_text(content, encoding="utf-8")
    print(f"{len(written)} files in {arguments.to}: {scan_reports.tally(found)}; every TODO waits for you")
    return 0 if found else 1


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
    return lessons.learn(loaded, Path(os.environ.get("TEXTS_DIR") or data / "texts"))


def _schemas(arguments: Arguments) -> int:
    _show(schemas.write(arguments.data / "schemas"))
    return 0


def _engine() -> Engine:
    return releases.connect(releases.address())


def _show(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m etl", description="Check, prove and publish the curated data.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(run: Command, about: str, *options: str) -> argparse.ArgumentParser:
        made = commands.add_parser(
            run.__name__.removeprefix("_").removesuffix("_release"), help=about, description=about
        )
        made.set_defaults(run=run)
        for option in options:
            made.add_argument(option, **OPTIONS[option])
        return made

    command(_check, "tell every problem of the curated data", "--data", "--format")
    command(_evidence, "hold the data against the archived texts, numeral by numeral", "--data", "--texts")
    command(_publish, "make a release of the data and put it in force", "--data", "--by", "--reason")
    command(_current, "tell the release in force")
    command(_history, "list every publication, the latest first")
    command(
        _show_release, "tell what a release holds, and write out the YAML it was built from", "release", "--sources"
    )
    command(_rollback, "put an earlier release in force again", "release", "--by", "--reason")
    command(_diff, "tell what changed between two releases", "before", "after")
    command(_compare, "hold a second reading (CSV) against the data, figure by figure", "reading", "--data")
    export = command(_export, "write figures, or a whole release, as a file to take away")
    for option, about in EXPORT.items():
        export.add_argument(option, **about)
    for name in selection.PARAMETERS:
        export.add_argument(f"--{name}", action="append", help=f"only figures of this {name}, as in a page's address")
    scanned = command(_scan, "find every number of a new text, and propose what each is", "--data")
    drafted = command(_draft, "write a draft issue from a new text, with a TODO wherever you decide", "--data")
    for made, options in ((scanned, ("text", "--published", "--format")), (drafted, ("text", "--published", "--to"))):
        for option in options:
            made.add_argument(option, **SCAN[option])
    command(_schemas, "write the JSON Schemas that editors complete and check by", "--data")
    return parser


def _folder(text: str) -> Path:
    if not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"{text} is not a folder")
    return Path(text)


def _date(text: str) -> str:
    if not re.fullmatch(r"[12][0-9]{3}-[0-9]{2}(-[0-9]{2})?", text) or isinstance(period.read(text), Problem):
        raise argparse.ArgumentTypeError(f"{text} is no date such as 2023-11-15 or 2023-11")
    return text


def _new_folder(text: str) -> Path:
    path = Path(text)
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise argparse.ArgumentTypeError(f"{text} is there already: name a new or an empty folder")
    return path


OPTIONS: dict[str, dict[str, Any]] = {
    "--data": {"type": _folder, "default": "data", "help": "folder of the curated data (default: data)"},
    "--texts": {
        "type": _folder,
        "default": os.environ.get("TEXTS_DIR") or "data/texts",
        "help": "folder of the archived texts (default: TEXTS_DIR, else data/texts)",
    },
    "--format": {"choices": ["text", "json", "github"], "default": "text", "help": "how problems are shown"},
    "--by": {"required": True, "help": "who publishes"},
    "--reason": {"required": True, "help": "why, in one line"},
    "--sources": {"type": _new_folder, "metavar": "DIR", "help": "write the YAML of the release into this new folder"},
    "reading": {"type": Path, "nargs": "+", "metavar": "READING.csv", "help": "rows: " + ", ".join(compare.COLUMNS)},
    "release": {"help": "id of a release, as history lists it"},
    "before": {"help": "id of the earlier release"},
    "after": {"help": "id of the later release"},
}

EXPORT: dict[str, dict[str, Any]] = {
    "--to": {"type": Path, "required": True, "metavar": "DIR", "help": "folder to write the file into"},
    "--format": {"choices": files.FORMATS, "default": "csv", "help": "csv, xlsx, package or sdmx (default: csv)"},
    "--lang": {"choices": ["zh", "en"], "default": "zh", "help": "language of a workbook (default: zh)"},
    "--release": {"metavar": "ID", "help": "a release, as history lists it (default: the one in force)"},
}

SCAN: dict[str, dict[str, Any]] = {
    "text": {"type": Path, "metavar": "TEXT", "help": "a new text: " + " or ".join(texts_in.KINDS) + " in UTF-8"},
    "--published": {"type": _date, "metavar": "DATE", "help": "2023-11-15 or 2023-11, where the text does not say it"},
    "--format": {"choices": scan_reports.FORMATS, "default": "text", "help": "text, json, csv or yaml (default: text)"},
    "--to": {"type": _new_folder, "required": True, "metavar": "DIR", "help": "a new folder, such as data/issues/ID"},
}

if __name__ == "__main__":
    sys.exit(main())
