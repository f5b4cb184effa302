"""The legend: an entry for every label and link type that the map draws, and for none that it doesn't."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from app.maps.styles import dashes, has_ended, is_entailed, kind_of, link_look, node_look
from app.maps.texts import MapTexts
from graph.model import LINK_TYPES, LOOKS, LinkLook, NodeLook
from graph.subgraph import Subgraph


def _corner(turn: float, radius: float = 1.0) -> tuple[float, float]:
    return radius * math.sin(math.tau * turn), -radius * math.cos(math.tau * turn)


_TYPES = [link_type.type for link_type in sorted(LINK_TYPES, key=lambda link_type: not link_type.is_tie)]

# vis-network's shapes, within -1 to 1.
_CORNERS: dict[str, list[tuple[float, float]]] = {
    "square": [(1, 1), (-1, 1), (-1, -1), (1, -1)],
    "diamond": [(0, -1), (1, 0), (0, 1), (-1, 0)],
    "triangle": [(0, -1), (1, 0.8), (-1, 0.8)],
    "triangleDown": [(0, 1), (1, -0.8), (-1, -0.8)],
    "hexagon": [_corner(i / 6 + 0.25) for i in range(6)],
    "star": [_corner(i / 10, 0.5 if i % 2 else 1.1) for i in range(10)],
}


@dataclass(frozen=True, slots=True)
class NodeEntry:
    """A label: its look, its words, how many nodes. `points` outline its shape in an 18 by 18 box; "" is a circle."""

    label: str
    look: NodeLook
    text: str
    count: int
    points: str


@dataclass(frozen=True, slots=True)
class LinkEntry:
    """A link type: its look, its words, how many links. `dash` is its pattern as SVG writes it, "" for solid."""

    type: str
    look: LinkLook
    text: str
    count: int
    dash: str


@dataclass(frozen=True, slots=True)
class Legend:
    """What the page's legend shows; `notes` explains dashes, light lines and sizes where the map has them."""

    nodes: tuple[NodeEntry, ...]
    links: tuple[LinkEntry, ...]
    notes: tuple[str, ...]
    ended: bool
    entailed: bool


def legend(subgraph: Subgraph, texts: MapTexts, as_of: int, *, sized: bool = True) -> Legend:
    """The legend of a subgraph, in the order of the model with ties first, undeclared ones last by name.

    `sized` tells that nodes are as large as their students or links."""
    kinds = Counter(kind_of(node) for node in subgraph.nodes)
    types = Counter(link.type for link in subgraph.links)
    has_students = any(node.properties.get("students") for node in subgraph.nodes)
    return Legend(
        nodes=tuple(_node_entry(kind, kinds[kind], texts) for kind in _ordered(kinds, list(LOOKS))),
        links=tuple(_link_entry(name, types[name], texts) for name in _ordered(types, _TYPES)),
        notes=(texts.word("size_students" if has_students else "size_degree"),) if kinds and sized else (),
        ended=any(has_ended(link, as_of) for link in subgraph.links),
        entailed=any(is_entailed(link) for link in subgraph.links),
    )


def _ordered(found: Counter[str], declared: list[str]) -> list[str]:
    return [name for name in declared if name in found] + sorted(found.keys() - set(declared))


def _node_entry(kind: str, count: int, texts: MapTexts) -> NodeEntry:
    look = node_look(kind)
    return NodeEntry(kind, look, texts.label(kind), count, _outline(look.shape))


def _link_entry(link_type: str, count: int, texts: MapTexts) -> LinkEntry:
    look = link_look(link_type)
    pattern = dashes(look, ended=False)
    return LinkEntry(link_type, look, texts.label(link_type), count, " ".join(map(str, pattern or ())))


def _outline(shape: str) -> str:
    """An SVG points list for one of vis-network's shapes, "" for its dot."""
    return " ".join(f"{9 + 7 * x:.1f},{9 + 7 * y:.1f}" for x, y in _CORNERS.get(shape, []))
