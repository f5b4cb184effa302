"""Frames as Arrow files of one folder, with a digest of each: what is not as it was written is noticed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import polars as pl

_DIGESTS = "digests.json"
_BLOCK = 1 << 20
_BATCH_ROWS = 20_000
"""Rows that are read together: of a slice of a frame no others are."""


class FramesTorn(Exception):
    """The files are not what was written. Nobody is told: they are thrown away and built again."""


def write_frames(folder: Path, frames: Iterable[tuple[str, pl.DataFrame]]) -> None:
    """Write frames, each by its name, as files of a new folder. Raises OSError."""
    folder.mkdir(mode=0o700)
    digests = {}
    for name, frame in frames:
        path = frame_file(folder, name)
        # Not packed: few columns of it are read, many times, and all processes share the system's cache of it.
        frame.write_ipc(path, compression="uncompressed", record_batch_size=_BATCH_ROWS)
        digests[name] = _digest(path)
    (folder / _DIGESTS).write_text(json.dumps(digests), "utf-8")


def open_frames(folder: Path) -> dict[str, pl.LazyFrame]:
    """The frames of a folder by name, none of which is read yet.

    Raises FramesTorn where one is missing or is not what was written."""
    try:
        digests = json.loads((folder / _DIGESTS).read_text("utf-8"))
        for name, digest in digests.items():
            if digest != _digest(frame_file(folder, name)):
                raise FramesTorn(f"{frame_file(folder, name)} is not what was written")
        return {name: pl.scan_ipc(frame_file(folder, name)) for name in digests}
    except (OSError, ValueError, AttributeError, pl.exceptions.PolarsError) as error:
        raise FramesTorn(f"the frames in {folder} can't be read: {error!r}") from error


def frame_file(folder: Path, name: str) -> Path:
    """Where a frame of a folder lies."""
    return folder / f"{name}.arrow"


def _digest(path: Path) -> str:
    digest = hashlib.blake2b(digest_size=16)
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
