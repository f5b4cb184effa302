"""The legend of a map, below it: what shapes, colours, dashes and ends mean."""

from __future__ import annotations

from collections.abc import Sequence

from app.maps.content import MapContent
from app.maps.legend import legend
from app.maps.marks import UNDATED
from app.maps.pictures.font import font
from app.maps.pictures.picture import INK, Shape, TextLine, straight
from app.maps.pictures.shapes import end_outline, node_outline
from app.maps.styles import DASHED, DOTTED_UNDATED, dashes
from graph.model import LinkLook

_GREY = "#767676"
_SIGN, _LONG_SIGN = 20.0, 44.0
_TIP = 36.0
_END_LENGTHS = {"arrow": 12.0, "box": 18.0, "bar": 12.0}
_LETTERS = 13.0
_ROW = 24.0
_BETWEEN = 22.0

Marks = list[Shape | TextLine]


def legend_marks(content: MapContent, left: float, top: float, width: float, scale: float) -> tuple[Marks, float]:
    """The legend's entries in rows of a width; and where it ends."""
    texts = content.texts
    told = legend(content.subgraph, texts, content.as_of, sized=content.page.sizes_by_kind)
    flow = _Flow(left, top, width, scale)
    for node in told.nodes:
        outline = node_outline(node.look.shape, 0.4 * _SIGN, 0.0, 7.0)
        flow.add(
            [Shape(outline, fill=node.look.fill, stroke=node.look.border, width=1.5)], _SIGN, node.text, node.count
        )
    for link in told.links:
        flow.add(_line_sign(link.look), _LONG_SIGN, link.text, link.count)
    if told.ended:
        flow.add([_sign_line(_GREY, 2.0, DASHED)], _LONG_SIGN, texts.word("ended"))
    if any(UNDATED in edge["marks"] for edge in content.drawing.edges) and content.page.day:
        flow.add([_sign_line(_GREY, 2.0, DOTTED_UNDATED)], _LONG_SIGN, texts.word("undated_ties"))
    if told.entailed:
        flow.add([_sign_line(_GREY, 1.0, (), 0.55)], _LONG_SIGN, texts.word("entailed"))
    for note in told.notes:
        flow.add([], 0.0, note)
    return flow.marks, flow.bottom


class _Flow:
    """Entries one after the other, in a new row where there is no more room."""

    def __init__(self, left: float, top: float, width: float, scale: float) -> None:
        self.marks: Marks = []
        self._left, self._right, self._scale = left, left + width, scale
        self._x, self._y = left, top

    @property
    def bottom(self) -> float:
        """Where the last row ends."""
        return self._y + _ROW * self._scale

    def add(self, sign: Sequence[Shape], room: float, text: str, count: int | None = None) -> None:
        """Add an entry: its sign, drawn around 0, 0 in so much room, its words and how many there are."""
        scale, letters = self._scale, _LETTERS * self._scale
        words = font().shown(text if count is None else f"{text} {count:,}")
        width = room * scale + font().width(words, letters)
        if self._x + width > self._right and self._x > self._left:
            self._x, self._y = self._left, self._y + _ROW * scale
        middle = self._y + _ROW * scale / 2
        self.marks += [_moved(shape, self._x, middle, scale) for shape in sign]
        self.marks.append(TextLine(words, self._x + room * scale, middle + 0.36 * letters, letters, INK))
        self._x += width + _BETWEEN * scale


def _line_sign(look: LinkLook) -> list[Shape]:
    pattern = dashes(look, ended=False) or ()
    if look.end is None:
        return [_sign_line(look.color, look.width, pattern)]
    length = _END_LENGTHS.get(look.end, 9.0)
    end = Shape(end_outline(look.end, (_TIP, 0.0), 0.0, length), fill=look.color)
    # Up to the middle of its end: at the tip the line would be wider than what it ends in.
    return [_sign_line(look.color, look.width, pattern, to=_TIP - (0.0 if look.end == "bar" else length / 2)), end]


def _sign_line(color: str, width: float, pattern: Sequence[float], opacity: float = 1.0, to: float = _TIP) -> Shape:
    dashed = tuple(float(length) for length in pattern)
    path = straight((0.0, 0.0), (to, 0.0))
    return Shape(path, stroke=color, width=width, dashes=dashed, opacity=opacity, round=bool(dashed))


def _moved(shape: Shape, x: float, y: float, scale: float) -> Shape:
    """A shape made larger and set at a place."""
    path = tuple(
        (op, tuple(number * scale + (y if index % 2 else x) for index, number in enumerate(numbers)))
        for op, numbers in shape.path
    )
    dashed = tuple(length * scale for length in shape.dashes)
    return Shape(path, shape.fill, shape.stroke, shape.width * scale, dashed, shape.opacity, shape.round)
