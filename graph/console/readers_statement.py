"""A statement of a reader's own, checked as far as its text can be."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.console.clauses import check_clauses
from graph.console.loops import check_loops
from graph.console.parameters import checked_parameters
from graph.console.tokens import Reading
from graph.errors import BadParameter, StatementInvalid, StatementRefused
from graph.questions import shipped_catalogue
from graph.statement import Statement

NAME = "console"
EXPLAIN = "EXPLAIN "


@dataclass(frozen=True, slots=True)
class ReadersStatement:
    """What may go to an engine for its plan. `statement` is the text that was `given` without comments, on one line."""

    given: str
    statement: Statement
    parameters: dict[str, Any]
    revision: str
    """Digest of the text as the reader wrote it."""
    plan_only: bool
    """Whether it began with EXPLAIN."""
    has_long_texts: bool
    """Whether a text or a name in it goes over a line's end, which breaks the lines of a plan that is one text."""

    @property
    def explained(self) -> Statement:
        """The statement that asks for its plan."""
        return Statement(NAME, EXPLAIN + self.statement.text)


def _spelling(reading: Reading) -> tuple[str, ...]:
    return tuple(token.text for token in reading.tokens)


@cache
def _catalogued() -> frozenset[tuple[str, ...]]:
    """The shipped questions, whose loops are short by what the graph is: they may be run here as they are."""
    return frozenset(_spelling(Reading(question.statement.text)) for question in shipped_catalogue().values())


def read_statement(text: str, parameters: Mapping[str, Any]) -> ReadersStatement:
    """Check a reader's text and parameters. Raises StatementRefused, StatementInvalid or BadParameter."""
    given = checked_parameters(parameters)
    reading = Reading(text)
    first = 0
    prefix = reading.at(0)
    if prefix.word == "profile":
        raise StatementRefused(
            "PROFILE",
            "runs the statement to measure it, and the console measures every run",
            position=reading.position(prefix),
            next_step="Run it without PROFILE, or begin it with EXPLAIN for the plan alone.",
        )
    if prefix.word == "explain":
        first = 1
    if not reading.at(first).text:
        raise StatementInvalid("nothing to run")
    check_clauses(reading, first)
    if _spelling(reading) not in _catalogued():
        check_loops(reading, given)
    for token in reading.tokens:
        if token.kind == "parameter" and token.text[1:].strip("`") not in given:
            raise BadParameter(token.text[1:].strip("`")[:60], "stands in the statement and has no value")
    body = reading.text
    if first:
        start = prefix.offset + len(prefix.text)
        body = body[: prefix.offset] + " " * len(prefix.text) + body[start:]
    return ReadersStatement(
        given=text,
        statement=Statement(NAME, body),
        parameters=given,
        revision=hashlib.sha256(text.encode()).hexdigest()[:12],
        plan_only=bool(first),
        has_long_texts=any(re.search(r"[\r\n]|\\[rn]", token.text) for token in reading.tokens),
    )
