"""Constraints and indexes, from the declared model. They go in before any data: ArcadeDB needs them first."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model import NODE_TYPES, TIES
from graph.statement import Statement


def constraint_statements() -> Iterator[Statement]:
    """One statement for each constraint and index; each may run again without harm."""
    for node_type in NODE_TYPES:
        for name in node_type.unique:
            yield Statement(
                f"unique_{node_type.label}_{name}",
                f"CREATE CONSTRAINT {node_type.label}_{name} IF NOT EXISTS "
                f"FOR (n:{node_type.label}) REQUIRE n.{name} IS UNIQUE",
            )
        for name in node_type.indexed:
            yield Statement(
                f"index_{node_type.label}_{name}",
                f"CREATE INDEX {node_type.label}_{name}_index IF NOT EXISTS FOR (n:{node_type.label}) ON (n.{name})",
            )
    for type_ in TIES:
        yield Statement(
            f"index_{type_}_key",
            f"CREATE INDEX {type_}_key_index IF NOT EXISTS FOR ()-[r:{type_}]-() ON (r.key)",
        )
