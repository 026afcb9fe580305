"""Problems and ledgers as lines of text, for people, programs and code review."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Literal

from etl.evidence import Account
from etl.problems import Problem, errors

Format = Literal["text", "json", "github"]


def problem_lines(problems: Iterable[Problem], format: Format) -> list[str]:
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
    place, message = problem.place, str(problem).split("] ", 1)[1]
    escaped = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{problem.level} file={place.file},line={place.line},col={place.column},title={problem.rule}::{escaped}"


def _count(problems: list[Problem]) -> str:
    wrong = len(errors(problems))
    return f"{wrong} errors, {len(problems) - wrong} warnings"


def account_lines(account: Account) -> list[str]:
    """What an issue's ledger comes to, and every numeral that nobody accounts for."""
    ledger = account.ledger
    share = 100 if not ledger.numerals else 100 * (ledger.numerals - len(ledger.unaccounted)) / ledger.numerals
    return [
        f"{account.issue}: {account.figures} figures, {account.not_figures} not-figures, "
        f"{ledger.numerals} numerals in print, {share:.4g} % accounted for",
        *(
            f"  line {left.line}:{left.column} unaccounted {left.numeral}  …{left.context}…"
            for left in ledger.unaccounted
        ),
    ]
