"""Regions at their places, as large as what is in them, with what lies in them around."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from app.maps.drawing import opening_zoom
from app.maps.layout import CELL, Layout, Mark
from app.maps.limit import link_id
from app.maps.views.positions import SCALES, Position, Positions, around, positions
from graph.answers import Library
from graph.subgraph import Subgraph, SubgraphNode

_MOST_REGIONS = 100_000
# Half the width of the smallest and the largest region of a level, and its label, at scale one.
_SMALLEST, _LARGEST, _FONT = 9.0, 26.0, 16.0
_OPENED_SCALE = 0.3
# The largest on a map grow until they are seen at this share of their full size, but no more than so often.
_SEEN, _MOST_GROWN = 0.5, 2.2
# Pixels of the widest line and of the thinnest, and how many lines may be as wide.
_WIDEST, _THINNEST, _FEW_LINES = 8.0, 1.0, 60


def region_positions(library: Library) -> Positions:
    """Where the regions of the graph stand; found once for a register of regions. Raises a StoreError."""
    answer = library.ask("regions", max_rows=_MOST_REGIONS)
    columns = ("id", "level", "parent", "lon", "lat")
    return _positions(tuple(tuple(row[name] for name in columns) for row in answer.rows))


@lru_cache(maxsize=2)
def _positions(rows: tuple[tuple[object, ...], ...]) -> Positions:
    return positions([dict(zip(("id", "level", "parent", "lon", "lat"), row, strict=True)) for row in rows])


def region_layout(
    subgraph: Subgraph,
    lies_in: Mapping[str, str],
    where: Positions,
    weights: Mapping[str, float],
    widths: Mapping[str, float],
) -> Layout:
    """Regions at their places, and by `lies_in` (id → id of a region) others around the region that they lie in.

    Those that lie nowhere stand in rows in a corner. `weights` and `widths` are those of `sized`."""
    spots = _spots(subgraph, lies_in, where)
    places = {id_: (round(spot.x), round(spot.y)) for id_, spot in spots.items()}
    scales = {id_: spot.scale for id_, spot in spots.items()}
    largest = max(scales.values(), default=1.0)
    grown = min(_MOST_GROWN, max(1.0, _SEEN / (largest * opening_zoom(places))))
    # What is open stands among its parts.
    open_ones = {lies_in.get(node.id) for node in subgraph.nodes}
    scales = {id_: scale * grown * (_OPENED_SCALE if id_ in open_ones else 1.0) for id_, scale in scales.items()}
    return sized(Layout(places, {}, fixed=True), subgraph, scales, weights, widths)


def sized(
    layout: Layout,
    subgraph: Subgraph,
    scales: Mapping[str, float],
    weights: Mapping[str, float],
    widths: Mapping[str, float],
) -> Layout:
    """The layout with sizes: `weights` (by id) say how large a node is drawn, `widths` (by `link_id`) how wide a link.

    Each is compared with the largest of them; `scales` are canvas units of one pixel at each node."""
    heaviest, widest = max(weights.values(), default=0.0) or 1.0, max(widths.values(), default=0.0) or 1.0
    marks = {id_: _mark(scale, weights.get(id_, 0.0) / heaviest) for id_, scale in scales.items()}
    # Where all figures are small, or there are many lines, a wide line would only hide others.
    most = min(_WIDEST, _THINNEST + math.sqrt(widest)) * min(1.0, math.sqrt(_FEW_LINES / max(len(subgraph.links), 1)))
    lines = {}
    for link in subgraph.links:
        share = widths[link_id(link)] / widest
        lines[link_id(link)] = round(_THINNEST + max(most - _THINNEST, 0.0) * share, 2)
    return replace(layout, marks=marks, widths=lines)


def _spots(subgraph: Subgraph, lies_in: Mapping[str, str], where: Positions) -> dict[str, Position]:
    spots: dict[str, Position] = {}
    inside: dict[str, list[SubgraphNode]] = defaultdict(list)
    nowhere = []
    for node in subgraph.nodes:
        if node.id in where.regions:
            spots[node.id] = where.regions[node.id]
        elif lies_in.get(node.id) in where.regions:
            inside[lies_in[node.id]].append(node)
        else:
            nowhere.append(node.id)
    for region, nodes in inside.items():
        spots |= _seated(nodes, where.regions[region])
    spots |= _in_the_corner(sorted(nowhere), where)
    return spots


def _seated(nodes: Sequence[SubgraphNode], middle: Position) -> dict[str, Position]:
    """What lies in a region around its middle: on the seats that are told, so that it never moves; else in order."""
    told = {node.id: node.properties["seat"] for node in nodes if "seat" in node.properties}
    seats = told if len(told) == len(nodes) else {node.id: (n, len(nodes)) for n, node in enumerate(nodes)}
    points, scale = around(middle, max(count for _, count in seats.values()))
    return {id_: Position(*points[number], 0.0, scale) for id_, (number, _) in seats.items()}


def _in_the_corner(ids: list[str], where: Positions) -> dict[str, Position]:
    """Rows, as large as provinces while there are few."""
    x, y = where.corner
    scale = SCALES["province"] if len(ids) <= 4 else SCALES["prefecture"]
    room = 2 * CELL * scale
    columns = 20
    return {id_: Position(x + room * (n % columns), y + room * (n // columns), 0.0, scale) for n, id_ in enumerate(ids)}


def _mark(scale: float, share: float) -> Mark:
    size = _SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(max(share, 0.0))
    return Mark(round(size * scale, 2), round(_FONT * scale, 2))
