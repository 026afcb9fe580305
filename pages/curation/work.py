"""What the steps of curation work on: a draft as it is kept, its registries, and the one way a change is kept."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from sqlalchemy import Engine

from etl import evidence
from etl.curating import curated as curated_data
from etl.curating.curated import Curated
from etl.curating.folders import data_folder, texts_folder
from etl.drafting import entering, kept_drafts, opening
from etl.drafting.drafts import Draft
from etl.drafting.entering import Entered
from etl.drafting.kept_drafts import Conflict, DraftDamaged, KeptDraft, ListedDraft
from etl.problems import DataRejected, Place, Problem
from etl.refreshing import refresh
from etl.refreshing.refresh import Review
from etl.releasing import releases
from etl.releasing.releases import ReleaseError
from etl.scanning import lessons
from etl.scanning.lessons import Lessons
from etl.texts import texts_in
from pages.curation.registries import Registries, registries
from pages.parts import frame, preview
from pages.parts.preview import Stamp, stamp
from pages.parts.released import engine as database
from pages.parts.visit import Visit
from pages.parts.visitors import rights
from pages.parts.visitors.rights import Curator, Refusal

Change = Callable[[Draft], Draft | Problem]


@dataclass(frozen=True)
class Work:
    """One draft as one run of a page shows it."""

    visit: Visit
    kept: KeptDraft
    held: Registries

    @property
    def draft(self) -> Draft:
        """The draft."""
        return self.kept.draft

    @property
    def key(self) -> str:
        """What the keys of its controls begin with."""
        return f"draft-{self.kept.id}"

    def say(self, key: str, **values: object) -> str:
        """A sentence in the reader's language."""
        return self.visit.say(key, **values)


def base() -> str:
    """The id of the release in force, "" for none: what a draft begins from."""
    now = releases.current(engine())
    return now.release if now else ""


def engine() -> Engine:
    """The database that pages read."""
    return database(releases.address())


def curated() -> Curated:
    """The curated data as its files are now; read anew only where one of them changed."""
    return _curated(str(data_folder()), stamp(data_folder(), "*.yaml"))


def learnt() -> Lessons:
    """What the curated data and the archived texts teach about a new one."""
    return _lessons(
        str(data_folder()), str(texts_folder()), stamp(data_folder(), "*.yaml"), stamp(texts_folder(), "*.txt")
    )


def opened(visit: Visit, id: str) -> Work | None:
    """The draft of that id to work on; None, and a remark with the way on, where that cannot be.

    A draft that another tab or person has saved since this visitor saw it is shown only after they say so.
    """
    try:
        kept = kept_drafts.load(engine(), id)
    except DraftDamaged as damage:
        frame.notice(visit.say("curation.draft-damaged", said=damage), "alarm")
        return None
    if kept is None:
        frame.notice(visit.say("curation.draft-gone"))
        return None
    seen = st.session_state.setdefault(f"seen-{id}", kept.version)
    if seen != kept.version:
        at = kept.saved_at[11:16]
        frame.notice(visit.say("curation.draft-changed", by=visit.who(kept.curator), at=at), "alarm")
        label = visit.say("curation.draft-go-on")
        st.button(label, key="go-on", type="primary", on_click=see, args=(id, kept.version))
        return None
    return Work(visit, kept, registries(curated(), kept.draft))


def keep(work: Work, how: Change) -> bool:
    """Keep the draft as `how` makes it of the one kept; whether it was kept. What hindered is told at the next run."""
    id = work.kept.id
    if not allowed("draft", draft=id):
        return False
    kept = kept_drafts.load(engine(), id)
    if kept is None or kept.version != st.session_state.get(f"seen-{id}"):
        return False  # told by `opened`
    made = how(kept.draft)
    if isinstance(made, Problem):
        tell(made)
        return False
    if made == kept.draft:
        return True
    saved = kept_drafts.save(engine(), id, made, kept.version)
    if isinstance(saved, Conflict):
        return False
    see(id, saved.version)
    return True


def entered(work: Work) -> Entered:
    """The data folder with the draft in it, and what is wrong; worked out once for a version of both."""
    return preview.entered(work.kept)


