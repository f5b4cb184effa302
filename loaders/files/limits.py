"""How much of somebody's files is read: as the settings say, checked before anything is read or unpacked whole."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Literal, Protocol

from graph.errors import InputTooLarge, InputUnreadable

if TYPE_CHECKING:
    from graph import Settings

_ROOM = 48 << 20
"""Bytes that a file may unpack to whatever its own size."""
MOST_LISTED = 1 << 19
"""Rows that the lists in a file's cells, or its marks, may give: twice the memberships of a whole country."""
MOST_FAULTS = 100_000
LONGEST_TEXT = 100_000
"""Characters of a cell that are read: spreadsheets keep a third of that."""


@dataclass(frozen=True, slots=True)
class InputLimits:
    """Limits as the settings of these names say."""

    input_file_mb: int
    input_text_mb: int
    input_unpacked_times: int
    input_rows: int
    input_columns: int
    input_cells: int
    input_memory_mb: int
    input_timeout_s: float

    @classmethod
    def of(cls, settings: Settings) -> InputLimits:
        """The limits among settings."""
        return cls(*(getattr(settings, field.name) for field in fields(cls)))


_in_force: ContextVar[InputLimits | None] = ContextVar("limits that hold", default=None)

Counted = Literal["rows", "columns", "cells"]
"""What is counted in a table; the setting of its limit is called input_ and this."""


@contextmanager
def within_limits(of: InputLimits) -> Iterator[None]:
    """Have limits hold for what is read meanwhile; elsewhere the defaults of the settings do."""
    token = _in_force.set(of)
    try:
        yield
    finally:
        _in_force.reset(token)


def limits() -> InputLimits:
    """The limits that hold."""
    return _in_force.get() or _defaults()


@cache
def _defaults() -> InputLimits:
    from graph import Settings  # not in the process that reads, which is told its limits and starts the sooner

    return InputLimits.of(Settings.model_construct())


def check_count(of: Counted, count: int, place: str, *, at_least: bool = False) -> None:
    """Raise InputTooLarge where a table has more than are read; `at_least`: counting ended there."""
    most = getattr(limits(), f"input_{of}")
    if count > most:
        more = "at least " if at_least else ""
        raise InputTooLarge(
            f"{place} has {more}{count:,} {of}; no more than {most:,} are read", f"HUOSHUI_INPUT_{of.upper()}"
        )


def check_size(size: int, name: str, setting: Literal["input_file_mb", "input_text_mb"] = "input_file_mb") -> None:
    """Raise InputTooLarge where a file has too many bytes."""
    most = getattr(limits(), setting)
    if size > most << 20:
        raise InputTooLarge(
            f"{name} has {size / 2**20:,.1f} MB; no more than {most:,} MB are read", f"HUOSHUI_{setting.upper()}"
        )


def unpacked_limit(size: int) -> int:
    """How many bytes a file of a size may unpack to."""
    return _ROOM + limits().input_unpacked_times * size


def check_unpacked(archive: zipfile.ZipFile, name: str) -> int:
    """How many bytes an archive may unpack to. Raises InputTooLarge where its parts say that they are more."""
    parts = archive.infolist()
    limit = unpacked_limit(sum(part.compress_size for part in parts))
    if (size := sum(part.file_size for part in parts)) > limit:
        raise _unpacks_to_too_much(name, size, limit)
    return limit


def _unpacks_to_too_much(name: str, size: int, limit: int) -> InputTooLarge:
    return InputTooLarge(
        f"{name} unpacks to {size / 2**20:,.1f} MB or more; no more than {limit / 2**20:,.1f} MB of it are read",
        "HUOSHUI_INPUT_UNPACKED_TIMES",
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
    """All bytes of an unpacking stream. Raises InputTooLarge beyond the limit, whatever the archive says of it."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise _unpacks_to_too_much(name, len(data), limit)
    return data
