"""How much of each kind the graph holds: what tells a load that somebody deleted some, or that it writes the first."""

from __future__ import annotations

from collections.abc import Mapping

from graph import Store
from graph.model import LINK_TYPE, NODE_TYPE
from graph.write import counts_statements

Counts = Mapping[str, int]
"""Nodes by label and links by type, whoever wrote them."""


def counted(store: Store) -> Counts:
    """What the graph holds."""
    found = {row["kind"]: row["facts"] for statement in counts_statements() for row in store.read_all(statement)}
    return {kind: found.get(kind, 0) for kind in (*NODE_TYPE, *LINK_TYPE) if kind != "LoadRun"}


def counts_fit(counts: Counts, facts: Counts) -> bool:
    """Whether there are as many facts as there should be: else somebody deleted some, and all are written again."""
    return all(number == facts.get(kind, 0) for kind, number in counts.items())


def absent_kinds(counts: Counts) -> frozenset[str]:
    """The labels and types of which there is nothing."""
    return frozenset(kind for kind, number in counts.items() if not number)
