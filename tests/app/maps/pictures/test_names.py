"""Where names stand: none over another, none over a node, the most important first."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import combinations, product
from typing import Any

import pytest

from app.maps.pictures.compose import map_picture
from app.maps.pictures.names import Box, place_names, readable
from app.maps.pictures.picture import TextLine
from graph.subgraph import Subgraph
from tests.app.maps.contents import content_of


def overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@pytest.mark.parametrize("size", [(40, 60), (300, 700)])
def test_no_name_lies_over_another_or_over_a_node(crowd: Callable[[int, int], Subgraph], size: tuple[int, int]) -> None:
    nodes = content_of(crowd(*size)).drawing.nodes
    names = place_names(nodes)
    assert len(names) >= 0.95 * len(nodes)
    assert not [(a, b) for a, b in combinations(names, 2) if overlap(names[a].room, names[b].room)]
    first = nodes[0]["id"]
    bodies = {n["id"]: (n["x"] - n["size"], n["y"] - n["size"], n["x"] + n["size"], n["y"] + n["size"]) for n in nodes}
    assert not [(a, b) for a, b in product(names, bodies) if first != a != b and overlap(names[a].room, bodies[b])]


def test_where_there_is_room_for_one_the_first_gets_it() -> None:
    crowded = [
        {"id": f"n{i}", "label": "一个很长的学校名称", "x": 0, "y": 0, "size": 9, "font": {"size": 16}}
        for i in range(40)
    ]
    names = place_names(crowded)
    assert "n0" in names
    assert len(names) < 40


def test_a_node_without_a_name_takes_no_room() -> None:
    assert place_names([{"id": "n", "label": "", "x": 0, "y": 0, "size": 9, "font": {"size": 16}}]) == {}


def test_a_link_that_has_words_shows_them_half_way(town: Subgraph) -> None:
    content = content_of(town)
    pair = next(edge for edge in content.drawing.edges if edge["id"] == "PAIRED_WITH:4")
    pair["label"] = "120 人"
    lines = [mark for piece in map_picture(content).pieces for mark in piece.marks if isinstance(mark, TextLine)]
    (words,) = [line for line in lines if line.text == "120 人"]
    ends = [node for node in content.drawing.nodes if node["id"] in ("a", "b")]
    middle = [sum(node[axis] for node in ends) / 2 for axis in ("x", "y")]
    whole = next(piece for piece in map_picture(content).pieces if words in piece.marks)
    far = math.dist([ends[0]["x"], ends[0]["y"]], [ends[1]["x"], ends[1]["y"]])
    assert math.dist([words.x, words.y], middle) < far / 2
    assert whole.title == ""


def test_names_of_a_wide_map_are_written_large_enough_to_be_read() -> None:
    def at(x: int, y: int) -> dict[str, Any]:
        return {"id": f"{x} {y}", "label": "一中", "x": x, "y": y, "size": 9, "font": {"size": 16}}

    few = [at(x, y) for x in (0, 2800) for y in (0, 2800)]
    assert readable(few) == pytest.approx(24), "12 of 1,400 pixels"
    assert {name.size for name in place_names(few, least=readable(few)).values()} == {24}
    many = [at(x, y) for x in range(0, 2801, 100) for y in range(0, 2801, 100)]
    assert readable(many) < 16, "where they are many there is no room for larger ones"
    assert readable([]) == 0
