"""Figures as an Excel workbook: cover, contents, notes, the figures, and charts that can be edited."""

import pandas as pd

from etl.exporting import selection
from etl.exporting.export import named, public_url
from etl.exporting.selection import Extract
from etl.exporting.sheet_charts import charts
from etl.exporting.words import Language, say, whole
from etl.exporting.workbook import Front, Sheet, Tell, silent, workbook
from etl.query import Choice
from etl.tables import Tables, pairs

COLUMNS = (
    *("figure", "unit", "indicator", "detail", "printed", "qualifier", "comparator", "value", "lower", "upper"),
    *("measure", "period", "year", "status", "theme", "issue", "article", "page", "line", "note", "link", "release"),
)
QUANTITIES = ("value", "lower", "upper")


def figures_xlsx(taken: Extract, lang: Language, tell: Tell = silent) -> bytes:
    """An Excel workbook of an extract; raises workbook.TooLarge where Excel's limits would cut something off.

    `tell` hears how many figures are written so far.
    """
    made = shown(taken, lang)
    drawn = charts(taken, made, lang)
    heads = {name: say(lang, f"column.{name}") for name in COLUMNS}
    quantities = tuple(heads[name] for name in QUANTITIES)
    figures = Sheet(say(lang, "sheet.figures"), say(lang, "contents.figures"), made.rename(columns=heads), quantities)
    notes = Sheet(say(lang, "sheet.notes"), say(lang, "contents.notes"), _notes(lang))
    sheets = [_contents([notes, figures, *drawn], lang), notes, figures, *drawn]
    return workbook(Front(say(lang, "title"), cover(taken, lang), taken.day), sheets, lang, tell)


def shown(taken: Extract, lang: Language) -> pd.DataFrame:
    """The rows with COLUMNS, in the words of a language."""
    made = named(taken.tables, taken.rows, taken.release)
    articles = pairs(taken.tables["articles"], "article", "title")
    for column in ("unit", "indicator", "measure", "theme", "detail", "note"):
        made[column] = made[f"{column}_{lang}"]
    made["issue"], made["article"] = made["issue_title"], made["article"].map(articles).astype("str")
    for column in ("comparator", "status"):
        words = {word: say(lang, f"{column}.{word}") for word in made[column].unique()}
        made[column] = made[column].map(words).astype("str")
    return made[list(COLUMNS)]


def cover(taken: Extract, lang: Language) -> list[tuple[str, str]]:
    """What an extract is, in labelled lines: the choice, the release, the link, how to cite."""
    query, release, day = selection.address(taken.choice), taken.release, taken.day
    page = "indicator" if taken.choice.measure else "figures"
    link = f"{public_url()}/{page}{f'?{query}' if query else ''}"
    everything = [(say(lang, "cover.choice"), say(lang, "cover.everything"))]
    return [
        ("", say(lang, "cover.about")),
        *(in_words(taken.tables, taken.choice, lang) or everything),
        (say(lang, "cover.figures"), whole(len(taken.rows), lang)),
        (say(lang, "cover.release"), release),
        (say(lang, "cover.day"), day),
        (say(lang, "cover.link"), link),
        (say(lang, "cover.cite"), say(lang, "cover.citation", release=release, day=day, link=link)),
    ]


def in_words(tables: Tables, choice: Choice, lang: Language) -> list[tuple[str, str]]:
    """Each side of a choice with the names of what was chosen."""
    lines = []
    for parameter, values in selection.parameters(choice).items():
        known = _names(tables, parameter, lang)
        text = say(lang, "comma").join(known.get(value, value) for value in values)
        lines.append((say(lang, f"parameter.{parameter}"), text))
    return lines


def _names(tables: Tables, parameter: str, lang: Language) -> dict[str, str]:
    if parameter in selection.FIXED:
        return {value: say(lang, f"{parameter}.{value}") for value in selection.FIXED[parameter]}
    if f"{parameter}s" not in tables:
        return {}
    table = tables[f"{parameter}s"]
    return pairs(table, parameter, "title" if "title" in table else f"name_{lang}")


def _notes(lang: Language) -> pd.DataFrame:
    own = ("blank", "bounds", "myriad", "total")
    lines = [(say(lang, f"notes.{word}"), say(lang, f"notes.{word}-means")) for word in own]
    lines += [(say(lang, f"column.{name}"), say(lang, f"about.{name}")) for name in COLUMNS]
    return pd.DataFrame(lines, columns=[say(lang, "notes.word"), say(lang, "notes.meaning")])


def _contents(sheets: list[Sheet], lang: Language) -> Sheet:
    lines = [(sheet.name, sheet.holds) for sheet in sheets]
    table = pd.DataFrame(lines, columns=[say(lang, "contents.sheet"), say(lang, "contents.holds")])
    return Sheet(say(lang, "sheet.contents"), "", table)
