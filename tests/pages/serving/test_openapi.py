"""The machine address held against its own description, by a tester that knows only that."""

import json

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.pytest.lazy import get_all_tests
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from pages.parts.serving.api import MACHINES, OPENAPI
from tests.etl.made import tables
from tests.pages.visiting import publish

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
MADE = tables(
    figures=[{"value": n, "year": 2020 + n, "unit": f"u{n}"} for n in range(1, 4)],
    units=[{"unit": "u2", "parent": "u1"}],
)


FEW = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))


def answered_as_described(case: schemathesis.Case) -> None:
    case.call_and_validate(checks=CHECKS)


def test_whatever_is_asked_is_answered_as_described(tmp_path, monkeypatch):
    """Made here, since to think of what may be asked takes longer than all else that is done when tests are listed."""
    publish(MADE, tmp_path, monkeypatch)
    described = json.loads(OPENAPI.read_bytes())
    schema = schemathesis.openapi.from_dict(described)
    schema.app = MACHINES
    made = list(get_all_tests(schema=schema, test_func=answered_as_described, settings=FEW, given_kwargs={}))
    assert len(made) == len(described["paths"])
    for one in made:
        _, asked = one.ok()
        asked()
