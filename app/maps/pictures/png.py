"""A picture as PNG, made from its SVG."""

from __future__ import annotations

import math
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

from app.maps.pictures.picture import Picture
from app.maps.pictures.svg import svg

# Twice as fine as a screen. To draw and pack a million pixels takes a tenth of a second, longer where much is on them:
# a map of many hundred nodes is for SVG and PDF, which are sharp at any size.
ZOOM = 2.0
MOST_PIXELS, FEWEST_PIXELS = 14_000_000, 5_000_000
_HALVED_AT = 1000
"""Of how many pieces a picture has half as many pixels as one of few pieces may have."""
_PROGRAM = Path(__file__).with_name("rasterise.py")
_LONGEST = 120.0
"""Seconds after which a picture is given up."""
_PER_METRE = 96 / 0.0254
_HEADER_END = 33
"""Where the signature and the first chunk of a PNG end."""


def png(picture: Picture, zoom: float = ZOOM) -> bytes:
    """The whole file. Each pixel of the picture becomes `zoom` by `zoom`, fewer where these were too many."""
    most = max(FEWEST_PIXELS, MOST_PIXELS / (1 + len(picture.pieces) / _HALVED_AT))
    zoom = min(zoom, math.sqrt(most / (picture.width * picture.height)))
    width, height = max(1, round(picture.width * zoom)), max(1, round(picture.height * zoom))
    file = _rasterised(svg(picture), width, height)
    return file[:_HEADER_END] + b"".join(_notes(picture, zoom)) + file[_HEADER_END:]


def _rasterised(text: str, width: int, height: int) -> bytes:
    command = [sys.executable, "-I", str(_PROGRAM), str(width), str(height)]
    done = subprocess.run(  # noqa: S603 - no shell, and every word is ours
        command, input=text.encode(), stdout=subprocess.PIPE, check=True, timeout=_LONGEST
    )
    return done.stdout


def _notes(picture: Picture, zoom: float) -> Iterator[bytes]:
    """How fine the picture is, and what it says of itself."""
    per_metre = round(_PER_METRE * zoom)
    yield _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))
    for keyword, text in (("Title", picture.title), ("Description", picture.description), ("Source", picture.about)):
        words = text.encode("utf-8", "replace")
        yield _chunk(b"iTXt", keyword.encode() + b"\0\0\0" + picture.language.encode() + b"\0\0" + words)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
