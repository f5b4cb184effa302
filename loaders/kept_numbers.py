"""The numbers by which a changed reload finds what changed, kept in the home: what was before isn't planned again.

They follow from the plan of a graph, whose key names them, and from how polars makes numbers here. Whoever lacks them,
on another machine or after an upgrade, plans what was before."""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path

from graph.built_files import BuiltFiles
from graph.frame_files import FramesTorn, open_frames, write_frames
from loaders.changes import Fingerprint, numbered, sample_number
from loaders.load_plan import LoadPlan

_LAYOUT = 1
_logger = logging.getLogger("huoshui.loaders")


def keep_numbers(home: Path, key: str, plan: LoadPlan) -> None:
    """Keep the numbers of a plan. Without room, or where another process keeps its own just now, none are kept."""
    with suppress(OSError):
        _files(home).build(_name(key), lambda draft: write_frames(draft, numbered(plan)))


def kept_numbers(home: Path, key: str) -> Fingerprint | None:
    """The numbers of the plan of this key, unread; None where there are none, or they are not what was written."""
    files, name = _files(home), _name(key)
    try:
        return open_frames(files.path(name))
    except FramesTorn as torn:
        if files.path(name).exists():
            _logger.warning("%s: what was before is planned again", torn)
            files.throw_away(name)
        return None


def _name(key: str) -> str:
    return f"{key} {sample_number()}"


def _files(home: Path) -> BuiltFiles:
    return BuiltFiles(home, "numbers", _LAYOUT)
