"""Commands that hold what is kept against itself: the releases, and the audit log."""

from pathlib import Path

from etl.commands.command import DONE, FOUND, UNPUBLISHED, Arguments, Command, engine, show
from etl.releasing import audit, releases


def verify(arguments: Arguments) -> int:
    """Tell which releases are not as they were published, their tables or their files."""
    database = engine()
    made = {one.release for one in releases.history(database)}
    if not made:
        print(UNPUBLISHED)
        return FOUND
    damaged = releases.verify(database)
    show(str(releases.ReleaseDamaged(one)) for one in damaged)
    print(f"releases read whole: {len(made)}, damaged: {len(damaged)}")
    return FOUND if damaged else DONE


def verify_log(arguments: Arguments) -> int:
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
    Command("verify", verify, "read every release whole, and tell which are damaged"),
    Command(
        "audit",
        verify_log,
        "verify the log of what curators did: every line follows the one before it",
        {
            "verify": {"choices": ["verify"], "help": "hold every line against the one before it"},
            "--log": {"type": Path, "metavar": "FILE", "help": "the log (default: AUDIT_LOG, else var/audit.jsonl)"},
            "--head": {"metavar": "HASH", "help": "a hash noted earlier, which some line must have"},
        },
    ),
)
