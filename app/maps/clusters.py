"""Who stands around whom: each node gets a hub, so that a group is drawn with its members around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.subgraph import Subgraph, SubgraphLink, SubgraphNode

# A school stands with the group it leads, else with one it belongs to, else with its parent school, else with its
# region; an organisation with a group that it leads, a figure with what it is about. The lower rank wins, ties go to
# the smaller id.
_HOME_RANK = {
    ("School", "LEADS"): 0,
    ("School", "MEMBER_OF"): 1,
    ("School", "CAMPUS_OF"): 2,
    ("School", "LOCATED_IN"): 3,
    ("Organisation", "LEADS"): 0,
    ("Indicator", "ABOUT"): 0,
}


def clusters(subgraph: Subgraph, regions: Mapping[str, str] | None = None) -> dict[str, list[str]]:
    """Hub id → ids of the nodes around it, sorted. Every node is in exactly one cluster, alone if nothing holds it.

    With `regions` (node id → id of its region) the hubs are these, whether they are nodes themselves or not."""
    homes = _stated_homes(subgraph) if regions is None else _in_regions(subgraph, regions)
    _attach_leaves(subgraph, homes)
    found: dict[str, list[str]] = {}
    for node in subgraph.nodes:
        hub = _root(node.id, homes)
        found.setdefault(hub, [])
        if hub != node.id:
            found[hub].append(node.id)
    return {hub: sorted(members) for hub, members in sorted(found.items())}


def _stated_homes(subgraph: Subgraph) -> dict[str, str]:
    labels = {node.id: node.label for node in subgraph.nodes}
    best: dict[str, tuple[int, str]] = {}
    for link in subgraph.links:
        rank = _HOME_RANK.get((labels[link.start], link.type))
        if rank is not None:
            best[link.start] = min(best.get(link.start, (rank, link.end)), (rank, link.end))
    homes: dict[str, str] = {}
    for node_id, (_, home) in sorted(best.items()):
        _set_home(node_id, home, homes)
    return homes


def _in_regions(subgraph: Subgraph, regions: Mapping[str, str]) -> dict[str, str]:
    return {node.id: regions[node.id] for node in subgraph.nodes if node.id in regions}


def _attach_leaves(subgraph: Subgraph, homes: dict[str, str]) -> None:
    """A node that touches one other only, and holds nobody itself, stands beside that other."""
    neighbours = _neighbours(subgraph.nodes, subgraph.links)
    held = set(homes.values())
    for node in subgraph.nodes:
        if node.id not in homes and node.id not in held and len(neighbours[node.id]) == 1:
            home = next(iter(neighbours[node.id]))
            _set_home(node.id, home, homes)
            held.add(home)


def _set_home(node_id: str, home: str, homes: dict[str, str]) -> None:
    """Refuses a home that stands, by way of others, with the node itself: two campuses of each other, say."""
    if _root(home, homes) != node_id:
        homes[node_id] = home


def _root(node_id: str, homes: Mapping[str, str]) -> str:
    while node_id in homes:
        node_id = homes[node_id]
    return node_id


def _neighbours(nodes: Sequence[SubgraphNode], links: Sequence[SubgraphLink]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {node.id: set() for node in nodes}
    for link in links:
        if link.start != link.end:
            found[link.start].add(link.end)
            found[link.end].add(link.start)
    return found
