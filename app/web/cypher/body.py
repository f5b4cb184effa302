"""A request's body: read no further than its bound, and taken apart with every problem under its field's name."""

from __future__ import annotations

import json
from typing import Any

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.exceptions import HTTPException

from graph.errors import BadParameter

MAX_BODY_BYTES = 64_000


class StatementBody(BaseModel):
    """A statement with its parameters."""

    # Titled as clients know it from the API's document.
    model_config = ConfigDict(title="CypherAsked", extra="forbid", strict=True)

    statement: str = Field(description="One read in Cypher. EXPLAIN before it gives its plan and no rows.")
    parameters: dict[str, Any] = Field(
        default_factory=dict, description="Values of the statement's $parameters, by name, as plain JSON."
    )


async def bounded_body(request: Request, media_type: str) -> bytes:
    """The body. Raises HTTPException: 415 for one of another type, 413 for one over MAX_BODY_BYTES."""
    sent_as = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if sent_as != media_type:
        raise HTTPException(415, f"the body must be sent as {media_type}, and this is {sent_as[:60] or 'of no type'}")
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > MAX_BODY_BYTES:
        raise _too_long()
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MAX_BODY_BYTES:
            raise _too_long()
    return bytes(body)


def read_json(text: bytes | str, field: str) -> Any:
    """The value of a JSON text. Raises BadParameter, which names `field` for what isn't JSON.

    An object that names the same twice is refused: it would be asked with one of the two, and with which isn't said."""
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise BadParameter(field, f"line {error.lineno}, column {error.colno}: no JSON: {error.msg}") from error
    except UnicodeDecodeError as error:
        raise BadParameter(field, "is no UTF-8 text") from error
    except RecursionError as error:
        raise BadParameter(field, "is nested too deep") from error
    except ValueError as error:  # what _object and _no_constant raise, and a number of thousands of digits
        raise BadParameter(field, f"no JSON: {error}") from error


def read_statement(body: bytes) -> StatementBody:
    """What a JSON body asks. Raises BadParameter, which names the field at fault."""
    return checked_statement(read_json(body, "body"))


def checked_statement(given: Any) -> StatementBody:
    """The same of a value that was read already."""
    if not isinstance(given, dict):
        raise BadParameter("body", "is no JSON object with the fields statement and parameters")
    try:
        return StatementBody.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = str(first["loc"][0])[:60]
        known = ", ".join(StatementBody.model_fields)
        told = {"missing": "is missing", "extra_forbidden": f"is no field of this body; it takes {known}"}
        raise BadParameter(name, told.get(first["type"], first["msg"])) from error


def _too_long() -> HTTPException:
    return HTTPException(413, f"the body is longer than {MAX_BODY_BYTES:,} bytes")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(name for n, (name, _) in enumerate(pairs) if name in dict(pairs[:n]))
        raise ValueError(f"{twice[:60]!r} stands twice in one object")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number that JSON has")
