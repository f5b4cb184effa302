"""XML as a stream of events, for parts of workbooks: nothing of it is kept, so that size costs no memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import IO
from xml.parsers import expat

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]

_PREFIX = re.compile(rb"<([\w.-]+):[\w.-]+[\s>]")
_DEEPEST = 100_000
"""The parser keeps every element that is open."""


def read_xml(
    stream: IO[bytes], names: Iterable[str], start: Start, end: End | None = None, text: Text | None = None
) -> None:
    """Call back at every start and end of an element, and with text. Raises expat.ExpatError.

    Elements come by their names as written; but `names` come without the prefix that the first element may have.
    """
    chunk = stream.read(1 << 18)
    prefix = _PREFIX.search(chunk[:2000])
    # The parser looks up each name that it hands on in this dictionary.
    spoken = {f"{prefix[1].decode()}:{name}": name for name in names} if prefix is not None else {}
    parser = expat.ParserCreate(intern=spoken)
    parser.buffer_text = True
    parser.StartElementHandler = start
    if end is not None:
        parser.EndElementHandler = end
    if text is not None:
        parser.CharacterDataHandler = text
    depth = 0
    while chunk:
        depth += chunk.count(b"<") - 2 * chunk.count(b"</") - chunk.count(b"/>") - chunk.count(b"<!")
        if depth > _DEEPEST:
            raise ValueError("its elements are nested without end")
        parser.Parse(chunk, False)
        chunk = stream.read(1 << 18)
    parser.Parse(b"", True)
