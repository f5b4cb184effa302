"""The API page's content, out of the OpenAPI document and the error tree."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.web.problems import anchor, error_classes, http_kinds, problem_words


@dataclass(frozen=True, slots=True)
class Operation:
    """One address, as the page shows it."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    parameters: list[dict[str, str]]
    example: str
    body: str
    """The example's body, of a POST."""


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One `type` of problem."""

    anchor: str
    status: int
    title: str
    next_step: str


def sections(document: dict[str, Any]) -> list[tuple[str, str, list[Operation]]]:
    """(tag, what it is about, its operations) in the order of the document's tags."""
    operations = list(_operations(document))
    return [
        (tag["name"], tag["description"], [operation for name, operation in operations if name == tag["name"]])
        for tag in document["tags"]
    ]


def problem_kinds() -> list[ProblemKind]:
    """Every type of problem that a response may carry, by status."""
    kinds = [*((anchor(error), error.status) for error in error_classes()), *http_kinds()]
    words = problem_words()
    found = [ProblemKind(kind, status, words[kind].title[1], words[kind].step[1]) for kind, status in kinds]
    return sorted(found, key=lambda kind: (kind.status, kind.anchor))


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, Operation]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            examples = operation["responses"]["200"]["content"]["application/json"]["examples"]
            yield (
                operation["tags"][0],
                Operation(
                    id=operation["operationId"],
                    method=method.upper(),
                    path=path,
                    summary=operation["summary"],
                    description=operation["description"],
                    parameters=[_parameter(parameter) for parameter in operation.get("parameters", [])],
                    example=next(iter(examples.values()))["summary"],
                    body=_body(operation),
                ),
            )


def _body(operation: dict[str, Any]) -> str:
    sent = operation.get("requestBody")
    return json.dumps(sent["content"]["application/json"]["example"], ensure_ascii=False, indent=2) if sent else ""


def _parameter(parameter: dict[str, Any]) -> dict[str, str]:
    schema = parameter["schema"]
    values = ", ".join(schema.get("enum", []))
    if "minimum" in schema:
        values = f"{schema['minimum']}-{schema['maximum']}"
    return {
        "name": parameter["name"],
        "place": parameter["in"],
        "required": "yes" if parameter["required"] else "",
        "description": parameter["description"].replace("`", ""),
        "values": values or schema["type"],
        "default": str(schema.get("default", "")),
    }
