"""Files built from the store, one for each state of the graph, which all processes of a home share."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from shutil import rmtree

from filelock import FileLock, Timeout

from graph.state import GraphState

_KEPT = 4
"""Files of other states that stay: two databases may share a home, and a load may be taken back."""


class BuiltFiles:
    """Files of one kind, or folders of such. `layout` changes when what is written into them does.

    A state is that of a graph, or whatever else all that is written follows from."""

    def __init__(self, home: Path, kind: str, layout: int) -> None:
        self._folder = home.expanduser().resolve() / "cache" / kind
        self._layout = layout

    def path(self, state: GraphState | str) -> Path:
        """Where the file of a state is, once it is built. A graph that is loaded anew is another state."""
        digest = hashlib.sha256(f"{self._layout} {state!r}".encode()).hexdigest()[:20]
        return self._folder / digest

    def each(self) -> list[Path]:
        """What is built, of whatever state, the newest first."""
        with suppress(OSError):
            built = [path for path in self._folder.iterdir() if path.name != "lock" and ".tmp" not in path.name]
            return sorted(built, key=lambda path: path.stat().st_mtime, reverse=True)
        return []

    def build(self, state: GraphState | str, make: Callable[[Path], None]) -> bool:
        """Let `make` write the file aside, then give it its name. False where another builds one now.

        Raises OSError where the folder can't be written, and what `make` raises; then nothing is left."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.path(state)
        try:
            with FileLock(self._folder / "lock", timeout=0, mode=0o600):
                if not path.exists():
                    self._clear()
                    self._write(path, make)
        except Timeout:
            return False
        return True

    def throw_away(self, state: GraphState | str) -> None:
        """Take away what is built of a state."""
        _remove(self.path(state))

    def _write(self, path: Path, make: Callable[[Path], None]) -> None:
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
        try:
            make(draft)
            for part in draft.iterdir() if draft.is_dir() else (draft,):
                with part.open("rb") as file:
                    os.fsync(file.fileno())
            draft.replace(path)
        finally:
            _remove(draft)

    def _clear(self) -> None:
        """Take away what a killed process left, and all but the newest files."""
        for path in (*self._folder.glob("*.tmp*"), *self.each()[_KEPT - 1 :]):
            _remove(path)


def _remove(path: Path) -> None:
    with suppress(OSError):  # a process may hold it open, where that keeps a file
        if path.is_dir():
            rmtree(path)
        else:
            path.unlink(missing_ok=True)
