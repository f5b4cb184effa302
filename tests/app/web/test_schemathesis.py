"""Requests made up from the API's own document: whatever is asked, the answer is one that the document tells of."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.app.web.test_openapi import OPERATIONS

pytestmark = pytest.mark.both_engines

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@cache
def operations(address: str) -> dict[str, Any]:
    """What an app's document tells of, by operation; read once, since reading it takes longer than asking."""
    found = [each.ok() for each in schemathesis.openapi.from_url(address).get_all_operations() if isinstance(each, Ok)]
    return {each.definition.raw["operationId"]: each for each in found}


@pytest.mark.long
@pytest.mark.parametrize("operation_id", sorted(OPERATIONS))
def test_every_answer_is_one_that_the_document_tells_of(
    client: httpx.Client, operation_id: str, sized: Callable[[int, int], int]
) -> None:
    """With values that the document allows, and, where there is something to get wrong, with others."""
    examples = sized(8, 100)
    operation = operations(f"{client.base_url}/openapi.json")[operation_id]
    modes = list(GenerationMode) if list(operation.query) else [GenerationMode.POSITIVE]
    for mode in modes:

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(
            max_examples=examples,
            derandomize=True,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        def ask(case: schemathesis.Case[Any]) -> None:
            case.call_and_validate(checks=CHECKS)

        ask()
