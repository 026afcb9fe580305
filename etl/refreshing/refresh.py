"""From a draft to what is in force, and back again: the database and the data folder move together or not at all."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
import sqlalchemy as sql

from etl.drafting import entering, kept_drafts, kept_readings, second
from etl.drafting.drafts import Draft
from etl.drafting.entering import Entered
from etl.drafting.kept_drafts import Conflict, KeptDraft
from etl.problems import Place, Problem, errors
from etl.refreshing import doubts, swap
from etl.refreshing.reviewing import Review, explanations, files_of, readable, review, unread
from etl.releasing import releases
from etl.releasing.database import ReleaseError, writing
from etl.releasing.diff import diff
from etl.releasing.explanations import Explanation
from etl.releasing.releases import Publication, Ready

__all__ = ["Overtaken", "Review", "explanations", "mend", "publish", "publish_folder", "rebased"]
__all__ += ["review", "rollback", "unpublished", "unread"]

CURATED = ("*.yaml", "issues/*/*.yaml")  # files of the data folder that follow a release
TAKE_BACK = "publish it (python -m etl publish), or take it back (python -m etl rollback {release} --force)"


@dataclass(frozen=True)
class Overtaken:
    """Another release came into force since the draft was begun; `changes` are from that base to `now`."""

    now: Publication | None
    changes: pd.DataFrame


def unpublished(engine: sql.Engine, data: Path) -> list[str]:
    """Files of the data folder that are not as the release in force has them, by path; what was killed is mended."""
    mend(engine, data)
    edited = _edited(engine, data)
    if not edited or releases.current(engine) is None:
        return edited
    with writing(engine):  # whoever may have been writing just then has finished
        swap.mend(data, lambda: files_of(engine, releases.current(engine)))
        return _edited(engine, data)


def mend(engine: sql.Engine, data: Path) -> None:
    """Finish what a killed publication or rollback left of the data folder."""
    if swap.interrupted(data):
        with writing(engine):
            swap.mend(data, lambda: files_of(engine, releases.current(engine)))


def publish(  # noqa: PLR0913, PLR0917 -- each says one thing of a publication
    engine: sql.Engine, data: Path, texts: Path, kept: KeptDraft, by: str, reason: str, four_eyes: bool = False
) -> Publication | Overtaken | Conflict | list[Problem]:
    """Put a draft in force: YAML into `data`, its text into `texts`, a release, and the draft is done with.

    Nothing at all happens where the base has moved, the draft was saved since, files of `data` were edited by hand,
    or the draft has errors, changes without an explanation or, with `four_eyes`, no approval: `by` must then be
    another than its curator and what was submitted must be what is published. Raises ReleaseError where the database
    or a folder cannot be used, ValueError for an unfit `by` or `reason`.
    """
    if moved := _moved(engine, kept.draft):
        return moved
    if edited := unpublished(engine, data):
        return _moved(engine, kept.draft) or _hand_edits(engine, data, edited)
    with swap.explained(data):
        made = entering.entered(kept.draft, data)
        compared = review(engine, made.tables, made.problems, data) if made.tables else None
        reviewed = unread(engine, kept.id, compared) if compared else None
    problems = errors(made.problems) + _text_taken(kept.draft, texts)
    if reviewed is None or problems:
        return _moved(engine, kept.draft) or problems
    problems = _unexplained(kept.draft, reviewed) + _unsettled(engine, kept)
    if problems := problems + (_unapproved(kept, by, made) if four_eyes else []):
        return _moved(engine, kept.draft) or problems
    signed = by if by == kept.curator else f"{kept.curator} / {by}"
    ready = releases.ready(reviewed.tables, made.files, signed, reason)
    explained = explanations(kept.draft.kinds, kept.draft.reasons, reviewed)
    return _entered(engine, data, texts, kept, ready, explained)


def rebased(engine: sql.Engine, draft: Draft, release: str) -> Draft | Problem:
    """The draft as one begun from `release`; a Problem where its own issue was changed in between.

    A draft of an issue taken up again says what all of that issue is to be: it would undo what it has not seen.
    """
    folder = f"issues/{draft.issue}/"
    ids = (draft.base, release) if draft.opened else ()
    held = [
        {below: content for below, content in releases.sources(engine, id).items() if below.startswith(folder)}
        for id in ids
    ]
    if held and (changed := _differing(*held)):
        place, way_out = Place(f"data/{changed[0]}"), "take the issue up again, and enter what you changed there"
        return Problem(place, "issue-moved", f"the issue as release {draft.base} has it", f"that of {release}", way_out)
    return replace(draft, base=release)


def publish_folder(  # noqa: PLR0913, PLR0917 -- each says one thing of a publication
    engine: sql.Engine,
    data: Path,
    files: Mapping[str, bytes],
    reviewed: Review,
    by: str,
    reason: str,
    explained: list[Explanation],
) -> Publication:
    """Put the data folder in force as it was read and reviewed; raises ReleaseError where it or the base changed."""
    made = releases.ready(reviewed.tables, files, by, reason)
    with writing(engine) as connection:
        if changed := _differing(_standing(data), files):
            raise ReleaseError(f"{changed[0]} was changed while it was read; nothing was published: do it again")
        return releases.enter(connection, made, reviewed.base.release if reviewed.base else "", explained)


def rollback(  # noqa: PLR0913, PLR0917 -- each says one thing of a publication
    engine: sql.Engine, data: Path | None, release: str, by: str, reason: str, force: bool = False
) -> Publication | list[Problem]:
    """Put an earlier release in force again, and its YAML back into `data`; None leaves all files alone.

    Files it does not have go; what is no curated YAML stays, archived texts too. Files edited by hand are a problem
    each unless `force`d; to the release in force, that takes such edits back. Raises what `releases.rollback` raises.
    """
    if data is None:
        return releases.rollback(engine, release, by, reason)
    made = releases.ready_again(engine, release, by, reason)
    files = releases.sources(engine, release)
    if not files:
        raise ReleaseError(f"release {release} was kept without its files: roll the database back alone, without data")
    mend(engine, data)
    with writing(engine) as connection:
        if not force and (edited := _edited(engine, data)):
            return _hand_edits(engine, data, edited)
        with swap.swapped(data, _to_change(_standing(data), files)):
            publication = releases.enter(connection, made)
            connection.commit()
    return publication


def _entered(  # noqa: PLR0913, PLR0917 -- all that was made ready
    engine: sql.Engine, data: Path, texts: Path, kept: KeptDraft, ready: Ready, explained: list[Explanation]
) -> Publication | Overtaken | Conflict | list[Problem]:
    """The writer's turn: what was looked at still stands, then all of it is written."""
    draft, files = kept.draft, ready.sources or {}
    with writing(engine) as connection:
        if moved := _moved(engine, draft):
            return moved
        sources, standing = files_of(engine, releases.current(engine)), _standing(data)
        if edited := _differing(standing, sources) or _differing(entering.files(draft, sources), files):
            return _hand_edits(engine, data, edited)
        if conflict := kept_drafts.take(connection, kept):
            return conflict
        with _archived(texts, draft), swap.swapped(data, _to_change(standing, files)):
            publication = releases.enter(connection, ready, draft.base, explained)
            connection.commit()
    return publication


