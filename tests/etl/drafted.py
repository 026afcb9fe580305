"""A small data folder that is published, and drafts upon it: a new issue, and a figure of the old one changed."""

from dataclasses import replace
from pathlib import Path

import sqlalchemy as sql

from etl import build
from etl.curating import checks, curated
from etl.drafting import drafts, kept_drafts, opening
from etl.drafting.drafts import Draft, Entry, Piece
from etl.drafting.kept_drafts import KeptDraft
from etl.refreshing import refresh
from etl.releasing import releases
from tests.etl.folder import TEXT, write
from tests.etl.stored import at

NEW_TEXT = "河东法院一年实绩\n\n2026年，受理700件。\n"


def published(folder: Path) -> tuple[sql.Engine, Path]:
    """A database with the folder's data in force, and the data folder."""
    data, engine = write(folder), at(folder / "var" / "shiji.db")
    publish_folder(engine, data)
    return engine, data


def publish_folder(engine: sql.Engine, data: Path, explained=()) -> releases.Publication:
    loaded = curated.load(data)
    tables = build.build(loaded)
    reviewed = refresh.review(engine, tables, checks.check(loaded), data)
    return refresh.publish_folder(engine, data, loaded.files, reviewed, "李", "首次发布", list(explained))


def new_issue(engine: sql.Engine, issue: str = "made-2026", **fields) -> Draft:
    """An issue of one year later, every number decided."""
    entries = (
        Entry(3, 0, 3, 5, "2026年", state="not_figure", why="date"),
        Entry(3, 8, 3, 12, "700件", state="figure", indicator="cases", detail_zh="受理", detail_en="Accepted"),
    )
    draft = Draft(
        issue=issue,
        text=NEW_TEXT,
        name=f"{issue}.txt",
        title="示例日报",
        published="2026-12-31",
        base=base(engine),
        articles=(Piece("report", "一年实绩", 1, 4, unit="court", period="2026"),),
        entries=entries,
    )
    return replace(draft, **fields)


def old_issue(engine: sql.Engine, data: Path, **fields) -> Draft:
    """The issue that is published, taken up again; `fields` change its first figure."""
    draft = opening.opened(curated.load(data), "made-2025", TEXT, base(engine))
    nth = next(nth for nth, entry in enumerate(draft.entries) if entry.state == "figure")
    return drafts.decide(draft, nth, "figure", **fields)


def base(engine: sql.Engine) -> str:
    now = releases.current(engine)
    return now.release if now else ""


def kept(engine: sql.Engine, draft: Draft, curator: str = "李") -> KeptDraft:
    return kept_drafts.start(engine, curator, draft)


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, hidden ones too, by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
