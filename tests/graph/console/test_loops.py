"""Loops in expressions: one may be long, what is walked inside it may not."""

from __future__ import annotations

from typing import Any

import pytest

from graph.console.loops import check_loops
from graph.console.tokens import Reading
from graph.errors import StatementRefused

SHORT = [
    "RETURN [x IN xs WHERE x > 1 | x * 2]",
    "RETURN [x IN [y IN ys | y.a] WHERE x > 1]",  # one after the other
    "RETURN reduce(t = 0, x IN xs | t + x.a)",
    "RETURN [x IN xs WHERE any(a IN x.aliases WHERE a = 'b')]",
    "RETURN [x IN xs WHERE x.id IN $ids AND x.kind IN ['a', 'b'] AND 'L' IN labels(x)]",
    "RETURN [x IN xs WHERE 'a' IN coalesce(x.aliases, [])]",
    "MATCH (c {id: $id, name: r.name}) RETURN [x IN xs WHERE any(a IN x.aliases WHERE a = 'b')]",
    "RETURN x IN xs, [x IN xs | x] + [y IN ys | y]",
    "RETURN [(a)-[:LEADS|AIDS]->(b) WHERE b.x > 1 | b.id]",
    "RETURN COLLECT { MATCH (a)-[*1..3]-(b) RETURN b.id }",
    "UNWIND range(1, $any) AS i RETURN i",
    "RETURN [i IN range(0, size(xs) - 1) | xs[i]]",
    "RETURN range(0, 10), range(-5, 5, 2), range($from, $to)",
    "RETURN a.name =~ '(?i).*小学', a.name =~ $pattern, a.name =~ '[A-Z]+-\\\\d{4}'",
]
LONG = {
    "RETURN [x IN xs WHERE any(y IN ys WHERE x = y)]": "a loop in a loop",
    "RETURN reduce(t = 0, x IN xs | t + reduce(s = 0, y IN xs | s + y))": "a loop in a loop",
    "RETURN [x IN xs | [y IN x.list + ys | y]]": "a loop in a loop",
    "RETURN [x IN xs | [y IN labels(x) + ys | y]]": "a loop in a loop",
    "WITH {p: xs} AS m RETURN [x IN xs WHERE any(y IN m.p WHERE x = y)]": "a loop in a loop",
    "WITH m {.a, xs} AS m RETURN [x IN xs WHERE any(y IN m.xs WHERE x = y)]": "a loop in a loop",
    "RETURN [x IN xs WHERE NOT x IN ys]": "IN inside a loop",
    "RETURN single(x IN xs WHERE x IN $ids + ys)": "IN inside a loop",
    "RETURN [x IN xs WHERE x IN coalesce(ys, [])]": "IN inside a loop",
    "RETURN [x IN xs | [(x)-->(b) | b.id]]": "a pattern in a loop",
    "RETURN [(a)-[*]-(b) | b.id]": "a pattern of any length in an expression",
    "RETURN [p = (a)-->{1,9}(b) | length(p)]": "a pattern of any length in an expression",
    "RETURN range(1, n)": "range()",
    "RETURN range(1, 100000000)": "range()",
    "RETURN range(-99999999, size(xs))": "range()",
    "RETURN range(1, $many)": "range()",
    "RETURN range(1, 10 * 1000000)": "range()",
    "UNWIND range(1, n) + 1 AS i RETURN i": "range()",
    "RETURN a.name =~ b.pattern": "=~",
    "RETURN a.name =~ '(a|b)*c'": "=~",
    "RETURN a.name =~ '.*.*.*.*c'": "=~",
    "RETURN a.name =~ '(a)\\\\1'": "=~",
    "RETURN a.name =~ $nasty": "=~",
    "RETURN a.name =~ '.*' + b.pattern": "=~",
}
PARAMETERS: dict[str, Any] = {
    "ids": ["a"],
    "id": "a",
    "any": 10**12,
    "from": 1,
    "to": 9,
    "many": 10**9,
    "pattern": "Kunming.*",
    "nasty": "(a+)+",
}


@pytest.mark.parametrize("text", SHORT)
def test_what_ends_soon_passes(text: str) -> None:
    check_loops(Reading(text), PARAMETERS)


@pytest.mark.parametrize("text", LONG)
def test_what_could_run_on_is_refused_by_name(text: str) -> None:
    with pytest.raises(StatementRefused) as raised:
        check_loops(Reading(text), PARAMETERS)
    assert raised.value.operator == LONG[text]
    assert raised.value.position is not None
