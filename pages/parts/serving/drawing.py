"""Pictures by address: a chart as a Plotly figure and a map as SVG, each whole, on white, with its caption."""

from collections.abc import Callable
from typing import cast

import pandas as pd
from starlette.requests import Request

from etl import query
from etl.exporting.export import json_bytes
from etl.exporting.files import File
from etl.exporting.selection import BadParameter, file_name
from etl.exporting.words import LANGUAGES, Language
from etl.query import Choice
from etl.tables import Tables, pairs
from pages.parts.charting import coverage, drawn
from pages.parts.charting.describe import cited, sources
from pages.parts.released import Released
from pages.parts.serving import questions
from pages.parts.serving.questions import Unanswerable
from pages.parts.taking import map_picture, pictures
from pages.parts.taking.pictures import Edition
from pages.parts.text import say

JSON, SVG = "application/json; charset=utf-8", "image/svg+xml"
OF_ONE = ("indicator", "measure")  # what a chart needs one of
MAPS = ("unit", "theme")


def chart(request: Request, state: Released) -> Callable[[], File]:
    """A chart of one indicator in one measure, as a page draws it of the same choice."""
    choice, own = questions.choice_and(request, state.tables, ("form", "lang", "log"))
    if missing := [BadParameter(name, "must be given") for name in OF_ONE if getattr(choice, name) is None]:
        raise Unanswerable(400, questions.WRONG, missing)
    lang = cast("Language", questions.one_of(own, "lang", LANGUAGES))
    log = questions.one_of(own, "log", ("0", "1")) == "1"
    form = own.get("form", "bars")

    def drawing() -> File:
        edition = _edition(state)
        told = not query.rows(state.tables, choice).empty
        view = drawn.View(choice.canonical(), lang, dark=False, log=log)
        found = {one.form: one.chart for one in drawn.pictures(state.tables, view)} if told else {}
        if form not in found:
            raise Unanswerable(404, f"of these figures there is no such chart; there is {', '.join(found) or 'none'}")
        caption = pictures.of_chart(state.tables, choice, edition, lang)
        content = json_bytes(pictures.paper(found[form].to_dict(), caption))
        return File(file_name(choice, edition.release, f"{lang}.json", form), JSON, content)

    return drawing


def map_of_years(request: Request, state: Released) -> Callable[[], File]:
    """How many figures each unit or theme has, year by year."""
    choice, own = questions.choice_and(request, state.tables, ("by", "lang"))
    lang = cast("Language", questions.one_of(own, "lang", LANGUAGES))
    by = questions.one_of(own, "by", MAPS)

    def drawing() -> File:
        edition, rows = _edition(state), query.rows(state.tables, choice)
        arranged = coverage.by_theme if by == "theme" else coverage.by_unit
        shown = arranged(rows, state.tables, lang, lambda *_: "")
        caption = pictures.of_map(state.tables, choice, map_title(state.tables, choice, by, lang), edition, lang)
        content = map_picture.svg(shown, caption, _sources(state.tables, rows, lang))
        return File(file_name(choice, edition.release, f"{lang}.svg", f"figures-by-{by}"), SVG, content)

    return drawing


def map_title(tables: Tables, choice: Choice, by: str, lang: Language) -> str:
    """What a map is headed by: the unit, where it is of one."""
    if by == "unit" and len(choice.units) == 1:
        return say(lang, "unit.years-of", name=pairs(tables["units"], "unit", f"name_{lang}")[choice.units[0]])
    return say(lang, "overview.themes-caption" if by == "theme" else "overview.coverage-caption")


def _edition(state: Released) -> Edition:
    return Edition(state.publication.release, state.publication.at[:10])


def _sources(tables: Tables, rows: pd.DataFrame, lang: Language) -> str:
    named = cited(tables, lang)
    return sources([{"cited": named[issue]} for issue in coverage.charted(rows)["issue"]], lang)
