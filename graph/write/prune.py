"""Pruning: links and nodes of a dataset that its current load did not write again.

Only what bears Huoshui's mark goes, never what lacks one: that is somebody else's."""

from __future__ import annotations

from functools import cache

from graph.model import LINK_TYPE, NODE_TYPE
from graph.statement import Statement
from graph.write.mark import RUN_PREFIX, bears_mark


@cache
def prune_links_statement(type_: str) -> Statement:
    """Delete the links of a type that `$dataset` held and `$run` did not touch; returns `pruned`."""
    text = (
        f"MATCH ()-[r:{LINK_TYPE[type_].type}]->()\n"
        f"WHERE r.dataset = $dataset AND r.run <> $run AND r.run STARTS WITH '{RUN_PREFIX}' AND r.key IS NOT NULL\n"
        "DELETE r\n"
        "RETURN count(*) AS pruned"
    )
    return Statement(f"prune_{type_}", text)


@cache
def release_nodes_statement(label: str) -> Statement:
    """Take `$dataset` off the nodes of a label that it held and `$run` did not touch; returns `released`."""
    text = (
        f"MATCH (n:{NODE_TYPE[label].label})\n"
        f"WHERE {bears_mark(label)} AND $dataset IN n.datasets AND n.run <> $run\n"
        "SET n.datasets = [d IN n.datasets WHERE d <> $dataset]\n"
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
