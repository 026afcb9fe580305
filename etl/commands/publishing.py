"""Commands that put releases in force, tell of them, and take them back."""

import re
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

from etl import build
from etl.commands.command import (
    DATA,
    DONE,
    FOUND,
    SIGNED,
    UNPUBLISHED,
    Arguments,
    Command,
    Options,
    engine,
    new_folder,
    show,
)
from etl.commands.progress import bar
from etl.commands.reports import problem_lines
from etl.curating import checks, curated
from etl.curating.folders import data_folder
from etl.problems import Problem, did_you_mean
from etl.refreshing import doubts, git, refresh
from etl.refreshing.refresh import Review
from etl.releasing import audit, diff, releases
from etl.releasing.releases import Publication

Made = TypeVar("Made", Publication, Publication | list[Problem])


def publish(arguments: Arguments) -> int:
    """Make a release of the data and put it in force, if every change to what is published is explained."""
    database, data = engine(), arguments.data
    refresh.mend(database, data)
    loaded = curated.load(data, bar("read"))
    tables = build.build(loaded)
    problems = checks.check(loaded)
    reviewed = refresh.review(database, tables, problems, data)
    kinds, reasons = _explained(arguments, reviewed)
    if left := doubts.unexplained(kinds, reasons, reviewed.to_explain, reviewed.doubts):
        _ask(reviewed, left)
        return FOUND
    said = refresh.explanations(kinds, reasons, reviewed)
    put = partial(refresh.publish_folder, database, data, loaded.files, reviewed, arguments.by, arguments.reason, said)
    made = _logged(arguments, "publish", put)
    word = "published" if made.changed else "already in force, nothing changed:"
    print(f"{word} {made.release}: {len(tables['figures'])} figures of {len(tables['issues'])} issues")
    show(map(str, problems))  # warnings: with an error nothing would have been built
    problem = git.commit(data, arguments.reason, arguments.by) if arguments.commit else None
    if problem:
        print(problem)
    return FOUND if problem else DONE


def _explained(arguments: Arguments, reviewed: Review) -> tuple[dict[str, str], dict[str, str]]:
    """Kinds and reasons of changes and doubts, by id; one TEXT without an id explains all other changes."""
    kinds: dict[str, str] = {}
    reasons: dict[str, str] = {}
    ids = reviewed.to_explain["subject"].drop_duplicates().tolist()
    given = [(kind, text) for kind in ("revision", "correction") for text in getattr(arguments, kind)]
    own = [(kind, *text.split("=", 1)) for kind, text in given if _names(text, ids)]
    for kind, id, _ in own:
        if id not in ids:
            raise ValueError(f"--{kind}: nothing published that changes is {id!r}; {_instead(id, ids)}")
    if len(given) - len(own) > 1:
        raise ValueError("one TEXT explains all changes: say ID=TEXT for the others")
    general = [(kind, id, text) for kind, text in given if not _names(text, ids) for id in ids]
    for kind, id, text in [*general, *own]:
        kinds[id], reasons[id] = kind, text
    known = [one.id for one in reviewed.doubts]
    for accepted in arguments.accept:
        id, _, reason = accepted.partition("=")
        if id not in known:
            raise ValueError(f"--accept: there is no doubt {id!r}; {_instead(id, known)}")
        reasons[id] = reason
    return kinds, reasons


def _names(text: str, ids: list[str]) -> bool:
    """Whether a text is ID=TEXT: a release is for ever, so what looks like an id is never taken for a reason."""
    id, equals, _ = text.partition("=")
    return bool(equals) and (id in ids or ("/" in id and not re.search(r"\s", id)))


def _instead(id: str, known: list[str]) -> str:
    return did_you_mean(id, known) or "leave it out"


def _ask(reviewed: Review, left: list[str]) -> None:
    """What is not explained yet, and how to."""
    told = reviewed.to_explain
    show("\t".join(row) for row in told[told["subject"].isin(left)].fillna("").itertuples(index=False))
    show(f"{one}\n  --accept '{one.id}=REASON'" for one in reviewed.doubts if one.id in left)
    if changed := set(told["subject"]).intersection(left):
        print(
            f"{len(changed)} published things change: say --revision TEXT (new information) or --correction TEXT (an "
            "error of ours), or ID=TEXT for each"
        )
    if doubted := len(left) - len(changed):
        print(f"{doubted} doubts: look at the text again, then mend them or say why they stand")
    print("nothing was published")