@contextmanager
def _archived(texts: Path, draft: Draft) -> Iterator[None]:
    """The text of a new issue in its folder, for as long as the block succeeds."""
    path = texts / draft.name
    new = not draft.opened and not path.exists()
    with swap.explained(path):
        if new:
            swap.write(path, draft.text.encode())
    try:
        yield
    except BaseException:
        if new:
            path.unlink(missing_ok=True)
        raise


def _moved(engine: sql.Engine, draft: Draft) -> Overtaken | None:
    now = releases.current(engine)
    if (now.release if now else "") == draft.base:
        return None
    after = readable(engine, now)
    try:
        before = releases.load(engine, draft.base)
    except ReleaseError:
        before = {}
    empty = before or after
    none = {**empty, "figures": empty["figures"].head(0)} if empty else {}
    return Overtaken(now, diff(before or none, after or none) if empty else pd.DataFrame())


def _unexplained(draft: Draft, reviewed: Review) -> list[Problem]:
    left = doubts.unexplained(draft.kinds, draft.reasons, reviewed.to_explain, reviewed.doubts)
    doubted = {one.id for one in reviewed.doubts}
    kinds = {id: "why it stands" if id in doubted else "a revision or a correction, and why" for id in left}
    return [Problem(Place(draft.name), "unexplained", expected, id, "say so") for id, expected in kinds.items()]


def _unsettled(engine: sql.Engine, kept: KeptDraft) -> list[Problem]:
    """What a second reader saw otherwise, and nobody has looked at since."""
    readings = [one.reading for one in kept_readings.listed(engine, kept.id)]
    place = Place(kept.draft.name)
    return [
        Problem(place, "unsettled", f"{one.first} or {one.second}, settled by the text", "neither", "look at it again")
        for reading in readings
        for one in second.differences(kept.draft, reading)
    ]


def _unapproved(kept: KeptDraft, by: str, made: Entered) -> list[Problem]:
    """Two people have looked at exactly this."""
    place, digest = Place(kept.draft.name), entering.digest(made.files)
    if by == kept.curator:
        return [Problem(place, "not-approved", "another person than its curator", by, "ask somebody who may approve")]
    if kept.submitted != digest:
        found = kept.submitted or "nothing"
        return [Problem(place, "not-approved", f"{digest}, submitted", found, "let its curator submit it again")]
    return []


def _text_taken(draft: Draft, texts: Path) -> list[Problem]:
    path = texts / draft.name
    if path.name != draft.name or draft.name.startswith("."):
        return [Problem(Place(draft.name), "text-taken", "the plain name of a file", draft.name, "rename the text")]
    with swap.explained(path):
        taken = not draft.opened and path.exists() and path.read_bytes() != draft.text.encode()
    return [Problem(Place(draft.name), "text-taken", "a name of its own", "another text has it")] if taken else []


def _edited(engine: sql.Engine, data: Path) -> list[str]:
    return _differing(_standing(data), files_of(engine, releases.current(engine)))


def _hand_edits(engine: sql.Engine, data: Path, edited: list[str]) -> list[Problem]:
    now = releases.current(engine)
    way_out = TAKE_BACK.format(release=now.release) if now else "publish it (python -m etl publish)"
    places = [Place(f"{data.resolve().name}/{below}") for below in edited]
    return [Problem(place, "unpublished", "the file as it is published", "another", way_out) for place in places]


def _differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    return sorted(below for below in {*one, *other} if one.get(below) != other.get(below))


def _to_change(standing: Mapping[str, bytes], files: Mapping[str, bytes]) -> dict[str, bytes | None]:
    """Registries first: an article refers to them."""
    differing = sorted(_differing(standing, files), key=lambda below: below.count("/"))
    return {below: files.get(below) for below in differing}


def _standing(data: Path) -> dict[str, bytes]:
    found = {}
    with swap.explained(data):
        for path in sorted(path for pattern in CURATED for path in data.glob(pattern)):
            with suppress(FileNotFoundError):  # taken away just now
                found[path.relative_to(data).as_posix()] = path.read_bytes()
    return {below: content for below, content in found.items() if not Path(below).name.startswith(".")}
