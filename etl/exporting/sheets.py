"""Figures as an Excel workbook: a cover, the figures, charts that can be edited, notes."""

import pandas as pd

from etl.exporting import selection
from etl.exporting.export import named, public_url
from etl.exporting.selection import Extract
from etl.exporting.sheet_charts import charts
from etl.exporting.words import Language, say, whole
from etl.exporting.workbook import Front, Sheet, Tell, silent, workbook
from etl.query import Choice
from etl.tables import Tables, pairs

# What a person reads and prints, the way to the source, then what programs ask for.
READ = (
    *("unit", "indicator", "detail", "printed", "period", "status", "comparator", "value", "measure"),
    *("issue", "page", "note"),
)
COLUMNS = (
    *READ,
    *("link", "qualifier", "lower", "upper", "year", "theme", "article", "line", "figure", "release"),
)
QUANTITIES = ("value", "lower", "upper")


def figures_xlsx(taken: Extract, lang: Language, tell: Tell = silent) -> bytes:
    """An Excel workbook of an extract; raises workbook.TooLarge where Excel's limits would cut something off.

    `tell` hears how many figures are written so far.
    """
    made = shown(taken, lang)
    drawn = charts(taken, made, lang)
    heads = {name: say(lang, f"column.{name}") for name in COLUMNS}
    figures = Sheet(
        say(lang, "sheet.figures"),
        say(lang, "contents.figures"),
        made.rename(columns=heads),
        quantities=tuple(heads[name] for name in QUANTITIES),
        links=heads["link"],
        on_paper=len(READ),
    )
    notes = Sheet(say(lang, "sheet.notes"), say(lang, "contents.notes"), _notes(lang))
    front = Front(say(lang, "title"), cover(taken, lang), taken.day, _address(taken))
    return workbook(front, [figures, *drawn, notes], lang, tell)


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
    times = {text: _period(text, lang) for text in made["period"].unique()}
    made["period"] = made["period"].map(times).astype("str")
    return made[list(COLUMNS)]


def _period(text: str, lang: Language) -> str:
    """A time in words, its dates as they are, so that they sort."""
    if text == "unstated":
        return say(lang, "period.unstated")
    if text.startswith("as-of "):
        return say(lang, "period.as-of", date=text.removeprefix("as-of "))
    start, _, end = text.partition("/")
    return say(lang, "period.span", start=start, end=end) if end else text


def cover(taken: Extract, lang: Language) -> list[tuple[str, str]]:
    """What an extract is, in labelled lines: the choice, the release, the link, how to cite."""
    release, day, link = taken.release, taken.day, _address(taken)
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


def _address(taken: Extract) -> str:
    """The page that shows an extract."""
    query = selection.address(taken.choice)
    page = "indicator" if taken.choice.measure else "figures"
    return f"{public_url()}/{page}{f'?{query}' if query else ''}"


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
