"""Constraints and indexes, from the declared model. They go in before any data: ArcadeDB needs them first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import NODE_TYPES, TIES
from graph.statement import Statement


@dataclass(frozen=True, slots=True)
class SchemaRule:
    """A constraint (`is_unique`) or an index on one property of a label or, where `is_of_links`, of a link type."""

    name: str
    on: str
    prop: str
    is_unique: bool = False
    is_of_links: bool = False

    @property
    def statement(self) -> Statement:
        """Make it, unless it is there."""
        what = f"()-[r:{self.on}]-()" if self.is_of_links else f"(n:{self.on})"
        place = f"{'r' if self.is_of_links else 'n'}.{self.prop}"
        if self.is_unique:
            text = f"CREATE CONSTRAINT {self.name} IF NOT EXISTS FOR {what} REQUIRE {place} IS UNIQUE"
        else:
            text = f"CREATE INDEX {self.name} IF NOT EXISTS FOR {what} ON ({place})"
        return Statement(f"{'unique' if self.is_unique else 'index'}_{self.on}_{self.prop}", text)


def schema_rules() -> Iterator[SchemaRule]:
    """Every constraint and index that the declared model asks for."""
    for node_type in NODE_TYPES:
        for name in node_type.unique:
            yield SchemaRule(f"{node_type.label}_{name}", node_type.label, name, is_unique=True)
        for name in node_type.indexed:
            yield SchemaRule(f"{node_type.label}_{name}_index", node_type.label, name)
    for type_ in TIES:
        yield SchemaRule(f"{type_}_key_index", type_, "key", is_of_links=True)


def constraint_statements() -> Iterator[Statement]:
    """One statement for each constraint and index; each may run again without harm."""
    return (rule.statement for rule in schema_rules())
