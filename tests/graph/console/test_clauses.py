"""Words where no word of that kind may stand, beyond what the hostile statements show."""

from __future__ import annotations

import pytest

from graph.console.clauses import check_clauses
from graph.console.tokens import Reading
from graph.errors import StatementInvalid, StatementRefused


def check(text: str) -> None:
    check_clauses(Reading(text), 0)


@pytest.mark.parametrize(
    "text",
    [
        "RETURN {create: 1, merge: 2, set: 3} AS x",
        "MATCH (n) RETURN n.create, n.delete AS delete, n.`set`",
        "MATCH (n:Create)-[:SET|`DELETE`]->() RETURN n",
        "MATCH ((a)-->(b))+ RETURN b",
        "MATCH (a)-[r:X*2..3 {k: 1}]->(b)<-[*]-(c) RETURN count(*), r",
        "MATCH ANY SHORTEST (a)-->+(b) RETURN a",
        "MATCH (a) CALL (a) { CALL () { RETURN 1 AS x } RETURN x } RETURN x ORDER BY x DESC SKIP 1 LIMIT 2",
        "MATCH (a) WHERE a.x IS NOT NULL AND a.y STARTS WITH 'b' XOR a:C RETURN DISTINCT *",
        "RETURN CASE a WHEN 1 THEN 2 ELSE NOT true END AS end",
        "RETURN EXISTS { p = (a)-->(b) WHERE length(p) > 0 } AS x",
        "RETURN x IS :: INTEGER AS x, count(DISTINCT y) AS n",
        "MATCH (n:%)-[:!%|(A&%)]->(:!%) WHERE n:% RETURN 7 % 2 AS x",
    ],
)
def test_a_word_of_danger_may_be_a_name(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("RETURN 1 AS x NEXT CREATE (:S)", "NEXT"),
        ("RETURN 1 AS x FINISH", "FINISH"),
        ("WHEN true THEN CREATE (:S)", "WHEN"),
        ("LET x = 1 RETURN x", "LET"),
        ("MATCH (n) USING INDEX n:S(x) RETURN n", "USING"),
        ("RETURN 1 AS create (:S)", "create()"),
        ("RETURN 1 AS `a` (:S)", "`a`()"),
        ("RETURN a.b.c(1)", "a.b.c()"),
        ("RETURN [1][0].f(1)", "f()"),
        ("RETURN COUNT { WITH 1 AS x SET x = 1 }", "SET"),
        ("RETURN + MERGE", "MERGE"),
        ("MATCH (n) WHERE n:% SET n.x = 1", "SET"),
        ("MATCH (n) WHERE n:A&% REMOVE n.x", "REMOVE"),
        ("CALL () { RETURN 1 AS x } SET x = 1", "SET"),
        ("MATCH (n) WHERE n.a AND SET n.b", "N"),
    ],
)
def test_an_unknown_word_is_refused_wherever_a_clause_could_be(text: str, operator: str) -> None:
    with pytest.raises(StatementRefused) as raised:
        check(text)
    assert raised.value.operator == operator


@pytest.mark.parametrize(
    "text",
    [
        "RETURN 1 2",
        "RETURN 'a' 'b'",
        "RETURN a `b`",
        "CALL",
        "CALL 1",
        "1",
        "(n)",
        "{ RETURN 1 AS x }",
        "RETURN a" + ".b" * 21,
    ],
)
def test_what_makes_no_sense_is_invalid(text: str) -> None:
    with pytest.raises(StatementInvalid):
        check(text)
