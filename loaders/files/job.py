"""What the process that reads is asked to do, and what comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders.files.limits import InputLimits
from loaders.files.sheet import Sheet

Outcome = tuple[str, Any]
"""("done", result), ("failed", error) or ("out of memory", None)."""


@dataclass(frozen=True, slots=True)
class ReadingJob:
    """Something to read within limits, by a function that another process can import."""

    do: Callable[[], Any]
    limits: InputLimits


def read_tables(path: Path, name: str) -> list[Sheet]:
    """The tables of a file. Whoever only asks for them needs no libraries for it."""
    from loaders.files.reading import read_file

    return read_file(path, name)
