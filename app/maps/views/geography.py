"""A network where it lies: schools, groups and organisations around the points of their counties, with their ties."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from app.maps.layout import ASPECT, CELL, Layout, Point, disc_radius, seats
from app.maps.texts import MapTexts
from app.maps.views.positions import Positions, neighbours
from app.maps.views.view import View
from graph.subgraph import Subgraph

Array = NDArray[np.float64]

# Of the box around all discs, what they take of it: less would only be white.
_FILLED = 0.3
# A box this much longer than wide counts as no longer: two places far apart need no empty map between them.
_LONGEST = 3.0
_ROUNDS = 200


def geography_view(subgraph: Subgraph, lies_in: Mapping[str, str], where: Positions, texts: MapTexts) -> View:
    """A subgraph (see `drawable`) with everything around the region that it lies in, by `lies_in` (id → its region's).

    Distances are shrunk until what lies in one region has room, and no more than that is true to the map. Give it links
    of all days, and none of it moves from day to day."""
    inside: dict[str, list[str]] = defaultdict(list)
    nowhere = []
    for node in subgraph.nodes:
        region = node.id if node.id in where.regions else lies_in.get(node.id, "")
        if region in where.regions:
            inside[region].append(node.id)
        else:
            nowhere.append(node.id)
    held = {region: [id_ for id_ in ids if id_ != region] for region, ids in sorted(inside.items())}
    radii = np.array([disc_radius(len(ids)) for ids in held.values()])
    middles = _spread(np.array([_flat(where, region) for region in held]), radii) if held else np.zeros((0, 2))
    places: dict[str, tuple[int, int]] = {}
    for (x, y), (region, ids) in zip(middles, held.items(), strict=True):
        if region in inside[region]:
            places[region] = _canvas(x, y)
        for id_, (dx, dy) in zip(ids, seats(len(ids)), strict=True):
            places[id_] = _canvas(x + dx, y + dy)
    places |= _row_below(nowhere, places)
    around = {region: len(ids) for region, ids in held.items() if ids and region in places}
    return View(subgraph, Layout(places, around, fixed=True), (texts.word("schema"), texts.word("shrunk")))


def _flat(where: Positions, region: str) -> Point:
    position = where.regions[region]
    return position.x / ASPECT, position.y


def _canvas(x: float, y: float) -> tuple[int, int]:
    return round(float(x) * ASPECT), round(float(y))


def _spread(points: Array, radii: Array) -> Array:
    """Middles of discs as the points lie to each other, shrunk or grown to fit, then moved apart till none overlap."""
    extent = np.ptp(points, axis=0)
    sides = np.maximum(extent, max(float(extent.max()) / _LONGEST, 1e-6))
    at: Array = points * math.sqrt(float(np.sum((2 * radii) ** 2)) / _FILLED / float(sides[0] * sides[1]))
    for _ in range(_ROUNDS):
        first, second = neighbours(at, 2 * float(radii.max()))
        between = at[first] - at[second]
        distance = np.maximum(np.hypot(between[:, 0], between[:, 1]), 1e-3)
        push = np.maximum(radii[first] + radii[second] - distance, 0.0)
        if float(push.max(initial=0.0)) < 1.0:
            break
        for axis in (0, 1):
            at[:, axis] += 0.45 * np.bincount(first, push * between[:, axis] / distance, len(at))
    middle: Array = at.mean(axis=0)
    return at - middle


def _row_below(ids: list[str], places: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Rows for those of which no region is known."""
    low = max((y for _, y in places.values()), default=0) + 2 * CELL
    left = min((x for x, _ in places.values()), default=0)
    columns = max(4, math.ceil(math.sqrt(len(ids)) * 2))
    room = CELL * ASPECT
    return {id_: (round(left + room * (n % columns)), round(low + CELL * (n // columns))) for n, id_ in enumerate(ids)}
