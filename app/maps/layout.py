"""Where each node stands: groups as discs, their members in rings around them.

The discs of a connected part are spread by seeded springs, then settled so that none overlap; the parts are packed
like boxes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from app.maps.clusters import clusters
from graph.subgraph import Subgraph, SubgraphLink

Point = tuple[float, float]
Array = NDArray[np.float64]

SEED = 20200901
# Room for one node with a label of two or three lines, in canvas units; labels are wider than high, so the finished
# layout is stretched sideways by ASPECT.
CELL = 88.0
ASPECT = 1.5
RING = 104.0
# One ring reads as "these belong to that one" up to here; more members go in several.
ONE_RING = 12
# Width over height of a map panel on a laptop.
PAGE_ASPECT = 1.6


@dataclass(frozen=True, slots=True)
class Mark:
    """How large a node is drawn, in canvas units: half the width of its shape, and its label's font."""

    size: float
    font: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Node id → canvas x, y; and for each hub with nodes around it, how many.

    Places that are `fixed` mean something, such as where a county lies: no node moves to make way for a link. A view
    may also say how large nodes are, and how many pixels wide links are (by `link_id`) at any zoom."""

    places: dict[str, tuple[int, int]]
    held: dict[str, int]
    fixed: bool = False
    marks: Mapping[str, Mark] = field(default_factory=dict)
    widths: Mapping[str, float] = field(default_factory=dict)


def lay_out(subgraph: Subgraph, regions: Mapping[str, str] | None = None) -> Layout:
    """Where each node of a sorted subgraph stands. The same subgraph gives the same numbers on the same machine.

    With `regions` (node id → id of its region), what lies in one stands together; else a group with its members."""
    found = clusters(subgraph, regions)
    hub_of = {member: hub for hub, members in found.items() for member in [hub, *members]}
    centres = _place_clusters(found, _cluster_network(subgraph.links, hub_of))
    pulls = _pulls(subgraph.links, hub_of, centres)
    placed: dict[str, tuple[int, int]] = {}
    for hub, members in found.items():
        offsets = _seat(members, pulls)
        for node_id, (dx, dy) in [(hub, (0.0, 0.0)), *offsets.items()]:
            x, y = centres[hub]
            placed[node_id] = (round((x + dx) * ASPECT), round(y + dy))
    return Layout(placed, {hub: len(members) for hub, members in found.items() if members})


def _cluster_network(links: Sequence[SubgraphLink], hub_of: Mapping[str, str]) -> nx.Graph[str]:
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(sorted(set(hub_of.values())))
    pairs = ((hub_of[link.start], hub_of[link.end]) for link in links)
    count = Counter((min(pair), max(pair)) for pair in pairs)
    network.add_weighted_edges_from((a, b, weight) for (a, b), weight in count.items() if a != b)
    return network


def _place_clusters(found: Mapping[str, Sequence[str]], network: nx.Graph[str]) -> dict[str, Point]:
    parts = [sorted(part) for part in nx.connected_components(network)]
    parts.sort(key=lambda part: (-sum(len(found[hub]) + 1 for hub in part), part[0]))
    boxes = []
    for part in parts:
        radii = np.array([disc_radius(len(found[hub])) for hub in part])
        boxes.append(_box(_spread(network, part, radii), radii))
    corners = _pack([size for _, size in boxes])
    return {
        hub: (x + float(point[0]), y + float(point[1]))
        for part, (points, _), (x, y) in zip(parts, boxes, corners, strict=True)
        for hub, point in zip(part, points, strict=True)
    }


def _spread(network: nx.Graph[str], part: Sequence[str], radii: Array) -> Array:
    """Centres of one connected part's discs, near to whom they have links with, none overlapping."""
    if len(part) == 1:
        return np.zeros((1, 2))
    # The square root: ten links should pull more than one, but not ten times as much.
    weights = np.sqrt(nx.to_numpy_array(network, nodelist=list(part), dtype=np.dtype(np.float32)))
    points = _untangle(weights)
    extent = np.ptp(points, axis=0)
    room = float(np.sum((2 * radii) ** 2))
    return _settle(points * math.sqrt(room / max(float(extent[0] * extent[1]), 0.05)), radii)


