"""Outlines that a map draws behind its nodes: around each group with its members, and around what lies in a region."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from graph.model import EDUCATION_GROUP
from graph.subgraph import Subgraph

OutlineKind = Literal["groups", "regions"]
OUTLINES: tuple[OutlineKind, ...] = ("groups", "regions")
_OF_GROUP = ("MEMBER_OF", "LEADS")


@dataclass(frozen=True, slots=True)
class Outline:
    """What stands together: the id and name of the group or region, and the ids of the nodes in it."""

    kind: OutlineKind
    id: str
    name: str
    nodes: tuple[str, ...]


def outlines(subgraph: Subgraph, regions: Mapping[str, tuple[str, str]]) -> list[Outline]:
    """Groups of the map, then regions by `regions` (node id → id and name of its region), each sorted by id."""
    names = {node.id: node.name for node in subgraph.nodes}
    groups = {node.id: {node.id} for node in subgraph.nodes if node.label == EDUCATION_GROUP.label}
    for link in subgraph.links:
        if link.type in _OF_GROUP and link.end in groups:
            groups[link.end].add(link.start)
    lying: dict[tuple[str, str], set[str]] = defaultdict(set)
    for node in subgraph.nodes:
        if node.id in regions:
            lying[regions[node.id]].add(node.id)
    found = [Outline("groups", id_, names[id_], tuple(sorted(ids))) for id_, ids in sorted(groups.items())]
    found += [Outline("regions", id_, name, tuple(sorted(ids))) for (id_, name), ids in sorted(lying.items())]
    return [outline for outline in found if len(outline.nodes) > 1]
