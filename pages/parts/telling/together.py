"""What figures come to together: their sum and their middle, or why there is none."""

import pandas as pd

from etl import query, standing
from etl.query import Choice
from etl.tables import Tables, records
from pages.parts import choice, numbers
from pages.parts.kept import kept
from pages.parts.text import Language, counted, say


@kept(most=512)
def together(tables: Tables, chosen: Choice, lang: Language) -> str:
    """What the reported figures of a choice come to, in a sentence or two; of a single one nothing."""
    rows = choice.rows(tables, chosen)
    rows = rows[rows["status"] == "reported"]
    if len(rows) < 2:
        return ""
    total, stands = query.total(rows, tables, query.spread(rows)), standing.standing(rows, tables)
    reasons = [found.reason for found in (total, stands) if isinstance(found, query.NoSum | standing.NoStanding)]
    if len(reasons) == 2 and len(set(reasons)) == 1:
        return say(lang, "standing.neither", reason=say(lang, f"standing.{reasons[0]}"))
    word = numbers.measure_word(records(rows[:1])[0], tables["measures"], lang)
    return say(lang, "brief.sentences", one=_total(total, word, lang), other=_middle(stands, word, rows, lang))


def _total(found: query.Sum | query.NoSum, word: str, lang: Language) -> str:
    if isinstance(found, query.NoSum):
        return say(lang, "indicator.no-total", reason=say(lang, f"totals.{found.reason}"))
    quantity = numbers.shown(_value(found), lang, found.comparator, word)
    return say(lang, "indicator.total", quantity=quantity, figures=counted(lang, "figure", len(found.figures)))


def _middle(found: standing.Standing | standing.NoStanding, word: str, rows: pd.DataFrame, lang: Language) -> str:
    if isinstance(found, standing.NoStanding):
        return say(lang, "standing.none", reason=say(lang, f"standing.{found.reason}"))
    quantity = numbers.shown(found.median, lang, "=", word)
    return say(lang, "standing.median", quantity=quantity, units=counted(lang, "unit", len(rows)))


def _value(total: query.Sum) -> numbers.Value:
    if total.lower is not None and total.upper is not None and total.value is None:
        return total.lower, total.upper
    return total.value or 0.0
