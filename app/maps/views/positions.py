"""Where regions stand: at the points of their counties, moved apart until none overlaps another.

Every region of the graph has its place, whatever a map shows of it, so that none moves when another is opened or the
day changes. Degrees are drawn alike all over (equirectangular), and crowded cities take more room than they have: it is
a schema and no map of borders."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.maps.layout import ASPECT, CELL, Point, seats
from graph.model import LEVELS

Array = NDArray[np.float64]

_UNITS = 3_120.0
"""Canvas units of a degree of latitude: so many that a dozen schools have room in a county, at their full size."""
SCALES = {"country": 168.0, "province": 84.0, "prefecture": 24.0, "county": 8.4}
"""How large what stands for a region of a level is drawn; one is the size of a school on a map of a network."""
_ROUNDS = 100
# After so many rounds it is looked again who is near whom: that takes longer than a round.
_LOOKED_AGAIN = 5
_GOLDEN = math.pi * (3 - math.sqrt(5))
# What lies in a county stands within this share of the way to the nearest other region.
_OWN_SHARE = 0.45
_MOST_ROOM = 48 * CELL
# The corner for what lies nowhere has so few of the regions at the top to its left, and below it: the last lie far out.
_LEFT, _BELOW = 0.04, 0.12


@dataclass(frozen=True, slots=True)
class Position:
    """The middle of a region, the radius of what stands around it, both in canvas units, and how large it is drawn."""

    x: float
    y: float
    radius: float
    scale: float


@dataclass(frozen=True, slots=True)
class Positions:
    """Positions of all regions by id; `corner` is a point in the lower left, for what lies nowhere."""

    regions: Mapping[str, Position] = field(default_factory=dict)
    corner: Point = (0.0, 0.0)


def positions(rows: Sequence[Mapping[str, Any]]) -> Positions:
    """Where all regions stand, of their rows (`id`, `level`, `parent`, `lon`, `lat`). The same rows, the same numbers.

    Regions of which no point is known, nor of any below or above them, stand in a grid beside the others."""
    points = _points(rows)
    placed: dict[str, Point] = {}
    for level in LEVELS.values:
        ids = sorted(row["id"] for row in rows if row["level"] == level)
        room = CELL * SCALES[level]
        moved = _apart([points[id_] for id_ in ids], list(placed.values()), room)
        placed.update(zip(ids, moved, strict=True))
    levels = {row["id"]: row["level"] for row in rows}
    radii = _radii(placed)
    found = {id_: Position(x * ASPECT, y, radii[id_], SCALES[levels[id_]]) for id_, (x, y) in placed.items()}
    if not found:
        return Positions()
    tops = [found[row["id"]] for row in rows if row["parent"] not in found] or list(found.values())
    left, low = sorted(one.x for one in tops), sorted(one.y for one in tops)
    return Positions(found, (left[int(_LEFT * len(left))], low[int((1 - _BELOW) * len(low))]))


def around(position: Position, count: int) -> tuple[list[Point], float]:
    """Places for so many around a region's middle, and how large they are drawn there."""
    offsets = seats(count)
    reach = max((math.hypot(x, y) for x, y in offsets), default=0.0) + CELL / 2
    scale = min(1.0, position.radius / reach)
    return [(position.x + x * scale * ASPECT, position.y + y * scale) for x, y in offsets], scale


def _points(rows: Sequence[Mapping[str, Any]]) -> dict[str, Point]:
    """A point for every region before any is moved: its own, the mean of those below it, or that of the one above.

    Else one in a grid. North is up; x is narrowed by ASPECT, as layouts are until they are drawn."""
    known = {row["id"]: (row["lon"], row["lat"]) for row in rows if None not in (row["lon"], row["lat"])}
    parents = {row["id"]: row["parent"] for row in rows}
    below: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for id_, point in known.items():
        for above in _upwards(id_, parents):
            below[above].append(point)
    degrees = {**{id_: _mean(of) for id_, of in below.items()}, **known}
    for id_ in parents:
        if id_ not in degrees:
            near = next((above for above in _upwards(id_, parents) if above in degrees), None)
            if near is not None:
                degrees[id_] = degrees[near]
    width = math.cos(math.radians(_mean(list(degrees.values()))[1])) if degrees else 1.0
    points = {id_: (lon * width * _UNITS / ASPECT, -lat * _UNITS) for id_, (lon, lat) in degrees.items()}
    return {**points, **_grid(sorted(parents.keys() - points.keys()), parents, points)}


