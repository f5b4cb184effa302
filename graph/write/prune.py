"""Pruning: links and nodes that a dataset held and its current load did not write again, or that are gone otherwise.

Only what bears Huoshui's mark goes, never what lacks one: that is somebody else's."""

from __future__ import annotations

from functools import cache

from graph.model import LINK_TYPE, NODE_TYPE
from graph.statement import Statement
from graph.write.mark import bears_mark, link_bears_mark

_DATASETS = "coalesce({0}.datasets, [{0}.dataset])"
"""Datasets of a node or link; earlier releases kept the one of a link."""


def _is_stale(variable: str) -> str:
    """Condition that a run did not write what `$dataset` held, or, without a dataset, what any did."""
    held = f"($dataset IS NULL OR $dataset IN {_DATASETS.format(variable)})"
    return f"{held} AND {variable}.run <> $run"


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
def prune_links_statement(type_: str) -> Statement:
    """Delete the links of a type that `$dataset` held and `$run` did not touch, and those of `$keys`."""
    condition = f"(r.key IN $keys OR ({_is_stale('r')}))"
    return Statement(f"prune_{type_}", f"{_own_links(type_)} AND {condition}\nDELETE r\nRETURN count(*) AS pruned")


@cache
def release_nodes_statement(label: str) -> Statement:
    """Say of the nodes of a label that `$dataset` held and `$run` did not touch, and of `$ids`, that nobody holds them.

    Returns `released`."""
    text = (
        f"MATCH (n:{NODE_TYPE[label].label})\n"
        f"WHERE {bears_mark(label)} AND (n.id IN $ids OR ({_is_stale('n')}))\n"
        "SET n.datasets = []\n"
        "RETURN count(*) AS released"
    )
    return Statement(f"release_{label}", text)


@cache
def prune_nodes_statement(label: str) -> Statement:
    """Delete nodes of a label that no dataset holds and no link touches; returns `pruned`."""
    text = (
        f"MATCH (n:{NODE_TYPE[label].label})\n"
        f"WHERE n.datasets = [] AND {bears_mark(label)} AND NOT EXISTS {{ (n)--() }}\n"
        "DELETE n\n"
        "RETURN count(*) AS pruned"
    )
    return Statement(f"prune_{label}", text)


def _own_links(type_: str) -> str:
    """Find the links `r` of a type that loads wrote."""
    return f"MATCH ()-[r:{LINK_TYPE[type_].type}]->()\nWHERE {link_bears_mark()}"
