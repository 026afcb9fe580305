"""What a program asks for by the parameters of an address, read strictly: all that does not hold is refused at once."""

from collections.abc import Mapping, Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request

from etl.exporting import selection
from etl.exporting.selection import BadParameter
from etl.query import Choice
from etl.tables import Tables

WRONG = "some parameters do not hold"


class Unanswerable(HTTPException):
    """A question that cannot be answered; `parameters` says which of its parameters do not hold, and why."""

    def __init__(self, status: int, message: str, parameters: Sequence[BadParameter] = ()) -> None:
        super().__init__(status, message)
        self.parameters = parameters


def choice_and(request: Request, tables: Tables, own: Sequence[str]) -> tuple[Choice, Mapping[str, str]]:
    """The choice that a question makes, and the parameters that are an address's `own`, each given once."""
    given: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        given.setdefault(name, []).append(value)
    mine = {name: given.pop(name) for name in own if name in given}
    choice = selection.read(given, tables)
    wrong = choice if isinstance(choice, list) else []
    wrong = [*wrong, *(BadParameter(name, selection.TWICE) for name, values in mine.items() if len(values) > 1)]
    if wrong or isinstance(choice, list):
        raise Unanswerable(400, WRONG, wrong)
    return choice, {name: values[0] for name, values in mine.items()}


def nothing(request: Request) -> None:
    """No parameters at all."""
    if names := list(request.query_params):
        raise Unanswerable(
            400, "this address takes no parameters", [BadParameter(name, "is not used") for name in names]
        )


def whole(own: Mapping[str, str], name: str, least: int, most: int, usual: int) -> int:
    """A whole number between two others; `usual` where it is not given."""
    text = own.get(name, str(usual))
    if text.isascii() and text.isdigit() and len(text) <= 10 and least <= int(text) <= most:
        return int(text)
    raise Unanswerable(400, WRONG, [BadParameter(name, f"must be from {least} to {most}")])


def one_of(own: Mapping[str, str], name: str, values: Sequence[str]) -> str:
    """The value of a parameter; the first of those there are where it is not given."""
    value = own.get(name, values[0])
    if value not in values:
        raise Unanswerable(400, WRONG, [BadParameter(name, f"must be {' or '.join(values)}")])
    return value
