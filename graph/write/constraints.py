"""Constraints and indexes, from the declared model. They go in before any data: ArcadeDB needs them first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import NODE_TYPES, TIES
from graph.statement import Statement, shipped_statement
from graph.store import Store

_FILLED_WITHIN_S = 3_600
Place = tuple[str, tuple[str, ...], tuple[str, ...]]
"""`constraint` or `index`, the labels or link types that it is on, and their properties."""


@dataclass(frozen=True, slots=True)
class HeldRule:
    """A constraint or index that a store holds; `fits` if it is of the kind that ours are.

    `is_implied` is an index that a constraint brought with it."""

    name: str
    place: Place
    fits: bool
    is_implied: bool


@dataclass(frozen=True, slots=True)
class SchemaRule:
    """A constraint (`is_unique`) or an index on one property of a label or, where `is_of_links`, of a link type."""

    name: str
    on: str
    prop: str
    is_unique: bool = False
    is_of_links: bool = False

    @property
    def place(self) -> Place:
        """What it is, and on what."""
        return "constraint" if self.is_unique else "index", (self.on,), (self.prop,)

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


def held_rules(store: Store) -> Iterator[HeldRule]:
    """Every constraint and index of a store."""
    constraints, indexes = shipped_statement("state", "constraints"), shipped_statement("state", "indexes")
    for word, kind, statement in (("constraint", "UNIQUENESS", constraints), ("index", "RANGE", indexes)):
        for row in store.read_all(statement):
            place = word, tuple(row["labelsOrTypes"] or ()), tuple(row["properties"] or ())
            yield HeldRule(row["name"], place, row["type"].endswith(kind), bool(row.get("owningConstraint")))


def lacking_statements(store: Store) -> Iterator[Statement]:
    """Those of `constraint_statements` for what a store doesn't hold yet."""
    held = {rule.place for rule in held_rules(store) if rule.fits and not rule.is_implied}
    return (rule.statement for rule in schema_rules() if rule.place not in held)


def others_rules(store: Store) -> list[str]:
    """Names of constraints and indexes that are not ours, on whatever. What a database comes with is nobody's."""
    own = {rule.place for rule in schema_rules()}
    return [rule.name for rule in held_rules(store) if rule.place[1] and rule.place not in own and not rule.is_implied]


def await_indexes(store: Store) -> None:
    """Wait until Neo4j has filled the indexes that it was told to make over what it holds."""
    store.write(Statement("await_indexes", "CALL db.awaitIndexes($seconds)"), {"seconds": _FILLED_WITHIN_S})
