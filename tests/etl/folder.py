"""A small valid data folder and its archived text, for tests to write with files of their own in place of some."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from etl.curating import curated
from etl.curating.curated import Curated

TEXT = """河东法院一年实绩

2025年，受理657件，
结案591件，结案率90.0%。
"""
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()
ISSUE = "issues/made-2025/issue.yaml"
REPORT = "issues/made-2025/report.yaml"
FILES = {
    "themes.yaml": "justice: {name: {zh: 司法, en: Justice}}\n",
    "measures.yaml": """
case: {name: {zh: 件, en: cases}, words: [件]}
person: {name: {zh: 人, en: people}, words: [人, 名]}
percent: {name: {zh: '%', en: per cent}, words: ['%']}
yuan: {name: {zh: 元, en: yuan}, words: [元]}
rank: {name: {zh: 名, en: rank}, words: [第…名, 第…]}
team: {name: {zh: 个, en: teams}, words: [个]}
window: {name: {zh: 个, en: windows}, words: [个]}
""".lstrip(),
    "indicators.yaml": """
cases: {name: {zh: 案件, en: Cases}, theme: justice, about: {zh: 案, en: All}, measures: [case], kind: flow}
people: {name: {zh: 人数, en: People}, theme: justice, about: {zh: 人, en: All}, measures: [person], kind: flow}
rate: {name: {zh: 结案率, en: Rate}, theme: justice, about: {zh: 率, en: All}, measures: [percent], kind: rate}
money: {name: {zh: 金额, en: Money}, theme: justice, about: {zh: 钱, en: All}, measures: [yuan], kind: flow}
ranks: {name: {zh: 名次, en: Ranks}, theme: justice, about: {zh: 名, en: All}, measures: [rank], kind: rank}
models: {name: {zh: 示范, en: Models}, theme: justice, about: {zh: 点, en: All}, measures: [team, window], kind: flow}
""".lstrip(),
    "units.yaml": """
city: {name: {zh: 津城, en: Jin City}, kind: city}
court: {name: {zh: 河东法院, en: Hedong Court}, kind: court, parent: city}
""".lstrip(),
    ISSUE: f"title: 示例日报\npublished: 2025-12-31\ntext: made.txt\nsha256: {SHA256}\n",
    REPORT: """
title: 一年实绩
lines: 1-4
unit: court
period: 2025
paragraphs:
  - line: 3
    figures:
      - {printed: 657件, indicator: cases, key: accepted, detail: {zh: 受理, en: Accepted}}
    not_figures:
      - {printed: 2025年, why: date}
  - line: 4
    figures:
      - {printed: 591件, indicator: cases, key: closed, detail: {zh: 结案, en: Closed}, part_of: accepted}
      - {printed: 90.0%, indicator: rate, key: share}
checks:
  - {rate: share, part: closed, whole: accepted}
""".lstrip(),
}


def write(folder: Path, files: Mapping[str, str | None] = {}) -> Path:
    """Write `data` and `texts` into the folder; None leaves a file out. Returns the data folder."""
    for below, text in {**FILES, **files}.items():
        if text is not None:
            path = folder / "data" / below
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
    (folder / "texts").mkdir(exist_ok=True)
    (folder / "texts" / "made.txt").write_bytes(TEXT.encode())
    return folder / "data"


def load(folder: Path, files: Mapping[str, str | None] = {}) -> Curated:
    """The same, loaded."""
    return curated.load(write(folder, files))


def article(
    *figures: str, head: str = "unit: court\nperiod: 2025\n", lines: str = "1-4", line: int = 3, checks: str = ""
) -> str:
    """An article with these figures on one line; of YAML the first begins at 8:9, the next at 9:9."""
    listed = "".join(f"      - {figure}\n" for figure in figures)
    body = f"title: 一年实绩\nlines: {lines}\n{head}paragraphs:\n  - line: {line}\n    figures:\n{listed}"
    return body + (f"checks:\n{checks}" if checks else "")
