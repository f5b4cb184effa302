"""The graph: its declared model, the store, its engines, the question catalogue, and answers with receipts."""

from graph.engines import Connection
from graph.settings import Settings
from graph.state import DatasetState, GraphState, graph_state, graph_version
from graph.statement import Statement, shipped_statement
from graph.store import Result, Store
from graph.view import GraphView, ViewLink, ViewNode

__all__ = [
    "Connection",
    "DatasetState",
    "GraphState",
    "GraphView",
    "Result",
    "Settings",
    "Statement",
    "Store",
    "ViewLink",
    "ViewNode",
    "graph_state",
    "graph_version",
    "shipped_statement",
]
