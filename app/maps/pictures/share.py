"""The picture that stands beside a link to a page in messages and posts: a map, its title and the site's name."""

from __future__ import annotations

from dataclasses import replace

from app.maps.content import MapContent
from app.maps.pictures.font import wrapped
from app.maps.pictures.picture import Picture, Piece, Shape, TextLine, box
from app.maps.pictures.pieces import INK, MUTED, bounds, map_pieces
from app.maps.styles import PAPER

# What the sites that show such pictures ask for.
WIDTH, HEIGHT = 1200, 630
SITE = "Huoshui 活水"
_MARGIN = 48.0
_TITLE, _SMALL = 50.0, 24.0
_TOP = 150.0
_LARGEST = 2.0
"""How much larger than on the page a map of few nodes is drawn."""


def share_picture(content: MapContent, line: str = "") -> Picture:
    """A picture of WIDTH by HEIGHT; `line` says below the title what the page is about."""
    room = WIDTH - 2 * _MARGIN
    title = [_line(text, 96.0, _TITLE, INK) for text in wrapped(content.title, _TITLE, room, 1)]
    words = [_line(text, 136.0, _SMALL, MUTED) for text in wrapped(line, _SMALL, room, 1)]
    site = _line(f"{SITE} · {content.day}", HEIGHT - 28.0, _SMALL, MUTED)
    return Picture(
        width=WIDTH,
        height=HEIGHT,
        pieces=[Piece([Shape(box(0, 0, WIDTH, HEIGHT), fill=PAPER)]), *_fitted(content), Piece([*title, *words, site])],
        title=content.title,
        description=line,
        language=content.texts.tag,
        about="\n".join(content.told),
    )


def _fitted(content: MapContent) -> list[Piece]:
    """The map, made as large as its room allows."""
    if not content.subgraph.nodes:
        return []
    pieces, _ = map_pieces(content)
    left, top, right, bottom = bounds(pieces)
    room = WIDTH - 2 * _MARGIN, HEIGHT - _TOP - 2 * _SMALL - 28.0
    scale = min(room[0] / (right - left), room[1] / (bottom - top), _LARGEST)
    x = WIDTH / 2 - scale * (left + right) / 2
    y = _TOP + room[1] / 2 - scale * (top + bottom) / 2
    return [replace(piece, x=x, y=y, scale=scale) for piece in pieces]


def _line(text: str, y: float, size: float, color: str) -> TextLine:
    return TextLine(text, _MARGIN, y, size, color)
