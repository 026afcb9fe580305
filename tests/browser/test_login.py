"""Logging in, with a real provider on this machine: who may curate, who no longer, and who only says so."""

import json
import urllib.error
import urllib.request

import pytest
from itsdangerous import URLSafeTimedSerializer
from playwright.sync_api import BrowserContext, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pages.parts.text import say
from tests.browser.logins import Guarded, go, log_in, press_log_in
from tests.browser.programs import answered, sent
from tests.browser.served import PAGES, settle

pytestmark = pytest.mark.browser

DESK = say("en", "curation.title")


def test_a_stranger_reads_and_is_turned_away_from_the_desk(context: BrowserContext, guarded: Guarded):
    page = context.new_page()
    go(page, f"{guarded.url}/figures")
    expect(page.get_by_role("heading", name="Figures", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name=DESK)).to_have_count(0)
    go(page, f"{guarded.url}/refresh")
    expect(page.get_by_text("Log in to see this page.")).to_be_visible()
    assert guarded.refused()[-1] == ("unknown", "open refresh", "stranger")


@pytest.mark.parametrize("who", ["li", "mei"])
def test_who_is_listed_comes_in_and_goes_out(context: BrowserContext, guarded: Guarded, who: str):
    page = log_in(context, guarded, who)
    expect(page.get_by_text(f"{who}@example.org").last).to_be_visible()
    go(page, f"{guarded.url}/refresh?lang=en&step=text")
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url(lambda url: not url.startswith(guarded.url))
    page.get_by_role("button").first.click()  # of the provider, which asks whether to
    page.wait_for_url(f"{guarded.url}/?lang=en")
    settle(page)
    expect(page.get_by_role("link", name=DESK)).to_have_count(0)
    expect(page.get_by_role("button", name="Log in")).to_be_visible()


@pytest.mark.parametrize(
    ("who", "sentence", "refused"),
    [
        ("zhao", "you are not on the list", ("zhao@example.org", "open refresh", "unlisted")),
        ("sun", "has not verified your e-mail address", ("li@example.org", "open refresh", "unverified")),
    ],
)
def test_who_is_not_stays_out(
    context: BrowserContext, guarded: Guarded, who: str, sentence: str, refused: tuple[str, str, str]
):
    page = log_in(context, guarded, who)
    expect(page.get_by_text(sentence)).to_be_visible()
    assert guarded.refused()[-1] == refused


@pytest.mark.parametrize(
    ("change", "sentence", "why"),
    [
        (("li@example.org", "wang@example.org"), "不在录入人员名单上", "unlisted"),
        (("[curation]", "[curation]\nhours = 0.00001"), "登录已到期", "expired"),
        (("0123456789abcdef0123456789abcdef", "secret"), "权限配置不可靠", "misconfigured"),
    ],
)
def test_who_loses_the_right_loses_it_at_the_next_click(
    context: BrowserContext, guarded: Guarded, change: tuple[str, str], sentence: str, why: str
):
    page = log_in(context, guarded, "li")
    expect(page.get_by_role("heading", level=1, name=DESK)).to_be_visible()
    guarded.secrets.write_text(guarded.said.replace(*change))
    page.get_by_role("button", name="中文").click()
    settle(page)
    expect(page.get_by_text(sentence)).to_be_visible()
    assert guarded.refused()[-1][1:] == ("open refresh", why)


def test_a_forged_cookie_is_a_stranger(context: BrowserContext, guarded: Guarded):
    claims = {"origin": guarded.url, "is_logged_in": True, "email": "li@example.org", "email_verified": True}
    signer = URLSafeTimedSerializer("another secret of thirty-two letters", salt="_streamlit_user")
    signed = signer.dumps(json.dumps(claims | {"exp": 20_000_000_000}))
    context.add_cookies([{"name": "_streamlit_user", "value": str(signed), "url": guarded.url}])
    page = context.new_page()
    go(page, f"{guarded.url}/refresh")
    expect(page.get_by_text("Log in to see this page.")).to_be_visible()


def buttons(messages: list[ForwardMsg]) -> dict[str, str]:
    """The ids of all buttons among the messages, by what stands on them."""
    shown = [message.delta.new_element.button for message in messages]
    return {button.label: button.id for button in shown if button.id}


def test_pressing_a_curators_buttons_from_a_program_does_nothing(context: BrowserContext, guarded: Guarded):
    page, frames = log_in(context, guarded, "li"), []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda data: frames.extend([data])))
    go(page, f"{guarded.url}/refresh")
    known, refused = buttons(sent(frames)), len(guarded.refused())
    assert "Log out" in known
    told = answered(guarded.url, "refresh", pressed=known.values())
    assert list(buttons(told)) == ["Log in"]
    assert guarded.refused()[refused:] == [("unknown", "open refresh", "stranger")]


def status(url: str, cookie: str = "") -> int:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers={"Cookie": cookie}), timeout=30) as answer:  # noqa: S310 (a loopback address)
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_where_readers_must_log_in_nothing_is_given_to_strangers(context: BrowserContext, guarded: Guarded):
    files = [f"{guarded.url}/{path}" for path in ("api/figures.json", "api/releases", "feed.xml", "media/none.csv")]
    assert [status(file) for file in files] == [200, 200, 200, 404]
    guarded.secrets.write_text(guarded.said.replace("[curation]", "[curation]\nreaders_must_log_in = true"))
    assert [status(file) for file in files] == [401] * 4
    assert status(f"{guarded.url}/ready") == 200
    page = context.new_page()
    for address in (*PAGES, "/refresh"):
        go(page, guarded.url + address)
        shown = page.locator('[data-testid="stMain"]').inner_text().split("\n")
        assert [line for line in shown if line] == ["Shiji", "Log in to see this page.", "Log in", "中文"]
    go(page, f"{guarded.url}/figures?unit=hexi-district&q=%E4%BA%BA")
    press_log_in(page, "zhao")
    expect(page.get_by_role("heading", level=1)).to_have_text("Figures")
    cookie = "; ".join(f"{one['name']}={one['value']}" for one in context.cookies())
    assert [status(file, cookie) for file in files] == [200, 200, 200, 404]
    assert [status(file, cookie.replace("_streamlit_user=", "_streamlit_user=x")) for file in files] == [401] * 4
    named = '[curation]\nreaders_must_log_in = true\nreaders = ["zhao@partner.org", "@example.com"]'
    guarded.secrets.write_text(guarded.said.replace("[curation]", named))
    page.get_by_role("link", name="中文").click()
    settle(page)
    expect(page.get_by_text("不在读者名单上")).to_be_visible()
    assert [status(file, cookie) for file in files] == [403] * 4
    guarded.secrets.write_text(guarded.said.replace("[curation]", named.replace("example.com", "example.org")))
    go(page, f"{guarded.url}/method?lang=en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Method")
