"""One file as the tables that it holds, whatever its format."""

from __future__ import annotations

from pathlib import Path

from graph.errors import InputUnreadable
from loaders.files.encodings import to_utf8
from loaders.files.separated import read_separated
from loaders.files.sheet import Sheet, tidy


def read_sheets(path: Path) -> list[Sheet]:
    """Read all tables of a file: its sheets, or those of an archive. Raises InputUnreadable, which names the place."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputUnreadable(
            f"{path.name} can't be opened: {error.strerror}", next_step="Check the file's permissions, then load again."
        ) from error
    if not data:
        raise InputUnreadable(f"{path.name} is empty")
    text, notes = to_utf8(data, path.name)
    return [Sheet(path.name, "", tidy(read_separated(text, path.name, path.suffix == ".txt")), notes=notes)]
