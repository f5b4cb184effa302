"""The font of pictures: Noto Sans SC, whose outlines go into each file, so that it looks the same on every machine."""

from __future__ import annotations

import io
import threading
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from app.maps.pictures.picture import Path

if TYPE_CHECKING:
    from collections.abc import Mapping

MISSING = "\ufffd"
"""Stands for a character that the font lacks; it is drawn as an empty box."""
_OPS = {"moveTo": "M", "lineTo": "L", "curveTo": "C"}
_INVISIBLE = {"Cc", "Cf", "Zl", "Zp", "Mn"}


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character's outline in units of the font, the y axis upwards, and how far it moves the next one."""

    name: str
    character: str
    width: int
    path: Path


class Font:
    """A font file, its glyphs read when they are asked for. All sizes are in the unit of `size`."""

    def __init__(self, file: bytes) -> None:
        from fontTools.ttLib import TTFont

        self._file: Any = TTFont(io.BytesIO(file), lazy=True)
        self._names: Mapping[int, str] = self._file.getBestCmap()
        self._outlines: Any = self._file.getGlyphSet()
        self._widths: Mapping[str, tuple[int, int]] = self._file["hmtx"].metrics
        self._glyphs: dict[str, Glyph] = {}
        # The file is read bit by bit, from one place to the next: two threads would lead each other astray.
        self._reading = threading.Lock()
        self.units: int = self._file["head"].unitsPerEm
        self.ascent: int = self._file["OS/2"].sTypoAscender
        self.descent: int = self._file["OS/2"].sTypoDescender

    def glyphs(self, text: str) -> list[Glyph]:
        """The glyphs of a text, from left to right."""
        return [self._glyph(character) for character in text]

    def width(self, text: str, size: float) -> float:
        """How wide a text is."""
        return sum(glyph.width for glyph in self.glyphs(text)) * size / self.units

    def shown(self, text: str) -> str:
        """A text as the picture shows it, in one line: MISSING for what the font lacks, nothing that can't be seen.

        Accents that the font has no letter for are left out, and so is what turns the direction of writing."""
        composed = unicodedata.normalize("NFC", " ".join(text.split()))
        return "".join(self._shown(character) for character in composed)

    def _shown(self, character: str) -> str:
        if ord(character) in self._names:
            return "" if unicodedata.category(character) in _INVISIBLE else character
        # A letter without its accent is easier to read than a box.
        pieces = [piece for piece in unicodedata.normalize("NFKD", character) if not unicodedata.combining(piece)]
        if pieces and all(ord(piece) in self._names for piece in pieces):
            return "".join(pieces)
        return "" if unicodedata.category(character) in _INVISIBLE else MISSING

    def _glyph(self, character: str) -> Glyph:
        found = self._glyphs.get(character)
        if found is None:
            with self._reading:
                found = self._glyphs[character] = self._read(character)
        return found

    def _read(self, character: str) -> Glyph:
        from fontTools.pens.recordingPen import RecordingPen

        name = self._names.get(ord(character), ".notdef") if character != MISSING else ".notdef"
        pen = RecordingPen()
        self._outlines[name].draw(pen)
        path: Path = tuple(
            (_OPS.get(op, "Z"), tuple(number for point in points for number in point)) for op, points in pen.value
        )
        return Glyph(name, character, self._widths[name][0], path)


@cache
def font() -> Font:
    """The font, opened once."""
    from pylopdf_fonts_zh_cn import sans_path

    return Font(sans_path().read_bytes())


def wrapped(text: str, size: float, width: float, most_lines: int) -> list[str]:
    """A text (as `shown`) in lines of a width, cut with … where it needs more of them; words stay whole."""
    lines: list[str] = []
    line, used = "", 0.0
    for character in font().shown(text):
        if character == " " and not line:
            continue
        step = font().width(character, size)
        if line and used + step > width:
            head, space, tail = line.rpartition(" ")
            kept = head if space and len(tail) < len(head) and character != " " else line
            lines.append(kept.rstrip())
            line = line[len(kept) :].lstrip()
            used = font().width(line, size)
        line, used = line + character, used + step
    lines.append(line)
    if len(lines) > most_lines:
        lines = lines[:most_lines]
        while lines[-1] and font().width(lines[-1] + "…", size) > width:
            lines[-1] = lines[-1][:-1]
        lines[-1] += "…"
    return [line for line in lines if line]
