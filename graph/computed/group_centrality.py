"""Group centrality: how much of the network passes through a group, and how open its schools are to the outside."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import networkx as nx

from graph.computed.computation import Computation
from graph.computed.page import ALL
from graph.computed.reach import DEFAULT_ITEMS
from graph.computed.undated import Undated
from graph.questions import Question, shipped_catalogue
from graph.store import Store

MAX_EXACT = 1_000
"""Nodes up to which betweenness counts every shortest path; two seconds there, and it grows with their square."""
PIVOTS = 200
"""Nodes from which it is estimated above that."""
_JOINS = {"MEMBER_OF", "LEADS"}


def group_centrality(store: Store, question: Question, parameters: dict[str, Any], max_rows: int | None) -> Computation:
    """Answer `group_centrality`: all groups, most central first. The whole network of ties is read."""
    # Sorted here: ArcadeDB sorts in memory and gives up at some hundred thousand links.
    links = sorted(store.read_all(question.statement, parameters), key=lambda link: str(link["key"]))
    everything = {"region": None, "kind": None, "q": None, "after": None, "as_of": parameters["as_of"], "most": ALL}
    groups = store.read_all(shipped_catalogue()["groups"].statement, everything)
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(group["id"] for group in groups)
    network.add_edges_from((link["start"], link["end"]) for link in links)
    exact = len(network) <= MAX_EXACT
    passing = nx.betweenness_centrality(network, k=None if exact else PIVOTS, seed=1)
    ties = _ties_of_groups(links, [group["id"] for group in groups])
    rows = []
    for group in groups:
        internal, external = ties[group["id"]]
        rows.append(
            {
                "group_id": group["id"],
                "name": group["name"],
                "kind": group["kind"],
                "members": group["members"],
                "betweenness": round(passing[group["id"]], 9),
                "exact": exact,
                "internal_ties": internal,
                "external_ties": external,
                "ei_index": (external - internal) / (external + internal) if external + internal else None,
            }
        )
    rows.sort(key=lambda row: (-row["betweenness"], row["group_id"]))
    cut_at = DEFAULT_ITEMS if max_rows is None else max_rows
    undated = Undated.of(link["undated"] for link in links)
    extra = {"totals": {"nodes": len(network), "ties": network.number_of_edges()}}
    return Computation(rows[:cut_at], undated, len(rows) > cut_at, cut_at, extra)


def _ties_of_groups(links: list[dict[str, Any]], groups: list[str]) -> dict[str, tuple[int, int]]:
    """By group: pairs tied within it, and pairs of which one end is within.

    Within are the group, its members and their campuses. What makes them members, and who leads, is no tie within.
    An organisation that leads is no member: it stands outside."""
    within: dict[str, set[str]] = defaultdict(set, {group: {group} for group in groups})
    for link in links:
        if link["type"] == "MEMBER_OF":
            within[link["start"]].add(link["end"])
    campuses = [(link["start"], link["end"]) for link in links if link["type"] == "CAMPUS_OF"]
    of_parents = [(campus, set(within[parent])) for campus, parent in campuses]
    for campus, of_parent in of_parents:
        within[campus] |= of_parent
    internal: dict[str, set[frozenset[str]]] = defaultdict(set)
    external: dict[str, set[frozenset[str]]] = defaultdict(set)
    for link in links:
        pair = frozenset((link["start"], link["end"]))
        starts, ends = within[link["start"]], within[link["end"]]
        for group in starts & ends:
            if not (link["type"] in _JOINS and link["end"] == group):
                internal[group].add(pair)
        for group in starts ^ ends:
            external[group].add(pair)
    return {group: (len(internal[group]), len(external[group])) for group in groups}
