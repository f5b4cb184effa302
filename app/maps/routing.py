"""How links bend: those that join the same two nodes apart from each other, and all of them around other nodes."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.maps.limit import link_id
from graph.subgraph import Subgraph, SubgraphLink

Array = NDArray[np.float64]

# How far a link is bent to keep clear of nodes, in shares of its length to either side, the least bent first.
_BENDS = (0.0, *(side * bend for bend in (0.08, 0.14, 0.2, 0.28, 0.36, 0.46) for side in (1, -1)))
# Where a curve is looked at, from its one end to its other.
_ALONG = np.linspace(0.0, 1.0, 25)
# How far a curve's middle may stand off its straight line, in canvas units: beyond that it leads nowhere.
_FARTHEST = 400.0
# With more nodes than this a map is a texture: no eye follows one link there, and looking takes long.
_MOST_LOOKED_AT = 150


def bends(
    subgraph: Subgraph, places: Mapping[str, tuple[float, float]], sizes: Mapping[str, float], clear: float
) -> dict[str, dict[str, Any]]:
    """Link id → vis-network's options of its curve; a straight link has none.

    `sizes` is half the width of each node, `clear` how far from a node a link should stay that doesn't end there."""
    between: dict[tuple[str, str], list[SubgraphLink]] = defaultdict(list)
    for link in subgraph.links:
        between[min(link.start, link.end), max(link.start, link.end)].append(link)
    ids = [node.id for node in subgraph.nodes]
    points = np.array([places[id_] for id_ in ids], dtype=float).reshape(-1, 2)
    reach = np.array([sizes[id_] + clear for id_ in ids])
    at = {id_: index for index, id_ in enumerate(ids)}
    looks = len(ids) <= _MOST_LOOKED_AT
    found: dict[str, dict[str, Any]] = {}
    for (low, high), links in between.items():
        if low == high:
            found |= {link_id(link): _loop(index) for index, link in enumerate(links)}
            continue
        spread = [_spread(index, len(links)) for index in range(len(links))]
        shift = _shift(points, reach, at[low], at[high], spread) if looks else 0.0
        for link, bend in zip(links, spread, strict=True):
            if curve := _curve(bend + shift, forward=link.start == low):
                found[link_id(link)] = curve
            elif len(links) > 1:
                found[link_id(link)] = {"smooth": {"enabled": False}}
    return found


def curve_points(start: tuple[float, float], end: tuple[float, float], bend: float, along: Array = _ALONG) -> Array:
    """Points of the curve that vis-network draws for a bend, seen from `start`: positive bends turn clockwise."""
    a, b = np.array(start, dtype=float), np.array(end, dtype=float)
    share = abs(bend)
    dx, dy = b[0] - a[0], a[1] - b[1]
    length = math.hypot(dx, dy)
    angle = math.atan2(dy, dx) + (0.5 * bend + 0.5) * math.pi
    via = a + (0.5 * share + 0.5) * length * np.array([math.sin(angle), math.cos(angle)])
    t = along[:, None]
    points: Array = (1 - t) ** 2 * a + 2 * t * (1 - t) * via + t**2 * b
    return points


def _spread(index: int, total: int) -> float:
    """Evenly to both sides of the straight line, as seen from the smaller id whichever way the link runs."""
    return (index - (total - 1) / 2) * min(0.22, 0.8 / total)


def _shift(points: Array, reach: Array, low: int, high: int, spread: Sequence[float]) -> float:
    """By how much to bend all links between two nodes further, so that none runs over another node."""
    others = np.ones(len(points), dtype=bool)
    others[[low, high]] = False
    start, end = points[low], points[high]
    # Only those that lie near enough that some bend could touch them.
    length = float(np.hypot(*(end - start)))
    others &= np.hypot(*(points - (start + end) / 2).T) < length + reach
    if not others.any():
        return 0.0
    near, room = points[others], reach[others]
    best, worst = 0.0, math.inf
    for shift in _BENDS:
        if abs(shift) * length > _FARTHEST:
            break
        hidden = max(_overlap(curve_points(tuple(start), tuple(end), bend + shift), near, room) for bend in spread)
        if hidden <= 0:
            return shift
        if hidden < worst:
            best, worst = shift, hidden
    return best


def _overlap(curve: Array, near: Array, room: Array) -> float:
    """How deep a curve runs into the room around nodes; 0 or less where it keeps clear."""
    starts, steps = curve[:-1], np.diff(curve, axis=0)
    to_node = near[:, None, :] - starts[None, :, :]
    share = (to_node * steps).sum(axis=2) / np.maximum((steps**2).sum(axis=1), 1e-9)
    gap = to_node - np.clip(share, 0, 1)[:, :, None] * steps[None, :, :]
    return float((room - np.hypot(gap[..., 0], gap[..., 1]).min(axis=1)).max())


def _curve(bend: float, *, forward: bool) -> dict[str, Any] | None:
    turn = bend if forward else -bend
    if turn == 0:
        return None
    kind = "curvedCW" if turn > 0 else "curvedCCW"
    return {"smooth": {"enabled": True, "type": kind, "roundness": round(abs(turn), 3)}}


def _loop(index: int) -> dict[str, Any]:
    return {"selfReference": {"size": 18 + 10 * index, "angle": math.pi / 4}}
