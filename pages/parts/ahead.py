"""Pictures are drawn before they are asked for: who chooses an indicator first waits no longer than the next."""

import time
from threading import Thread

from etl.query import Choice
from etl.tables import Tables
from pages.parts import choice, numbers
from pages.parts.charting import drawn
from pages.parts.kept import kept, stays
from pages.parts.telling.together import together
from pages.parts.text import Language

MOST, FIGURES = 128, 5_000  # indicators, those with most figures first, and the figures that they have together
SHARE = 0.2  # of a processor's time that this takes at most: whoever is here goes first


@kept(most=4)
def begun(tables: Tables, lang: Language, dark: bool) -> Thread:
    """The work for all who read a release in one language on one ground, begun when the first of them comes."""
    work = Thread(target=_work, args=(tables, lang, dark), daemon=True)
    work.start()
    return work


def _work(tables: Tables, lang: Language, dark: bool) -> None:
    counts = tables["figures"]["indicator"].value_counts().head(MOST)
    for indicator in counts.index[counts.cumsum() <= FIGURES]:
        start = time.thread_time()
        _draw(tables, Choice(indicator=indicator), lang, dark)
        time.sleep((time.thread_time() - start) * (1 / SHARE - 1))
    stays()


def _draw(tables: Tables, chosen: Choice, lang: Language, dark: bool) -> None:
    """All that the page of an indicator keeps of it."""
    for measure in choice.rows(tables, chosen)["measure"].unique():
        if measure != numbers.RANK:
            own = Choice(indicator=chosen.indicator, measure=measure)
            drawn.pictures(tables, drawn.View(own, lang, dark, log=False))
            together(tables, own, lang)
