"""GraphML and GEXF, for Gephi, Cytoscape and networkx."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx

from graph.export.reading import exported_links, exported_nodes
from graph.store import Store


def write_graphml(store: Store, path: Path) -> tuple[int, int]:
    """Write the graph as GraphML and return the numbers of nodes and links."""
    network = _network(store)
    nx.write_graphml(network, path, encoding="utf-8", named_key_ids=True)
    return network.number_of_nodes(), network.number_of_edges()


def write_gexf(store: Store, path: Path) -> tuple[int, int]:
    """Write the graph as GEXF and return the numbers of nodes and links."""
    network = _network(store)
    nx.write_gexf(network, path, encoding="utf-8")
    return network.number_of_nodes(), network.number_of_edges()


def _network(store: Store) -> nx.MultiDiGraph[str]:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in exported_nodes(store):
        # `label` is what programs for networks write beside a node.
        network.add_node(node.id, label=node.properties.get("name", node.id), type=node.label, **_flat(node.properties))
    for link in exported_links(store):
        properties = _flat(link.properties)
        network.add_edge(link.start, link.end, key=properties.pop("key"), type=link.type, **properties)
    return network


def _flat(properties: dict[str, Any]) -> dict[str, Any]:
    """Lists as text: neither format has them."""
    return {name: ";".join(map(str, value)) if isinstance(value, list) else value for name, value in properties.items()}
