import pytest

from dashboard import PAGES
from etl.curating.folders import data_folder
from etl.drafting import kept_drafts
from etl.releasing import releases
from pages.parts.text import say
from tests.etl.drafted import kept, new_issue, old_issue, published
from tests.pages.visiting import at_this_machine, copied, links, notices, open_page, texts

BAND = "Preview of the draft “示例日报”: not published, and seen by curators only."


@pytest.fixture
def stage(tmp_path, monkeypatch):
    """A published data folder, and its database."""
    engine, data = published(tmp_path)
    monkeypatch.setenv("DATABASE_URL", str(engine.url))
    monkeypatch.setenv("DATA_DIR", str(data))
    assert data_folder() == data
    return engine, data


@pytest.fixture
def draft(stage) -> str:
    return kept(stage[0], new_issue(stage[0])).id


def test_a_curator_sees_the_pages_with_the_draft(draft, monkeypatch):
    at_this_machine(monkeypatch)
    visit = open_page("figures", lang="en", preview=draft, issue="made-2026")
    assert notices(visit) == [BAND]
    assert "1 figure of 4, on 1 unit, from 1 issue." in texts(visit)
    assert "There are no files of a preview." in texts(visit)
    assert visit.get("download_button") == []


@pytest.mark.parametrize("page", PAGES)
def test_every_link_but_the_way_back_carries_the_preview_on(draft, monkeypatch, page):
    at_this_machine(monkeypatch)
    visit = open_page(page, lang="en", preview=draft)
    assert notices(visit) == [BAND]
    asked = [(link.proto.page, link.proto.query_string) for link in visit.get("page_link")]
    back = [query for _, query in asked if "draft=" in query]
    assert back == [f"draft={draft}&step=preview&lang=en"]
    assert len(asked) > len(PAGES) + 2
    assert [query for _, query in asked if f"preview={draft}" not in query] == back
    html = "".join(element.proto.body for element in visit.main.get("html"))
    assert [address for address in hrefs(html) if f"preview={draft}" not in address] == []
    assert f"preview={draft}" in copied(visit)[0]
    assert "&v=" not in copied(visit)[0]


def test_with_nothing_chosen_a_preview_has_nothing_to_clear(draft, monkeypatch):
    at_this_machine(monkeypatch)
    assert "Clear the choice" not in links(open_page("figures", lang="en", preview=draft))
    assert "Clear the choice" in links(open_page("figures", lang="en", preview=draft, year="2025"))


def hrefs(html):
    return [part.partition('"')[0] for part in html.split('href="')[1:] if not part.startswith("#")]


@pytest.mark.parametrize(
    ("id", "sentence"),
    [
        (None, "which only curators see"),
        ("none", "a draft that is not there"),
        ("x" * 999, "a draft that is not there"),
    ],
)
def test_nobody_else_sees_it_and_the_address_forgets_it(draft, monkeypatch, id, sentence):
    if id:
        at_this_machine(monkeypatch)
    visit = open_page("figures", lang="en", preview=id or draft)
    assert [sentence in notice for notice in notices(visit)] == [True]
    assert any("All 3 figures" in text for text in texts(visit))
    assert all("preview" not in link.proto.query_string for link in visit.get("page_link"))


def test_a_draft_with_errors_has_no_preview_yet(stage, monkeypatch):
    at_this_machine(monkeypatch)
    id = kept(stage[0], new_issue(stage[0], published="never")).id
    assert "The draft has errors" in notices(open_page("figures", lang="en", preview=id))[0]


def test_what_is_saved_shows_at_the_next_run(stage, draft, monkeypatch):
    at_this_machine(monkeypatch)
    visit = open_page("sources", lang="en", preview=draft, issue="made-2026")
    assert any("示例日报" in text for text in texts(visit))
    saved = kept_drafts.load(stage[0], draft)
    changed = new_issue(stage[0], title="改了名的日报")
    kept_drafts.save(stage[0], draft, changed, saved.version)
    assert any("改了名的日报" in text for text in texts(visit.run()))


def test_a_figure_of_a_preview_has_neither_history_nor_citation(stage, draft, monkeypatch):
    at_this_machine(monkeypatch)
    shown = open_page("sources", lang="en", preview=draft, figure="made-2026/3/1")
    assert "700件" in " ".join(texts(shown))
    own = {say("en", "passport.history"), say("en", "passport.cite")}
    assert own & set(texts(shown)) == set()
    assert own < set(texts(open_page("sources", lang="en", figure="made-2025/3/1")))


def test_before_the_first_release_there_is_a_preview_too(tmp_path, monkeypatch):
    engine, data = published(tmp_path / "a")
    at_this_machine(monkeypatch)
    monkeypatch.setenv("DATA_DIR", str(data))
    fresh = tmp_path / "fresh.db"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{fresh}")
    id = kept(releases.connect(f"sqlite:///{fresh}"), new_issue(engine)).id
    visit = open_page(lang="en", preview=id)
    assert notices(visit) == [BAND]
    assert "Overview" in [title.value for title in visit.title]


def test_a_published_figure_taken_up_again_is_shown_as_the_draft_has_it(stage, monkeypatch):
    at_this_machine(monkeypatch)
    id = kept(stage[0], old_issue(*stage, detail_en="Cases accepted anew")).id
    assert "Cases accepted anew" in " ".join(texts(open_page("sources", lang="en", preview=id, figure="made-2025/3/1")))
