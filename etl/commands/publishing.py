"""Commands that put releases in force, tell of them, and take them back."""

from etl import build, curated, diff, releases
from etl.commands.command import (
    DATA,
    DONE,
    FOUND,
    SIGNED,
    UNPUBLISHED,
    Arguments,
    Command,
    engine,
    new_folder,
    show,
)


def publish(arguments: Arguments) -> int:
    """Make a release of the data and put it in force."""
    loaded = curated.load(arguments.data)
    tables = build.build(loaded)
    made = releases.publish(engine(), tables, loaded.files, arguments.by, arguments.reason)
    said = "published" if made.changed else "already in force, nothing changed:"
    print(f"{said} {made.release}: {len(tables['figures'])} figures of {len(tables['issues'])} issues")
    return DONE


def current(arguments: Arguments) -> int:
    """Tell the release in force."""
    publication = releases.current(engine())
    print(publication.release if publication else UNPUBLISHED)
    return DONE if publication else FOUND


def history(arguments: Arguments) -> int:
    """List every publication, the latest first."""
    publications = releases.history(engine())
    show(f"{one.sequence}\t{one.release}\t{one.kind}\t{one.at}\t{one.by}\t{one.reason}" for one in publications)
    return DONE if publications else FOUND


def show_release(arguments: Arguments) -> int:
    """Tell what a release holds, and write out its YAML where asked to."""
    tables = releases.load(engine(), arguments.release)
    show(f"{name}\t{len(table)}" for name, table in tables.items())
    if arguments.sources is not None:
        for path, content in releases.sources(engine(), arguments.release).items():
            target = arguments.sources / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    return DONE


def roll_back(arguments: Arguments) -> int:
    """Put an earlier release in force again."""
    made = releases.rollback(engine(), arguments.release, arguments.by, arguments.reason)
    print(f"{'in force again' if made.changed else 'in force already'}: {made.release}")
    return DONE


def show_diff(arguments: Arguments) -> int:
    """Tell what changed between two releases."""
    before, after = (releases.load(engine(), release) for release in (arguments.before, arguments.after))
    changes = diff.diff(before, after).fillna("")
    show("\t".join(row) for row in changes.itertuples(index=False))
    show([", ".join(f"{count} {change}" for change, count in diff.summary(changes).items())])
    return DONE


RELEASE = {"help": "id of a release, as history lists it"}
SOURCES = {"type": new_folder, "metavar": "DIR", "help": "write the YAML of the release into this new folder"}
BETWEEN = {"before": {"help": "id of the earlier release"}, "after": {"help": "id of the later release"}}

COMMANDS = (
    Command("publish", publish, "make a release of the data and put it in force", {**DATA, **SIGNED}),
    Command("current", current, "tell the release in force"),
    Command("history", history, "list every publication, the latest first"),
    Command(
        "show",
        show_release,
        "tell what a release holds, and write out the YAML it was built from",
        {"release": RELEASE, "--sources": SOURCES},
    ),
    Command("rollback", roll_back, "put an earlier release in force again", {"release": RELEASE, **SIGNED}),
    Command("diff", show_diff, "tell what changed between two releases", BETWEEN),
)
