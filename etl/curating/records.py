"""The shape of the curated YAML, one record a thing. Every scalar arrives as text; the record decides its type."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

ID = r"^[a-z0-9][a-z0-9-]{0,63}$"
DATE = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
WORDS = r"\S|\S[\s\S]*\S"
LINE = r"[1-9][0-9]{0,6}"
NUMBER = r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?"

UnitKind = Literal[
    "country",
    "city",
    "collective",
    "party-body",
    "discipline-commission",
    "agency",
    "court",
    "procuratorate",
    "customs",
    "service-window",
    "party-branch",
    "district",
    "zone",
    "sub-district",
    "community",
    "enterprise",
    "other",
]
IssueKind = Literal["newspaper", "magazine", "web-page", "report", "other"]
Status = Literal["reported", "target", "rule", "background"]
Why = Literal[
    "date",
    "ordinal",
    "name",
    "list-number",
    "page",
    "phone",
    "bibliographic",
    "biography",
    "repeated",
    "other",
]
IndicatorKind = Literal["flow", "stock", "rate", "rank"]
Better = Literal["higher", "lower", "neutral"]
Dimension = Literal["unit", "year"]


class Lines(NamedTuple):
    """A run of lines of an archived text, both ends included."""

    start: int
    end: int


def _matched(text: Any, pattern: str, expected: str) -> re.Match[str]:
    match = re.fullmatch(pattern, text) if isinstance(text, str) else None
    if match is None:
        raise PydanticCustomError("form", "{expected}", {"expected": expected})
    return match


def _line(text: Any) -> int:
    return int(_matched(text, LINE, "a line number such as 377")[0])


def _count(text: Any) -> int:
    return int(_matched(text, r"0|[1-9][0-9]{0,6}", "a count such as 34")[0])


def _lines(text: Any) -> Lines:
    match = _matched(text, f"({LINE})-({LINE})", "first and last line such as 321-421")
    lines = Lines(int(match[1]), int(match[2]))
    if lines.end < lines.start:
        raise PydanticCustomError("form", "{expected}", {"expected": "first line before last, such as 321-421"})
    return lines


def _number(text: Any) -> Decimal:
    return Decimal(_matched(text, NUMBER, "a plain number such as 1000 or 98.5")[0])


def _date(text: Any) -> Any:
    expected = "a date such as 2023-11-15, 2023-11 or 2023"
    _matched(text, DATE, expected)
    try:
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError as error:
        raise PydanticCustomError("form", "{expected}", {"expected": expected}) from error
    return text


def _words(text: Any) -> Any:
    _matched(text, WORDS, "text without blanks at its ends")
    return text


def _seen(pattern: str, *types: str) -> WithJsonSchema:
    """What an editor may see where a record reads text of this pattern: YAML takes 2025 for a number."""
    return WithJsonSchema({"type": ["string", *types], "pattern": f"^({pattern})$"})


Id = Annotated[str, Field(pattern=ID)]
Words = Annotated[str, BeforeValidator(_words), _seen(WORDS, "number")]
Date = Annotated[str, BeforeValidator(_date), _seen(DATE, "integer")]
Number = Annotated[Decimal, BeforeValidator(_number), _seen(NUMBER, "number")]
Line = Annotated[int, BeforeValidator(_line), _seen(LINE, "integer")]
Count = Annotated[int, BeforeValidator(_count), WithJsonSchema({"type": ["integer", "string"]})]
LineRange = Annotated[Lines, BeforeValidator(_lines), _seen(f"{LINE}-{LINE}")]
PeriodText = Annotated[str, _seen(".+", "integer")]


class Record(BaseModel):
    """A mapping of the curated YAML: unknown keys are errors, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


AnyRecord = TypeVar("AnyRecord", bound=Record)


class Bilingual(Record):
    """The same words in both languages of the interface."""

    zh: Words
    en: Words


class Unit(Record):
    """A body that reports or is reported on."""

    name: Bilingual
    kind: UnitKind
    parent: Id | None = None
    aliases: list[Words] = []


class Theme(Record):
    """A group of indicators."""

    name: Bilingual


class Measure(Record):
    """What one of it is, and the printed measure words that say so."""

    name: Bilingual
    words: list[Words] = Field(min_length=1)


class Indicator(Record):
    """What is counted, at the level where units can be set side by side."""

    name: Bilingual
    theme: Id
    about: Bilingual
    measures: list[Id] = Field(min_length=1)
    kind: IndicatorKind
    adds_over: list[Dimension] = []
    better: Better = "neutral"


class Figure(Record):
    """One reported quantity, as printed. What it leaves out, its article says.

    `nth` is the last part of its id where that is not one more than the figure's before it on the line: ids stay when
    a figure between the two is taken out.
    """

    printed: Words
    nth: Line | None = None
    qualifier: Words | None = None
    indicator: Id
    unit: Id | None = None
    detail: Bilingual | None = None
    period: PeriodText | None = None
    status: Status = "reported"
    key: Id | None = None
    part_of: Id | None = None
    measure: Id | None = None
    value: Number | None = None
    lower: Number | None = None
    upper: Number | None = None
    note: Bilingual | None = None


class NotFigure(Record):
    """A numeral of the text that reports nothing, and why."""

    printed: Words
    why: Why


class Paragraph(Record):
    """What one line of the archived text holds."""

    line: Line
    figures: list[Figure] = []
    not_figures: list[NotFigure] = []


class Furniture(Record):
    """Numerals of a line that belongs to no article: mastheads, contents, advertisements."""

    line: Line
    not_figures: list[NotFigure] = []


class Total(Record):
    """A printed total and the parts that should add up to it."""

    total: Id
    parts: list[Id] = Field(min_length=2)
    note: Bilingual | None = None


class Rate(Record):
    """A printed percentage and the part and whole that it should be made of."""

    rate: Id
    part: Id
    whole: Id
    note: Bilingual | None = None


class Average(Record):
    """A printed average and the total that it should be a share of: a month's out of ten months'."""

    average: Id
    total: Id
    over: Annotated[Number, Field(gt=0)]
    note: Bilingual | None = None


class Less(Record):
    """Two printed figures of which one should be the smaller: after and before."""

    less: Id
    than: Id
    note: Bilingual | None = None


Check = Total | Rate | Average | Less
CHECKS: dict[str, type[Check]] = {"less": Less, "average": Average, "rate": Rate, "total": Total}  # by their first key


class SecondReading(Record):
    """What a blind second reading of an issue came to before its differences were settled by the text."""

    read: Date
    figures: Count
    agreed: Count
    value: Count
    unit: Count
    period: Count
    status: Count
    only_first: Count
    only_second: Count
    changed: Count


class Article(Record):
    """One piece inside an issue; its unit and period hold for figures that give none."""

    title: Words
    authors: list[Words] = []
    pages: Words | None = None
    lines: LineRange
    unit: Id | None = None
    period: PeriodText | None = None
    paragraphs: list[Paragraph] = []
    checks: list[Check] = []


class Issue(Record):
    """One published document and the archived text it was read from."""

    title: Words
    kind: IssueKind | None = None
    publisher: Words | None = None
    published: Date | None = None
    number: Words | None = None
    issn: Words | None = None
    text: Annotated[str, Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$")]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    note: Bilingual | None = None
    paragraphs: list[Furniture] = []
