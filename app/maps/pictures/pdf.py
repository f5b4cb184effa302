"""A picture as PDF: one page, outlines as outlines, and text as text in a font of the glyphs that it needs."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from app.maps.pictures.font import font
from app.maps.pictures.pdf_font import embedded_font
from app.maps.pictures.picture import Path, Picture, Shape, TextLine

_A4 = (595.276, 841.89)
_LARGEST = 4
"""How often a page of A4 may be doubled: to A0."""
_EDGE = 24.0
# Of the letters of a node's name, which are 16 pixels, one has about 6 points then: the least that is read on paper.
_LEAST_SCALE = 0.36


def pdf(picture: Picture) -> bytes:
    """The whole file: a page of the smallest A format on which the names can be read, A4 to A0."""
    import pydyf

    width, height = _paper(picture)
    scale = _scale(picture, width, height)
    left, top = (width - picture.width * scale) / 2, height - (height - picture.height * scale) / 2
    used = {
        g.name: g
        for piece in picture.pieces
        for m in piece.marks
        if isinstance(m, TextLine)
        for g in font().glyphs(m.text)
    }
    number = {name: index + 1 for index, name in enumerate(used)}
    document = pydyf.PDF()
    text_font = embedded_font(document, list(used.values()))
    states, lines = _States(), [f"q {scale:.5f} 0 0 {-scale:.5f} {left:.2f} {top:.2f} cm"]
    for piece in picture.pieces:
        lines.append(f"q 1 0 0 1 {piece.x:.2f} {piece.y:.2f} cm")
        for mark in piece.marks:
            lines.extend(_shape(mark, states) if isinstance(mark, Shape) else _line(mark, number, states))
        lines.append("Q")
    content = pydyf.Stream([*lines, "Q"], compress=True)
    document.add_object(content)
    resources = pydyf.Dictionary({"ExtGState": states.dictionary(), "Font": pydyf.Dictionary({"F": text_font})})
    document.add_page(
        pydyf.Dictionary(
            {
                "Type": "/Page",
                "Parent": document.pages.reference,
                "MediaBox": pydyf.Array([0, 0, round(width, 2), round(height, 2)]),
                "Contents": content.reference,
                "Resources": resources,
            }
        )
    )
    _describe(document, picture)
    file = io.BytesIO()
    document.write(file, version=b"1.7", compress=True)
    return file.getvalue()


def _paper(picture: Picture) -> tuple[float, float]:
    """Width and height of the page, in points."""
    short, long = _A4
    for _ in range(_LARGEST):
        size = (long, short) if picture.width > picture.height else (short, long)
        if _scale(picture, *size) >= _LEAST_SCALE:
            break
        short, long = long, short * 2
    return (long, short) if picture.width > picture.height else (short, long)


def _scale(picture: Picture, width: float, height: float) -> float:
    """Points of a page for a pixel of the picture, at most as large as on a screen."""
    return min((width - 2 * _EDGE) / picture.width, (height - 2 * _EDGE) / picture.height, 0.75)


def _describe(document: Any, picture: Picture) -> None:
    import pydyf

    for name, text in (("Title", picture.title), ("Subject", picture.description), ("Keywords", picture.about)):
        document.info[name] = pydyf.String(text.encode("utf-8", "replace").decode())
    document.info["Creator"] = pydyf.String("Huoshui")
    document.catalog["Lang"] = pydyf.String(picture.language)
    document.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})


class _States:
    """The opacities that are used, which a PDF calls by name."""

    def __init__(self) -> None:
        self._names: dict[float, str] = {}

    def name(self, opacity: float) -> str:
        return self._names.setdefault(round(opacity, 2), f"O{len(self._names)}")

    def dictionary(self) -> Any:
        import pydyf

        return pydyf.Dictionary(
            {name: pydyf.Dictionary({"ca": opacity, "CA": opacity}) for opacity, name in self._names.items()}
        )


def _shape(shape: Shape, states: _States) -> Iterator[str]:
    yield f"/{states.name(shape.opacity)} gs"
    if shape.fill:
        yield f"{_rgb(shape.fill)} rg"
    if shape.stroke:
        ends = 1 if shape.round else 0
        yield f"{_rgb(shape.stroke)} RG {shape.width:.2f} w {ends} J [{' '.join(map(str, shape.dashes))}] 0 d"
    yield f"{_path(shape.path)} {'B' if shape.fill and shape.stroke else 'f' if shape.fill else 'S'}"


def _line(line: TextLine, number: dict[str, int], states: _States) -> Iterator[str]:
    letters = font()
    left = line.x - letters.width(line.text, line.size) / 2 if line.anchor == "middle" else line.x
    glyphs = "".join(f"{number[glyph.name]:04x}" for glyph in letters.glyphs(line.text))
    yield f"/{states.name(1)} gs {_rgb(line.color)} rg"
    yield f"BT /F {line.size:.2f} Tf 1 0 0 -1 {left:.2f} {line.y:.2f} Tm <{glyphs}> Tj ET"


def _path(path: Path) -> str:
    operators = {"M": "m", "L": "l", "C": "c", "Z": "h"}
    return " ".join(f"{' '.join(f'{n:.2f}' for n in numbers)} {operators[op]}" for op, numbers in path)


def _rgb(color: str) -> str:
    return " ".join(f"{int(color[at : at + 2], 16) / 255:.3f}" for at in (1, 3, 5))