def reviewed(work: Work, found: Entered) -> Review:
    """What the draft changes against the release in force; worked out once for a version of all three."""
    compared = _review(work.kept.id, work.kept.version, stamp(data_folder(), "*.yaml"), base(), found)
    return refresh.unread(engine(), work.kept.id, compared)


def in_repository() -> bool:
    """Whether the data folder is under the care of git."""
    folder = data_folder().resolve()
    return any((above / ".git").exists() for above in (folder, *folder.parents))


def now(work: Work) -> Draft:
    """The draft as it is kept now, after a change of this run."""
    kept = kept_drafts.load(engine(), work.kept.id)
    return kept.draft if kept else work.draft


def start(draft: Draft, curator: str) -> str:
    """Keep a new draft; its id."""
    kept = kept_drafts.start(engine(), curator, draft)
    see(kept.id, kept.version)
    return kept.id


def allowed(what: str, approval: bool = False, **details: object) -> Curator | None:
    """Who does this, asked anew and written down; None, and told at the next run, where they may not."""
    who = rights.allowed(what, approval, **details)
    if isinstance(who, Refusal):
        tell(who)
        return None
    return who


def tell(hindrance: Problem | Refusal) -> None:
    """Have what hindered an action told at the next run."""
    st.session_state.setdefault("told", []).append(hindrance)


def seen(work: Work) -> int:
    """The version of the draft that this visitor has seen or made."""
    return int(st.session_state.get(f"seen-{work.kept.id}", work.kept.version))


def lines_of_text(sha256: str) -> list[ListedDraft]:
    """Drafts of the text with this fingerprint."""
    found = []
    for line in kept_drafts.listed(engine()):
        with suppress(DraftDamaged):
            kept = kept_drafts.load(engine(), line.id)
            found += [line] if kept and texts_in.fingerprint(kept.draft.text) == sha256 else []
    return found


def reopen(issue: str, release: str = "") -> str | None:
    """A published issue as a draft, the one under way where there is one; its id, None where that cannot be.

    `release` is an earlier one that has the issue, where the one in force has it no more.
    """
    under_way = next((line.id for line in kept_drafts.listed(engine()) if line.issue == issue), None)
    who = None if under_way else allowed("reopen", issue=issue, release=release or base())
    if who is None:
        return under_way
    held = _of_release(release) if release else curated()
    if issue not in held.issues:
        tell(Problem(Place(release), "not-kept", "the files of the issue", release))
        return None
    filed = held.issues[issue]
    text = evidence.archived(texts_folder(), filed.record.text, filed.record.sha256)
    if isinstance(text, Problem):
        tell(text)
        return None
    try:
        if release:
            said = releases.explanations(engine())
            draft = opening.brought_back(held, issue, text, curated(), base(), said)
        else:
            draft = opening.opened(held, issue, text, base())
    except DataRejected as rejected:  # its files are being edited by hand, and not whole
        tell(rejected.problems[0])
        return None
    return start(draft, who.name)


def _of_release(release: str) -> Curated:
    """The curated data of any release; empty where its files are damaged, or were not kept."""
    files = {}
    with suppress(ReleaseError):
        files = releases.sources(engine(), release)
    return entering.loaded_from(files, "data")


def see(id: str, version: int) -> None:
    """Take this version of a draft for what the visitor knows."""
    st.session_state[f"seen-{id}"] = version


@st.cache_resource(max_entries=4, show_spinner=False)
def _curated(data: str, stamp: Stamp) -> Curated:
    return curated_data.load(Path(data))


@st.cache_resource(max_entries=8, show_spinner=False)
def _review(id: str, version: int, stamp: Stamp, base: str, _found: Entered) -> Review:
    assert _found.tables is not None, "asked only of what has no errors"
    return refresh.review(engine(), _found.tables, _found.problems, data_folder())


@st.cache_resource(max_entries=2, show_spinner=False)
def _lessons(data: str, texts: str, files: Stamp, archived: Stamp) -> Lessons:
    return lessons.learn(_curated(data, files), Path(texts))
