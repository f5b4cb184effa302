"""Outlines around nodes that stand together, behind everything else."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from app.maps.outlines import Outline
from app.maps.pictures.picture import Piece, Shape, polygon
from app.maps.pictures.shapes import Point

# The page's own, see static/map-layers.js: hues by turns, and the room around each node.
_HUES = ("#0072b2", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#d55e00")
_ROOM = 16.0
_TURNS = 12


def outline_pieces(outlines: Sequence[tuple[int, Outline]], nodes: Mapping[str, Mapping[str, Any]]) -> list[Piece]:
    """What is drawn around the nodes of each numbered outline, called by its name."""
    pieces = []
    for number, outline in outlines:
        hue = _HUES[number % len(_HUES)]
        around = polygon(_hull([point for id_ in outline.nodes for point in _near(nodes[id_])]))
        marks = [Shape(around, fill=hue, opacity=0.09), Shape(around, stroke=hue, width=1.5, opacity=0.4)]
        pieces.append(Piece(marks, outline.name))
    return pieces


def _near(node: Mapping[str, Any]) -> list[Point]:
    out = float(node["size"]) + _ROOM
    angles = [math.tau * turn / _TURNS for turn in range(_TURNS)]
    return [(node["x"] + out * math.cos(angle), node["y"] + out * math.sin(angle)) for angle in angles]


def _hull(points: Sequence[Point]) -> list[Point]:
    """The corners of the smallest outline without dents that holds all points."""
    ordered = sorted(set(points))
    return [*_side(ordered), *_side(ordered[::-1])]


def _side(points: Sequence[Point]) -> list[Point]:
    side: list[Point] = []
    for x, y in points:
        while len(side) > 1 and _turn(side[-2], side[-1], (x, y)) <= 0:
            side.pop()
        side.append((x, y))
    return side[:-1]


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
