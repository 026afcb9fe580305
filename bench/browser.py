"""What a visit costs a reader: bytes, requests, the first chart, and a choice redrawn, by the bare page beside it.

    python -m bench.browser [--rounds 15] [--picks 60] [--json FILE]

Every round opens the overview and an indicator between two servers of the bare page, each in a fresh browser context
(cold) and once more in the same one (warm). Every pick takes another option of a select box on each of the pages, which
stay open for it: a redraw is too short, and a machine too restless, for the few of a visit. The list has opened by
then, as for any hand, so that its opening is no part of the redraw. Where the bare page does not measure like itself,
times are inconclusive; bytes are the same at every visit and are judged by themselves. The overview's picture is its
map, a table: its first filled cell counts as drawn. Exit: 0 within the goals, 1 not, 2 inconclusive.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from bench import serving
from bench.paired import EXIT, Verdict, summary, verdict
from tests.browser.served import chromium

GOALS = {"overview, cold bytes": 1.15, "overview, cold drawn": 1.5, "indicator, redrawn": 1.0}
LONGEST = 60_000  # milliseconds to wait for a picture
REACHED = 300  # milliseconds a hand takes from a list that opens to an option of it, at the least
OPTIONS = 7  # of a list that has opened are in sight, besides the one that is chosen
BARS = ".js-plotly-plot .bars path"
MAP = ".coverage td.some"

# The first frame in which what is looked for has a size.
DRAWN = """sought => {
  const look = () => {
    const found = document.querySelector(sought);
    if (found && found.getBoundingClientRect().width > 0) window.drawn = performance.now();
    else requestAnimationFrame(look);
  };
  look();
}"""
# After the next press, the first frame in which a picture stands that is another one: by its ticks, too, for on an axis
# that follows them bars in proportion have the same shapes.
REDRAWN = """() => {
  const place = one => one.getAttribute('d') ?? one.getAttribute('transform');
  const drawn = () => [...document.querySelectorAll('.js-plotly-plot')].map(
    chart => chart.textContent + [...chart.querySelectorAll('.bars path, .xtick text')].map(place)).join();
  const before = drawn();
  window.redrawn = undefined;
  document.addEventListener('mousedown', () => {
    const start = performance.now();
    const look = () => {
      const now = drawn();
      if (now && now !== before) window.redrawn = performance.now() - start; else requestAnimationFrame(look);
    };
    look();
  }, {once: true, capture: true});
}"""
# The script has not run for a while.
RESTS = """() => new Promise(done => {
  let since = performance.now();
  const look = () => {
    const app = document.querySelector('[data-testid="stApp"]');
    if (app?.dataset.testScriptState !== 'notRunning') since = performance.now();
    if (performance.now() - since > 400) done(); else requestAnimationFrame(look);
  };
  look();
})"""


@dataclass(frozen=True)
class Visited:
    """A page to visit: what counts as its first picture, and the label of the select box to pick from, if any."""

    path: str
    picture: str
    box: str = ""


PAGES: Mapping[str, Visited] = {
    "overview": Visited("/?lang=en", MAP),
    "indicator": Visited("/indicator?lang=en", BARS, "Indicator"),
}
BARE = Visited("/", BARS, "Indicator")
Sample = dict[str, float]  # what was measured -> bytes, requests or milliseconds


def main() -> int:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--picks", type=int, default=60)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = report(measure(Path(folder), arguments.rounds, arguments.picks))
    serving.tell(result | serving.machine(), arguments.json)
    return EXIT[result["verdict"]]


def measure(folder: Path, rounds: int, picks: int) -> list[dict[str, Sample]]:
    """For each round, then for each pick, a sample of every page that it is about, `bare` and `twin` among them."""
    with ExitStack() as stack:
        home = stack.enter_context(serving.dashboard(folder))
        bare, twin = (stack.enter_context(serving.bare(folder)) for _ in range(2))
        browser = stack.enter_context(chromium())
        visits = {"bare": (bare.url, BARE), **{name: (home.url, one) for name, one in PAGES.items()}}
        visits["twin"] = (twin.url, BARE)
        for url, one in visits.values():
            visited(browser, url, one)  # the first visit of all loads the server's own modules
        serving.at_rest(home)
        seen = [{name: visited(browser, *visit) for name, visit in visits.items()} for _ in range(rounds)]
        return seen + picked(browser, {name: visit for name, visit in visits.items() if visit[1].box}, picks)


def visited(browser: Browser, url: str, one: Visited) -> Sample:
    """One visitor: a page opened twice."""
    with _visitor(browser) as context:
        samples = {kind: _opened(context, url, one)[0] for kind in ("cold", "warm")}
    return {f"{kind} {name}": value for kind, sample in samples.items() for name, value in sample.items()}


def picked(browser: Browser, visits: Mapping[str, tuple[str, Visited]], picks: int) -> list[dict[str, Sample]]:
    """Pages that stand open, and on each in turn one option after the other, picked."""
    with ExitStack() as stack:
        pages = {}
        for name, (url, one) in visits.items():
            pages[name] = _opened(stack.enter_context(_visitor(browser)), url, one)[1], one.box
            _redrawn(*pages[name], 0)  # what a first redraw loads counts for none
        options = (n % OPTIONS for n in range(picks))
        return [{name: {"redrawn": _redrawn(*page, n)} for name, page in pages.items()} for n in options]


@contextmanager
def _visitor(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has seen nothing yet."""
    context = browser.new_context(locale="en-US", viewport={"width": 1280, "height": 900})
    try:
        yield context
    finally:
        context.close()


