"""A piece of the graph in memory: what a map draws, an export writes and networkx measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class SubgraphNode:
    """One node. `label` is its own label (School, EducationGroup, Organisation, County, Prefecture, Province, …)."""

    id: str
    label: str
    name: str
    properties: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SubgraphLink:
    """One link, in the direction that it is stored in."""

    key: str
    type: str
    start: str
    end: str
    properties: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Nodes and the links among them, sorted by id and key so that the same graph is always the same subgraph.

    `left_out` counts the nodes that a limit cut, `cut_at` is that limit; both 0 when nothing was cut. `nodes_left_out`
    counts them by label, `links_left_out` by type the links that one of them is an end of."""

    nodes: Sequence[SubgraphNode]
    links: Sequence[SubgraphLink]
    focus: str | None = None
    left_out: int = 0
    cut_at: int = 0
    nodes_left_out: Mapping[str, int] = field(default_factory=dict)
    links_left_out: Mapping[str, int] = field(default_factory=dict)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """The same as a networkx multigraph: node ids as nodes, link keys as edge keys."""
        import networkx as nx  # slow to import, and not every reader of a subgraph measures it

        network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for node in self.nodes:
            network.add_node(node.id, label=node.label, name=node.name, **node.properties)
        for link in self.links:
            network.add_edge(link.start, link.end, key=link.key, type=link.type, **link.properties)
        return network
