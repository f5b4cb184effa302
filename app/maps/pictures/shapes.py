"""The outlines of nodes and of the ends of links, as vis-network draws them on the page."""

from __future__ import annotations

import math
from collections.abc import Sequence

from app.maps.pictures.picture import Path, circle, polygon

Point = tuple[float, float]


def _turned(corners: int, start: float, *radii: float) -> list[Point]:
    """Corners around the middle, the first at `start` (in turns, 0 is up), at the radii by turns."""
    angles = [math.tau * (start + corner / corners) for corner in range(corners)]
    return [(radii[i % len(radii)] * math.sin(a), -radii[i % len(radii)] * math.cos(a)) for i, a in enumerate(angles)]


def _shifted(points: Sequence[Point], down: float) -> list[Point]:
    return [(x, y + down) for x, y in points]


# By vis-network's names, in a box from -1 to 1. The box of a text is as wide as its text on the page: here a square.
_SHAPES: dict[str, list[Point]] = {
    "square": [(-1, -1), (1, -1), (1, 1), (-1, 1)],
    "diamond": [(0, -1), (1, 0), (0, 1), (-1, 0)],
    "hexagon": _turned(6, 0.25, 1.0),
    "star": _shifted(_turned(10, 0.0, 0.82 * 1.3, 0.82 * 0.5), 0.082),
    "triangle": _shifted(_turned(3, 0.0, 1.15 * 2 / math.sqrt(3)), 0.275 * 1.15),
    "triangleDown": _shifted(_turned(3, 0.5, 1.15 * 2 / math.sqrt(3)), -0.275 * 1.15),
}
# Ends of links by vis-network's names: the tip at 0, 0, the link coming from the left, a length of 1.
_ENDS: dict[str, list[Point]] = {
    "arrow": [(0, 0), (-1, 0.3), (-0.9, 0), (-1, -0.3)],
    "triangle": [(0.02, 0), (-1, 0.3), (-1, -0.3)],
    "inv_triangle": [(0, 0.3), (0, -0.3), (-1, 0)],
    "diamond": [(0, 0), (-0.5, -0.3), (-1, 0), (-0.5, 0.3)],
    "bar": [(0, 0.5), (0, -0.5), (-0.15, -0.5), (-0.15, 0.5)],
    "vee": [(-1, 0.3), (0, 0), (-1, -0.3), (-0.6, 0)],
    "crow": [(-1, 0), (0, 0.3), (-0.4, 0), (0, -0.3)],
    "box": [(0, 0.2), (0, -0.2), (-0.4, -0.2), (-0.4, 0.2)],
}


def node_outline(shape: str, x: float, y: float, size: float) -> Path:
    """The outline of a node; a shape that has no corners here is a circle."""
    corners = _SHAPES.get(shape)
    return polygon([(x + px * size, y + py * size) for px, py in corners]) if corners else circle(x, y, size)


def to_border(shape: str, size: float, angle: float) -> float:
    """How far it is from a node's middle to its border, in a direction."""
    corners = _SHAPES.get(shape)
    if not corners:
        return size
    dx, dy = math.cos(angle), math.sin(angle)
    hits = [_hit(dx, dy, a, b) for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)]
    return size * max(hits, default=1.0)


def _hit(dx: float, dy: float, a: Point, b: Point) -> float:
    """How far a ray from 0, 0 runs until it meets a side; 0 where it doesn't."""
    ex, ey = b[0] - a[0], b[1] - a[1]
    across = dx * ey - dy * ex
    if abs(across) < 1e-9:
        return 0.0
    along = (a[0] * ey - a[1] * ex) / across
    share = (a[0] * dy - a[1] * dx) / across
    return along if along > 0 and -1e-6 <= share <= 1 + 1e-6 else 0.0


def end_outline(kind: str, tip: Point, angle: float, length: float) -> Path:
    """The end of a link that comes to `tip` in a direction."""
    cos, sin = math.cos(angle), math.sin(angle)
    if kind == "circle":
        return circle(tip[0] - 0.4 * length * cos, tip[1] - 0.4 * length * sin, 0.4 * length)
    corners = _ENDS.get(kind, _ENDS["arrow"])
    return polygon([(tip[0] + length * (x * cos - y * sin), tip[1] + length * (x * sin + y * cos)) for x, y in corners])
