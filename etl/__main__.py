"""The commands: `python -m etl COMMAND`. A command stands in a module of `etl/commands`, which is named here."""

import argparse
import os
import sys
from collections.abc import Sequence

from etl.commands import auditing, checking, exporting, publishing, reading, reports
from etl.commands.command import DONE, FOUND, UNUSABLE, USAGE, show
from etl.problems import DataRejected
from etl.releasing import audit, releases

COMMANDS = (*checking.COMMANDS, *publishing.COMMANDS, *exporting.COMMANDS, *reading.COMMANDS, *auditing.COMMANDS)

EXIT_CODES = """\
exit codes, for scripts:
  0  done
  1  problems in the data, differences, or nothing to show
  2  wrong usage: the line that says so tells the way out
  3  the database or the audit log cannot be used
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parsed = _parser().parse_args(arguments)
    try:
        code: int = parsed.run(parsed)
    except DataRejected as rejected:
        show(reports.problem_lines(rejected.problems, "text"))
        return FOUND
    except (releases.DatabaseUnusable, audit.LogUnusable) as error:
        print(error, file=sys.stderr)
        return UNUSABLE
    except (releases.ReleaseError, ValueError) as error:
        print(error, file=sys.stderr)
        return USAGE
    except BrokenPipeError:
        raise  # nothing that was asked for is wrong: see below
    except OSError as error:  # a file that is named is not there, or is a folder
        print(f"{error.filename}: {error.strerror}" if error.filename else error, file=sys.stderr)
        return USAGE
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m etl",
        description="Check, prove and publish the curated data.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        made = commands.add_parser(command.name, help=command.about, description=command.about)
        made.set_defaults(run=command.run)
        for name, words in command.options.items():
            made.add_argument(name, **words)
    return parser


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:  # who read has seen enough: `... | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(DONE)
