"""A choice in words: read strictly from parameters, written as an address and as the name of a file."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import get_args
from urllib.parse import urlencode

import pandas as pd

from etl import query
from etl.curating.records import Status
from etl.problems import did_you_mean
from etl.query import Choice
from etl.tables import Tables

STATUSES = get_args(Status)
FIXED: Mapping[str, Sequence[str]] = {"status": (*STATUSES, query.NOT_BACKGROUND), "only": ("1",)}
MANY = ("unit", "year")
PARAMETERS = ("unit", "only", "year", "theme", "indicator", "measure", "issue", "status", "text")
ONE = ("theme", "indicator", "measure", "issue", "status", "text")
LONGEST_TEXT = 60  # characters
MOST_REFUSED = 20  # of one question: a way out is looked for among all that there is, which takes its time
LONGEST_NAME = 70  # characters of a file name before the release, three bytes each at most
TWICE = "is given more than once"
UNFIT = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff-]+")


@dataclass(frozen=True)
class BadParameter:
    """A parameter that does not hold, and why."""

    parameter: str
    message: str


@dataclass(frozen=True)
class Extract:
    """What is taken away: the rows that a choice selects of one release, first published on `day` (ISO 8601)."""

    tables: Tables
    rows: pd.DataFrame
    choice: Choice
    release: str
    day: str


def extract(tables: Tables, choice: Choice, release: str, day: str) -> Extract:
    """The rows of a choice, ready to be written."""
    return Extract(tables, query.rows(tables, choice), choice, release, day)


def read(given: Mapping[str, Sequence[str]], tables: Tables) -> Choice | list[BadParameter]:
    """The choice that parameters make, by the names the pages use; what does not hold, at most MOST_REFUSED, if any."""
    complaints = (one for name, values in given.items() for one in _refused(name, values, tables))
    if refused := list(islice(complaints, MOST_REFUSED)):
        return refused
    return chosen(given)


def chosen(values: Mapping[str, Sequence[str]]) -> Choice:
    """The choice that sound values of PARAMETERS make; any others beside them are left alone."""
    one = {name: next(iter(values.get(name, ())), None) for name in PARAMETERS if name not in MANY}
    return Choice(
        units=tuple(values.get("unit", ())),
        years=tuple(int(year) for year in values.get("year", ())),
        theme=one["theme"],
        indicator=one["indicator"],
        measure=one["measure"],
        issue=one["issue"],
        status=one["status"],
        text=one["text"] or "",
        only=one["only"] is not None,
    )


def parameters(choice: Choice) -> dict[str, list[str]]:
    """The parameters that make a choice, in their order; what is left open is left out."""
    values: dict[str, list[str]] = {"unit": list(choice.units), "year": [str(year) for year in choice.years]}
    values |= {name: [str(value)] for name in ONE if (value := getattr(choice, name))}
    values["only"] = ["1"] if choice.only else []
    return {name: values[name] for name in PARAMETERS if values.get(name)}


def address(choice: Choice) -> str:
    """A choice as the query of an address: unit=hexi-district&year=2025."""
    return urlencode(parameters(choice), doseq=True)


def file_name(choice: Choice, release: str, ending: str, what: str = "figures") -> str:
    """What a file holds, of which release: shiji_figures_hexi-district_2025_4f2a.csv."""
    chosen = [UNFIT.sub("-", value) for values in parameters(choice).values() for value in values]
    return f"{'_'.join([f'shiji_{what}', *chosen])[:LONGEST_NAME]}_{release}.{ending}"


def known(parameter: str, tables: Tables) -> list[str]:
    """The values a parameter may have in this release."""
    if parameter in FIXED:
        return list(FIXED[parameter])
    if parameter == "year":
        return [str(year) for year in sorted(tables["figures"]["year"].dropna().unique())]
    return list(tables[f"{parameter}s"][parameter])


def _refused(name: str, values: Sequence[str], tables: Tables) -> Iterator[BadParameter]:
    if name not in PARAMETERS:
        yield BadParameter(name, f"there is no such parameter; {did_you_mean(name, PARAMETERS) or _listed(PARAMETERS)}")
    elif name not in MANY and len(values) > 1:
        yield BadParameter(name, TWICE)
    elif name == "text":
        if any(len(text) > LONGEST_TEXT for text in values):
            yield BadParameter(name, f"is longer than {LONGEST_TEXT} characters")
    else:
        there = known(name, tables)
        for value in dict.fromkeys(values):
            if value not in there:
                yield BadParameter(name, f"{value[:40]!r} is not in this release; {_way_out(name, value, there)}")


def _way_out(name: str, value: str, there: Sequence[str]) -> str:
    if near := did_you_mean(value[:LONGEST_TEXT], there):
        return near
    return _listed(there) if len(there) <= 20 else f"/api/{name}s lists them"


def _listed(words: Sequence[str]) -> str:
    return f"there is {', '.join(words)}" if words else "there is none"
