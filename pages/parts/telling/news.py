"""What the latest issue brought: how much, from whom, who is new, the largest, and what it says anew; in sentences."""

from dataclasses import dataclass

import pandas as pd

from etl.tables import Row, Tables, pairs, records
from pages.parts import numbers
from pages.parts.charting.coverage import charted
from pages.parts.choice import by_key, rows_by_key
from pages.parts.telling import profile
from pages.parts.text import Language, counted, listed_at_most, say

IDENTITY = ["unit", "indicator", "measure", "said", "period"]
NAMED = 5  # units or restatements told

Link = tuple[str, str]  # a label, and the id of the figure or issue that it leads to


@dataclass(frozen=True)
class Restatement:
    """One figure told again with another value: the ids of the later and of the earlier."""

    later: str
    earlier: str


@dataclass(frozen=True)
class News:
    """The latest issue: its figures that are not background, units it names first, the largest of each theme."""

    issue: str
    figures: pd.DataFrame
    new_units: tuple[str, ...]
    largest: pd.DataFrame
    restated: tuple[Restatement, ...]


def news(tables: Tables) -> News:
    """What the issue latest in time brought. ValueError where there are no issues."""
    positions = pairs(tables["issues"], "issue", "position")
    latest = max(positions, key=lambda issue: int(positions[issue]))
    figures = charted(tables["figures"])
    own, earlier = figures[figures["issue"] == latest], figures[figures["issue"] != latest]
    units = [unit for unit in own["unit"].drop_duplicates() if unit not in set(earlier["unit"])]
    return News(latest, own, tuple(units), _largest(own, tables), _restated(own, earlier, positions))


def _largest(own: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Of each theme the largest count, in the measure that its counts are most often in: like beside like."""
    kinds = pairs(tables["indicators"], "indicator", "kind")
    counts = own[(own["status"] == "reported") & own["value"].notna()]
    counts = counts[counts["indicator"].map(kinds).isin(("flow", "stock"))]
    found = []
    for _, theme in counts.groupby("theme", sort=False):
        usual = theme["measure"].value_counts(sort=False).idxmax()
        found.append(theme[theme["measure"] == usual].nlargest(1, "value"))
    order = pairs(tables["themes"], "theme", "position")
    largest = pd.concat(found) if found else own.head(0)
    return largest.sort_values("theme", key=lambda themes: themes.map(order), kind="stable")


def _restated(own: pd.DataFrame, earlier: pd.DataFrame, positions: dict[str, int]) -> tuple[Restatement, ...]:
    """Figures of the same thing and time whose bounds differ from what the last earlier issue printed."""
    before = _identified(earlier).assign(position=earlier["issue"].map(positions)).sort_values("position")
    pairs = _identified(own).merge(before.drop_duplicates(IDENTITY, keep="last"), on=IDENTITY, suffixes=("", "_before"))
    columns = ["figure", "figure_before", "value", "value_before", "lower", "lower_before", "upper", "upper_before"]
    return tuple(
        Restatement(str(later), str(first))
        for later, first, *ends in pairs[columns].itertuples(index=False, name=None)
        if any(_differ(one, other) for one, other in zip(ends[::2], ends[1::2], strict=True))
    )


def _identified(figures: pd.DataFrame) -> pd.DataFrame:
    """Figures that can be recognised in another issue: told once there, and of a stated time."""
    said = figures.assign(said=figures["detail_zh"].fillna(figures["detail_en"]).fillna(""))
    stated = said[said["period_kind"] != "unstated"]
    return stated[~stated.duplicated(["issue", *IDENTITY], keep=False)]


def _differ(one: float, other: float) -> bool:
    return not (pd.isna(one) and pd.isna(other)) and one != other


def brought(found: News, tables: Tables, lang: Language) -> str:
    """This issue brought 34 figures from 9 units; and who is new among them."""
    title = by_key(tables, "issues", "title")[found.issue]
    if found.figures.empty:
        return say(lang, "overview.latest-nothing", title=title)
    units = counted(lang, "unit", found.figures["unit"].nunique())
    figures = counted(lang, "figure", len(found.figures))
    sentence = say(lang, "overview.latest-issue", title=title, figures=figures, units=units)
    if not found.new_units:
        return sentence
    new = (profile.named(tables, lang, "units", unit) for unit in found.new_units)
    return sentence + say(lang, "overview.new-units", named=listed_at_most(lang, NAMED, "unit", new))


def largest_links(found: News, tables: Tables, lang: Language) -> tuple[Link, ...]:
    """Theme by theme its largest figure, in a line."""
    themes = by_key(tables, "themes", f"name_{lang}")
    return tuple(
        (say(lang, "overview.of-theme", theme=themes[row["theme"]], line=_line(row, tables, lang)), row["figure"])
        for row in records(found.largest)
    )


def restated_links(found: News, tables: Tables, lang: Language) -> tuple[Link, ...]:
    """Each figure that is given another value: from what to what."""
    return tuple((_restatement(one, tables, lang), one.later) for one in found.restated[:NAMED])


def _restatement(one: Restatement, tables: Tables, lang: Language) -> str:
    figures = rows_by_key(tables, "figures")
    before = numbers.figure_shown(figures[one.earlier], tables["measures"], lang)
    return say(lang, "overview.restatement", line=_line(figures[one.later], tables, lang), before=before)


def _line(row: Row, tables: Tables, lang: Language) -> str:
    """One figure in one line: how much, of what, by whom."""
    quantity = numbers.figure_shown(row, tables["measures"], lang)
    unit = profile.named(tables, lang, "units", row["unit"])
    return say(lang, "overview.line", quantity=quantity, what=profile.in_short(tables, lang, row), unit=unit)
