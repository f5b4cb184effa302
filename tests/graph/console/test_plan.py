"""Plans against the list, also such as no engine gives today."""

from __future__ import annotations

from typing import Any

import pytest

from graph.console.plan import checked_plan
from graph.errors import StatementRefused
from graph.store import Explained

ARCADEDB = """OpenCypher Native Execution Plan
=================================

Using Cost-Based Query Optimizer

Physical Plan:
+ Filter [predicate=s.name CONTAINS 'x', cost=858.00, rows=165]
  + ExpandAll(g)-[:MEMBER_OF]-<(s:School) [cost=693.00, rows=330]
    + NodeByLabelScan(g:EducationGroup) [cost=33.00, rows=33]

Total Estimated Cost: 858.00
Total Estimated Rows: 165

Steps After the Optimized Match:
+ GROUP BY AGGREGATION [g.id] count(s)
OrderByStep
+ CALL SUBQUERY { ... }
+ FINAL PROJECTION [g.id, n]
"""


def neo4j_plan(*operators: str, type_: str = "r", **details: str) -> Explained:
    plan: dict[str, Any] = {}
    for operator in reversed(operators):
        args = {"Details": details.get(operator, ""), "EstimatedRows": 2.0}
        plan = {"operatorType": f"{operator}@neo4j", "args": args, "children": [plan] if plan else []}
    return Explained(plan, type_)


def arcadedb_plan(text: str) -> Explained:
    return Explained({"operatorType": "ArcadeDB.OpenCypher.Plan", "args": {"string-representation": text}}, "w")


def test_a_tree_of_operators_is_read() -> None:
    plan = checked_plan(
        neo4j_plan("ProduceResults", "Filter", "AllNodesScan", Filter="n.x > 1"), "neo4j", has_long_texts=False
    )
    assert [operator.name for operator in plan.operators()] == ["ProduceResults", "Filter", "AllNodesScan"]
    assert plan.children[0].details == "n.x > 1"
    assert plan.estimated_rows == 2.0


def test_a_plan_of_lines_is_read_as_a_tree() -> None:
    plan = checked_plan(arcadedb_plan(ARCADEDB), "arcadedb", has_long_texts=False)
    assert [child.name for child in plan.children] == [
        "Filter",
        "GROUP BY AGGREGATION",
        "OrderByStep",
        "CALL SUBQUERY",
        "FINAL PROJECTION",
    ]
    assert [operator.name for operator in plan.children[0].operators()] == ["Filter", "ExpandAll", "NodeByLabelScan"]
    assert plan.children[0].estimated_rows == 165


@pytest.mark.parametrize(
    ("explained", "names"),
    [
        (neo4j_plan("ProduceResults", "Create"), "Create"),
        (neo4j_plan("ProduceResults", "Apply", "LoadCSV"), "LoadCSV"),
        (neo4j_plan("TransactionForeach"), "TransactionForeach"),
        (neo4j_plan("AdministrationCommand"), "AdministrationCommand"),
        (neo4j_plan("SomethingNew"), "SomethingNew"),
        (neo4j_plan("ProduceResults", "ProcedureCall", ProcedureCall="apoc.x() :: (a)"), "apoc.x"),
        (neo4j_plan("ProduceResults", type_="rw"), "rw"),
        (Explained({"operatorType": "ProduceResults@system"}, "r"), "ProduceResults"),
        (Explained({}, "r"), "without a plan"),
    ],
)
def test_an_operator_of_neo4j_that_is_not_listed_is_named(explained: Explained, names: str) -> None:
    with pytest.raises(StatementRefused) as raised:
        checked_plan(explained, "neo4j", has_long_texts=False)
    assert names in raised.value.operator


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("+ CREATE", "CREATE"),
        ("+ DETACH DELETE n", "DETACH DELETE n"),
        ("+ MERGE (n)", "MERGE"),
        ("+ SET n.x", "SET n.x"),
        ("+ FOREACH (x IN [1])", "FOREACH"),
        ("+ LOAD CSV FROM 'x'", "LOAD CSV FROM 'x'"),
        ("+ CALL algo.pagerank()", "algo.pagerank"),
        ("+ CALL algo", "CALL algo"),
        ("+ EAGER (read/write barrier)", "EAGER"),
        ("+ WITHOUT", "WITHOUT"),
        ("NewStep", "NewStep"),
        ("  CreateStep", "CreateStep"),
    ],
)
def test_a_line_of_arcadedb_that_is_not_listed_is_named(line: str, names: str) -> None:
    with pytest.raises(StatementRefused) as raised:
        checked_plan(arcadedb_plan(f"{ARCADEDB}{line}\n"), "arcadedb", has_long_texts=False)
    assert names in raised.value.operator


def test_only_a_text_over_several_lines_may_break_a_line_of_the_plan() -> None:
    broken = arcadedb_plan(ARCADEDB + "+ PROJECT RETURN 'a\nb' AS x\n")
    assert checked_plan(broken, "arcadedb", has_long_texts=True).children
    with pytest.raises(StatementRefused):
        checked_plan(broken, "arcadedb", has_long_texts=False)


def test_no_plan_is_no_permission() -> None:
    with pytest.raises(StatementRefused):
        checked_plan(Explained({}, "w"), "arcadedb", has_long_texts=False)
