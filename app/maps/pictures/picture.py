"""What a picture is made of before it becomes a file: lines of text and outlines, each with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

INK, MUTED = "#1f2933", "#52606d"
"""The colours of text: what is told first, and what is told beside it."""

Segment = tuple[str, tuple[float, ...]]
"""A piece of an outline: "M" to a point, "L" a line to one, "C" a curve (two control points, its end), "Z" closed."""
Path = tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline, filled or drawn or both; a colour is "#rrggbb", "" for none. `round` rounds the ends of dashes."""

    path: Path
    fill: str = ""
    stroke: str = ""
    width: float = 1.0
    dashes: tuple[float, ...] = ()
    opacity: float = 1.0
    round: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text: where its baseline begins, or has its middle."""

    text: str
    x: float
    y: float
    size: float
    color: str
    anchor: Literal["start", "middle"] = "start"


@dataclass(frozen=True, slots=True)
class Piece:
    """What belongs together, moved right and down by `x` and `y`.

    `title` is what it is in words, for whom the picture is read out or who points at it."""

    marks: Sequence[Shape | TextLine]
    title: str = ""
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its size in pixels (96 an inch), its pieces from the back to the front, and what it is in words.

    `about` is what the file says beside what is drawn."""

    width: float
    height: float
    pieces: Sequence[Piece]
    title: str
    description: str
    language: str
    about: str = ""


def circle(x: float, y: float, radius: float) -> Path:
    """A circle, as four curves."""
    k = 0.5522847498 * radius
    return (
        ("M", (x + radius, y)),
        ("C", (x + radius, y + k, x + k, y + radius, x, y + radius)),
        ("C", (x - k, y + radius, x - radius, y + k, x - radius, y)),
        ("C", (x - radius, y - k, x - k, y - radius, x, y - radius)),
        ("C", (x + k, y - radius, x + radius, y - k, x + radius, y)),
        ("Z", ()),
    )


def polygon(points: Sequence[tuple[float, float]]) -> Path:
    """A closed outline with straight sides."""
    first, *rest = points
    return (("M", first), *(("L", point) for point in rest), ("Z", ()))


def box(x: float, y: float, width: float, height: float) -> Path:
    """A rectangle by its upper left corner."""
    return polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])


def straight(*points: tuple[float, float]) -> Path:
    """An open line from point to point."""
    first, *rest = points
    return (("M", first), *(("L", point) for point in rest))
