"""Commands that hold the data against its rules, its texts and its second readers."""

from pathlib import Path

from etl import evidence
from etl.commands import reports
from etl.commands.command import DATA, DONE, FOUND, Arguments, Command, folder, show
from etl.commands.progress import bar
from etl.curating import checks, compare, curated, schemas
from etl.curating.folders import texts_folder
from etl.problems import errors


def check(arguments: Arguments) -> int:
    """Tell every problem of the curated data."""
    problems = checks.check(curated.load(arguments.data, bar("read")))
    show(reports.problem_lines(problems, arguments.format))
    return FOUND if errors(problems) else DONE


def prove(arguments: Arguments) -> int:
    """Tell the ledger of every issue, and what the texts do not say."""
    texts = arguments.texts or texts_folder(arguments.data)
    if not texts.is_dir():
        raise ValueError(f"{texts} is not a folder: name that of the archived texts by --texts or TEXTS_DIR")
    loaded = curated.load(arguments.data, bar("read"))
    accounts, problems = evidence.prove(loaded, texts, bar("prove"))
    for account in accounts:
        show(reports.account_lines(account))
    show(reports.problem_lines(problems, "text"))
    return FOUND if problems or any(account.ledger.unaccounted for account in accounts) else DONE


def second_readings(arguments: Arguments) -> int:
    """Tell where second readings and the data do not agree."""
    there = [row for file in arguments.reading for row in compare.second_reading(file)]
    compared = compare.compare(curated.load(arguments.data), there)
    show(str(one) for one in compared if one.finding != "agreed")
    show([", ".join(f"{count} {finding}" for finding, count in compare.tally(compared).items())])
    return DONE if all(one.finding == "agreed" for one in compared) else FOUND


def write_schemas(arguments: Arguments) -> int:
    """Write the JSON Schemas beside the data."""
    show(schemas.write(arguments.data / "schemas"))
    return DONE


FORMAT = {"choices": ["text", "json", "github"], "default": "text", "help": "how problems are shown (default: text)"}
TEXTS = {
    "type": folder,
    "help": "folder of the archived texts (default: TEXTS_DIR, else texts in the data folder)",
}
READING = {"type": Path, "nargs": "+", "metavar": "READING.csv", "help": "rows: " + ", ".join(compare.COLUMNS)}

COMMANDS = (
    Command("check", check, "tell every problem of the curated data", {**DATA, "--format": FORMAT}),
    Command(
        "evidence", prove, "hold the data against the archived texts, numeral by numeral", {**DATA, "--texts": TEXTS}
    ),
    Command(
        "compare",
        second_readings,
        "hold a second reading (CSV) against the data, figure by figure",
        {"reading": READING, **DATA},
    ),
    Command("schemas", write_schemas, "write the JSON Schemas that editors complete and check by", DATA),
)
