"""How links bend: those that join the same two nodes apart from each other, and all of them around other nodes.

Where no bend keeps a link clear of a node, the node moves a little."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.maps.limit import link_id
from graph.subgraph import Subgraph, SubgraphLink

Array = NDArray[np.float64]

# How far a link is bent to keep clear of nodes, in shares of its length to either side, the least bent first.
_BENDS = (0.0, *(side * bend for bend in (0.08, 0.14, 0.2, 0.28, 0.36, 0.46) for side in (1, -1)))
# How far a curve's middle may stand off its straight line: in canvas units, and where places are fixed and may be far
# apart, as often as far as a link keeps clear of nodes. Beyond that it leads nowhere.
_FARTHEST, _FARTHEST_CLEAR = 400.0, 25.0
# Where a curve is looked at, from its one end to its other.
_ALONG = np.linspace(0.0, 1.0, 25)
# With more nodes than this a map is a texture: no eye follows one link there, and looking takes long.
_MOST_LOOKED_AT = 150
# Up to here nodes may move out of the way, each to one of these places around its own, apart from the others.
_MOST_MOVED = 60
_MOVES = [
    (radius * math.cos(math.tau * turn / 8), radius * math.sin(math.tau * turn / 8))
    for radius in (45.0, 90.0, 140.0, 210.0)
    for turn in range(8)
]
_APART = 75.0
_MOST_ROUNDS = 30


@dataclass(frozen=True, slots=True)
class Routes:
    """Where nodes stand in the end, and link id → vis-network's options of its curve; a straight link has none."""

    places: dict[str, tuple[int, int]]
    curves: dict[str, dict[str, Any]]


def route(
    subgraph: Subgraph,
    places: Mapping[str, tuple[int, int]],
    sizes: Mapping[str, float],
    clear: float,
    *,
    fixed: bool = False,
) -> Routes:
    """Bends the links of a subgraph; nodes move out of their way unless their places are fixed.

    `sizes` is half the width of each node, `clear` how far from a node a link should stay that doesn't end there."""
    pairs: dict[tuple[str, str], list[SubgraphLink]] = defaultdict(list)
    for link in subgraph.links:
        pairs[min(link.start, link.end), max(link.start, link.end)].append(link)
    ids = [node.id for node in subgraph.nodes]
    router = _Router(ids, places, sizes, clear)
    if fixed:
        router.farthest = max(_FARTHEST, _FARTHEST_CLEAR * clear)
    for (low, high), links in pairs.items():
        if low != high:
            router.add(low, high, [_spread(index, len(links)) for index in range(len(links))])
    if len(ids) <= _MOST_LOOKED_AT:
        router.bend()
    if len(ids) <= _MOST_MOVED and not fixed:
        router.make_way()
    curves: dict[str, dict[str, Any]] = {}
    for pair, links in pairs.items():
        curves |= _curves(links, pair, router.shift.get(pair, 0.0))
    moved = {id_: (round(x), round(y)) for id_, (x, y) in zip(ids, router.points.tolist(), strict=True)}
    return Routes({**places, **moved}, curves)


def curve_points(start: Array, end: Array, bend: float, along: Array = _ALONG) -> Array:
    """Points of the curve that vis-network draws for a bend, seen from `start`: positive bends turn clockwise."""
    dx, dy = end[0] - start[0], start[1] - end[1]
    reach = (0.5 * abs(bend) + 0.5) * math.hypot(dx, dy)
    angle = math.atan2(dy, dx) + (0.5 * bend + 0.5) * math.pi
    via = start + reach * np.array([math.sin(angle), math.cos(angle)])
    t = along[:, None]
    points: Array = (1 - t) ** 2 * start + 2 * t * (1 - t) * via + t**2 * end
    return points


