"""Where links run on a picture: straight, bent or as loops, to the border of the node that they end at."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from app.maps.pictures.picture import Path, Shape, circle
from app.maps.pictures.shapes import Point, end_outline, to_border

# vis-network's own: the end of a link is 15 long and grows with the link, and the line stops inside of it.
_END, _END_PER_WIDTH, _INTO_END = 15.0, 3.0, 0.9


def link_shapes(edge: Mapping[str, Any], nodes: Mapping[str, Mapping[str, Any]]) -> list[Shape]:
    """The line of a link and its end, from an edge and the nodes (by id) of a drawing."""
    start, end = nodes[edge["from"]], nodes[edge["to"]]
    path, tip, angle = _loop(edge, start) if edge["from"] == edge["to"] else _between(edge, start, end)
    color, opacity = edge["color"]["color"], edge["color"].get("opacity", 1.0)
    width = float(edge.get("width", 1.0))
    dashes = tuple(float(length) for length in edge.get("dashes") or ())
    line = Shape(path, stroke=color, width=width, dashes=dashes, opacity=opacity, round=bool(dashes))
    arrow = (edge.get("arrows") or {}).get("to") or {}
    if not arrow.get("enabled"):
        return [line]
    outline = end_outline(arrow.get("type", "arrow"), tip, angle, _length(edge))
    return [line, Shape(outline, fill=color, opacity=opacity)]


def middle_of(path: Path) -> Point:
    """The point half-way along a link; of a loop, one across from its node."""
    (_, start), (op, numbers) = path[0], path[1]
    if op == "L":
        return (start[0] + numbers[0]) / 2, (start[1] + numbers[1]) / 2
    x, y = ((start[at] + 3 * numbers[at] + 3 * numbers[at + 2] + numbers[at + 4]) / 8 for at in (0, 1))
    return x, y


def _length(edge: Mapping[str, Any]) -> float:
    """How long the end of a link is; 0 where it has none."""
    arrow = (edge.get("arrows") or {}).get("to") or {}
    if not arrow.get("enabled"):
        return 0.0
    return float(_END * arrow.get("scaleFactor", 1.0) + _END_PER_WIDTH * edge.get("width", 1.0))


def _between(edge: Mapping[str, Any], start: Mapping[str, Any], end: Mapping[str, Any]) -> tuple[Path, Point, float]:
    a, b = (float(start["x"]), float(start["y"])), (float(end["x"]), float(end["y"]))
    via = _via(edge, a, b)
    at, angle = _arrival(a, via, b, end)
    # Where the line is hidden by its end; twice the way from `via` is how fast the curve runs there.
    stop = at - _INTO_END * _length(edge) / max(2 * math.dist(via, b), 1e-6) if _length(edge) else 1.0
    return _cut(a, via, b, max(stop, 0.0)), _point(a, via, b, at), angle


def _via(edge: Mapping[str, Any], a: Point, b: Point) -> Point:
    """The point that a link is drawn to: half-way for a straight one."""
    smooth = edge.get("smooth") or {}
    turn = {"curvedCW": 1.0, "curvedCCW": -1.0}.get(smooth.get("type", ""), 0.0) if smooth.get("enabled") else 0.0
    if not turn:
        return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    roundness = float(smooth.get("roundness", 0.5))
    # As vis-network reckons it, whose y axis points upwards here.
    angle = math.atan2(a[1] - b[1], b[0] - a[0]) + (0.5 * turn * roundness + 0.5) * math.pi
    reach = (0.5 * roundness + 0.5) * math.dist(a, b)
    return a[0] + reach * math.sin(angle), a[1] + reach * math.cos(angle)


def _point(a: Point, via: Point, b: Point, t: float) -> Point:
    u = 1 - t
    return (
        u * u * a[0] + 2 * u * t * via[0] + t * t * b[0],
        u * u * a[1] + 2 * u * t * via[1] + t * t * b[1],
    )


def _arrival(a: Point, via: Point, b: Point, end: Mapping[str, Any]) -> tuple[float, float]:
    """Where (of 0 to 1) a link meets the border of the node that it ends at, and in which direction."""
    size = float(end["size"]) + float(end.get("borderWidth", 1)) / 2
    low, high = 0.0, 1.0
    for _ in range(24):
        t = (low + high) / 2
        x, y = _point(a, via, b, t)
        inside = math.hypot(x - b[0], y - b[1]) < to_border(end["shape"], size, math.atan2(y - b[1], x - b[0]))
        low, high = (low, t) if inside else (t, high)
    before, there = _point(a, via, b, max(low - 0.02, 0.0)), _point(a, via, b, low)
    return low, math.atan2(there[1] - before[1], there[0] - before[0])


def _cut(a: Point, via: Point, b: Point, t: float) -> Path:
    """The link from its start to a place of it, as a cubic curve; a line where it is straight."""
    end = _point(a, via, b, t)
    control = a[0] + (via[0] - a[0]) * t, a[1] + (via[1] - a[1]) * t
    if abs((via[0] - a[0]) * (b[1] - a[1]) - (via[1] - a[1]) * (b[0] - a[0])) < 1e-6:
        return (("M", a), ("L", end))
    first = a[0] + 2 / 3 * (control[0] - a[0]), a[1] + 2 / 3 * (control[1] - a[1])
    second = end[0] + 2 / 3 * (control[0] - end[0]), end[1] + 2 / 3 * (control[1] - end[1])
    return (("M", a), ("C", (*first, *second, *end)))


def _loop(edge: Mapping[str, Any], node: Mapping[str, Any]) -> tuple[Path, Point, float]:
    """A link from a node to itself: a circle beside it, which ends where it comes back to the border."""
    loop = edge.get("selfReference") or {}
    radius, turn = float(loop.get("size", 20)), float(loop.get("angle", math.pi / 4))
    x, y, size = float(node["x"]), float(node["y"]), float(node["size"])
    # Farther out than on the page where the loop is larger than the node: there it runs around the node unseen.
    away = max(to_border(node["shape"], size, -turn), radius)
    middle = x + away * math.cos(turn), y - away * math.sin(turn)
    # Where the circle comes into the node: the crossing that lies before the way to the node's middle.
    back = math.pi - turn
    spread = math.acos(max(-1.0, min(1.0, (away * away + radius * radius - size * size) / (2 * away * radius))))
    at = back - spread
    tip = middle[0] + radius * math.cos(at), middle[1] + radius * math.sin(at)
    return circle(*middle, radius), tip, at + math.pi / 2
