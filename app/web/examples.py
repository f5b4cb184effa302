"""Examples of the API page: one answered request an operation, in each noun's `examples.py`.

They are real answers over the five reports; a test asks each again, so that what stands there is what the app says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.questions import Question, shipped_catalogue


@dataclass(frozen=True, slots=True)
class Example:
    """A request and the body that answers it; `sent` is the JSON that a POST sends, None for a GET."""

    request: str
    body: dict[str, Any]
    sent: dict[str, Any] | None = None


_SHOWN: dict[str, Example] = {}
"""By request: what `filled` puts into the document."""


CSV = {"text/csv": {"schema": {"type": "string", "description": "The same rows, a line each."}}}


def shown(example: Example, other_content: dict[str, Any] | None = None) -> dict[int | str, dict[str, Any]]:
    """The documented 200 of a route, with its example and any media types beside JSON."""
    _SHOWN[example.request] = example
    content = {"application/json": {"examples": {"reports": {"summary": example.request}}}, **(other_content or {})}
    return {200: {"description": "The answer.", "content": content}}


def filled(responses: dict[str, Any]) -> None:
    """Put the example's body into a route's documented responses.

    Afterwards, since FastAPI takes every null out of its document, and with it the fields that an answer has."""
    example = responses["200"]["content"]["application/json"]["examples"]["reports"]
    example["value"] = _SHOWN[example["summary"]].body


def receipt(
    question_id: str,
    parameters: dict[str, Any],
    *,
    rows: int,
    cut_at: int = 10_000,
    truncated: bool = False,
    undated: int = 0,
) -> dict[str, Any]:
    """The receipt of an example; revision and statement are the catalogue's own."""
    question = shipped_catalogue()[question_id]
    return {
        "question": question_id,
        "revision": question.revision,
        "parameters": parameters,
        "graph_version": "3b251c93f0ac",
        "graph_complete": True,
        "as_of": None if parameters.get("as_of") == "any" else parameters.get("as_of"),
        "undated_links": undated,
        "engine": "arcadedb",
        "row_count": rows,
        "truncated": truncated,
        "cut_at": cut_at,
        "elapsed_ms": 12.3,
        "answer_digest": "8f0c41d8a1b9e2d7",
        "cypher": question.statement.text,
        "cypher_parameters": _given(question, parameters, cut_at),
    }


def _given(question: Question, parameters: dict[str, Any], cut_at: int) -> dict[str, Any] | None:
    """What the statement of an example was given, where it was run once."""
    once: dict[str | None, dict[str, Any]] = {
        None: {},
        "page": {"most": cut_at + 1},
        "coverage": {},
        "uncovered_schools": {},
    }
    if question.header.computed not in once:
        return None
    return {**question.parameters(parameters, date.today()), **once[question.header.computed]}
