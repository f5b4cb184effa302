"""What is on a map as pieces of a picture: outlines, links, nodes and names, and how much room they take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.maps.content import MapContent
from app.maps.drawing import link_sentence
from app.maps.limit import link_id
from app.maps.pictures.links import link_shapes, middle_of
from app.maps.pictures.names import GLOW, LINE_HEIGHT, Box, PlacedName, place_names, readable
from app.maps.pictures.outline import outline_pieces
from app.maps.pictures.picture import INK, Piece, Shape, TextLine, box, circle
from app.maps.pictures.shapes import node_outline
from app.maps.styles import PAPER, kind_of

_LINK_FONT = {"size": 12.0}


def map_pieces(content: MapContent) -> tuple[list[Piece], int]:
    """What is on the map, from the back to the front, and how many names found no room."""
    texts, subgraph = content.texts, content.subgraph
    nodes = {node["id"]: node for node in content.drawing.nodes}
    edges = {edge["id"]: edge for edge in content.drawing.edges}
    names = {node.id: node.name for node in subgraph.nodes}
    order = sorted(nodes, key=lambda id_: (id_ != subgraph.focus, -nodes[id_]["font"]["size"], id_))
    pieces = outline_pieces(content.outlines, nodes)
    labelled, lines = [], []
    for link in subgraph.links:
        edge = edges[link_id(link)]
        shapes = link_shapes(edge, nodes)
        lines.append(shapes[0].path)
        pieces.append(Piece(shapes, link_sentence(link, names, texts)))
        if edge.get("label"):
            x, y = middle_of(shapes[0].path)
            labelled.append({"id": edge["id"], "label": edge["label"], "x": x, "y": y, "size": 0, "font": _LINK_FONT})
    placed = place_names([*(nodes[id_] for id_ in order), *labelled], lines, readable(list(nodes.values())))
    for node in subgraph.nodes:
        pieces.append(Piece(_node_marks(nodes[node.id]), f"{node.name} · {texts.label(kind_of(node))}"))
    pieces += [Piece(_name_marks(name), names.get(id_, "")) for id_, name in placed.items()]
    return pieces, len(nodes.keys() - placed.keys())


def _node_marks(node: Mapping[str, Any]) -> list[Shape | TextLine]:
    x, y, size = float(node["x"]), float(node["y"]), float(node["size"])
    color, border = node["color"], float(node.get("borderWidth", 1))
    outline = node_outline(node["shape"], x, y, size)
    dashed = tuple(node.get("borderDashes") or ())
    marks: list[Shape | TextLine] = [
        Shape(outline, fill=color["background"], stroke=color["border"], width=border, dashes=dashed)
    ]
    if glow := node.get("shadow"):
        around = [Shape(circle(x, y, size + out), fill=glow["color"], opacity=0.12) for out in GLOW]
        return [*around, *marks]
    return marks


def _name_marks(name: PlacedName) -> list[Shape | TextLine]:
    left, top, right, bottom = name.room
    left, right = left + 0.25 * name.size, right - 0.25 * name.size
    # Links run under a name: on paper of its own it can be read all the same.
    marks: list[Shape | TextLine] = [Shape(box(left, top, right - left, bottom - top), fill=PAPER, opacity=0.72)]
    for number, line in enumerate(name.lines):
        y = name.y + number * name.size * LINE_HEIGHT
        marks.append(TextLine(line, name.x, y, name.size, INK, "middle"))
    return marks


def bounds(pieces: Sequence[Piece]) -> Box:
    """The box that holds all outlines, so that nothing of a map is cut."""
    xs, ys = [0.0], [0.0]
    for piece in pieces:
        for mark in piece.marks:
            if isinstance(mark, Shape):
                for _, numbers in mark.path:
                    xs += numbers[::2]
                    ys += numbers[1::2]
    if len(xs) > 1:
        xs, ys = xs[1:], ys[1:]
    return min(xs) - 4, min(ys) - 4, max(xs) + 4, max(ys) + 4
