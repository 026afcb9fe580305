"""What keeps a number of a draft from being a figure: found at once, before the data is checked as a whole."""

from collections.abc import Iterator

from etl.drafting.drafts import Draft, Entry, article_of
from etl.drafting.marking import quantity_of
from etl.printed import period
from etl.printed.quantity import Quantity
from etl.problems import Problem
from pages.curation import details
from pages.curation.registries import Registries


def unit_of(draft: Draft, entry: Entry) -> str:
    """The unit of an entry, its own or its article's, "" for none."""
    piece = article_of(draft, entry.line)
    return entry.unit or (piece.unit if piece else "")


def period_of(draft: Draft, entry: Entry) -> str:
    """The period of an entry, its own or its article's, "" for none."""
    piece = article_of(draft, entry.line)
    return entry.period or (piece.period if piece else "")


def is_period(text: str) -> bool:
    """Whether a period can be read."""
    return not isinstance(period.read(text), Problem)


def measures_of(held: Registries, entry: Entry) -> list[str]:
    """The measures that an entry may have."""
    found = quantity_of(entry)
    return held.fitting(entry.indicator, found.measure_word if isinstance(found, Quantity) else "")


def measure_of(draft: Draft, entry: Entry, held: Registries) -> str:
    """The measure that is said; as long as it is asked for, the only one of those it may have that print names."""
    fitting = measures_of(held, entry)
    if entry.measure or entry.state != "undecided" or len(fitting) < 2:
        return entry.measure
    nouns = {id: held.measures[id].name.zh.lstrip("个座所") for id in fitting}
    named = [id for id, noun in nouns.items() if details.names(draft, entry, noun)]
    return named[0] if len(named) == 1 else ""


def faults(draft: Draft, entry: Entry, held: Registries) -> Iterator[str]:
    """What is missing or wrong before an entry can be a figure, as keys of `curation.fault`."""
    if isinstance(quantity_of(entry), Problem) and not (entry.value or entry.lower or entry.upper):
        yield "printed"
    if unit_of(draft, entry) not in held.units:
        yield "unit"
    if entry.indicator not in held.indicators:
        yield "indicator"
    else:
        yield from _measure(draft, entry, held)
    if not is_period(period_of(draft, entry)):
        yield "period"
    if entry.detail_en and not entry.detail_zh:  # the English is asked for when all is decided, see `english`
        yield "detail"
    if bool(entry.note_zh) != bool(entry.note_en):
        yield "note"
    if article_of(draft, entry.line) is None:
        yield "article"


def _measure(draft: Draft, entry: Entry, held: Registries) -> Iterator[str]:
    fitting, said = measures_of(held, entry), measure_of(draft, entry, held)
    if not fitting:
        yield "measure"
    elif said not in fitting and (said or len(fitting) > 1):
        yield "which-measure"


def grave(found: list[str]) -> list[str]:
    """Those faults that an entry is not accepted with; words of one language only can wait until the check."""
    return [fault for fault in found if fault not in ("detail", "note")]
