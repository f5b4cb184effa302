"""Pruning: links and nodes of a dataset that its current load did not write again.

Only what bears Huoshui's mark goes, never what lacks one: that is somebody else's."""

from __future__ import annotations

from functools import cache

from graph.model import LINK_TYPE, NODE_TYPE
from graph.statement import Statement
from graph.write.mark import RUN_PREFIX, bears_mark

_IS_LEFT = "$dataset IN n.datasets AND n.run <> $run"


@cache
def stale_statement() -> Statement:
    """Whether there is anything (`stale`) `on` each link type and label for the statements below to look at.

    Mostly there is nothing, and one look at all is faster than a write for each."""
    parts = [f"{_stale_links(type_)}RETURN '{type_}' AS on, count(r) > 0 AS stale" for type_ in LINK_TYPE]
    parts += [
        f"MATCH (n:{label})\nWHERE {bears_mark(label)} AND (n.datasets = [] OR ({_IS_LEFT}))\n"
        f"RETURN '{label}' AS on, count(n) > 0 AS stale"
        for label in NODE_TYPE
        if label != "LoadRun"
    ]
    return Statement("stale", "\nUNION ALL\n".join(parts))


@cache
def prune_links_statement(type_: str) -> Statement:
    """Delete the links of a type that `$dataset` held and `$run` did not touch; returns `pruned`."""
    return Statement(f"prune_{type_}", f"{_stale_links(type_)}DELETE r\nRETURN count(*) AS pruned")


@cache
def release_nodes_statement(label: str) -> Statement:
    """Take `$dataset` off the nodes of a label that it held and `$run` did not touch; returns `released`."""
    text = (
        f"MATCH (n:{NODE_TYPE[label].label})\n"
        f"WHERE {bears_mark(label)} AND {_IS_LEFT}\n"
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


def _stale_links(type_: str) -> str:
    """Find the links `r` of a type that `$dataset` held and `$run` did not touch."""
    return (
        f"MATCH ()-[r:{LINK_TYPE[type_].type}]->()\n"
        f"WHERE r.dataset = $dataset AND r.run <> $run AND r.run STARTS WITH '{RUN_PREFIX}' AND r.key IS NOT NULL\n"
    )
