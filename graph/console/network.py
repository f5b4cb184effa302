"""The nodes and links of an answer as a subgraph that a map draws."""

from __future__ import annotations

from typing import Any

from graph.console.values import Values
from graph.labels import own_label
from graph.model.common import BOOKKEEPING
from graph.subgraph import Subgraph, SubgraphLink, SubgraphNode


def network_view(values: Values) -> Subgraph | None:
    """The nodes of an answer and the links between two of them; None without any.

    Call it after the ends have their names."""
    nodes = {node["id"]: node for node in values.nodes.values()}
    links = {link["key"]: link for link in values.links.values() if link["from"] in nodes and link["to"] in nodes}
    if not nodes:
        return None
    return Subgraph(
        nodes=[_node(nodes[id_]) for id_ in sorted(nodes)],
        links=[
            SubgraphLink(
                key, links[key]["type"], links[key]["from"], links[key]["to"], _shown(links[key]["properties"])
            )
            for key in sorted(links)
        ],
    )


def _node(node: dict[str, Any]) -> SubgraphNode:
    properties = node["properties"]
    name = properties.get("name") or properties.get("title") or properties.get("metric") or node["id"]
    shown = _shown(properties)
    if "LeadSchool" in node["labels"]:
        shown["lead"] = True
    return SubgraphNode(node["id"], own_label(node["labels"]) if node["labels"] else "", str(name), shown)


def _shown(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value is not None and name not in BOOKKEEPING}
