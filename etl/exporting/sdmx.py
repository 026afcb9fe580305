"""Figures as SDMX-CSV 2.0 with the code lists that its codes are from, for statistical software."""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from etl.exporting.export import COMPARATORS, json_bytes, links, table_csv
from etl.exporting.package import zipped
from etl.exporting.sdmx_structure import AGENCY, DATED, UNDATED, VERSION, structure
from etl.exporting.selection import STATUSES, Extract
from etl.exporting.words import say
from etl.tables import Tables

KINDS = ("year", "span", "as-of", "unstated")


def figures_sdmx(taken: Extract) -> bytes:
    """A zip of figures.csv, one row an observation, its structure.json (SDMX-JSON 2.0), and codelists.csv.

    An observation is told apart by FIGURE, for one body may report one thing of one period more than once. Where print
    states no period, the row is of the dataflow FIGURES_UNDATED, which has no TIME_PERIOD: a time that nobody printed
    is not made up. OBS_VALUE is empty where print gives a range only (OBS_STATUS O).
    """
    codes = codelists(taken.tables)
    files = {"figures.csv": table_csv(observations(taken)), "codelists.csv": table_csv(codes)}
    return zipped(files | {"structure.json": json_bytes(structure(codes, f"{taken.day}T00:00:00Z"))})


def observations(taken: Extract) -> pd.DataFrame:
    """The rows of figures.csv: dimensions, the observation, then its attributes."""
    rows = taken.rows
    periods = zip(rows["period"], rows["period_start"], rows["period_end"], strict=True)
    return pd.DataFrame(
        {
            "STRUCTURE": "dataflow",
            "STRUCTURE_ID": (rows["period_kind"] == "unstated").map({True: _flow(UNDATED), False: _flow(DATED)}),
            "ACTION": "I",
            "FIGURE": rows["figure"],
            "REF_AREA": rows["unit"],
            "INDICATOR": rows["indicator"],
            "TIME_PERIOD": [time_period(*one) for one in periods],
            "OBS_VALUE": rows["value"],
            "UNIT_MEASURE": rows["measure"],
            "UNIT_MULT": 0,
            "OBS_STATUS": rows["value"].isna().map({True: "O", False: "A"}),
            "COMPARATOR": rows["comparator"].map(COMPARATORS),
            "LOWER_BOUND": rows["lower"],
            "UPPER_BOUND": rows["upper"],
            "PERIOD_KIND": rows["period_kind"],
            "FIGURE_STATUS": rows["status"],
            "DETAIL_ZH": rows["detail_zh"],
            "DETAIL_EN": rows["detail_en"],
            "PRINTED": rows["qualifier"].fillna("") + rows["printed"],
            "ISSUE": rows["issue"],
            "PAGE": rows["page"],
            "LINE": rows["line"],
            "COMMENT_OBS": rows["note_en"],
            "LINK": links(rows["figure"].tolist()),
            "RELEASE": taken.release,
        }
    )


def _flow(name: str) -> str:
    return f"{AGENCY}:{name}({VERSION})"


def time_period(period: str, start: str | None, end: str | None) -> str:
    """A period as SDMX writes it: a year, month or day as it is, a span as 2023-01-01/P10M, an unstated one empty."""
    if period == "unstated":
        return ""
    first, _, last = period.removeprefix("as-of ").partition("/")
    return f"{start}/{_duration(str(start), str(end), first, last)}" if last else first


def _duration(start: str, end: str, first: str, last: str) -> str:
    """How long a span is, both its ends included, in the unit that print names both of them in."""
    one, other = date.fromisoformat(start), date.fromisoformat(end)
    if len(first) == len(last) == 4:
        return f"P{other.year - one.year + 1}Y"
    if len(first) == len(last) == 7:
        return f"P{(other.year - one.year) * 12 + other.month - one.month + 1}M"
    return f"P{(other - one).days + 1}D"


def codelists(tables: Tables) -> pd.DataFrame:
    """Every code that an observation may have, with its names."""
    columns = ["CODELIST", "CODE", "NAME_ZH", "NAME_EN", "PARENT"]
    return pd.DataFrame([*_released(tables), *_fixed()], columns=columns, dtype="str")


def _released(tables: Tables) -> Iterator[tuple[str, str, str, str, str | None]]:
    units = tables["units"][["unit", "name_zh", "name_en", "parent"]]
    yield from (("CL_REF_AREA", *row) for row in units.itertuples(index=False))
    for codelist, table, key in (
        ("CL_INDICATOR", "indicators", "indicator"),
        ("CL_UNIT_MEASURE", "measures", "measure"),
    ):
        names = tables[table][[key, "name_zh", "name_en"]]
        yield from ((codelist, *row, None) for row in names.itertuples(index=False))
    issues = tables["issues"][["issue", "title"]]
    yield from (("CL_ISSUE", issue, title, title, None) for issue, title in issues.itertuples(index=False))


def _fixed() -> Iterator[tuple[str, str, str, str, str | None]]:
    known = {
        "CL_COMPARATOR": ("comparator", COMPARATORS.values()),
        "CL_FIGURE_STATUS": ("status", STATUSES),
        "CL_PERIOD_KIND": ("period_kind", KINDS),
        "CL_OBS_STATUS": ("obs_status", "AO"),
        "CL_UNIT_MULT": ("unit_mult", "0"),
    }
    for codelist, (section, codes) in known.items():
        for code in codes:
            yield codelist, code, say("zh", f"{section}.{code}"), say("en", f"{section}.{code}"), None
