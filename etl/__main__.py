"""The commands: `python -m etl COMMAND`. Each parses its arguments, calls one function, prints, and exits.

Exit codes: 0 done; 1 problems in the data, or nothing to show; 2 wrong usage; 3 the database cannot be used.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from etl import build, checks, compare, curated, diff, evidence, files, releases, reports, schemas, selection
from etl.problems import DataRejected, errors

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
    command(_schemas, "write the JSON Schemas that editors complete and check by", "--data")
    return parser


def _folder(text: str) -> Path:
    if not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"{text} is not a folder")
    return Path(text)


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

if __name__ == "__main__":
    sys.exit(main())
