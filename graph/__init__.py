"""The graph: its declared model, the store, its engines, the question catalogue, and answers with receipts."""

from typing import TYPE_CHECKING

from graph.lazy import lazy_names

if TYPE_CHECKING:
    from graph.engines import Connection
    from graph.settings import Settings
    from graph.state import DatasetState, GraphState, graph_state, graph_version
    from graph.statement import Statement, shipped_statement
    from graph.store import Result, Store
    from graph.subgraph import Subgraph, SubgraphLink, SubgraphNode

__all__ = [
    "Connection",
    "DatasetState",
    "GraphState",
    "Result",
    "Settings",
    "Statement",
    "Store",
    "Subgraph",
    "SubgraphLink",
    "SubgraphNode",
    "graph_state",
    "graph_version",
    "shipped_statement",
]

__getattr__ = lazy_names(
    __name__,
    {
        "Connection": "graph.engines",
        "DatasetState": "graph.state",
        "GraphState": "graph.state",
        "Subgraph": "graph.subgraph",
        "Result": "graph.store",
        "Settings": "graph.settings",
        "Statement": "graph.statement",
        "Store": "graph.store",
        "SubgraphLink": "graph.subgraph",
        "SubgraphNode": "graph.subgraph",
        "graph_state": "graph.state",
        "graph_version": "graph.state",
        "shipped_statement": "graph.statement",
    },
)
