"""Plans: what an engine says it would do, and whether all of it is on the console's list.

Neo4j gives a tree of operators. ArcadeDB gives a text with one operator a line, and says nothing of what goes on in
subqueries; there the words of the statement, which clauses.py has checked, and the reader account decide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.console.allowed import ARCADEDB_OPERATORS, NEO4J_OPERATORS, PROCEDURES
from graph.errors import AnswerTooLarge, StatementRefused
from graph.store import Explained

MAX_DEPTH = 200
"""Operators of a plan one below the other, at most: whoever writes JSON does it by recursion."""
_TEXT = "string-representation"
_HEADINGS = re.compile(
    r"[A-Za-z][\w ]*:|(Total )?Estimated (Cost|Rows): [\d.]+|(Using|Reason:|Anchor:) .*"
    r"|OpenCypher Native Execution Plan|=+|-+|"
)
_ROWS = re.compile(r"\brows=(\d+)")
_PROCEDURE = re.compile(r"CALL ([\w.]+)\(")


@dataclass(frozen=True, slots=True)
class QueryPlan:
    """An operator, with those that feed it. `estimated_rows` is None where the engine gives no estimate."""

    name: str
    details: str = ""
    estimated_rows: float | None = None
    children: Sequence[QueryPlan] = field(default_factory=tuple)

    def as_dict(self) -> dict[str, Any]:
        """The tree as plain values, for JSON."""
        return {
            "name": self.name,
            "details": self.details,
            "estimated_rows": self.estimated_rows,
            "children": [child.as_dict() for child in self.children],
        }

    def operators(self) -> Iterator[QueryPlan]:
        """Itself and every operator below it."""
        yield self
        for child in self.children:
            yield from child.operators()


def checked_plan(explained: Explained, engine: str, *, has_long_texts: bool) -> QueryPlan:
    """The plan, when the engine would only do what's listed.

    Raises StatementRefused, which names the operator, and AnswerTooLarge for a plan that is deeper than MAX_DEPTH."""
    if engine == "neo4j":
        plan = _neo4j(explained.plan, 0)
        if explained.type != "r":
            raise _refused(f"a statement of the type {explained.type!r}")
        return plan
    return _arcadedb(str(explained.plan.get("args", {}).get(_TEXT, "")), has_long_texts)


def _neo4j(node: Mapping[str, Any], depth: int) -> QueryPlan:
    _require_shallow(depth)
    name, _, database = str(node.get("operatorType", "")).partition("@")
    details = node.get("args", {})
    if name not in NEO4J_OPERATORS or database == "system":
        raise _refused(name or "a statement without a plan")
    if name == "ProcedureCall" and details.get("Details", "").partition("(")[0].lower() not in PROCEDURES:
        raise _refused(f"ProcedureCall {details.get('Details', '').partition('(')[0]}")
    return QueryPlan(
        name,
        str(details.get("Details", "")),
        details.get("EstimatedRows"),
        tuple(_neo4j(child, depth + 1) for child in node.get("children", ())),
    )


def _arcadedb(text: str, has_long_texts: bool) -> QueryPlan:
    """The lines as a tree: by their indentation, under one root that stands for the whole."""
    steps: list[tuple[int, str, str]] = []
    for line in text.splitlines():
        bare = line.strip()
        name = _arcadedb_operator(bare)
        if name is not None:
            steps.append((len(line) - len(line.lstrip()), name, bare.removeprefix("+ ").removeprefix(name).strip()))
        elif has_long_texts and steps and not bare.startswith("+"):
            continue
        elif not _HEADINGS.fullmatch(bare):
            raise _refused(re.split(r"[\[(]", bare.removeprefix("+ "))[0].strip()[:60])
    if not steps:
        raise _refused("a statement without a plan")
    return QueryPlan("Plan", children=_nested(steps, 1))


def _arcadedb_operator(line: str) -> str | None:
    step = line.removeprefix("+ ")
    if match := _PROCEDURE.match(step):
        if match[1].lower() not in PROCEDURES:
            raise _refused(f"CALL {match[1]}")
        return "CALL"
    if line == step and step != "OrderByStep":
        return None
    names = [name for name in ARCADEDB_OPERATORS if re.match(re.escape(name) + r"(?![\w-])", step)]
    longest = max(names, key=len, default=None)
    return None if longest == "CALL" else longest


def _nested(steps: list[tuple[int, str, str]], depth: int) -> tuple[QueryPlan, ...]:
    _require_shallow(depth)
    plans: list[QueryPlan] = []
    index = 0
    while index < len(steps):
        indent, name, details = steps[index]
        end = index + 1
        while end < len(steps) and steps[end][0] > indent:
            end += 1
        rows = _ROWS.search(details)
        plans.append(
            QueryPlan(name, details, float(rows[1]) if rows else None, _nested(steps[index + 1 : end], depth + 1))
        )
        index = end
    return tuple(plans)


def _require_shallow(depth: int) -> None:
    if depth > MAX_DEPTH:
        raise AnswerTooLarge(f"console: the plan has more than {MAX_DEPTH} operators one below the other")


def _refused(operator: str) -> StatementRefused:
    return StatementRefused(operator, "not among the operators that the console runs")
