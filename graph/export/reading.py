"""Reading the whole graph, in an order that is always the same, or a subgraph of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.labels import own_label
from graph.model import LINK_TYPES, NODE_TYPE, NODE_TYPES
from graph.model.common import NAME_FORMS
from graph.statement import shipped_statement

if TYPE_CHECKING:
    from graph.store import Store
    from graph.subgraph import Subgraph

_NOT_EXPORTED = {"LoadRun"}
_LEFT_OUT = {"run", *NAME_FORMS}
"""What changes with every load, and what follows from names."""


@dataclass(frozen=True, slots=True)
class ExportNode:
    """A node: `type` is its declared label, `label` the one it goes by (a region's level)."""

    type: str
    label: str
    labels: tuple[str, ...]
    id: str
    properties: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ExportLink:
    """A link, in the direction that it is stored in, with the declared labels of its ends."""

    type: str
    start: str
    start_type: str
    end: str
    end_type: str
    properties: dict[str, Any]


def exported_nodes(store: Store) -> Iterator[ExportNode]:
    """All nodes but load runs, by label and id."""
    for node_type in NODE_TYPES:
        if node_type.label in _NOT_EXPORTED:
            continue
        order = tuple(node_type.stored_names())
        for row in store.stream(shipped_statement("export", "nodes"), {"label": node_type.label}):
            properties = _kept(row["properties"], order)
            id_ = properties.pop("id")
            yield ExportNode(node_type.label, own_label(row["labels"]), tuple(sorted(row["labels"])), id_, properties)


def exported_links(store: Store) -> Iterator[ExportLink]:
    """All links, by type and key."""
    for link_type in LINK_TYPES:
        order = tuple(link_type.stored_names())
        for row in store.stream(shipped_statement("export", "links"), {"type": link_type.type}):
            ends = [_declared(row[labels]) for labels in ("start_labels", "end_labels")]
            yield ExportLink(row["type"], row["start"], ends[0], row["end"], ends[1], _kept(row["properties"], order))


def parts_of_subgraph(subgraph: Subgraph) -> tuple[list[ExportNode], list[ExportLink]]:
    """The nodes and links of a subgraph, to be written like those of the whole graph."""
    nodes = [
        ExportNode(node.label, node.label, (node.label,), node.id, {"name": node.name, **node.properties})
        for node in subgraph.nodes
    ]
    label = {node.id: node.label for node in nodes}
    links = [
        ExportLink(
            link.type, link.start, label[link.start], link.end, label[link.end], {"key": link.key, **link.properties}
        )
        for link in subgraph.links
    ]
    return nodes, links


def _declared(labels: list[str]) -> str:
    return next(label for label in labels if label in NODE_TYPE)


def _kept(properties: dict[str, Any], order: tuple[str, ...]) -> dict[str, Any]:
    """What is known, in the order of the declaration; further counts after it, by name."""
    extra = sorted(set(properties) - set(order))
    return {
        name: properties[name]
        for name in (*order, *extra)
        if properties.get(name) is not None and name not in _LEFT_OUT
    }
