"""The release a visitor sees: the newest, none yet, none sound."""

import pytest

from dashboard import PAGES
from etl.releasing import releases
from tests.etl.made import tables
from tests.pages.visiting import links, notices, open_page, publish, texts
from tests.test_dashboard import MADE


def test_a_new_release_shows_at_the_next_run(tmp_path, monkeypatch):
    publish(tables(figures=[{}]), tmp_path, monkeypatch)
    visit = open_page("figures", lang="en")
    assert "All 1 figure on record, on 1 unit, from 1 issue." in texts(visit)
    second = publish(MADE, tmp_path, monkeypatch)
    visit.run()
    assert "All 4 figures on record, on 2 units, from 1 issue." in texts(visit)
    assert second in texts(visit)[-1]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "当前发布版本里还没有数字。"), ("en", "The release holds no figures yet.")]
)
def test_a_release_without_figures(tmp_path, monkeypatch, page, lang, said):
    publish(tables(), tmp_path, monkeypatch)
    assert said in texts(open_page(page, lang=lang))


def test_one_issue_is_told_of_alone(tmp_path, monkeypatch):
    publish(tables(figures=[{}, {"issue": "other", "line": 1}]), tmp_path, monkeypatch)
    shown = texts(open_page("sources", lang="en", issue="other"))
    said = "1 issue, 0 articles. Every numeral in them is accounted for: 1 figure, and 0 other numerals"
    assert any(text.startswith(said) for text in shown)


def test_nothing_leads_to_the_figures_of_an_issue_without_any(tmp_path, monkeypatch):
    publish(tables(figures=[{}], issues=[{"issue": "bare", "position": 9}]), tmp_path, monkeypatch)
    for page in ("overview", "sources"):
        assert not any(" 0 figures" in link for link in links(open_page(page, lang="en")) if "See" in link)
    assert "“bare期” has no figures that are not background." in texts(open_page(lang="en"))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_a_release_every_page_says_what_to_do(tmp_path, monkeypatch, page, lang):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    visit = open_page(page, lang=lang)
    both = ["No data has been published yet. Ask the maintainer to run this command, then reload the page."]
    both += ["还没有发布任何数据。请维护人员运行下面的命令，然后刷新本页。"]
    assert texts(visit) == (both if lang == "en" else both[::-1])
    assert visit.code[0].value.startswith("python -m etl publish --by ")
    spoken = "zh-CN" if lang == "en" else "en"
    assert any(f'<p class="remark" lang="{spoken}">' in html.proto.body for html in visit.get("html"))


def test_a_damaged_release_is_told_and_the_last_sound_one_shown(tmp_path, monkeypatch):
    sound = publish(MADE, tmp_path, monkeypatch)
    damaged = publish(tables(figures=[{}]), tmp_path, monkeypatch)
    engine = releases.connect(releases.address())
    with engine.begin() as connection:
        connection.exec_driver_sql(f"update releases set content = x'00' where id = '{damaged}'")  # noqa: S608
    visit = open_page("figures", lang="en")
    assert notices(visit) == [
        f"The latest release {damaged} is damaged; this is {sound}, the last sound one. "
        f"For the maintainer: python -m etl rollback {sound} --by NAME --reason TEXT"
    ]
    assert "All 4 figures on record, on 2 units, from 1 issue." in texts(visit)
