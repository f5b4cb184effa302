"""Bridges: pairs whose ties alone hold a part of the network to the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, cast

import networkx as nx

from graph.computed.computation import Computation
from graph.computed.reach import DEFAULT_ITEMS
from graph.computed.undated import Undated, take_undated
from graph.questions import Question
from graph.store import Store


def bridges(store: Store, question: Question, parameters: dict[str, Any], max_rows: int | None) -> Computation:
    """Answer `bridges`: most schools held first, then by id. The whole network of ties is read."""
    # Sorted here: ArcadeDB sorts in memory and gives up at some hundred thousand links.
    links = sorted(store.read_all(question.statement, parameters), key=lambda link: str(link["key"]))
    network: nx.Graph[str] = nx.Graph()
    names: dict[str, str] = {}
    schools: set[str] = set()
    between: dict[frozenset[str], list[dict[str, Any]]] = defaultdict(list)
    for link in links:
        network.add_edge(link["start"], link["end"])
        between[frozenset((link["start"], link["end"]))].append(link)
        for end in ("start", "end"):
            names[link[end]] = link[f"{end}_name"]
            if link[f"{end}_is_school"]:
                schools.add(link[end])
    rows = [
        _row(held, holder, count, names, between[frozenset((held, holder))])
        for held, holder, count in _parts(network, schools)
        if count >= parameters["least"]
    ]
    rows.sort(key=lambda row: (-row["schools_held"], row["held_id"], row["holder_id"]))
    cut_at = DEFAULT_ITEMS if max_rows is None else max_rows
    kept = rows[:cut_at]
    return Computation(kept, take_undated(kept), len(rows) > cut_at, cut_at)


def _parts(network: nx.Graph[str], schools: set[str]) -> list[tuple[str, str, int]]:
    """For each bridge: the end in the part with fewer schools, the other end, and the schools of that part.

    A bridge is a branch of every tree that spans the network, so what lies below it is one of its two parts."""
    above: dict[str, str] = {}
    root: dict[str, str] = {}
    below = {node: int(node in schools) for node in network}
    branches = list(nx.dfs_edges(network))
    for upper, lower in branches:
        above[lower] = upper
        root[lower] = root.setdefault(upper, upper)
    for upper, lower in reversed(branches):
        below[upper] += below[lower]
    parts = []
    for one, other in cast("Iterable[tuple[str, str]]", nx.bridges(network)):
        lower, upper = (one, other) if above.get(one) == other else (other, one)
        inside, outside = below[lower], below[root[lower]] - below[lower]
        # Of two parts of one size the one with the smaller id at its end is told.
        parts.append(min((inside, lower, upper), (outside, upper, lower)))
    return [(held, holder, count) for count, held, holder in parts]


def _row(held: str, holder: str, count: int, names: dict[str, str], links: list[dict[str, Any]]) -> dict[str, Any]:
    undated = Undated.of(link["undated"] for link in links)
    return {
        "held_id": held,
        "held": names[held],
        "holder_id": holder,
        "holder": names[holder],
        "schools_held": count,
        "types": [link["type"] for link in links],
        "keys": [link["key"] for link in links],
        "undated_links": undated.links,
        "undated_seen": undated.observed,
    }
