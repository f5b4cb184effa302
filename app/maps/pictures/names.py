"""Where the names of nodes stand on a picture: beside their node, and over no other name nor node."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.maps.pictures.font import font
from app.maps.pictures.lines import LinesInTheWay
from app.maps.pictures.picture import Path

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

LINE_HEIGHT = 1.2
GLOW = (20.0, 14.0, 8.0)
"""How far the light around the focus reaches, from its faintest ring to its brightest."""
_GAP = 3.0
# Two names side by side are so far apart at least, in shares of their letters, that nobody reads them as one.
_APART = 0.35
# Names that find no place at their size are tried smaller, and left out when that doesn't help either.
_SIZES = (1.0, 0.8, 0.65)
_CELL = 120.0
# Letters of so many pixels are read on a picture that is looked at so wide. Names may take this share of a map, and
# each takes about so many squares of its letters' size.
_READ_AT, _LOOKED_AT = 12.0, 1400.0
_SHARE_OF_NAMES, _LETTERS_SQUARED = 0.3, 20.0
# How many pixels of a line a usual place may cover before one that is less usual is taken.
_LATER = 14.0


@dataclass(frozen=True, slots=True)
class PlacedName:
    """The lines of a name, the middle of the first one's baseline, the size, and the room that they take."""

    lines: tuple[str, ...]
    x: float
    y: float
    size: float
    room: Box


def readable(nodes: Sequence[Mapping[str, Any]]) -> float:
    """The size of letters that can be read when all of a map is looked at, as far as its names leave room for it."""
    xs, ys = [node["x"] for node in nodes], [node["y"] for node in nodes]
    width, height = (max(axis, default=0.0) - min(axis, default=0.0) for axis in (xs, ys))
    room = _SHARE_OF_NAMES * width * height / (_LETTERS_SQUARED * max(len(nodes), 1))
    return float(min(_READ_AT * max(width, height) / _LOOKED_AT, math.sqrt(room)))


def place_names(
    nodes: Sequence[Mapping[str, Any]], lines: Sequence[Path] = (), least: float = 0.0
) -> dict[str, PlacedName]:
    """Node id → its name, for all nodes of a drawing that have room for it; who comes first chooses first.

    Of the places that are free a name takes the one that covers least of the lines. The very first gets its name
    whatever is there. `least` is the size that letters have where there is room."""
    taken, crossed = _Taken(), LinesInTheWay(lines)
    placed: dict[str, PlacedName] = {}
    for node in nodes:
        x, y, size = float(node["x"]), float(node["y"]), _size(node)
        taken.add((x - size, y - size, x + size, y + size), node["id"])
    for node in nodes:
        sizes = _choices(node, least)
        free = ([name for name in names if taken.is_free(name.room, node["id"])] for names in sizes)
        names = next(filter(None, free), sizes[0][:1] if sizes and not placed else [])
        if name := min(names, key=lambda name: crossed.under(name.room) + _LATER * names.index(name), default=None):
            taken.add(name.room, f"name of {node['id']}")
            placed[node["id"]] = name
    return placed


def _size(node: Mapping[str, Any]) -> float:
    """Half the width of a node with what is around it."""
    return float(node["size"]) + (GLOW[0] if node.get("shadow") else float(node.get("borderWidth", 1)) / 2)


def _choices(node: Mapping[str, Any], least: float) -> list[list[PlacedName]]:
    """The places that a name may have, for each size; those that are usual come first."""
    lines = tuple(line for line in (font().shown(line) for line in str(node.get("label") or "").split("\n")) if line)
    drawn = float(node["font"]["size"])
    letters = sorted({size * share for size in (drawn, max(drawn, least)) for share in _SIZES}, reverse=True)
    return [_around(node, lines, size) for size in letters] if lines else []


def _around(node: Mapping[str, Any], lines: tuple[str, ...], letters: float) -> list[PlacedName]:
    x, y = float(node["x"]), float(node["y"])
    width = max(font().width(line, letters) for line in lines)
    height = letters * LINE_HEIGHT * len(lines)
    out = _size(node) + _GAP
    aside, near = out + width / 2, 0.75 * out
    places = (
        (x, y + out), (x, y - out - height), (x + aside, y - height / 2), (x - aside, y - height / 2),
        (x + near + width / 2, y + near), (x - near - width / 2, y + near),
        (x + near + width / 2, y - near - height), (x - near - width / 2, y - near - height),
    )  # fmt: skip
    half = width / 2 + _APART * letters
    return [
        PlacedName(lines, middle, top + letters, letters, (middle - half, top, middle + half, top + height))
        for middle, top in places
    ]


class _Taken:
    """Boxes that are taken, found by the cells of a grid that they touch."""

    def __init__(self) -> None:
        self._boxes: dict[tuple[int, int], list[tuple[Box, str]]] = defaultdict(list)

    def add(self, box: Box, owner: str) -> None:
        for cell in _cells(box):
            self._boxes[cell].append((box, owner))

    def is_free(self, box: Box, of: str) -> bool:
        """Whether nothing but what is `of` the same owner lies in a box."""
        left, top, right, bottom = box
        return not any(
            owner != of and left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
            for cell in _cells(box)
            for other, owner in self._boxes[cell]
        )


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = (math.floor(edge / _CELL) for edge in box)
    for column in range(left, right + 1):
        for row in range(top, bottom + 1):
            yield column, row
