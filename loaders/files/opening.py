"""Opening a file of somebody's folder: a plain one within it, of no more than a size."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from graph.errors import InputUnreadable
from loaders.files.limits import check_size


def within_folder(path: Path) -> Path:
    """Where a folder's file really is. Raises InputUnreadable for a link that leads out of the folder.

    Whoever made the folder chose where it leads, and whoever loads it may read more than they may."""
    try:
        real, folder = path.resolve(strict=True), path.parent.resolve()
    except (OSError, RuntimeError) as error:  # RuntimeError: a link to itself, before Python 3.13
        why = error.strerror if isinstance(error, OSError) else "a link that leads to itself"
        raise _unopened(path.name, why) from error
    if not real.is_relative_to(folder):
        raise InputUnreadable(
            f"{path.name} is a link to what lies outside the folder, and isn't followed",
            next_step="Put a copy of the file itself into the folder, then load again.",
        )
    return real


def read_bytes(path: Path, name: str) -> bytes:
    """All bytes of a plain file that is no link. Raises InputUnreadable, or InputTooLarge before it is read."""
    try:
        # Not to wait for whoever may write into a pipe; and what has become a link meanwhile isn't followed.
        with open(path, "rb", opener=lambda file, flags: os.open(file, flags | os.O_NOFOLLOW | os.O_NONBLOCK)) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise _unopened(name, "no plain file")
            check_size(status.st_size, name)
            return file.read(status.st_size + 1)
    except OSError as error:
        raise _unopened(name, error.strerror) from error


def read_words(path: Path) -> str:
    """The text of a small file of a folder: UTF-8. Raises InputUnreadable, InputTooLarge, or UnicodeDecodeError."""
    real = within_folder(path)
    try:
        check_size(real.stat().st_size, path.name, "input_text_mb")
    except OSError as error:
        raise _unopened(path.name, error.strerror) from error
    return read_bytes(real, path.name).decode("utf-8-sig")


def _unopened(name: str, why: str | None) -> InputUnreadable:
    return InputUnreadable(f"{name} can't be opened: {why}", next_step="Check the file's permissions, then load again.")
