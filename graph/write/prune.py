"""Pruning: links and nodes that a dataset held and its current load did not write again, or that are gone otherwise.

They are found first and then go in batches, as they came: one transaction for all of a country would not fit.
Only what bears Huoshui's mark goes, never what lacks one: that is somebody else's."""

from __future__ import annotations

from functools import cache

from graph.model import LINK_TYPE, NODE_TYPE
from graph.statement import Statement
from graph.write.mark import RUN_PREFIX, bears_mark, key_of_link, link_bears_mark

_DATASETS = "coalesce({0}.datasets, [{0}.dataset])"
"""Datasets of a node or link; earlier releases kept the one of a link."""


def _is_stale(variable: str) -> str:
    """Condition that no run of `$runs` wrote what `$dataset` held, or, without a dataset, what any did."""
    held = f"($dataset IS NULL OR $dataset IN {_DATASETS.format(variable)})"
    return f"{held} AND NOT {variable}.run IN $runs"


@cache
def stale_statement() -> Statement:
    """Whether there is anything (`stale`) `on` each link type and label for the statements below to look at.

    Mostly there is nothing, and one look at all is faster than a write for each."""
    parts = [
        f"{_own_links(type_)} AND {_is_stale('r')}\nRETURN '{type_}' AS on, count(r) > 0 AS stale"
        for type_ in LINK_TYPE
    ]
    parts += [
        f"MATCH (n:{label})\nWHERE {bears_mark(label)} AND (n.datasets = [] OR ({_is_stale('n')}))\n"
        f"RETURN '{label}' AS on, count(n) > 0 AS stale"
        for label in NODE_TYPE
        if label != "LoadRun"
    ]
    return Statement("stale", "\nUNION ALL\n".join(parts))


@cache
def unheld_statement() -> Statement:
    """Whether there are nodes (`stale`) `on` each label that nobody holds, though something touches them."""
    parts = [
        f"MATCH (n:{label})\nWHERE {bears_mark(label)} AND n.datasets = []\n"
        f"RETURN '{label}' AS on, count(n) > 0 AS stale"
        for label in NODE_TYPE
        if label != "LoadRun"
    ]
    return Statement("unheld", "\nUNION ALL\n".join(parts))


@cache
def stale_links_statement(type_: str) -> Statement:
    """Find the links of a type that `$dataset` held and none of `$runs` touched: `start`, an id, and `key`."""
    text = f"{_own_links(type_)} AND {_is_stale('r')}\nRETURN a.id AS start, r.key AS key"
    return Statement(f"stale_{type_}", text)


@cache
def stale_nodes_statement(label: str) -> Statement:
    """Find the nodes (`id`) of a label that `$dataset` held and none of `$runs` wrote, and those that nobody holds."""
    text = (
        f"MATCH (n:{NODE_TYPE[label].label})\nWHERE {bears_mark(label)} AND (n.datasets = [] OR ({_is_stale('n')}))\n"
        "RETURN n.id AS id"
    )
    return Statement(f"stale_{label}", text)


@cache
def prune_links_statement(type_: str, start_label: str) -> Statement:
    """Delete the links of a type that `$rows` (start, key) name, where they start at a label; returns `pruned`.

    Each is found by where it starts: looking for every link in a list of keys costs an engine links × keys. All starts
    come first: Neo4j would go through all ids for each row when it takes the label still to be empty."""
    text = (
        f"UNWIND $rows AS row\nMATCH (a:{NODE_TYPE[start_label].label} {{id: row.start}})\n"
        f"WITH a, collect(row.key) AS keys\nMATCH (a)-[r:{LINK_TYPE[type_].type}]->()\n"
        f"WHERE {key_of_link()} IN keys AND r.run STARTS WITH '{RUN_PREFIX}'\nDELETE r\nRETURN count(*) AS pruned"
    )
    return Statement(f"prune_{type_}_{start_label}", text)


@cache
def release_nodes_statement(label: str) -> Statement:
    """Say of the nodes of a label that `$rows` (id) name that nobody holds them; returns `released`."""
    return Statement(f"release_{label}", f"{_named_nodes(label)}\nSET n.datasets = []\nRETURN count(*) AS released")


@cache
def prune_nodes_statement(label: str) -> Statement:
    """Delete the nodes of a label that `$rows` (id) name, that no dataset holds and no link touches.

    Returns `pruned`."""
    text = (
        f"{_named_nodes(label)} AND n.datasets = [] AND NOT EXISTS {{ (n)--() }}\nDELETE n\nRETURN count(*) AS pruned"
    )
    return Statement(f"prune_{label}", text)


def _named_nodes(label: str) -> str:
    return f"UNWIND $rows AS row\nMATCH (n:{NODE_TYPE[label].label} {{id: row.id}})\nWHERE {bears_mark(label)}"


def _own_links(type_: str) -> str:
    """Find the links `r` of a type that loads wrote, and where they start (`a`)."""
    return f"MATCH (a)-[r:{LINK_TYPE[type_].type}]->()\nWHERE {link_bears_mark()}"
