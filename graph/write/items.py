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
def written_nodes_statement(label: str) -> Statement:
    """The ids (`fact`) of the nodes of a label that one of `$runs` wrote, and wrote to the end."""
    text = (
        f"MATCH (n:{NODE_TYPE[label].label})\n"
        f"WHERE {bears_mark(label)} AND n.run IN $runs AND NOT n.datasets = []\nRETURN n.id AS fact"
    )
    return Statement(f"written_{label}", text)


@cache
def written_links_statement(type_: str) -> Statement:
    """The keys (`fact`) of the links of a type that one of `$runs` wrote."""
    text = (
        f"MATCH ()-[r:{LINK_TYPE[type_].type}]->()\nWHERE {link_bears_mark()} AND r.run IN $runs\nRETURN r.key AS fact"
    )
    return Statement(f"written_{type_}", text)


@cache
def counts_statements() -> tuple[Statement, ...]:
    """How many nodes (`facts`) of each label and links of each type (`kind`) there are, whoever wrote them.

    One statement a label: both engines keep that number, and ArcadeDB counts anew where it stands in a `UNION`. One for
    all links: ArcadeDB goes through all nodes for each that counts links. A type without links has no row."""
    nodes = [
        Statement(f"count_{label}", f"MATCH (n:{label}) RETURN '{label}' AS kind, count(n) AS facts")
        for label in NODE_TYPE
        if label != "LoadRun"
    ]
    return (*nodes, Statement("count_links", "MATCH ()-[r]->() RETURN type(r) AS kind, count(r) AS facts"))


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
