"""A map as a picture: its title, the map, its legend, and what it rests on."""

from __future__ import annotations

from dataclasses import replace

from app.maps.content import MapContent
from app.maps.pictures.font import MISSING, font, wrapped
from app.maps.pictures.key import legend_marks
from app.maps.pictures.picture import INK, MUTED, Picture, Piece, Shape, TextLine, box
from app.maps.pictures.pieces import bounds, map_pieces
from app.maps.styles import PAPER

_MARGIN = 28.0
_NARROWEST = 960.0
# A picture wider than this is looked at from further away: what stands around the map grows with it.
_USUAL = 1400.0
_MOST_SOURCES = 12
_TITLE_LINES = 3


def map_picture(content: MapContent) -> Picture:
    """The map with all that stands around it."""
    pieces, unnamed = map_pieces(content)
    left, top, right, bottom = bounds(pieces)
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
    moved = [replace(piece, x=place[0], y=place[1]) for piece in pieces]
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


def _write_below(column: _Column, content: MapContent, unnamed: int) -> None:
    """Names that aren't all there, the sources, and how to cite the map."""
    texts = content.texts
    if unnamed:
        column.write(texts.word("unnamed", n=f"{unnamed:,}"), 12, MUTED, 2)
    if unwritten := sum(MISSING in font().shown(node.name) for node in content.subgraph.nodes):
        column.write(texts.word("unwritten", n=f"{unwritten:,}"), 12, MUTED, 2)
    for source in content.sources[:_MOST_SOURCES]:
        licence = source.licence and texts.word("licence", licence=texts.known("licence", source.licence))
        told = filter(None, (source.title or source.id, source.publisher, source.published, licence))
        column.write(f"{texts.word('sources')}: {', '.join(told)}", 11, MUTED, 2)
    if (more := len(content.sources) - _MOST_SOURCES) > 0:
        column.write(texts.word("more_sources", n=f"{more:,}"), 11, MUTED, 1)
    if content.cited:
        column.write(content.cited, 11, MUTED, 4)
