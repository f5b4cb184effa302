"""Statements that read back what loads wrote, in pieces: what there is of a kind, then some of it by ids."""

from __future__ import annotations

from functools import cache

from graph.model import LINK_TYPE, NODE_TYPE
from graph.statement import Statement

_BY_LOADS = "{x}.run STARTS WITH 'run-'"


@cache
def ids_statement(label: str) -> Statement:
    """The `ids` of all nodes of a label."""
    text = f"MATCH (n:{NODE_TYPE[label].label})\nWHERE {_BY_LOADS.format(x='n')}\nRETURN collect(n.id) AS ids"
    return Statement(f"ids_of_{label}", text)


@cache
def nodes_statement(label: str) -> Statement:
    """The nodes of a label with these `$ids`: `id`, `labels`, `properties`."""
    text = (
        f"UNWIND $ids AS id\nMATCH (n:{NODE_TYPE[label].label} {{id: id}})\n"
        f"WHERE {_BY_LOADS.format(x='n')}\n"
        "RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties"
    )
    return Statement(f"nodes_of_{label}", text)


@cache
def starts_statement(type_: str) -> Statement:
    """The `ids` of all that links of a type start at, by its `labels`."""
    text = (
        f"MATCH (a)-[r:{LINK_TYPE[type_].type}]->()\n"
        f"WHERE {_BY_LOADS.format(x='r')} AND r.key IS NOT NULL\n"
        "RETURN labels(a) AS labels, collect(DISTINCT a.id) AS ids"
    )
    return Statement(f"starts_of_{type_}", text)


@cache
def links_statement(type_: str, start: str) -> Statement:
    """The links of a type from nodes of a label with these `$ids`: `start`, `end`, `end_labels`, `properties`."""
    text = (
        f"UNWIND $ids AS id\nMATCH (a:{NODE_TYPE[start].label} {{id: id}})-[r:{LINK_TYPE[type_].type}]->(b)\n"
        f"WHERE {_BY_LOADS.format(x='r')} AND r.key IS NOT NULL\n"
        "RETURN a.id AS start, b.id AS end, labels(b) AS end_labels, properties(r) AS properties"
    )
    return Statement(f"links_of_{type_}_from_{start}", text)
