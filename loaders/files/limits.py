"""How much one file may hold: a small file that unpacks to a huge one must cost neither memory nor time."""

from __future__ import annotations

import zipfile
from typing import Protocol

from graph.errors import InputUnreadable

_ROOM, _TIMES = 48 << 20, 20
"""Unpacked, a file may have so many bytes, and so many times its own size on top."""
MOST_CELLS = 25_000_000
MOST_ROWS = 1 << 20
"""Rows of a table that hold anything: those of the longest spreadsheet."""
MOST_LISTED = 1 << 19
"""Rows that the lists in a file's cells, or its marks, may give: twice the memberships of a whole country."""
MOST_TEXTS = 4_000_000
MOST_MERGED = 1_000_000
MOST_FAULTS = 100_000
LONGEST_TEXT = 100_000
"""Characters of a cell that are read: spreadsheets keep a third of that."""


def unpacked_limit(size: int) -> int:
    """How many bytes a file of a size may unpack to."""
    return _ROOM + _TIMES * size


def check_unpacked(archive: zipfile.ZipFile, name: str) -> None:
    """Raise InputUnreadable where the parts of an archive say that they are far larger than it."""
    parts = archive.infolist()
    limit = unpacked_limit(sum(part.compress_size for part in parts))
    if (size := sum(part.file_size for part in parts)) > limit:
        raise too_large(name, size)


def too_large(name: str, size: int) -> InputUnreadable:
    """What is said of a file that unpacks to too much."""
    return InputUnreadable(
        f"{name} unpacks to {size >> 20:,} MB or more, far more than its own size",
        next_step="Give the tables as CSV, unpacked, and load again.",
    )


def check_listed(rows: int, what: str) -> None:
    """Raise InputUnreadable where `what`, such as the marks of a cross table, would give too many rows."""
    if rows > MOST_LISTED:
        raise InputUnreadable(
            f"{what} would give {rows:,} rows; no more than {MOST_LISTED:,} are read",
            next_step="Split it into several files, then load again.",
        )


class _Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


def read_at_most(stream: _Stream, limit: int, name: str) -> bytes:
    """All bytes of an unpacking stream. Raises InputUnreadable beyond the limit, whatever the archive says of it."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise too_large(name, limit)
    return data
