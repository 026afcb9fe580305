"""The machine address held against its own description, by a tester that knows only that."""

import json

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
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


@pytest.fixture(autouse=True)
def _served(tmp_path, monkeypatch) -> None:
    publish(MADE, tmp_path, monkeypatch)


schema = schemathesis.openapi.from_dict(json.loads(OPENAPI.read_bytes()))
schema.app = MACHINES


@schema.parametrize()
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_asked_is_answered_as_described(case):
    case.call_and_validate(checks=CHECKS)
