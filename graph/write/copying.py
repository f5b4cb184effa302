"""Copying a graph into an empty database, whole: what the model declares, with every property that it has."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any, TypeVar

from graph.model import LINK_TYPE, NODE_TYPE
from graph.statement import Statement, shipped_statement
from graph.store import Store
from graph.write.constraints import constraint_statements

_EVERY_NODE = shipped_statement("export", "every_node")
_EVERY_LINK = shipped_statement("export", "every_link")
_Key = TypeVar("_Key", bound=Hashable)


def copy_graph(source: Store, target: Store) -> None:
    """Fill an empty database with the nodes and links of another, constraints and indexes first."""
    for statement in constraint_statements():
        target.write(statement)
    size = target.settings.batch_rows
    for labels, nodes in _batches(source.stream(_EVERY_NODE), _declared_labels, size):
        if labels:
            target.write(_create_nodes(labels), {"rows": [node["properties"] for node in nodes]})
    for place, links in _batches(source.stream(_EVERY_LINK), _place, size):
        if place:
            target.write(_create_links(*place), {"rows": links})


def _declared_labels(node: dict[str, Any]) -> tuple[str, ...]:
    """A node's labels, the declared one first; none for a node of others."""
    labels = sorted(node["labels"], key=lambda label: (label not in NODE_TYPE, label))
    known = set(NODE_TYPE)
    for label in labels[:1]:
        if label in NODE_TYPE:
            known |= {extra.label for extra in NODE_TYPE[label].extra_labels}
            return tuple(each for each in labels if each in known)
    return ()


def _place(link: dict[str, Any]) -> tuple[str, str, str] | None:
    ends = [next((label for label in link[end] if label in NODE_TYPE), None) for end in ("start_labels", "end_labels")]
    start, end = ends
    if start is None or end is None or link["type"] not in LINK_TYPE:
        return None
    return link["type"], start, end


def _create_nodes(labels: tuple[str, ...]) -> Statement:
    return Statement(f"copy_{'_'.join(labels)}", f"UNWIND $rows AS row\nCREATE (n:{':'.join(labels)})\nSET n = row")


def _create_links(type_: str, start_label: str, end_label: str) -> Statement:
    text = (
        "UNWIND $rows AS row\n"
        f"MATCH (a:{start_label} {{id: row.start}})\n"
        f"MATCH (b:{end_label} {{id: row.end}})\n"
        f"CREATE (a)-[r:{type_}]->(b)\n"
        "SET r = row.properties"
    )
    return Statement(f"copy_{type_}_{start_label}_{end_label}", text)


def _batches(
    rows: Iterable[dict[str, Any]], key: Callable[[dict[str, Any]], _Key], size: int
) -> Iterator[tuple[_Key, list[dict[str, Any]]]]:
    """The rows in lists of one key each, of at most so many."""
    waiting: dict[_Key, list[dict[str, Any]]] = {}
    for row in rows:
        batch = waiting.setdefault(key(row), [])
        batch.append(row)
        if len(batch) == size:
            yield key(row), waiting.pop(key(row))
    yield from waiting.items()
