"""Names as a canvas shows them: short lines for a label, plain text for a tooltip."""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len

# Half-width columns of a label's line (eight Chinese characters), and how many lines before it is cut.
LINE_COLUMNS = 16
MAX_LINES = 3

# First strong isolate, pop directional isolate: a name's writing direction ends where the name ends.
_ISOLATE, _POP = "\u2068", "\u2069"


def wrap(name: str) -> str:
    """A name in at most MAX_LINES lines of about even length, cut with … if it is longer still.

    vis-network breaks lines at spaces only, and Chinese has none."""
    text = " ".join(name.split())
    width = cell_len(text)
    wanted = max(1, -(-width // LINE_COLUMNS))
    lines = _lines(text, min(LINE_COLUMNS, -(-width // wanted) + 1) if wanted <= MAX_LINES else LINE_COLUMNS)
    if len(lines) > MAX_LINES:
        lines = lines[:MAX_LINES]
        lines[-1] = _shortened(lines[-1], LINE_COLUMNS - 1).rstrip() + "…"
    return "\n".join(lines)


@lru_cache(maxsize=4_096)
def isolated(name: str) -> str:
    """A name to stand inside a sentence, whatever its writing direction."""
    return f"{_ISOLATE}{' '.join(name.split())}{_POP}"


def _lines(text: str, limit: int) -> list[str]:
    if cell_len(text) <= limit:
        return [text] if text else []
    lines, line, width = [], "", 0
    for char in text:
        if line and width + cell_len(char) > limit:
            head, space, tail = line.rpartition(" ")
            # A word goes to the next line whole, unless it alone is longer than a line.
            lines.append((head if space else line).rstrip())
            line = tail if space else ""
            width = cell_len(line)
        if line or char != " ":
            line += char
            width += cell_len(char)
    return [*lines, line] if line else lines


def _shortened(line: str, limit: int) -> str:
    while cell_len(line) > limit:
        line = line[:-1]
    return line
