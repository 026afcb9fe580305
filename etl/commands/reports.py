"""Problems and ledgers as lines of text, for people, programs and code review."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Literal

from etl.evidence import Account
from etl.problems import Problem, errors

ReportFormat = Literal["text", "json", "github"]


def problem_lines(problems: Iterable[Problem], format: ReportFormat) -> list[str]:
    """One line a problem; `json` is one array, `github` are annotations of a pull request."""
    problems = list(problems)
    if format == "json":
        return [json.dumps([_flat(problem) for problem in problems], ensure_ascii=False, indent=2)]
    if format == "github":
        return [_annotation(problem) for problem in problems]
    return [*map(str, problems), _count(problems)]


def _flat(problem: Problem) -> dict[str, object]:
    record = asdict(problem)
    place: dict[str, object] = record.pop("place")
    return place | record


def _annotation(problem: Problem) -> str:
    place = problem.place
    file = _escaped(place.file).replace(":", "%3A").replace(",", "%2C")
    where = f"file={file},line={place.line},col={place.column},title={problem.rule}"
    return f"::{problem.level} {where}::{_escaped(problem.message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D")


def _count(problems: list[Problem]) -> str:
    wrong = len(errors(problems))
    return f"{wrong} errors, {len(problems) - wrong} warnings"


def account_lines(account: Account) -> list[str]:
    """What an issue's ledger comes to, and every numeral that nobody accounts for."""
    ledger = account.ledger
    accounted = ledger.numerals - len(ledger.unaccounted)
    share = 1000 * accounted // ledger.numerals / 10 if ledger.numerals else 100  # down: one left out is not 100 %
    return [
        f"{account.issue}: {account.figures} figures, {account.not_figures} not-figures, "
        f"{ledger.numerals} numerals in print, {share:g} % accounted for",
        *(
            f"  line {left.line}:{left.column} unaccounted {left.numeral}  …{left.context}…"
            for left in ledger.unaccounted
        ),
    ]