class _Router:
    """Pairs of nodes that links join, each with its shift: by how much all its links are bent further."""

    def __init__(
        self, ids: Sequence[str], places: Mapping[str, tuple[int, int]], sizes: Mapping[str, float], clear: float
    ) -> None:
        self.at = {id_: index for index, id_ in enumerate(ids)}
        self.ids = ids
        self.points: Array = np.array([places[id_] for id_ in ids], dtype=float).reshape(-1, 2)
        self.reach: Array = np.array([sizes[id_] + clear for id_ in ids])
        self.farthest = _FARTHEST
        self.spread: dict[tuple[str, str], list[float]] = {}
        self.shift: dict[tuple[str, str], float] = {}
        self.touching: dict[str, list[tuple[str, str]]] = defaultdict(list)

    def add(self, low: str, high: str, spread: list[float]) -> None:
        self.spread[low, high] = spread
        for id_ in (low, high):
            self.touching[id_].append((low, high))

    def bend(self) -> None:
        for pair in self.spread:
            self.shift[pair], _ = self._best(pair, self.points)

    def make_way(self) -> None:
        """Moves what no bend keeps clear of, the deepest covered first, as long as that makes it better."""
        stuck: set[str] = set()
        for _ in range(_MOST_ROUNDS):
            covered = self._covered()
            covered = {id_: depth for id_, depth in covered.items() if id_ not in stuck}
            if not covered:
                return
            id_ = max(covered, key=lambda one: (covered[one], one))
            if self._move(id_):
                stuck.clear()
            else:
                stuck.add(id_)

    def _covered(self) -> dict[str, float]:
        """Nodes that a link runs over, and how deep."""
        found: dict[str, float] = {}
        for pair, shift in self.shift.items():
            depths = self._depths(pair, shift, self.points)
            for id_, depth in zip(self.ids, depths.tolist(), strict=True):
                if depth > 0:
                    found[id_] = max(found.get(id_, 0.0), depth)
        return found

    def _move(self, id_: str) -> bool:
        here = self.points[self.at[id_]].copy()
        best, least = here, self._cost(id_, here)
        others = np.delete(self.points, self.at[id_], axis=0)
        for dx, dy in _MOVES:
            there = here + np.array([dx, dy])
            if len(others) and float(np.hypot(*(others - there).T).min()) < _APART:
                continue
            cost = self._cost(id_, there)
            if cost < least - 0.5:
                best, least = there, cost
        if best is here:
            return False
        self.points[self.at[id_]] = best
        for pair in self.touching[id_]:
            self.shift[pair], _ = self._best(pair, self.points)
        return True

    def _cost(self, id_: str, place: Array) -> float:
        """How deep links would run over nodes because of one, if it stood there."""
        points = self.points.copy()
        points[self.at[id_]] = place
        own = sum(max(self._best(pair, points)[1], 0.0) for pair in self.touching[id_])
        at = self.at[id_]
        over = 0.0
        for pair, shift in self.shift.items():
            if id_ not in pair:
                over += max(float(self._depths(pair, shift, points, [at])[0]), 0.0)
        return own + over

    def _best(self, pair: tuple[str, str], points: Array) -> tuple[float, float]:
        """The least shift with which no link of a pair runs over a node, or else least deep; and how deep that is."""
        length = float(np.hypot(*(points[self.at[pair[1]]] - points[self.at[pair[0]]])))
        best, worst = 0.0, math.inf
        for shift in _BENDS:
            if abs(shift) * length > self.farthest:
                break
            depth = float(self._depths(pair, shift, points).max(initial=-math.inf))
            if depth <= 0:
                return shift, depth
            if depth < worst:
                best, worst = shift, depth
        return best, worst

    def _depths(self, pair: tuple[str, str], shift: float, points: Array, of: Sequence[int] | None = None) -> Array:
        """How deep links of a pair run into the room of nodes (all, or those `of`); below 0 where they keep clear."""
        ends = [self.at[pair[0]], self.at[pair[1]]]
        chosen = np.arange(len(points)) if of is None else np.array(of)
        depths: Array = np.full(len(chosen), -math.inf)
        for bend in self.spread[pair]:
            curve = curve_points(points[ends[0]], points[ends[1]], bend + shift)
            depths = np.maximum(depths, _depth(curve, points[chosen], self.reach[chosen]))
        depths[np.isin(chosen, ends)] = -math.inf
        return depths


def _depth(curve: Array, nodes: Array, reach: Array) -> Array:
    starts, steps = curve[:-1], np.diff(curve, axis=0)
    to_node = nodes[:, None, :] - starts[None, :, :]
    share = (to_node * steps).sum(axis=2) / np.maximum((steps**2).sum(axis=1), 1e-9)
    gap = to_node - np.clip(share, 0, 1)[:, :, None] * steps[None, :, :]
    depth: Array = reach - np.hypot(gap[..., 0], gap[..., 1]).min(axis=1)
    return depth


def _spread(index: int, total: int) -> float:
    """Evenly to both sides of the straight line, as seen from the smaller id whichever way the link runs."""
    return (index - (total - 1) / 2) * min(0.22, 0.8 / total)


def _curves(links: Sequence[SubgraphLink], pair: tuple[str, str], shift: float) -> dict[str, dict[str, Any]]:
    low, high = pair
    if low == high:
        return {
            link_id(link): {"selfReference": {"size": 18 + 10 * index, "angle": math.pi / 4}}
            for index, link in enumerate(links)
        }
    found = {}
    for index, link in enumerate(links):
        bend = _spread(index, len(links)) + shift
        turn = bend if link.start == low else -bend
        if turn:
            kind = "curvedCW" if turn > 0 else "curvedCCW"
            found[link_id(link)] = {"smooth": {"enabled": True, "type": kind, "roundness": round(abs(turn), 3)}}
        elif len(links) > 1:
            found[link_id(link)] = {"smooth": {"enabled": False}}
    return found
