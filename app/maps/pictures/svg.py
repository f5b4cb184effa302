"""A picture as SVG: glyphs are outlines, so that it needs no font, no script and nothing from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from app.maps.pictures.font import Glyph, font
from app.maps.pictures.picture import Path, Picture, Piece, Shape, TextLine

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def svg(picture: Picture) -> str:
    """The whole document."""
    used = {glyph.name: glyph for piece in picture.pieces for glyph in _glyphs(piece)}
    number = {name: f"g{index}" for index, name in enumerate(used)}
    return "\n".join(_lines(picture, used.values(), number)) + "\n"


def _lines(picture: Picture, used: Iterable[Glyph], number: dict[str, str]) -> Iterator[str]:
    size = f'width="{_short(picture.width)}" height="{_short(picture.height)}"'
    box = f'viewBox="0 0 {_short(picture.width)} {_short(picture.height)}"'
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} role="img" lang="{picture.language}">'
    yield f"<title>{_text(picture.title)}</title>"
    yield f"<desc>{_text(picture.description)}</desc>"
    yield f"<metadata>{_text(picture.about)}</metadata>"
    yield "<defs>"
    for glyph in used:
        yield f'<path id="{number[glyph.name]}" d="{_path(glyph.path)}"/>'
    yield "</defs>"
    for piece in picture.pieces:
        moved = f' transform="translate({_short(piece.x)} {_short(piece.y)})"' if piece.x or piece.y else ""
        title = f"<title>{_text(piece.title)}</title>" if piece.title else ""
        yield f"<g{moved}>{title}{''.join(_mark(mark, number) for mark in piece.marks)}</g>"
    yield "</svg>"


def _glyphs(piece: Piece) -> Iterator[Glyph]:
    for mark in piece.marks:
        if isinstance(mark, TextLine):
            yield from font().glyphs(mark.text)


def _mark(mark: Shape | TextLine, number: dict[str, str]) -> str:
    return _shape(mark) if isinstance(mark, Shape) else _line(mark, number)


def _shape(shape: Shape) -> str:
    # Not `opacity`, for which a whole picture is made in memory for each shape.
    faint = f'-opacity="{_short(shape.opacity)}"' if shape.opacity < 1 else ""
    looks = [f'fill="{shape.fill or "none"}"', *([f"fill{faint}"] if shape.fill and faint else [])]
    if shape.stroke:
        looks.append(f'stroke="{shape.stroke}" stroke-width="{_short(shape.width)}"')
        looks += [f"stroke{faint}"] if faint else []
    if shape.dashes:
        looks.append(f'stroke-dasharray="{" ".join(map(_short, shape.dashes))}"')
    if shape.round:
        looks.append('stroke-linecap="round"')
    return f'<path d="{_path(shape.path)}" {" ".join(looks)}/>'


def _line(line: TextLine, number: dict[str, str]) -> str:
    letters = font()
    scale = line.size / letters.units
    left = line.x - letters.width(line.text, line.size) / 2 if line.anchor == "middle" else line.x
    at, uses = 0, []
    for glyph in letters.glyphs(line.text):
        if glyph.path:
            uses.append(f'<use href="#{number[glyph.name]}" x="{at}"/>')
        at += glyph.width
    move = f"matrix({scale:.5g} 0 0 {-scale:.5g} {_short(left)} {_short(line.y)})"
    return f"<g fill={quoteattr(line.color)} transform={quoteattr(move)}>{''.join(uses)}</g>"


def _path(path: Path) -> str:
    return "".join(op + " ".join(map(_short, numbers)) for op, numbers in path)


def _short(number: float) -> str:
    """A number with as many places as can be seen."""
    return f"{number:.2f}".rstrip("0").rstrip(".") if number % 1 else str(int(number))


def _text(text: str) -> str:
    return escape(_NOT_IN_XML.sub("\ufffd", text))