def _logged(arguments: Arguments, what: str, act: Callable[[], Made], **details: str) -> Made:
    """What an action makes. The audit log has it before it is done, or nothing is; and what came of it."""
    note = partial(audit.append, audit.location(), arguments.by, "command line")
    try:
        note(what, **details, reason=arguments.reason)
    except audit.LogUnusable as error:
        raise audit.LogUnusable(f"{error}; nothing was done") from error
    outcome, told = f"{what}: not done", {}
    try:
        made = act()
        if isinstance(made, Publication):
            outcome, told = f"{what}: done", {"release": made.release, "sequence": made.sequence}
    finally:
        with suppress(audit.LogUnusable):
            note(outcome, **told)
    return made


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
    """Put an earlier release in force again, and its YAML back."""
    data = None if arguments.database_only else arguments.data or data_folder()
    if data is not None and not data.is_dir():
        raise ValueError(f"{data} is not a folder: name the data folder by --data, or say --database-only")
    put = partial(refresh.rollback, engine(), data, arguments.release, arguments.by, arguments.reason, arguments.force)
    made = _logged(arguments, "rollback", put, release=arguments.release)
    if isinstance(made, list):
        show(problem_lines(made, "text"))
        return FOUND
    followed = f"; the curated files in {data} are its own again" if data else "; no file was touched"
    print(f"{'in force again' if made.changed else 'in force already'}: {made.release}{followed}")
    return DONE


def show_diff(arguments: Arguments) -> int:
    """Tell what changed between two releases, or from a release, the one in force, to the data."""
    database = engine()
    base = arguments.before or releases.current(database)
    if base is None:
        print(UNPUBLISHED)
        return FOUND
    before = releases.load(database, base if isinstance(base, str) else base.release)
    after = releases.load(database, arguments.after) if arguments.after else build.build(curated.load(arguments.data))
    changes = diff.diff(before, after)
    for told in (diff.entries(before, after), changes):
        show("\t".join(row) for row in told.fillna("").itertuples(index=False))
    show([", ".join(f"{count} {change}" for change, count in diff.summary(changes).items())])
    show(f"doubt: {one}" for one in doubts.doubts(before, after))
    return DONE


RELEASE = {"help": "id of a release, as history lists it"}
SOURCES = {"type": new_folder, "metavar": "DIR", "help": "write the YAML of the release into this new folder"}
BETWEEN: Options = {
    "before": {"nargs": "?", "help": "id of the earlier release (default: the one in force)"},
    "after": {"nargs": "?", "help": "id of the later release (default: the data as it is)"},
}
EXPLAINED: Options = {
    "--revision": {
        "action": "append",
        "default": [],
        "metavar": "TEXT",
        "help": "why published figures and entries change, by new information; ID=TEXT says it of one",
    },
    "--correction": {
        "action": "append",
        "default": [],
        "metavar": "TEXT",
        "help": "why published figures and entries change, by an error of ours; ID=TEXT says it of one",
    },
    "--accept": {
        "action": "append",
        "default": [],
        "metavar": "DOUBT=REASON",
        "help": "why what looks like a slip is none",
    },
    "--commit": {"action": "store_true", "help": "commit the data folder to git, too"},
}
BACK: Options = {
    "--data": {"type": Path, "help": "folder whose YAML follows (default: DATA_DIR, else data)"},
    "--database-only": {"action": "store_true", "help": "leave all files as they are"},
    "--force": {"action": "store_true", "help": "write over edits by hand that were never published"},
}

COMMANDS = (
    Command("publish", publish, "make a release of the data and put it in force", {**DATA, **SIGNED, **EXPLAINED}),
    Command("current", current, "tell the release in force"),
    Command("history", history, "list every publication, the latest first"),
    Command(
        "show",
        show_release,
        "tell what a release holds, and write out the YAML it was built from",
        {"release": RELEASE, "--sources": SOURCES},
    ),
    Command(
        "rollback",
        roll_back,
        "put an earlier release in force again, and its YAML back into the data folder",
        {"release": RELEASE, **SIGNED, **BACK},
    ),
    Command("diff", show_diff, "tell what changed between two releases, or from one to the data", {**BETWEEN, **DATA}),
)
