"""Reading the whole graph, in an order that is always the same, or a subgraph of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from graph.labels import own_label
from graph.model import LINK_TYPES, NODE_TYPE
from graph.model.common import NAME_FORMS
from graph.pieces import in_pieces
from graph.statement import shipped_statement

if TYPE_CHECKING:
    from graph.store import Store
    from graph.subgraph import Subgraph

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
    ids = {row["label"]: row["ids"] for row in store.read_all(shipped_statement("export", "ids"))}
    for label, node_type in NODE_TYPE.items():
        order = tuple(node_type.stored_names())
        for row in _nodes(store, label, ids.get(label, [])):
            properties = _kept(row["properties"], order)
            id_ = properties.pop("id")
            yield ExportNode(label, own_label(row["labels"]), tuple(sorted(row["labels"])), id_, properties)


def exported_links(store: Store) -> Iterator[ExportLink]:
    """All links, by type, then by label and id of where they start, then by key."""
    for link_type in LINK_TYPES:
        order = tuple(link_type.stored_names())
        for start, row in _links(store, link_type.type):
            end, properties = _declared(row["end_labels"]), _kept(row["properties"], order)
            yield ExportLink(link_type.type, row["start"], start, row["end"], end, properties)


def _nodes(store: Store, label: str, all_ids: list[str]) -> Iterator[dict[str, Any]]:
    for ids in in_pieces(all_ids):
        rows = store.read_all(shipped_statement("export", "nodes"), {"by_label": {label: ids}})
        yield from sorted(rows, key=itemgetter("id"))


def _links(store: Store, type_: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Links of a type, each with the declared label of its start."""
    starts: dict[str, list[str]] = {}
    for found in store.read_all(shipped_statement("export", "starts"), {"type": type_}):
        starts.setdefault(_declared(found["labels"]), []).extend(found["ids"])
    for label, all_ids in sorted(starts.items()):
        for ids in in_pieces(all_ids):
            rows = store.read_all(shipped_statement("export", "links"), {"by_label": {label: ids}, "type": type_})
            for row in sorted(rows, key=lambda row: (row["start"], row["properties"]["key"])):
                yield label, row


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
