"""A node of a YAML source as a record, or the problems that keep it from being one."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from etl.curating.records import ID, AnyRecord, Bilingual, Record
from etl.problems import Place, Problem, did_you_mean
from etl.yaml_text.yaml_source import Source, Steps

LONGEST_SHOWN = 60
FORMS = {ID: "an id of small letters, digits and hyphens such as hexi-district"}
KINDS = {"model_type": "a mapping", "list_type": "a list", "string_type": "text"}


@dataclass(frozen=True)
class Node:
    """A spot in a source: where a record, or a part of one, stands."""

    source: Source
    path: Steps = ()

    def at(self, *steps: str | int) -> "Node":
        """The spot that the steps (keys and list indexes) lead to from here."""
        return Node(self.source, (*self.path, *steps))

    def place(self, *steps: str | int) -> Place:
        """Where that spot is, or its nearest ancestor that exists."""
        return self.source.place((*self.path, *steps))

    def data(self) -> Any:
        """What stands here; None where the path leads nowhere."""
        found: Any = self.source.data
        for step in self.path:
            try:
                found = found[step]
            except (KeyError, IndexError, TypeError):
                return None
        return found

    def items(self) -> list["Node"]:
        """The nodes of a list; none where it is no list."""
        found = self.data()
        return [self.at(index) for index in range(len(found))] if isinstance(found, list) else []


def shaped(node: Node, shape: type[AnyRecord], apart: tuple[str, ...] = ()) -> tuple[AnyRecord | None, list[Problem]]:
    """The node as a `shape`; lists under the keys `apart` are taken as empty, to be shaped one by one."""
    found = node.data()
    if isinstance(found, dict):
        found = {key: [] if key in apart and isinstance(value, list) else value for key, value in found.items()}
    try:
        return shape.model_validate(found), []
    except ValidationError as error:
        return None, [_problem(node, shape, details) for details in error.errors()]


def _problem(node: Node, shape: type[Record], details: ErrorDetails) -> Problem:
    inside, kind = details["loc"], details["type"]
    key = str(inside[-1]) if inside else ""
    if kind == "extra_forbidden":
        known = list((shape if len(inside) == 1 else Bilingual).model_fields)
        place = node.source.key_place((*node.path, *inside))
        return Problem(place, "unknown-key", f"one of {', '.join(known)}", key, did_you_mean(key, known))
    place = node.place(*inside)
    if kind == "missing":
        return Problem(place, "missing-key", f"the key {key}", "nothing", f"write {key}: ...")
    return Problem(place, "wrong-form", _expected(details), _shown(details["input"]), _way_out(details))


def _expected(details: ErrorDetails) -> str:
    context = details.get("ctx", {})
    if details["type"] == "string_pattern_mismatch":
        return FORMS.get(context["pattern"], f"text of the form {context['pattern']}")
    if details["type"] == "literal_error":
        return f"one of {', '.join(_choices(details))}"
    if details["type"] == "too_short":
        return f"{context['min_length']} or more of them"
    return KINDS.get(details["type"], details["msg"].removeprefix("Input should be "))


def _choices(details: ErrorDetails) -> list[str]:
    return re.findall(r"'([^']+)'", details["ctx"]["expected"])


def _way_out(details: ErrorDetails) -> str:
    found = details["input"]
    if not isinstance(found, str):
        return ""
    if details["type"] == "list_type":
        return f"write [{found}]"
    plain = found.strip() if found != found.strip() else unicodedata.normalize("NFKC", found)
    if plain != found:
        return f"write {plain}" if plain else ""
    return did_you_mean(found, _choices(details)) if details["type"] == "literal_error" else ""


def _shown(found: Any) -> str:
    if isinstance(found, dict):
        return "a mapping"
    if isinstance(found, list):
        return "a list"
    text = str(found) or "nothing"
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
