"""Other people's data under the model's labels: looked for before a load writes anything, and told by `status`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.errors import ForeignData
from graph.model import LINK_TYPE, NODE_TYPE, NODE_TYPES
from graph.state import graph_state
from graph.statement import Statement
from graph.store import Store
from graph.write.constraints import held_rules, schema_rules
from graph.write.mark import bears_mark


@dataclass(frozen=True, slots=True)
class Foreign:
    """Nodes by label, and constraints and indexes in words, that Huoshui did not make. False where there is nothing."""

    nodes: dict[str, int]
    schema: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.nodes or self.schema)

    def __str__(self) -> str:
        counts = [f"{count:,} {label}" for label, count in self.nodes.items()]
        return "; ".join(filter(None, [f"nodes: {', '.join(counts)}" if counts else "", ", ".join(self.schema)]))


def foreign_data(store: Store) -> Foreign:
    """What stands under the model's labels and link types without being Huoshui's own: one scan of each label."""
    unfinished = any(dataset.status != "finished" for dataset in graph_state(store).datasets)
    # Half a million nodes take seconds: also a reader waits as long as a write may take.
    limit_s = store.settings.write_timeout_s
    rows = store.read(_nodes_statement(), {"unfinished": unfinished}, timeout_s=limit_s).rows
    nodes = {row["label"]: row["nodes"] for row in rows if row["nodes"]}
    return Foreign(nodes, tuple(_foreign_schema(store)))


def refuse_foreign(store: Store) -> None:
    """Raise ForeignData where a load would mix with what Huoshui did not write."""
    if foreign := foreign_data(store):
        raise ForeignData(
            f"{store.connection.uri} holds what Huoshui did not write, under labels of its model: {foreign}"
        )


def _nodes_statement() -> Statement:
    """Count the nodes without the mark, by label.

    Where a load did not finish, a node with nothing but its id is none: earlier releases gave the mark a moment later.
    """
    parts = [
        f"MATCH (n:{label}) WHERE NOT ({bears_mark(label)}) AND NOT ($unfinished AND size(keys(n)) = 1)\n"
        f"RETURN '{label}' AS label, count(n) AS nodes"
        for label in NODE_TYPE
    ]
    parts += [
        f"MATCH (n:{extra.label}) WHERE NOT n:{node_type.label}\nRETURN '{extra.label}' AS label, count(n) AS nodes"
        for node_type in NODE_TYPES
        for extra in node_type.extra_labels
    ]
    return Statement("foreign_nodes", "\nUNION ALL\n".join(parts))


def _foreign_schema(store: Store) -> Iterator[str]:
    """Constraints and indexes on our labels, or with a name of ours, that are not as our loads make them."""
    labels = {*NODE_TYPE, *(extra.label for node_type in NODE_TYPES for extra in node_type.extra_labels), *LINK_TYPE}
    names = {rule.name for rule in schema_rules()}
    own = {rule.place for rule in schema_rules()}
    for rule in held_rules(store):
        word, on, properties = rule.place
        is_own = rule.fits and rule.place in own
        # An index that a constraint brought goes by the constraint.
        if not is_own and not rule.is_implied and (labels & set(on) or rule.name in names):
            yield f"{word} {rule.name} on {', '.join(on)}({', '.join(properties)})"
