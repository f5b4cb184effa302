"""A map as a picture: its title, the map, its legend, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.maps.content import MapContent
from app.maps.drawing import link_sentence
from app.maps.limit import link_id
from app.maps.pictures.font import MISSING, font, wrapped
from app.maps.pictures.key import legend_marks
from app.maps.pictures.links import link_shapes
from app.maps.pictures.names import GLOW, LINE_HEIGHT, Box, PlacedName, place_names
from app.maps.pictures.outline import outline_pieces
from app.maps.pictures.picture import Picture, Piece, Shape, TextLine, box, circle
from app.maps.pictures.shapes import node_outline
from app.maps.styles import PAPER, kind_of

INK, MUTED = "#1f2933", "#52606d"
_MARGIN = 28.0
_NARROWEST = 960.0
# A picture wider than this is looked at from further away: what stands around the map grows with it.
_USUAL = 1400.0
_MOST_SOURCES = 12
_TITLE_LINES = 3


def map_picture(content: MapContent) -> Picture:
    """The map with all that stands around it."""
    pieces, unnamed = _map_pieces(content)
    left, top, right, bottom = _bounds(pieces)
    width = max(_NARROWEST, right - left + 2 * _MARGIN)
    scale = max(1.0, width / _USUAL)
    column = _Column(width, scale)
    column.write(content.title, 22, INK, _TITLE_LINES)
    counts = content.texts.word(
        "counts", nodes=f"{len(content.subgraph.nodes):,}", links=f"{len(content.subgraph.links):,}"
    )
    facts = f"{counts} · {content.texts.word('as_of', day=content.day)}"
    column.write(facts, 13, MUTED, 2)
    for note in content.notes:
        column.write(note, 13, MUTED, 3)
    column.skip(12)
    place = (width - (right - left)) / 2 - left, column.y - top
    moved = [Piece(piece.marks, piece.title, *place) for piece in pieces]
    column.y += bottom - top
    column.skip(16)
    marks, column.y = legend_marks(content, _MARGIN * scale, column.y, width - 2 * _MARGIN * scale, scale)
    column.skip(12)
    _write_below(column, content, unnamed)
    column.skip(_MARGIN - 8)
    paper = Piece([Shape(box(0, 0, width, column.y), fill=PAPER)])
    return Picture(
        width=round(width),
        height=round(column.y),
        pieces=[paper, *moved, Piece(marks), Piece(column.lines)],
        title=content.title,
        description=". ".join([facts, *content.notes]),
        language=content.texts.tag,
        about="\n".join(content.told),
    )


class _Column:
    """Lines of text below one another, from the picture's left edge."""

    def __init__(self, width: float, scale: float) -> None:
        self.lines: list[TextLine] = []
        self._width, self._scale = width, scale
        self.y = _MARGIN * scale * 0.7

    def write(self, text: str, size: float, color: str, most_lines: int) -> None:
        """Write a text, in at most so many lines."""
        letters = size * self._scale
        for line in wrapped(text, letters, self._width - 2 * _MARGIN * self._scale, most_lines):
            self.lines.append(TextLine(line, _MARGIN * self._scale, self.y + letters, letters, color))
            self.y += letters * 1.35

    def skip(self, height: float) -> None:
        """Leave room."""
        self.y += height * self._scale


def _map_pieces(content: MapContent) -> tuple[list[Piece], int]:
    """What is on the map, from the back to the front, and how many names found no room."""
    texts, subgraph = content.texts, content.subgraph
    nodes = {node["id"]: node for node in content.drawing.nodes}
    edges = {edge["id"]: edge for edge in content.drawing.edges}
    names = {node.id: node.name for node in subgraph.nodes}
    order = sorted(nodes, key=lambda id_: (id_ != subgraph.focus, -nodes[id_]["font"]["size"], id_))
    placed = place_names([nodes[id_] for id_ in order])
    pieces = outline_pieces(content.outlines, nodes)
    for link in subgraph.links:
        pieces.append(Piece(link_shapes(edges[link_id(link)], nodes), link_sentence(link, names, texts)))
    for node in subgraph.nodes:
        pieces.append(Piece(_node_marks(nodes[node.id]), f"{node.name} · {texts.label(kind_of(node))}"))
    pieces += [Piece(_name_marks(name), names[id_]) for id_, name in placed.items()]
    return pieces, len(nodes) - len(placed)


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
    # Links run under a name: on paper of its own it can be read all the same.
    marks: list[Shape | TextLine] = [Shape(box(left, top, right - left, bottom - top), fill=PAPER, opacity=0.72)]
    for number, line in enumerate(name.lines):
        y = name.y + number * name.size * LINE_HEIGHT
        marks.append(TextLine(line, name.x, y, name.size, INK, "middle"))
    return marks


def _bounds(pieces: Sequence[Piece]) -> Box:
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


def _write_below(column: _Column, content: MapContent, unnamed: int) -> None:
    """Names that aren't all there, the sources, and how to cite the map."""
    texts = content.texts
    if unnamed:
        column.write(texts.word("unnamed", n=f"{unnamed:,}"), 12, MUTED, 2)
    if unwritten := sum(MISSING in font().shown(node.name) for node in content.subgraph.nodes):
        column.write(texts.word("unwritten", n=f"{unwritten:,}"), 12, MUTED, 2)
    for source in content.sources[:_MOST_SOURCES]:
        licence = source.licence and texts.word("licence", licence=source.licence)
        told = filter(None, (source.title or source.id, source.publisher, source.published, licence))
        column.write(f"{texts.word('sources')}: {', '.join(told)}", 11, MUTED, 2)
    if (more := len(content.sources) - _MOST_SOURCES) > 0:
        column.write(texts.word("more_sources", n=f"{more:,}"), 11, MUTED, 1)
    if content.cited:
        column.write(content.cited, 11, MUTED, 4)
