"""The catalogue: every question of cypher/questions/, checked when it is loaded."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import cypher
from graph.errors import BadParameter, CatalogueInvalid, UnknownQuestion
from graph.questions.header import Header, parse_header
from graph.statement import Statement, with_marks_filled

QUESTIONS_FOLDER = Path(cypher.__file__).parent / "questions"
_WRITES = re.compile(r"\b(CREATE|MERGE|DELETE|SET|REMOVE|DROP|LOAD\s+CSV|FOREACH)\b", re.IGNORECASE)
_USED = re.compile(r"\$(\w+)")


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its header, its statement, and the revision that tells one wording from another."""

    id: str
    folder: str
    header: Header
    statement: Statement
    revision: str

    def parameters(self, given: Mapping[str, Any], today: date) -> dict[str, Any]:
        """All declared parameters with checked values.

        Raises BadParameter for a wrong, missing or unknown one, and for a window that ends before it begins."""
        known = {parameter.name for parameter in self.header.parameters}
        for name in given:
            if name not in known:
                raise BadParameter(
                    name[:60],
                    f"{self.id} has no such parameter; it has {', '.join(sorted(known)) or 'none'}",
                    chinese=f"{self.id} 没有这个条件；它有 {'、'.join(sorted(known)) or '（没有）'}",
                )
        values = {
            parameter.name: parameter.value(given.get(parameter.name), today) for parameter in self.header.parameters
        }
        self._check_window(given, values)
        return values

    def _check_window(self, given: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        """Raise BadParameter for a window that ends before it begins; an open end is no end."""
        if self.header.ordered is None:
            return
        first, last = self.header.ordered
        if None not in (values[first], values[last]) and values[first] > values[last]:
            # A default is not the caller's mistake.
            if given.get(last):
                raise BadParameter(
                    last,
                    f"comes before {first}: nothing lies between them",
                    chinese=f"早于 {first}：两者之间什么也没有",
                )
            raise BadParameter(
                first, f"comes after {last}: nothing lies between them", chinese=f"晚于 {last}：两者之间什么也没有"
            )


class Catalogue(Mapping[str, Question]):
    """All questions by id, in the order of their ids."""

    def __init__(self, questions: list[Question]) -> None:
        self._questions = {question.id: question for question in sorted(questions, key=lambda q: q.id)}

    def __getitem__(self, id_: str) -> Question:
        try:
            return self._questions[id_]
        except KeyError:
            raise UnknownQuestion(f"No question is called {id_[:60]!r}", parameter="id") from None

    def __contains__(self, id_: object) -> bool:
        return id_ in self._questions

    def __iter__(self) -> Iterator[str]:
        return iter(self._questions)

    def __len__(self) -> int:
        return len(self._questions)


def load_catalogue(folder: Path = QUESTIONS_FOLDER) -> Catalogue:
    """Read and check every question file under `folder`. Raises CatalogueInvalid, which names the file."""
    questions: dict[str, Question] = {}
    for path in sorted(folder.glob("*/*.cypher")):
        question = read_question(path)
        if question.id in questions:
            raise CatalogueInvalid(f"{path.name} stands in two folders; a question's id must be unique")
        questions[question.id] = question
    return Catalogue(list(questions.values()))


@cache
def shipped_catalogue() -> Catalogue:
    """The questions that come with Huoshui, read once."""
    return load_catalogue()


def read_question(path: Path) -> Question:
    """Read and check one question file. Raises CatalogueInvalid."""
    place = f"{path.parent.name}/{path.name}"
    text = with_marks_filled(path.read_text("utf-8"))
    header, body = parse_header(text, place)
    declared = {parameter.name for parameter in header.parameters}
    used = set(_USED.findall(body))
    if not re.fullmatch(r"[a-z][a-z0-9_]*", path.stem):
        raise CatalogueInvalid(f"{place}: a question's id is lower-case letters, digits and _")
    if header.computed is None and used != declared:
        raise CatalogueInvalid(f"{place}: declared but not used, or used but not declared: {sorted(used ^ declared)}")
    if match := _WRITES.search(body):
        raise CatalogueInvalid(f"{place}: {match[0]} in a question; questions only read")
    revision = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Question(path.stem, path.parent.name, header, Statement(path.stem, body), revision)