def _untangle(weights: NDArray[np.float32]) -> Array:
    """Fruchterman and Reingold's springs: all push each other away, links pull together, every round moves less.

    Ours, since networkx's needs scipy from 500 nodes on, and is several times slower at the same rounds."""
    count = len(weights)
    points = np.random.default_rng(SEED).random((count, 2), dtype=np.float32)
    ideal = np.float32(1 / math.sqrt(count))
    pull = weights / ideal
    # A round costs the square of the number: many discs get fewer rounds, and still untangle.
    rounds = max(30, min(200, 30_000 // count))
    for heat in np.linspace(0.1, 0.0, rounds, endpoint=False, dtype=np.float32):
        square = _squares(points)
        np.maximum(square, np.float32(1e-4), out=square)
        force = ideal * ideal / square
        force -= pull * np.sqrt(square, out=square)
        move = _moves(force, points)
        length = np.maximum(np.hypot(move[:, 0], move[:, 1]), np.float32(1e-6))
        points = points + move * (np.minimum(length, heat) / length)[:, None]
    return points.astype(float)


def _settle(points: Array, radii: Array) -> Array:
    """Draws discs towards the middle while those that overlap move apart, each by half; the last rounds only part them.

    Springs leave long arms with nothing between; a page has no room for that."""
    reach = (radii[:, None] + radii[None, :]).astype(np.float32)
    np.fill_diagonal(reach, 0.0)
    rounds = max(80, min(400, 60_000 // len(radii)))
    for done in range(rounds):
        drawing_in = done < rounds * 0.6
        if drawing_in:
            points = points - 0.02 * (points - points.mean(axis=0))
        near = points.astype(np.float32)
        distance = _squares(near)
        np.sqrt(np.maximum(distance, np.float32(1e-6), out=distance), out=distance)
        overlap = reach - distance
        np.maximum(overlap, 0, out=overlap)
        if not drawing_in and float(overlap.max()) < 1.0:
            break
        # 0.5 would be exact for two discs; among many a little less does not oscillate.
        points = points + 0.45 * _moves(np.divide(overlap, distance, out=overlap), near)
    return points


def _squares(points: NDArray[np.float32]) -> NDArray[np.float32]:
    """The square of the distance of each point from each; that of near ones is a little off, even below 0."""
    lengths = np.einsum("ij,ij->i", points, points)
    squares: NDArray[np.float32] = points @ (-2 * points.T)
    squares += lengths[:, None]
    squares += lengths[None, :]
    return squares


def _moves(forces: NDArray[np.float32], points: NDArray[np.float32]) -> NDArray[np.float32]:
    """Where each point is driven by what drives it away from each other."""
    moves: NDArray[np.float32] = points * forces.sum(axis=1)[:, None] - forces @ points
    return moves


def _box(points: Array, radii: Array) -> tuple[Array, Point]:
    """Points moved so that their discs' box starts at 0, 0, lying rather than standing; and the box's size."""
    low, high = (points - radii[:, None]).min(axis=0), (points + radii[:, None]).max(axis=0)
    if high[1] - low[1] > high[0] - low[0]:
        return _box(points[:, ::-1], radii)
    return points - low, (float(high[0] - low[0]), float(high[1] - low[1]))


def _pack(sizes: Sequence[Point]) -> list[Point]:
    """Corners of boxes set in rows on the page width that lets the whole be shown largest."""
    widest = max((width for width, _ in sizes), default=0.0)
    side = math.sqrt(sum(width * height for width, height in sizes))
    candidates = [_rows(sizes, max(widest, side * (1 + step / 8))) for step in range(13)]
    return min(candidates, key=lambda corners: _shown_size(sizes, corners))


def _shown_size(sizes: Sequence[Point], corners: Sequence[Point]) -> float:
    """How far out one must zoom to see all boxes, once they are stretched by ASPECT, on a page of PAGE_ASPECT."""
    width = max((x + w for (x, _), (w, _) in zip(corners, sizes, strict=True)), default=0.0)
    height = max((y + h for (_, y), (_, h) in zip(corners, sizes, strict=True)), default=0.0)
    return max(width * ASPECT / PAGE_ASPECT, height)


def _rows(sizes: Sequence[Point], page: float) -> list[Point]:
    """Corners of boxes set in rows no wider than `page`, the highest first."""
    corners: list[Point] = [(0.0, 0.0)] * len(sizes)
    x = y = row = 0.0
    for index in sorted(range(len(sizes)), key=lambda i: (-sizes[i][1], i)):
        width, height = sizes[index]
        if x and x + width > page:
            x, y, row = 0.0, y + row, 0.0
        corners[index] = (x, y)
        x, row = x + width, max(row, height)
    return corners


def _rings(count: int) -> list[tuple[int, float]]:
    """How many members each ring around a hub seats, and its radius; the seats are CELL apart or more."""
    if count <= ONE_RING:
        return [(count, max(RING, count * CELL / math.tau))] if count else []
    capacities: list[int] = []
    while sum(capacities) < count:
        capacities.append(int(math.tau * RING * (len(capacities) + 1) / CELL))
    seats = [capacity * count // sum(capacities) for capacity in capacities]
    for index in range(count - sum(seats)):
        seats[-1 - index % len(seats)] += 1
    return [(seat, RING * (ring + 1)) for ring, seat in enumerate(seats)]


def disc_radius(members: int) -> float:
    """Radius of the disc that a hub and so many members around it take, with half a cell of air around it."""
    rings = _rings(members)
    return (rings[-1][1] if rings else 0.0) + CELL * 0.62


def _pulls(
    links: Sequence[SubgraphLink], hub_of: Mapping[str, str], centres: Mapping[str, Point]
) -> dict[str, tuple[float, float]]:
    """For each node with links to other clusters: the sum of the directions that they lie in."""
    pulls: dict[str, tuple[float, float]] = {}
    for link in links:
        for here, there in ((link.start, link.end), (link.end, link.start)):
            if hub_of[here] == hub_of[there]:
                continue
            (x0, y0), (x1, y1) = centres[hub_of[here]], centres[hub_of[there]]
            length = math.hypot(x1 - x0, y1 - y0) or 1.0
            dx, dy = pulls.get(here, (0.0, 0.0))
            pulls[here] = (dx + (x1 - x0) / length, dy + (y1 - y0) / length)
    return pulls


def _seat(members: Sequence[str], pulls: Mapping[str, Point]) -> dict[str, Point]:
    """Offsets of a hub's members: who has links outside gets the free seat that looks that way most."""
    free = seats(len(members))
    pulled = sorted((m for m in members if m in pulls), key=lambda m: (-math.hypot(*pulls[m]), m))
    offsets: dict[str, Point] = {}
    for member in pulled:
        px, py = pulls[member]
        # The farthest seat in the pull's direction: outer rings win, so such links don't run through the cluster.
        index = max(range(len(free)), key=lambda i: free[i][0] * px + free[i][1] * py)
        offsets[member] = free.pop(index)
    offsets.update(zip((m for m in members if m not in pulls), free, strict=True))
    return offsets


def seats(count: int) -> list[Point]:
    """Places for so many around a hub, in rings, as seen from it."""
    found: list[Point] = []
    for ring, (number, radius) in enumerate(_rings(count)):
        # Starting a little off the vertical keeps the first label clear of the hub's own; rings are turned
        # against each other so that spokes don't run through the inner labels.
        start = -math.pi / 2 + (math.pi / number if number % 2 == 0 or ring % 2 else 0.0)
        for seat in range(number):
            angle = start + math.tau * seat / number
            found.append((radius * math.cos(angle), radius * math.sin(angle)))
    return found
