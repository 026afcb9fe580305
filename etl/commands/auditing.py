"""The command that holds the audit log against itself."""

from pathlib import Path

from etl.commands.command import DONE, FOUND, Arguments, Command, show
from etl.releasing import audit


def verify(arguments: Arguments) -> int:
    """Tell the first line of the audit log that is not as it was written, else its last line's hash, to be noted."""
    path: Path = arguments.log or audit.location()
    if not path.is_file():
        print(f"there is no audit log at {path}: nothing was done yet, or AUDIT_LOG names another file")
        return FOUND
    if problem := audit.verify(path, arguments.head):
        show([str(problem)])
        return FOUND
    number, head = audit.head(path)
    print(f"{number} lines, each as it was written; the last has the hash {head}")
    return DONE


COMMANDS = (
    Command(
        "audit",
        verify,
        "verify the log of what curators did: every line follows the one before it",
        {
            "verify": {"choices": ["verify"], "help": "hold every line against the one before it"},
            "--log": {"type": Path, "metavar": "FILE", "help": "the log (default: AUDIT_LOG, else var/audit.jsonl)"},
            "--head": {"metavar": "HASH", "help": "a hash noted earlier, which some line must have"},
        },
    ),
)
