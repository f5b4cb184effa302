"""Statements that read back what loads wrote: all nodes of a label, all links of a type, in no order."""

from __future__ import annotations

from functools import cache

from graph.model import LINK_TYPE, NODE_TYPE
from graph.statement import Statement
from graph.write.mark import bears_mark, link_bears_mark


@cache
def own_nodes_statement(label: str) -> Statement:
    """All nodes of a label that bear Huoshui's mark: `labels`, `properties`."""
    text = (
        f"MATCH (n:{NODE_TYPE[label].label})\n"
        f"WHERE {bears_mark(label)}\n"
        "RETURN labels(n) AS labels, properties(n) AS properties"
    )
    return Statement(f"own_{label}", text)


@cache
def own_links_statement(type_: str) -> Statement:
    """All links of a type that loads wrote: `start`, `start_labels`, `end`, `end_labels`, `properties`."""
    text = (
        f"MATCH (a)-[r:{LINK_TYPE[type_].type}]->(b)\n"
        f"WHERE {link_bears_mark()}\n"
        "RETURN a.id AS start, labels(a) AS start_labels, b.id AS end, labels(b) AS end_labels, "
        "properties(r) AS properties"
    )
    return Statement(f"own_{type_}", text)
