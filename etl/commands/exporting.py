"""The command that writes figures, or a whole release, as a file to take away."""

import sys
from pathlib import Path

from etl.commands.command import DONE, FOUND, UNPUBLISHED, Arguments, Command, Options, engine
from etl.exporting import files, selection
from etl.exporting.workbook import silent
from etl.releasing import releases


def export(arguments: Arguments) -> int:
    """Write one file; what the options choose is read as a page's address is."""
    database, release = engine(), arguments.release
    tables = releases.load(database, release) if release else None
    if tables is None:
        sound = releases.load_sound(database)
        if sound is None:
            print(UNPUBLISHED)
            return FOUND
        release, tables = sound[0].release, sound[1]
    given = {name: values for name in selection.PARAMETERS if (values := getattr(arguments, name))}
    choice = selection.read(given, tables)
    if isinstance(choice, list):
        raise ValueError("\n".join(f"--{one.parameter} {one.message}" for one in choice))
    if given and arguments.format == "package":
        raise ValueError(f"a package holds a whole release: leave out --{next(iter(given))}")
    explained = releases.explanations(database)
    source = files.ReleaseSource(tables, release, releases.history(database), files.counting(database), explained)
    made = files.file(source, choice, arguments.format, arguments.lang, _tell if arguments.progress else silent)
    arguments.to.mkdir(parents=True, exist_ok=True)
    (arguments.to / made.name).write_bytes(made.content)
    print(arguments.to / made.name)
    return DONE


def _tell(written: int) -> None:
    print(f"{files.PROGRESS}{written}", file=sys.stderr, flush=True)


OPTIONS: Options = {
    "--to": {"type": Path, "required": True, "metavar": "DIR", "help": "folder to write the file into"},
    "--format": {"choices": files.FORMATS, "default": "csv", "help": f"{', '.join(files.FORMATS)} (default: csv)"},
    "--lang": {"choices": ["zh", "en"], "default": "zh", "help": "language of a workbook or HTML table (default: zh)"},
    "--release": {"metavar": "ID", "help": "a release, as history lists it (default: the one in force)"},
    "--progress": {"action": "store_true", "help": "tell on standard error how many figures are written"},
    **{
        f"--{name}": {"action": "append", "help": f"only figures of this {name}, as in a page's address"}
        for name in selection.PARAMETERS
    },
}

COMMANDS = (Command("export", export, "write figures, or a whole release, as a file to take away", OPTIONS),)
