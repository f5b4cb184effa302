"""Where links run: from the middle of one node to the border of the other, bent as on the page."""

from __future__ import annotations

import math
from typing import Any

import pytest

from app.maps.pictures.links import link_shapes
from app.maps.pictures.shapes import node_outline, to_border

NODES: dict[str, dict[str, Any]] = {
    "a": {"x": 0, "y": 0, "size": 10, "shape": "dot", "borderWidth": 2},
    "b": {"x": 200, "y": 100, "size": 20, "shape": "square", "borderWidth": 2},
}
ARROW = {"to": {"enabled": True, "type": "arrow", "scaleFactor": 0.7}}


def edge(**others: Any) -> dict[str, Any]:
    return {"from": "a", "to": "b", "width": 2.0, "color": {"color": "#D55E00", "opacity": 0.9}} | others


def test_a_link_without_an_end_runs_from_middle_to_border() -> None:
    (line,) = link_shapes(edge(), NODES)
    assert [op for op, _ in line.path] == ["M", "L"]
    assert [*line.path[0][1], *line.path[1][1]] == pytest.approx([0, 0, 200, 100])


def test_an_arrow_touches_the_border_that_it_points_to() -> None:
    line, arrow = link_shapes(edge(arrows=ARROW), NODES)
    tip = arrow.path[0][1]
    assert list(tip) == pytest.approx([179, 89.5], abs=0.1), "21 left of the middle"
    end = line.path[-1][1]
    assert 0 < math.dist(end, tip) < 15 * 0.7 + 3 * 2, "the line stops inside of its end"


@pytest.mark.parametrize(("kind", "side"), [("curvedCW", -1), ("curvedCCW", 1)])
def test_bends_go_to_their_side(kind: str, side: int) -> None:
    (line,) = link_shapes(edge(smooth={"enabled": True, "type": kind, "roundness": 0.2}), NODES)
    (_, start), (op, numbers) = line.path
    assert op == "C"
    across = [(x * 100 - y * 200) * -1 for x, y in (numbers[:2], numbers[2:4])]
    assert all(value * side > 0 for value in across), across
    assert start == (0, 0)


def test_a_bend_runs_where_vis_network_draws_it() -> None:
    """Its middle, by the library's own arithmetic: a quarter of both ends and half of the point that it is drawn to."""
    (line,) = link_shapes(edge(smooth={"enabled": True, "type": "curvedCW", "roundness": 0.2}), NODES)
    angle = math.atan2(0 - 100, 200 - 0) + (0.5 * 0.2 + 0.5) * math.pi
    reach = (0.5 * 0.2 + 0.5) * math.hypot(200, 100)
    via = reach * math.sin(angle), reach * math.cos(angle)
    (_, start), (_, (ax, ay, bx, by, ex, ey)) = line.path
    middle = [(start[0] + 3 * ax + 3 * bx + ex) / 8, (start[1] + 3 * ay + 3 * by + ey) / 8]
    assert middle == pytest.approx([200 / 4 + via[0] / 2, 100 / 4 + via[1] / 2])


@pytest.mark.parametrize("size", [18, 28, 60])
def test_a_loop_ends_on_the_border_of_its_node(size: int) -> None:
    loop = edge(**{"from": "a", "to": "a"}, arrows=ARROW, selfReference={"size": size, "angle": math.pi / 4})
    _, arrow = link_shapes(loop, NODES)
    assert math.hypot(*arrow.path[0][1]) == pytest.approx(10, abs=0.01)


@pytest.mark.parametrize(
    "shape", ["dot", "square", "diamond", "triangle", "triangleDown", "hexagon", "star", "unheard of"]
)
def test_the_border_is_where_the_outline_is(shape: str) -> None:
    outline = node_outline(shape, 0, 0, 10)
    corners = [numbers[-2:] for op, numbers in outline if op != "Z"]
    for x, y in corners:
        assert to_border(shape, 10, math.atan2(y, x)) == pytest.approx(math.hypot(x, y), rel=1e-3)
