"""Examples of the API page: one answered request an operation.

A route says what is asked; the answers are files, which `python -m tests.app.web.examples` writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from app.answer_files import ANSWER_FORMATS

FILES = {
    one.media_type: {
        "schema": {"type": "string", **({} if one.is_text else {"format": "binary"}), "description": one.notes}
    }
    for one in ANSWER_FORMATS.values()
}
ANSWERS_FOLDER = Path(__file__).parent / "example_answers"


def shown(request: str, other_content: dict[str, Any] | None = None) -> dict[int | str, dict[str, Any]]:
    """The documented 200 of a route, with what its example asks and any media types beside JSON."""
    content = {"application/json": {"examples": {"reports": {"summary": request}}}, **(other_content or {})}
    return {200: {"description": "The answer.", "content": content}}


def filled(operation: dict[str, Any]) -> None:
    """Put the example's answer into a route's documented responses.

    Afterwards, since FastAPI takes every null out of its document, and with it the fields that an answer has."""
    example = operation["responses"]["200"]["content"]["application/json"]["examples"]["reports"]
    example["value"] = example_answer(operation["operationId"])


def example_answer(operation_id: str) -> dict[str, Any] | None:
    """The body that answers an operation's example; None where it was not written yet."""
    file = example_file(operation_id)
    if not file.exists():
        return None
    body: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return body


def example_file(operation_id: str) -> Path:
    """Where that body is kept."""
    return ANSWERS_FOLDER / f"{operation_id}.json"