def _upwards(id_: str, parents: Mapping[str, str | None]) -> Iterator[str]:
    """What a region lies in, from the nearest up; each once, even where regions lie in each other."""
    passed = {id_}
    above = parents.get(id_)
    while above is not None and above in parents and above not in passed:
        passed.add(above)
        yield above
        above = parents[above]


def _mean(points: Sequence[Point]) -> Point:
    return math.fsum(x for x, _ in points) / len(points), math.fsum(y for _, y in points) / len(points)


def _grid(ids: Sequence[str], parents: Mapping[str, str | None], beside: Mapping[str, Point]) -> dict[str, Point]:
    """Points for regions of which none is known: those at the top in a square, those below around the one above."""
    tops = [id_ for id_ in ids if parents[id_] not in ids]
    left = max((x for x, _ in beside.values()), default=0.0) + 2 * CELL * SCALES["province"]
    top = min((y for _, y in beside.values()), default=0.0)
    side, room = math.ceil(math.sqrt(len(tops))) or 1, 2 * CELL * SCALES["province"]
    found = {id_: (left + room * (n % side), top + room * (n // side)) for n, id_ in enumerate(tops)}
    children: dict[str | None, list[str]] = defaultdict(list)
    for id_ in ids:
        children[parents[id_]].append(id_)
    queue = list(tops)
    while queue:
        above = queue.pop()
        held = [id_ for id_ in children[above] if id_ not in found]
        spread = room / 2 / (1 + sum(1 for _ in _upwards(above, parents)))
        x, y = found[above]
        for n, id_ in enumerate(held):
            radius = spread * math.sqrt((n + 0.5) / len(held))
            found[id_] = (x + radius * math.cos(n * _GOLDEN), y + radius * math.sin(n * _GOLDEN))
        queue += held
    # Regions that lie in each other have no top.
    return {**dict.fromkeys(ids, (left, top)), **found}


def _apart(points: Sequence[Point], fixed: Sequence[Point], room: float) -> list[Point]:
    """The points moved until there is `room` between any two; those that are fixed stay, and need half of it."""
    free = len(points)
    if not free:
        return []
    at = np.array([*points, *fixed])
    # Two at one point part in a direction of their own each.
    turns = _GOLDEN * np.arange(free)
    at[:free] += 0.01 * np.stack((np.cos(turns), np.sin(turns)), axis=1)
    first = second = np.empty(0, dtype=np.int64)
    for done in range(_ROUNDS):
        if done % _LOOKED_AGAIN == 0:
            first, second = neighbours(at, 1.25 * room)
            mine = first < free
            first, second = first[mine], second[mine]
        between = at[first] - at[second]
        distance = np.maximum(np.hypot(between[:, 0], between[:, 1]), 1e-6)
        stays = second >= free
        lack = np.where(stays, room / 2, room) - distance
        if float(lack.max(initial=0.0)) < room / 100:
            break
        # 0.5 would be exact for two; among many a little less does not oscillate.
        push = np.maximum(lack, 0.0) * np.where(stays, 0.9, 0.45) / distance
        for axis in (0, 1):
            at[:free, axis] += np.bincount(first, push * between[:, axis], free)
    return [(float(x), float(y)) for x, y in at[:free]]


def neighbours(at: Array, room: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All pairs that may be nearer than `room`, each both ways: those in squares of that width that touch."""
    squares = np.floor(at / room).astype(np.int64)
    squares -= squares.min(axis=0) - 1
    width = int(squares[:, 1].max()) + 2
    key = squares[:, 0] * width + squares[:, 1]
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    firsts, seconds = [], []
    for step in (across * width + down for across in (-1, 0, 1) for down in (-1, 0, 1)):
        start, end = np.searchsorted(ordered, key + step, "left"), np.searchsorted(ordered, key + step, "right")
        count = end - start
        first = np.repeat(np.arange(len(at)), count)
        nth = np.arange(len(first)) - np.repeat(np.cumsum(count) - count, count)
        firsts.append(first)
        seconds.append(order[np.repeat(start, count) + nth])
    first, second = np.concatenate(firsts), np.concatenate(seconds)
    return first[first != second], second[first != second]


def _radii(placed: Mapping[str, Point]) -> dict[str, float]:
    """How far around each region there is room of its own, as far as the nearest other allows."""
    if not placed:
        return {}
    at = np.array(list(placed.values()))
    first, second = neighbours(at, _MOST_ROOM)
    between = at[first] - at[second]
    nearest = np.full(len(at), _MOST_ROOM)
    np.minimum.at(nearest, first, np.hypot(between[:, 0], between[:, 1]))
    return {id_: float(room) * _OWN_SHARE for id_, room in zip(placed, nearest, strict=True)}
