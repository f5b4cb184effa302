"""The picture that stands beside a link to a page where it is shared: who it is, where, and what is known, as PNG."""

from __future__ import annotations

from collections.abc import Iterable

from app.maps.pictures.font import wrapped
from app.maps.pictures.picture import INK, MUTED, Picture, Piece, Shape, TextLine, box
from app.maps.pictures.png import png
from app.web.pages.entities.content import EntityPage
from app.web.pages.texts import PageTexts
from graph.model import LOOKS

WIDTH, HEIGHT = 1200, 630
"""What the sites that show such pictures ask for, in pixels."""
_MARGIN = 80.0
_BAND = 24.0
_PAPER = "#ffffff"
_FOOT = 110.0


def card(content: EntityPage, label: str, texts: PageTexts) -> bytes:
    """The picture as a file. It has a band in the colour that maps give its kind."""
    lines = list(_lines(content, texts))
    marks = [Shape(box(0, 0, WIDTH, HEIGHT), fill=_PAPER), Shape(box(0, 0, _BAND, HEIGHT), fill=LOOKS[label].border)]
    picture = Picture(
        width=WIDTH,
        height=HEIGHT,
        pieces=[Piece([*marks, *lines])],
        title=content.name,
        description=content.description,
        language=texts.tag,
    )
    return png(picture, zoom=1.0)


def _lines(content: EntityPage, texts: PageTexts) -> Iterable[TextLine]:
    """The kind, the name, the facts below one another, and whose page it is at the foot."""
    y = _MARGIN
    facts = [
        texts.word("fact", name=title, value=texts.separated(part.text for part in cell.parts))
        for title, cell in content.facts
    ]
    told = [texts.word("ties_told", n=content.tie_count), *facts]
    for text, size, color, most in ((content.kind, 34, MUTED, 1), (content.name, 72, INK, 2)):
        for line in wrapped(text, size, WIDTH - 2 * _MARGIN, most):
            y += size
            yield TextLine(line, _MARGIN, y, size, color)
            y += size * 0.4
    y += 10
    for text in told:
        for line in wrapped(text, 32, WIDTH - 2 * _MARGIN, 1):
            y += 48
            if y > HEIGHT - _FOOT:
                break
            yield TextLine(line, _MARGIN, y, 32, INK)
    foot = " · ".join([texts.word("name"), *content.notes[:1]])
    yield from (TextLine(line, _MARGIN, HEIGHT - 50, 28, MUTED) for line in wrapped(foot, 28, WIDTH - 2 * _MARGIN, 1))
