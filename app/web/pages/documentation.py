"""The API page, out of the OpenAPI document and the error tree; in Chinese, out of documentation.toml beside it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.texts import Language
from app.web.pages.texts import PageTexts
from app.web.params import in_chinese
from app.web.problems import anchor, error_classes, http_kinds, problem_words

_IN_CHINESE = re.compile("[\u4e00-\u9fff].*$")
"""What a summary of an address says in Chinese, behind the English."""
_CHINESE_TERM = re.compile(" ?[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Operation:
    """One address, as the page shows it."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    parameters: list[dict[str, Any]]
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


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """What the page says in one language of the document's parts: English where nobody has put it into Chinese."""

    language: Language

    def lead(self, document: dict[str, Any]) -> str:
        """What the API is."""
        return str(_chinese()["info"] if self.language == "zh" else document["info"]["description"])

    def tag(self, tag: dict[str, Any]) -> str:
        """What a group of addresses is about."""
        return str(self._of("tags", tag["name"], self._without_chinese(tag["description"])))

    def title(self, operation: dict[str, Any]) -> str:
        """What an address is called."""
        summary = operation["summary"]
        found = _IN_CHINESE.search(summary) if self.language == "zh" else None
        return str(found[0] if found else self._of("titles", operation["operationId"], self._without_chinese(summary)))

    def description(self, operation: dict[str, Any]) -> str:
        """What an address answers."""
        return str(self._of("operations", operation["operationId"], operation["description"]))

    def parameter(self, description: str) -> str:
        """What a parameter means."""
        found = in_chinese(description) if self.language == "zh" else None
        return (found or str(self._of("parameters", description, description))).replace("`", "")

    def _without_chinese(self, text: str) -> str:
        """The document tells its terms in Chinese, too, for those who read no page."""
        return _CHINESE_TERM.sub("", text)

    def _of(self, part: str, key: str, english: str) -> Any:
        return _chinese()[part].get(key, english) if self.language == "zh" else english


@cache
def _chinese() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def sections(document: dict[str, Any], words: DocumentWords) -> list[tuple[str, str, list[Operation]]]:
    """(tag, what it is about, its operations) in the order of the document's tags."""
    operations = list(_operations(document, words))
    return [
        (tag["name"], words.tag(tag), [operation for name, operation in operations if name == tag["name"]])
        for tag in document["tags"]
    ]


def problem_kinds(texts: PageTexts) -> list[ProblemKind]:
    """Every type of problem that a response may carry, by status."""
    kinds = [*((anchor(error), error.status) for error in error_classes()), *http_kinds()]
    words, column = problem_words(), texts.column
    found = [ProblemKind(kind, status, words[kind].title[column], words[kind].step[column]) for kind, status in kinds]
    return sorted(found, key=lambda kind: (kind.status, kind.anchor))


def _operations(document: dict[str, Any], words: DocumentWords) -> Iterator[tuple[str, Operation]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            examples = operation["responses"]["200"]["content"]["application/json"]["examples"]
            yield (
                operation["tags"][0],
                Operation(
                    id=operation["operationId"],
                    method=method.upper(),
                    path=path,
                    summary=words.title(operation),
                    description=words.description(operation),
                    parameters=[_parameter(parameter, words) for parameter in operation.get("parameters", [])],
                    example=next(iter(examples.values()))["summary"],
                    body=_body(operation),
                ),
            )


def _body(operation: dict[str, Any]) -> str:
    sent = operation.get("requestBody")
    return json.dumps(sent["content"]["application/json"]["example"], ensure_ascii=False, indent=2) if sent else ""


def _parameter(parameter: dict[str, Any], words: DocumentWords) -> dict[str, Any]:
    schema = parameter["schema"]
    values = ", ".join(schema.get("enum", []))
    if "minimum" in schema:
        values = f"{schema['minimum']}-{schema['maximum']}"
    return {
        "name": parameter["name"],
        "place": parameter["in"],
        "required": parameter["required"],
        "description": words.parameter(parameter["description"]),
        "values": values or schema["type"],
        "default": str(schema.get("default", "")),
    }