def _opened(context: BrowserContext, url: str, one: Visited) -> tuple[Sample, Page]:
    """Bytes, requests and milliseconds until its picture is drawn, and the page."""
    page = context.new_page()
    seen = {"bytes": 0.0, "requests": 0.0}
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda event: _add(seen, bytes=event["encodedDataLength"]))
    network.on("Network.requestWillBeSent", lambda _: _add(seen, requests=1))
    network.on("Network.webSocketFrameReceived", lambda event: _add(seen, bytes=_length(event["response"])))
    page.add_init_script(f"({DRAWN})({json.dumps(one.picture)})")
    page.goto(url + one.path)
    page.wait_for_function("window.drawn !== undefined", timeout=LONGEST)
    page.evaluate(RESTS)
    return seen | {"drawn": float(page.evaluate("window.drawn"))}, page


def _add(seen: Sample, **more: float) -> None:
    for name, value in more.items():
        seen[name] += value


def _length(frame: Mapping[str, object]) -> int:
    """Bytes of a websocket frame; binary ones, which Streamlit sends, come as Base64."""
    payload = str(frame["payloadData"])
    return len(payload) * 3 // 4 if frame["opcode"] == 2 else len(payload.encode())


def _redrawn(page: Page, label: str, n: int) -> float:
    """Milliseconds from a click on the nth other option until other bars are drawn."""
    page.bring_to_front()
    page.get_by_role("combobox", name=label).click()
    option = page.locator('[role="option"][aria-selected="false"]').nth(n)
    option.wait_for()
    page.wait_for_timeout(REACHED)
    page.evaluate(REDRAWN)
    option.click()
    page.wait_for_function("window.redrawn !== undefined", timeout=LONGEST)
    page.evaluate(RESTS)
    return float(page.evaluate("window.redrawn"))


def report(samples: Sequence[Mapping[str, Sample]]) -> dict[str, object]:
    """Ratios to the bare page of the same round or pick, by page and what was measured; the control; the verdict."""
    kinds = list(dict.fromkeys(what for one in samples for what in one["bare"]))
    measured = {f"{page}, {what}": _ratios(samples, page, what) for page, what in product(PAGES, kinds)}
    control = {what: _ratios(samples, "twin", what) for what in kinds}
    bare = {what: summary([one["bare"][what] for one in samples if what in one["bare"]]) for what in kinds}
    return {
        "verdict": judged(control, measured),
        "control": {what: summary(values) for what, values in control.items()},
        "bare": bare,
        "ratios": {name: {"goal": GOALS.get(name), **summary(values)} for name, values in measured.items() if values},
    }


def _ratios(samples: Sequence[Mapping[str, Sample]], page: str, what: str) -> list[float]:
    """A page by the bare page, wherever it was measured."""
    return [one[page][what] / one["bare"][what] for one in samples if what in one.get(page, {})]


def judged(control: Mapping[str, Sequence[float]], measured: Mapping[str, Sequence[float]]) -> Verdict:
    """Every goal by the control of the same kind; a miss counts before what is not known."""
    verdicts = {verdict(control[name.partition(", ")[2]], measured, {name: goal}) for name, goal in GOALS.items()}
    return next(one for one in ("fail", "inconclusive", "pass") if one in verdicts)


if __name__ == "__main__":
    sys.exit(main())
