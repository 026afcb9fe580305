"""Numerals of a text that report nothing: dates, phones, page numbers, list numbers, names; found by their form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from etl.curating.records import Why

_D = "[0-9]"
_Y = f"(?:{_D}{{4}}|[一二][零一二三四五六七八九]{{3}})\\s*年(?:度|底|初|末)?"
_M = "(?:1[0-2]|0?[1-9])\\s*月(?:份|底|初|末)?(?!均)"
_DAY = f"(?:3[01]|[12]{_D}|0?[1-9])\\s*[日号]"
_DATE = rf"(?:(?:{_Y})\s*(?:{_M})?(?:\s*{_DAY})?|(?:{_M})(?:\s*{_DAY})?|(?<![0-9.])(?:{_DAY})(?=[^0-9楼院线]))"
_ISO = f"{_D}{{4}}[-/.]{_D}{{1,2}}[-/.]{_D}{{1,2}}"
_CLOCK = rf"{_D}{{1,2}}:{_D}{{2}}(?::{_D}{{2}})?"
_PART_OF_DAY = "(?:凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|夜里|深夜|晚|早)"
_DAYTIME = rf"{_PART_OF_DAY}\s*{_D}{{1,2}}\s*[点时](?:半|整|\s*{_D}{{1,2}}\s*[分刻])?"
_TO = r"\s*(?:至|到|-|—{1,2}|~)\s*"
_CHINESE = "[零一二两三四五六七八九十百千]"
_COUNT = rf"(?:{_D}{{1,6}}|{_CHINESE}+)\s*(?:多|余)?\s*"
_SPAN = rf"{_COUNT}(?:年|个?多?月|周|天)(?!级|份|前|底)"  # how long something went on


@dataclass(frozen=True)
class Stop:
    """Characters of the folded text that are no figure, why, and how sure that is (0 to 1)."""

    start: int
    end: int
    why: Why
    confidence: float


# The first that covers a numeral wins. Each holds for any text; none knows a document.
_RULES: tuple[tuple[Why, float, str], ...] = (
    ("bibliographic", 0.99, r"(?:ISSN|ISBN|CN)\s*:?\s*[0-9][0-9A-Z/-]*"),
    ("bibliographic", 0.99, r"(?:https?://|www\.)[A-Za-z0-9./?=&_%#-]+|[A-Za-z0-9._-]{1,64}@[A-Za-z0-9.-]{1,99}"),
    ("bibliographic", 0.97, r"(?:许可证号?|邮发代号|邮政编码|邮编|刊号|定价|代码|编号)\s*:?\s*[0-9][0-9.元-]*"),
    ("phone", 0.95, r"(?<![0-9])0[0-9]{2,3}-[0-9]{7,8}(?![0-9])|(?<![0-9])1[3-9][0-9]{9}(?![0-9])"),
    ("phone", 0.95, r"(?<![0-9.])(?:12[0-9]{3}|9[56][0-9]{3}|110|119|120|122)(?=\D{0,12}(?:热线|电话|平台))"),
    ("phone", 0.95, r"(?:热线|电话|拨打)[^0-9。，,;]{0,6}[0-9]{5,12}(?![0-9余多万个])"),
    ("bibliographic", 0.95, rf"(?:{_Y})\s*第[0-9]{{1,6}}期|总第\s*[0-9]{{1,6}}\s*期|第\s*[0-9]{{1,6}}\s*版(?!本)"),
    ("bibliographic", 0.9, r"(?<=》)[0-9]{1,3}\s*版(?!本)"),
    ("bibliographic", 0.9, rf"每月\s*{_DAY}"),
    ("bibliographic", 0.95, rf"(?<=[稿布表发新](?:时间|日期):)(?:{_ISO}|{_DATE})(?:\s*{_CLOCK})?"),
    (
        "bibliographic",
        0.9,
        rf"(?:{_ISO}|{_DATE})(?:\s*{_CLOCK})?(?=[ \t]*[来來]源\s*:)|(?m:^){_ISO}\s*{_CLOCK}(?=[ \t]*(?m:$))",
    ),
    ("biography", 0.85, rf"{_Y}(?:\s*{_M})?(?:\s*{_DAY})?(?=出生|生于|参加工作|入党|入伍|毕业)"),
    ("date", 0.98, rf"{_ISO}(?:\s*{_CLOCK})?"),
    (
        "date",
        0.95,
        r"(?:19|20)[0-9]{2}\s*[-—]{1,2}\s*(?:(?:19|20)?[0-9]{2})(?=\s*(?:供[热暖]季|采暖季|学年|赛季|年度|财年))",
    ),
    ("date", 0.98, rf"(?:{_Y}|{_M})(?:\s*{_M})?{_TO}{_DATE}"),
    ("date", 0.98, rf"{_DATE}(?:\s*{_CLOCK})?"),
    ("date", 0.9, rf"{_D}{{1,4}}{_TO}(?={_DATE})"),
    ("date", 0.95, r"(?:20|19|二十|十九)\s*世纪\s*(?:[0-9]0|[二三四五六七八九]十)?(?:年代)?|[0-9]0\s*年代"),
    ("date", 0.85, r"(?:近|这|过去|未来|今后|前|每)\s*[0-9]{1,6}\s*(?:多|余)?\s*年(?!级)"),
    (
        "date",
        0.8,
        r"(?<![0-9.第])[0-9]{1,6}\s*(?:多|余)?\s*年(?:多)?(?=来|间|的?时间|历史|的历史|前|后|以来|,\s*(?:他|她)|一)",
    ),
    ("date", 0.75, r"(?m)(?:^|(?<=[。，,；;]))[ \t]*[0-9]{1,6}\s*(?:多|余)?\s*年(?:多)?(?![0-9级])"),
    ("date", 0.8, rf"(?:长达|历时|时隔|历经|为期|持续|连续)了?(?:近|约)?{_SPAN}(?!以?内)"),
    (
        "date",
        0.8,
        r"(?m)(?:^|(?<=[。，,；;“]))[ \t]*(?:不到|短短|仅仅?)?[0-9]{1,6}\s*(?:多|余)?\s*(?:个多?月|天)(?!以?[内均])",
    ),
    ("date", 0.8, rf"(?<![0-9.第]){_COUNT}(?:个多?月|天|个?小时|分钟)(?:之?[后前外]|以后|以前)"),
    ("biography", 0.75, rf"(?<=[^短长前加少缩低升增]了)\s*{_COUNT}年(?!级|多?来|以上)"),
    ("date", 0.9, _DAYTIME),
    ("name", 0.9, r"[0-9]{1,6}\s*周年|(?<![0-9.])[0-9]{1,3}路(?=公交|车|站|末班|首班)"),
    ("name", 0.9, r"[0-9]{1,6}\.[0-9]{1,6}\s*版|(?<![0-9])[0-9]{2}后"),
    ("name", 0.85, r"24\s*小时(?=自助|值守|值班|热线|便民|不打烊)|8\s*小时(?=工作|营业|之?外|以外)"),
    ("name", 0.85, r"(?<![0-9.])[0-9]{1,6}(?:-[0-9]{1,6})?\s*号(?=窗口|楼|院|门|馆|线|店|厅|[)）。，,;]|$)"),
    ("name", 0.8, r"[0-9]{1,6}\s*[个项家位名大](?=[㐀-鿿]{0,12}之一)"),
    ("bibliographic", 0.8, r"(?:路|街|道|里|巷)\s*[0-9]{1,6}\s*号"),
    ("name", 0.9, r"[A-Z]{2,}-?[0-9]{1,6}|[0-9]{1,6}(?:\+[0-9A-Z]+)+|[A-Z](?:\+[0-9A-Z]+)+"),
    ("ordinal", 0.9, r"第\s*[0-9]{1,6}\s*(?:、\s*[0-9]{1,6}\s*)*(?:[批届期次轮章条款节号季代]|个(?!百分))"),
    ("ordinal", 0.7, rf"第\s*{_CHINESE}+(?!\s*(?:名|位|$)|[。，,;；、])"),
    ("list-number", 0.9, r"(?m)^[ \t>*#-]*(?:\(?[0-9]{1,2}\)|[0-9]{1,2}\s*[.、．](?![0-9]))"),
    ("page", 0.9, r"(?m)^[ \t|■·-]*[0-9]{1,3}(?=\s+[^\s0-9年月日.%]|\s*$)(?!\s*(?:[余多]|[万亿]|[个名人件次项家]\S))"),
    ("page", 0.8, r"(?m)^[^0-9。，|\n]{2,40}[.…· \t]{1,40}[0-9]{1,3}[ \t]*$"),
    ("biography", 0.75, r"(?:终年|享年|年仅|现年|时年|今年)\s*[0-9]{1,6}\s*岁|[0-9]{1,3}\s*岁的"),
    ("biography", 0.7, r"[0-9]{1,6}\s*次(?=被[评授])"),
    ("biography", 0.75, r"(?:先后|曾经?|也曾)\s*[0-9]{1,6}\s*次"),
    (
        "biography",
        0.7,
        r"(?:从事|投身|扎根|从业|从警|从教|从医|从军|参军|入行|入职|入党|参加工作)[^。，,;\n]{0,20}?[0-9]{1,6}\s*(?:多|余)?\s*年",
    ),
    ("repeated", 0.7, r"(?<=[这那该])[0-9]{1,6}\s*(?:多|余)?[个名位人家件项支所户对条]"),
    ("biography", 0.7, r"[0-9]{1,6}\s*(?:多|余)?\s*年(?=\S{0,8}(?:经验|党龄|工龄|教龄|工作经历))"),
)
_COMPILED = tuple((why, confidence, re.compile(pattern)) for why, confidence, pattern in _RULES)
_QUOTED = re.compile(r"[“‘\"「]([^“”‘’\"「」。，,；;！？!?]{1,14})[”’\"」]")
_TITLE = re.compile(r"[《〈][^《》〈〉\n]{1,60}[》〉]")


def stops(folded: str) -> Iterator[Stop]:
    """Every place that a rule holds at; they may overlap."""
    for why, confidence, pattern in _COMPILED:
        for found in pattern.finditer(folded):
            yield Stop(found.start(), found.end(), why, confidence)
    for pattern in (_QUOTED, _TITLE):
        for found in pattern.finditer(folded):
            yield Stop(found.start(), found.end(), "name", 0.85)
