from __future__ import annotations

import anyio
import httpx
import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from app.web.cypher.body import MAX_BODY_BYTES, bounded_body, read_statement
from graph.errors import BadParameter
from tests.app.web.conftest import CYPHER, problem

JSON = {"content-type": "application/json"}


@pytest.mark.parametrize(
    ("body", "field", "told"),
    [
        (b"", "body", "line 1, column 1"),
        (b"{statement: 1}", "body", "no JSON"),
        (b'["RETURN 1"]', "body", "no JSON object"),
        (b"{}", "statement", "is missing"),
        (b'{"statement": 1}', "statement", "string"),
        (b'{"statement": null}', "statement", "string"),
        (b'{"statement": "RETURN 1", "parameters": []}', "parameters", "dictionary"),
        (b'{"statement": "RETURN 1", "params": {}}', "params", "no field of this body"),
        (b'{"statement": "RETURN 1", "statement": "RETURN 2"}', "body", "stands twice"),
        (b'{"statement": "RETURN 1", "parameters": {"a": NaN}}', "body", "NaN"),
        (b'{"statement": "RETURN 1", "parameters": {"a": ' + b"9" * 5_000 + b"}}", "body", "no JSON"),
        (b"[" * 60_000, "body", "nested too deep"),
        (b'{"statement": "\xff"}', "body", "UTF-8"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_wrong_is_told_of_its_field(body: bytes, field: str, told: str) -> None:
    with pytest.raises(BadParameter) as caught:
        read_statement(body)
    assert caught.value.parameter == field
    assert told in caught.value.problem


def test_a_body_is_a_statement_and_values() -> None:
    asked = read_statement('{"statement": "RETURN $a", "parameters": {"a": ["活水", 1.5, null]}}'.encode())
    assert (asked.statement, asked.parameters) == ("RETURN $a", {"a": ["活水", 1.5, None]})
    assert read_statement(b'{"statement": "RETURN 1"}').parameters == {}


def test_a_problem_of_the_body_is_told_over_the_wire(lone: httpx.Client) -> None:
    problem(lone.post(CYPHER, content=b"{", headers=JSON), 422, "body")
    problem(lone.post(CYPHER, json={}), 422, "statement")


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_what_a_form_elsewhere_could_send_is_not_taken(lone: httpx.Client, media_type: str) -> None:
    response = lone.post(CYPHER, content=b'{"statement": "RETURN 1"}', headers={"content-type": media_type})
    assert problem(response, 415)["type"] == "/docs#other-media-type"


def test_a_body_that_is_too_long_is_not_read_to_its_end(lone: httpx.Client) -> None:
    told = lone.post(CYPHER, content=b"x" * (MAX_BODY_BYTES + 1), headers=JSON)
    assert problem(told, 413)["type"] == "/docs#body-too-long"


def test_a_long_body_is_not_read_to_its_end() -> None:
    parts = iter([b"x" * 8_000] * 100)

    async def receive() -> Message:
        return {"type": "http.request", "body": next(parts), "more_body": True}

    request = Request({"type": "http", "headers": [(b"content-type", b"application/json")]}, receive)
    with pytest.raises(HTTPException) as caught:
        anyio.run(bounded_body, request, "application/json")
    assert caught.value.status_code == 413
    assert len(list(parts)) > 90
