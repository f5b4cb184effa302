"""GraphML and GEXF, for Gephi, Cytoscape and networkx: of the whole graph into a file, or of a view."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import networkx as nx

from graph.export.reading import exported_links, exported_nodes
from graph.store import Store
from graph.view import GraphView


def write_graphml(store: Store, path: Path) -> tuple[int, int]:
    """Write the graph as GraphML and return the numbers of nodes and links."""
    network = _network_of_all(store)
    nx.write_graphml(network, path, encoding="utf-8", named_key_ids=True)
    return network.number_of_nodes(), network.number_of_edges()


def write_gexf(store: Store, path: Path) -> tuple[int, int]:
    """Write the graph as GEXF and return the numbers of nodes and links."""
    network = _network_of_all(store)
    nx.write_gexf(network, path, encoding="utf-8")
    return network.number_of_nodes(), network.number_of_edges()


def view_as_graphml(view: GraphView) -> bytes:
    """A view as GraphML, in UTF-8."""
    file = io.BytesIO()
    nx.write_graphml(_network_of(view), file, encoding="utf-8", named_key_ids=True)
    return file.getvalue()


def view_as_gexf(view: GraphView) -> bytes:
    """A view as GEXF, in UTF-8."""
    file = io.BytesIO()
    nx.write_gexf(_network_of(view), file, encoding="utf-8")
    return file.getvalue()


def _network_of(view: GraphView) -> nx.MultiDiGraph[str]:
    return _network(
        ((node.id, node.label, {"name": node.name, **node.properties}) for node in view.nodes),
        ((link.type, link.start, link.end, {"key": link.key, **link.properties}) for link in view.links),
    )


def _network_of_all(store: Store) -> nx.MultiDiGraph[str]:
    return _network(
        ((node.id, node.label, node.properties) for node in exported_nodes(store)),
        ((link.type, link.start, link.end, link.properties) for link in exported_links(store)),
    )


def _network(
    nodes: Iterable[tuple[str, str, dict[str, Any]]], links: Iterable[tuple[str, str, str, dict[str, Any]]]
) -> nx.MultiDiGraph[str]:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for id_, label, properties in nodes:
        # `label` is what programs for networks write beside a node.
        network.add_node(id_, label=properties.get("name", id_), type=label, **_flat(properties))
    for type_, start, end, properties in links:
        flat = _flat(properties)
        network.add_edge(start, end, key=flat.pop("key"), type=type_, **flat)
    return network


def _flat(properties: dict[str, Any]) -> dict[str, Any]:
    """Lists as text: neither format has them."""
    return {name: ";".join(map(str, value)) if isinstance(value, list) else value for name, value in properties.items()}
