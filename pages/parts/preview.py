"""A draft on the public pages, for curators, before anybody else sees it."""

from pathlib import Path
from typing import Literal

import streamlit as st

from etl.curating.folders import data_folder
from etl.drafting import entering, kept_drafts
from etl.drafting.entering import Entered
from etl.drafting.kept_drafts import KeptDraft
from etl.releasing.releases import Publication, ReleaseError, address
from pages.parts import frame
from pages.parts.choice import PREVIEW
from pages.parts.frame import DESK
from pages.parts.released import Released, engine
from pages.parts.visit import Visit
from pages.parts.visitors.rights import Curator

Stamp = tuple[tuple[str, int, int], ...]
Missing = Literal["refused", "gone", "errors"]


def previewed(draft: str, curator: Curator | None) -> Released | Missing:
    """What the pages would show with a draft in the data, under a name that no release has; else why there is none."""
    if curator is None:
        return "refused"
    try:
        kept = kept_drafts.load(engine(address()), draft)
    except ReleaseError:
        return "gone"
    if kept is None:
        return "gone"
    found = entered(kept)
    if found.tables is None:
        return "errors"
    name, title = f"preview-{entering.digest(found.files)}", kept.draft.title or kept.issue
    return Released(Publication(0, name, "publish", kept.curator, title, kept.saved_at), found.tables)


def band(visit: Visit) -> None:
    """On top of a preview: what this is, and the way back."""
    draft = visit.said.one(PREVIEW)
    if draft is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="previewing"):
        frame.notice(visit.say("curation.previewing.band", title=visit.released.publication.reason), "alarm")
        back: dict[str, list[str]] = {"draft": [draft], "step": ["preview"], "lang": [visit.lang]}
        st.page_link(visit.pages[DESK], label=visit.say("curation.previewing.back"), query_params=back)


def entered(kept: KeptDraft) -> Entered:
    """The data folder with a draft in it, and what is wrong; worked out once for a version of both."""
    return _entered(kept.id, kept.version, stamp(data_folder(), "*.yaml"), _kept=kept)


def stamp(folder: Path, pattern: str) -> Stamp:
    """What tells one state of a folder's files from another."""
    files = [(path.as_posix(), path.stat()) for path in sorted(folder.rglob(pattern))]
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in files)


@st.cache_resource(max_entries=8, show_spinner=False)
def _entered(id: str, version: int, data: Stamp, _kept: KeptDraft) -> Entered:
    return entering.entered(_kept.draft, data_folder())
