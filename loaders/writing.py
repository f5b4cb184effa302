"""Writing a plan: nodes before links, in batches, then pruning what the dataset no longer holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from graph import Store, shipped_statement
from graph.model import LINK_TYPES, NODE_TYPES
from graph.write import (
    constraint_statements,
    link_statement,
    node_statements,
    prune_links_statement,
    prune_nodes_statement,
    release_nodes_statement,
)
from loaders.plan import Plan
from loaders.run import LoadRun

Progress = Callable[[str, int, int], None]
"""Told what is being written, how many rows are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Pruned:
    """How many nodes and links went because the tables no longer hold them."""

    nodes: int
    links: int


def prepare(store: Store) -> None:
    """Constraints and indexes; they must stand before any data."""
    for statement in constraint_statements():
        store.write(statement)


def write_plan(store: Store, plan: Plan, run: LoadRun, batch_rows: int, progress: Progress) -> None:
    """Write all nodes and links of the plan. Writing the same plan again changes nothing."""
    total = len(plan.nodes) + len(plan.links)
    done = 0
    for (label, extra), rows in plan.node_batches().items():
        for batch in _batches(rows, batch_rows):
            for statement in node_statements(label, extra):
                store.write(statement, {"rows": batch, "dataset": plan.dataset, "run": run.id})
            done += len(batch)
            progress(label, done, total)
    for (type_, start, end), rows in plan.link_batches().items():
        for batch in _batches(rows, batch_rows):
            store.write(link_statement(type_, start, end), {"rows": batch, "dataset": plan.dataset, "run": run.id})
            done += len(batch)
            progress(type_, done, total)


def prune(store: Store, plan: Plan, run: LoadRun) -> Pruned:
    """Delete what the dataset held and this run did not write, and LeadSchool where nothing is led any more."""
    values = {"dataset": plan.dataset, "run": run.id}
    links = sum(store.write(prune_links_statement(link.type), values)[0]["pruned"] for link in LINK_TYPES)
    nodes = 0
    for node_type in NODE_TYPES:
        if node_type.label == "LoadRun":
            continue
        store.write(release_nodes_statement(node_type.label), values)
        nodes += store.write(prune_nodes_statement(node_type.label))[0]["pruned"]
    store.write(shipped_statement("load", "demote_leads"))
    return Pruned(nodes, links)


def _batches(rows: list[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
