"""Constraints and indexes come from the model and may be made again."""

from __future__ import annotations

from graph import Store
from graph.model import NODE_TYPES, TIES
from graph.write import constraint_statements


def test_every_unique_and_every_indexed_property_has_its_statement() -> None:
    texts = [statement.text for statement in constraint_statements()]
    of_nodes = sum(len(node_type.unique) + len(node_type.indexed) for node_type in NODE_TYPES)
    assert len(texts) == of_nodes + len(TIES)
    assert len({statement.name for statement in constraint_statements()}) == len(texts)
    assert "CREATE CONSTRAINT School_id IF NOT EXISTS FOR (n:School) REQUIRE n.id IS UNIQUE" in texts
    assert "CREATE CONSTRAINT LoadRun_slot IF NOT EXISTS FOR (n:LoadRun) REQUIRE n.slot IS UNIQUE" in texts
    assert "CREATE INDEX School_name_index IF NOT EXISTS FOR (n:School) ON (n.name)" in texts
    assert "CREATE INDEX AIDS_key_index IF NOT EXISTS FOR ()-[r:AIDS]-() ON (r.key)" in texts


def test_they_may_run_twice(writer: Store) -> None:
    for _ in range(2):
        for statement in constraint_statements():
            writer.write(statement)
