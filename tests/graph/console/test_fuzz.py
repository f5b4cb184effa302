"""Statements made up by a grammar: the console answers, refuses or cuts each of them, and nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from graph import Store
from graph.console import Console
from graph.errors import HuoshuiError
from tests.graph.console.made_statements import Grammar
from tests.graph.console.test_hostile import exported

ENDS = {200, 400, 403, 413, 422, 429, 503}
"""How a statement may end, as HTTP has it: 503 is the time limit, too."""
AT_ONCE = 3
SEEDS = {"arcadedb": 1, "neo4j": 2}
"""Each engine gets statements of its own: twice as many in all."""


@pytest.mark.long
def test_no_statement_is_a_defect_or_writes(
    console: Console, hasty: Store, sized: Callable[[int, int], int], record_property: Callable[[str, object], None]
) -> None:
    before = exported(hasty.settings)
    grammar = Grammar(SEEDS[hasty.connection.engine])
    statements = [grammar.statement() for _ in range(sized(250, 10_000))]
    with ThreadPoolExecutor(AT_ONCE) as clients:
        ends = list(clients.map(lambda each: _end(console, *each), enumerate(statements)))
    counts = Counter(ends)
    record_property("ends", dict(counts.most_common()))
    assert [statement for statement, end in zip(statements, ends, strict=True) if end not in ENDS] == []
    assert counts[200] > len(statements) / 20, "too few of them run"
    assert exported(hasty.settings) == before


def _end(console: Console, number: int, statement: str) -> int:
    try:
        console.run(statement, {"p": [1, {"k": "学"}]}, client=f"client {number}")
    except HuoshuiError as error:
        return error.status
    return 200
