"""Outlines around nodes: each node lies inside, with room around it, and the outline says its name."""

from __future__ import annotations

from app.maps.outlines import Outline
from app.maps.pictures.compose import map_picture
from app.maps.pictures.outline import outline_pieces
from app.maps.pictures.picture import Shape
from app.maps.surroundings import Surroundings
from graph.subgraph import Subgraph
from tests.app.maps.contents import content_of

NODES: dict[str, dict[str, float]] = {
    "a": {"x": 0.0, "y": 0.0, "size": 10},
    "b": {"x": 100.0, "y": 0.0, "size": 10},
    "c": {"x": 0.0, "y": 100.0, "size": 10},
    "d": {"x": 30.0, "y": 30.0, "size": 10},
}


def inside(corners: list[tuple[float, float]], x: float, y: float) -> bool:
    """Whether a point lies on the same side of all sides."""
    turns = [
        (bx - ax) * (y - ay) - (by - ay) * (x - ax)
        for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True)
    ]
    return all(turn >= -1e-6 for turn in turns) or all(turn <= 1e-6 for turn in turns)


def test_all_its_nodes_lie_inside() -> None:
    (piece,) = outline_pieces([(0, Outline("groups", "g", "一个集团", ("a", "b", "c", "d")))], NODES)
    assert piece.title == "一个集团"
    shape = piece.marks[0]
    assert isinstance(shape, Shape)
    corners = [(numbers[0], numbers[1]) for _, numbers in shape.path if numbers]
    for node in NODES.values():
        for dx, dy in ((24, 0), (-24, 0), (0, 24), (0, -24)):
            assert inside(corners, node["x"] + dx, node["y"] + dy)
    assert not inside(corners, 100, 100)


def test_what_is_hidden_is_in_no_outline(town: Subgraph) -> None:
    content = content_of(town, hidden={"b"})
    assert [(number, one.name, one.nodes) for number, one in content.outlines] == [(0, "昆一中教育集团", ("a", "g"))]
    assert [piece.title for piece in map_picture(content).pieces].count("昆一中教育集团") == 2, (
        "the outline and the name"
    )


def test_the_outline_of_a_group_is_told_from_that_of_a_region(town: Subgraph) -> None:
    regions = {"a": ("530100", "昆明市"), "b": ("530124", "富民县"), "c": ("530124", "富民县")}
    content = content_of(town, surroundings=Surroundings(regions=regions))
    assert [one.name for _, one in content.outlines] == ["昆一中教育集团"]
