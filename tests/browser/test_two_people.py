"""An issue that two people answer for: uploaded in GBK, read twice, approved by another, published and committed."""

import re
import subprocess
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from pages.parts.text import say
from tests.browser import desk
from tests.browser.desk import choose, fill, press
from tests.browser.logins import Guarded, go, log_in
from tests.browser.served import settle

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

LI, MEI, ISSUE = "li@example.org", "mei@example.org", "daily-2026-01-15"
TEXT = "河西区办事服务工作综述\n\n2026-01-15 某某日报\n\n2025年，河西区办成三件大事，办理各类事项1.2万余件。\n"
ATTENTION = """() => {
  const line = document.querySelectorAll('.marked-text p')[2], range = document.createRange();
  const text = [...line.childNodes].map(node => node.firstChild ?? node).find(node => node.data.includes('三件'));
  range.setStart(text, text.data.indexOf('三件'));
  range.setEnd(text, text.data.indexOf('三件') + 2);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  line.dispatchEvent(new MouseEvent('mouseup', { bubbles: true }));
}"""


def words(key: str, **values: object) -> str:
    return desk.words("en", key, **values)


def click(page: Page, label: str, role: str = "button") -> None:
    page.get_by_role(role, name=label).first.click()
    settle(page)


def test_two_people_from_upload_to_commit(stranger: Callable[[], BrowserContext], guarded: Guarded):
    guarded.secrets.write_text(guarded.said.replace("[curation]", "[curation]\nfour_eyes = true"))
    (guarded.folder / "notes").write_text("mine")
    git(guarded, "add", "notes")
    li, mei = log_in(stranger(), guarded, "li"), log_in(stranger(), guarded, "mei")
    draft = upload(li, guarded)
    review(li)
    go(li, f"{guarded.url}/refresh?step=second&draft={draft}")
    click(li, words("second.ask"))
    read_again(mei, guarded)
    go(li, li.url)
    settle_differences(li)
    go(li, f"{guarded.url}/refresh?step=publish&draft={draft}")
    expect(li.get_by_role("button", name=words("publish.now"), exact=True)).to_have_count(0)
    click(li, words("publish.ask"))
    expect(li.get_by_text(words("publish.waits"))).to_be_visible()
    approve(mei, guarded)
    committed(guarded)
    noted(guarded, draft)


def upload(page: Page, guarded: Guarded) -> str:
    """A text in GBK is refused with the command that converts it, and converted on request; the id of its draft."""
    go(page, f"{guarded.url}/refresh?step=text")
    file = {"name": "综述.txt", "mimeType": "text/plain", "buffer": TEXT.encode("gb18030")}
    page.locator("input[type=file]").set_input_files(file)
    settle(page)
    expect(page.locator("p.alarm")).to_contain_text("GB18030")
    expect(page.locator("code")).to_have_text("iconv -f GB18030 -t UTF-8 '综述.txt' > 'utf8-综述.txt'")
    click(page, words("source.scan"))
    expect(page.locator("p.alarm")).to_contain_text("GB18030")
    assert "draft=" not in page.url
    page.get_by_text(words("source.convert")).click()
    settle(page)
    click(page, words("source.scan"))
    return re.findall(r"draft=(\w+)", page.url)[0]


def review(page: Page) -> None:
    fill(page, words("field.issue"), ISSUE)
    click(page, words("issue.on"))
    expect(page.locator("a.mark")).to_have_text(["2026-01-15", "2025年", "1.2万余件"])
    press(page, "n")
    press(page, "n")
    choose(page, words("field.indicator"), "Business handled")
    press(page, "a")


def read_again(page: Page, guarded: Guarded) -> None:
    """The approver reads what is marked without seeing what it was read as, and adds what nobody marked."""
    go(page, f"{guarded.url}/refresh")
    click(page, words("start.reading", owner=LI, n=1), "link")
    click(page, words("reading.take"))
    expect(page.locator("a.mark")).to_have_text(["1.2万余件"])
    expect(page.get_by_label(words("reading.value"), exact=True)).to_have_value("")
    expect(page.get_by_label(words("field.period"), exact=True)).to_have_value("")
    fill(page, words("reading.value"), "1.2万余")
    choose(page, words("field.unit"), "Heping District")
    fill(page, words("field.period"), "2025")
    page.evaluate(ATTENTION)
    click(page, words("review.add", words="三件"))
    fill(page, words("reading.value"), "3")
    click(page, words("reading.end"))


def settle_differences(page: Page) -> None:
    expect(page.get_by_text(words("second.differences", n=2))).to_be_visible()
    expect(page.get_by_text("first “Hexi District”, second “Heping District”")).to_be_visible()
    expect(page.get_by_text(words("second.only-second", second="3"))).to_be_visible()
    click(page, words("second.first"))
    expect(page.get_by_text(words("second.differences", n=1))).to_be_visible()
    click(page, words("second.first"))
    click(page, words("second.record"))


def approve(page: Page, guarded: Guarded) -> None:
    """The approver sees what would change, and publishes."""
    go(page, f"{guarded.url}/refresh")
    click(page, words("start.submitted"), "link")
    expect(page.locator("p.finding")).to_contain_text(words("differences.said", added=1, changed=0, removed=0))
    click(page, words("preview.on"))
    page.get_by_text(words("publish.git")).click()
    click(page, words("publish.now"))
    expect(page.locator("p.finding")).to_contain_text(f"{LI} / {MEI}")
    expect(page.locator("p.alarm")).to_have_count(0)


def committed(guarded: Guarded) -> None:
    """A commit of the data in the name of who entered it; what else was going on is as it was."""
    title = TEXT.split("\n", maxsplit=1)[0]
    reason = say("en", "curation.publish.reason-new", title=title)
    assert git(guarded, "log", "--format=%an|%ae|%B").strip() == f"{LI}|{LI}|{ISSUE}: {reason}\n\nApproved-by: {MEI}"
    files = git(guarded, "show", "--format=", "--name-only").splitlines()
    assert {file.split("/")[0] for file in files} == {"data"}
    assert f"data/issues/{ISSUE}/issue.yaml" in files
    assert git(guarded, "status", "--porcelain", "notes") == "A  notes\n"
    readings = (guarded.folder / "data" / "readings.yaml").read_text()
    counts = re.findall(r"(\w+): (\d+)\n", readings.split(f"{ISSUE}:")[1])
    counted = [("figures", "2"), ("agreed", "0"), ("value", "0"), ("unit", "1"), ("period", "0"), ("status", "0")]
    assert counts[-9:] == [*counted, ("only_first", "0"), ("only_second", "1"), ("changed", "0")]


def noted(guarded: Guarded, draft: str) -> None:
    """Who did what, in the order of it."""
    lines = [(line["who"], line["what"]) for line in guarded.done() if line.get("draft") == draft]
    told = list(dict.fromkeys(lines))
    assert told == [(LI, "draft"), (LI, "ask-second"), (LI, "settle"), (LI, "submit"), (MEI, "publish")]
    last = guarded.done()[-1]
    assert (last["who"], last["what"], last["where"]) == (MEI, "publish: done", "local")


def git(guarded: Guarded, *arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(command, cwd=guarded.folder, check=True, capture_output=True, text=True).stdout
